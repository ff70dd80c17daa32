import type { Damage } from './journal.ts';
import type { Edit, Project, StoredFile } from './project.ts';

export interface Loaded {
  project: Project;
  /** records that did not pass their check; they are kept as they are */
  damage: Damage[];
  /** what was stored with the last change of the data: plain JSON, null when there is none or it does not belong to this project */
  results: unknown;
}

/**
 * Where a project is kept. A write that is answered is on the disk. Every write may reject with `storage/no-room` or `storage/failed`; what was
 * kept before it is then still what is kept.
 */
export interface ProjectStore {
  /** The project that is kept, null when there is none. */
  load(): Promise<Loaded | null>;
  /** Puts a file's bytes aside; they belong to no project until an edit names them. */
  putFile(file: File, signal?: AbortSignal): Promise<StoredFile>;
  /** The file again, null when its bytes are gone or not as many as there were. */
  getFile(stored: StoredFile): Promise<File | null>;
  /** Lets go of bytes that were put aside and that no edit named. */
  dropFile(stored: StoredFile): Promise<void>;
  /** One more edit, with the results of the data that it leaves; all of it or nothing. Answers the project after it. */
  commit(edit: Edit, results?: unknown): Promise<Project>;
  /** Deletes bytes that the project does not name, except those put aside in this visit. */
  sweep(): Promise<void>;
  /** Answers to questions of file headers, of all projects. */
  remembered(): Promise<Record<string, string>>;
  remember(question: string, choice: string | null): Promise<void>;
  /** Bytes that can still be written, null when nobody can say. */
  room(): Promise<number | null>;
  close(): void;
}
