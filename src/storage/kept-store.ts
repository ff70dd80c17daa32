import { nextTurn } from '#base/turn.ts';
import { type ByteStore, blobsIn, hasPrivateFiles, privateFiles } from './bytes.ts';
import { hashOf } from './checksum.ts';
import { type Database, databaseExists, openDatabase } from './database.ts';
import { guarded } from './failure.ts';
import { type Damage, open, replay, seal, type Sealed } from './journal.ts';
import { editsBetweenSnapshots, snapshotsKept } from './limits.ts';
import { applyEdit, type Edit, emptyProject, type Project, type StoredFile } from './project.ts';
import type { Loaded, ProjectStore } from './store.ts';

/**
 * A project in the browser's own storage: bytes in the private file system (or as blobs), everything else as a journal in a database.
 * Nothing is made before the first write. Only the one writer among the tabs may write.
 */
export class KeptStore implements ProjectStore {
  #opened: Promise<Database> | null = null;
  #bytes: ByteStore;
  #project: Project = emptyProject;
  /** number of the last entry of the journal, sound or not */
  #highest = 0;
  #snapshot = 0;
  #sound = true;
  /** put aside here and not yet named, or named before and perhaps wanted back */
  #mine = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();
  #onOutdated: () => void;

  constructor(onOutdated: () => void) {
    this.#onOutdated = onOutdated;
    this.#bytes = hasPrivateFiles() ? privateFiles() : blobsIn(() => this.#database());
  }

