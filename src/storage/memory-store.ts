import { applyEdit, type Edit, emptyProject, type Project, type StoredFile } from './project.ts';
import type { Loaded, ProjectStore } from './store.ts';

/** A project in memory only: for private sessions and for browsers that keep nothing. It ends with the page. */
export class MemoryStore implements ProjectStore {
  #project: Project = emptyProject;
  #results: unknown = null;
  #files = new Map<string, File>();
  #answers: Record<string, string> = {};

  load(): Promise<Loaded | null> {
    return Promise.resolve(this.#project.sequence === 0 ? null : { project: this.#project, damage: [], results: this.#results });
  }

  putFile(file: File): Promise<StoredFile> {
    const id = crypto.randomUUID();
    this.#files.set(id, file);
    const { name, size, lastModified, type } = file;
    return Promise.resolve({ name, size, lastModified, type, id, hash: '' });
  }

  getFile({ id }: StoredFile): Promise<File | null> {
    return Promise.resolve(this.#files.get(id) ?? null);
  }

  dropFile({ id }: StoredFile): Promise<void> {
    this.#files.delete(id);
    return Promise.resolve();
  }

  commit(edit: Edit, results?: unknown): Promise<Project> {
    this.#project = applyEdit(this.#project, edit, this.#project.sequence + 1);
    if (results !== undefined) this.#results = results;
    return Promise.resolve(this.#project);
  }

  sweep(): Promise<void> {
    return Promise.resolve();
  }

  remembered(): Promise<Record<string, string>> {
    return Promise.resolve({ ...this.#answers });
  }

  remember(question: string, choice: string | null): Promise<void> {
    const { [question]: _, ...others } = this.#answers;
    this.#answers = choice === null ? others : { ...others, [question]: choice };
    return Promise.resolve();
  }

  room(): Promise<null> {
    return Promise.resolve(null);
  }

  close(): void {
    this.#files.clear();
  }
}