  load(): Promise<Loaded | null> {
    return guarded(async () => {
      if (!this.#opened && !(await databaseExists())) return null;
      const transaction = (await this.#database()).transaction(['pointer', 'snapshots', 'journal', 'results']);
      const [pointer = 0, snapshots, journal, results] = await Promise.all([
        transaction.objectStore('pointer').get('snapshot'),
        transaction.objectStore('snapshots').getAll(),
        transaction.objectStore('journal').getAll(),
        transaction.objectStore('results').get('data'),
      ]);
      const { project, from, damage } = await replay(pointer, snapshots, journal);
      this.#project = project;
      this.#snapshot = from;
      this.#highest = Math.max(project.sequence, ...journal.map(({ sequence }) => sequence));
      this.#sound = damage.length === 0;
      return project.sequence === 0 && damage.length === 0 ? null : { project, damage, results: await resultsOf(project, results, damage) };
    });
  }

  putFile(file: File, signal?: AbortSignal): Promise<StoredFile> {
    return guarded(async () => {
      const id = crypto.randomUUID();
      this.#mine.add(id);
      try {
        await this.#bytes.put(id, file, signal);
        const { name, size, lastModified, type } = file;
        return { name, size, lastModified, type, id, hash: await hashOf(file) };
      } catch (thrown) {
        await this.#bytes.remove(id).catch(() => undefined); // what is left of it is swept at the next start
        throw thrown;
      }
    });
  }

  getFile({ id, name, size, lastModified, type }: StoredFile): Promise<File | null> {
    return guarded(async () => {
      const bytes = await this.#bytes.get(id);
      return bytes?.size === size ? new File([bytes], name, { lastModified, type }) : null;
    });
  }

  dropFile({ id }: StoredFile): Promise<void> {
    return guarded(() => this.#bytes.remove(id));
  }

  commit(edit: Edit, results?: unknown): Promise<Project> {
    return this.#inTurn(async () => {
      const sequence = this.#highest + 1;
      const project = applyEdit(this.#project, edit, sequence);
      const entry = await seal(sequence, edit);
      await nextTurn();
      const sealed = results === undefined ? null : await seal(sequence, results);
      const due = !this.#sound || sequence - this.#snapshot >= editsBetweenSnapshots;
      const snapshot = due ? await seal(sequence, project) : null;
      const database = await this.#database();
      const write = database.transaction(['journal', 'results', 'snapshots', 'pointer'], 'readwrite', { durability: 'strict' });
      await together(write, [
        () => write.objectStore('journal').put(entry),
        sealed && (() => write.objectStore('results').put(sealed, 'data')),
        snapshot && (() => write.objectStore('snapshots').put(snapshot)),
        !this.#sound && (() => write.objectStore('pointer').put(sequence, 'snapshot')), // what was damaged cannot be replayed: begin here
      ]);
      this.#project = project;
      this.#highest = sequence;
      for (const { id } of project.files) this.#mine.add(id);
      if (snapshot) await this.#switchTo(database, sequence).catch(() => undefined); // the edit is kept; the next one tries again
      return project;
    });
  }

  sweep(): Promise<void> {
    return guarded(async () => {
      if (!this.#sound || !(this.#opened || (await databaseExists()))) return;
      const named = new Set(this.#project.files.map(({ id }) => id));
      for (const id of await this.#bytes.list()) {
        if (!named.has(id) && !this.#mine.has(id)) await this.#bytes.remove(id);
      }
    });
  }

  remembered(): Promise<Record<string, string>> {
    return guarded(async () => {
      if (!this.#opened && !(await databaseExists())) return {};
      const transaction = (await this.#database()).transaction('remembered');
      const [questions, choices] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      return Object.fromEntries(questions.map((question, index) => [question, choices[index] ?? '']));
    });
  }

  remember(question: string, choice: string | null): Promise<void> {
    return this.#inTurn(async () => {
      const database = await this.#database();
      await (choice === null ? database.delete('remembered', question) : database.put('remembered', choice, question));
    });
  }

  room(): Promise<number | null> {
    return guarded(async () => {
      const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
      return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
    });
  }

  close(): void {
    void this.#opened?.then((database) => database.close()).catch(() => undefined);
    this.#opened = null;
  }

  /** The snapshot is read back and checked before the pointer goes to it; older ones go, and the entries that they alone needed. */
  async #switchTo(database: Database, sequence: number): Promise<void> {
    const written = await database.get('snapshots', sequence);
    if (!written || (await open(written)) === undefined) return;
    const numbers = (await database.getAllKeys('snapshots')).sort((a, b) => b - a);
    const oldest = this.#sound ? (numbers[snapshotsKept - 1] ?? 0) : 0; // nothing goes while something is damaged
    const write = database.transaction(['pointer', 'snapshots', 'journal'], 'readwrite', { durability: 'strict' });
    await together(write, [
      () => write.objectStore('pointer').put(sequence, 'snapshot'),
      oldest > 0 && (() => write.objectStore('snapshots').delete(IDBKeyRange.upperBound(oldest, true))),
      oldest > 0 && (() => write.objectStore('journal').delete(IDBKeyRange.upperBound(oldest))),
    ]);
    this.#snapshot = sequence;
    this.#sound = true;
  }

  #database(): Promise<Database> {
    this.#opened ??= openDatabase(() => {
      this.#opened = null;
      this.#onOutdated();
    }).catch((thrown: unknown) => {
      this.#opened = null;
      throw thrown;
    });
    return this.#opened;
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#last.then(() => guarded(work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

type Request = (() => Promise<unknown>) | false | null;

/** Requests of one transaction: all of them or none, also when making one of them throws. */
async function together(write: { abort(): void; done: Promise<void> }, requests: readonly Request[]): Promise<void> {
  const made: Promise<unknown>[] = [write.done];
  try {
    for (const request of requests) if (request) made.push(request());
  } catch (thrown) {
    write.abort();
    await Promise.allSettled(made);
    throw thrown;
  }
  await Promise.all(made);
}

/** The stored results when they were made from the data of this project; damaged ones are told and made again. */
async function resultsOf(project: Project, sealed: Sealed | undefined, damage: Damage[]): Promise<unknown> {
  if (sealed?.sequence !== project.dataSequence) return null;
  const results = await open(sealed);
  if (results === undefined) damage.push({ what: 'results', sequence: sealed.sequence });
  return results ?? null;
}
