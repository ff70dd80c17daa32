import { CodedError } from '#base/error.ts';
import { hashOf } from '#storage/checksum.ts';
import { storageFailure } from '#storage/failure.ts';
import type { Damage } from '#storage/journal.ts';
import { spareRoom } from '#storage/limits.ts';
import { MemoryStore } from '#storage/memory-store.ts';
import type { Edit, LedgerEntry, Project, StoredFile } from '#storage/project.ts';
import type { Loaded, ProjectStore } from '#storage/store.ts';
import type { TabMessage, Tabs } from '#storage/tabs.ts';
import type { KeepingParts, KeptFiles, KeptStatus } from './keeping-parts.ts';

/** What of this page's work is kept, where, and by which tab. Whoever changes data calls `save` afterwards; a write that fails changes the status, never the work. */
export class Keeping {
  status = $state<KeptStatus>('saved');
  reason = $state.raw<CodedError | null>(null);
  /** records of the store that did not pass their check */
  damage = $state.raw<readonly Damage[]>([]);
  /** files whose bytes are gone or are not those that were put there; they stay listed until a person removes or replaces them */
  damaged = $state.raw<readonly StoredFile[]>([]);
  /** the notebook from outside that is kept */
  notebook = $state.raw<Project['notebook']>(null);
  ledger = $state.raw<readonly LedgerEntry[]>([]);
  /** files that were refused because they would not fit; they can be opened without being kept */
  crowded = $state.raw<readonly File[] | null>(null);
  remembered = $state.raw<Record<string, string>>({});
  /** the project is kept in memory only */
  inMemory = $derived(this.status === 'private' || this.status === 'nowhere');
  #parts: KeepingParts;
  #store: ProjectStore;
  #tabs: Tabs;
  #stored = new WeakMap<File, StoredFile>();
  #staged = new Map<File, Promise<StoredFile>>();
  #unchecked = new Set<File>();
  #bad = new WeakSet<File>();
  #pending = 0;
  /** writes that failed, by what they write, with how to try again */
  #unsaved = new Map<string, () => Promise<void>>();
  #follow: (loaded: Loaded | null) => Promise<void> = () => Promise.resolve();
  #askedToPersist = false;
  #begun: Promise<void> = Promise.resolve();

  constructor(parts: KeepingParts) {
    this.#parts = parts;
    this.#store = parts.store?.(() => void (this.status = 'outdated')) ?? new MemoryStore();
    this.#tabs = parts.tabs((message) => void this.#hear(message));
    if (!parts.store) this.status = 'nowhere';
  }

  /** True when this page may change the project. */
  get writes(): boolean {
    return this.status !== 'other-tab' && this.status !== 'outdated';
  }

  /** Throws `storage/other-tab` or `storage/outdated` when nothing may be changed here. */
  checkWritable(): void {
    if (!this.writes) throw new CodedError(this.status === 'outdated' ? 'storage/outdated' : 'storage/other-tab');
  }

  /** Finds out which tab writes and hands over what is kept, now and whenever another tab changed it. */
  begin(follow: (loaded: Loaded | null) => Promise<void>): Promise<void> {
    this.#follow = follow;
    if (this.status !== 'nowhere') this.#begun = this.#join();
    return this.#begun;
  }

  async #join(): Promise<void> {
    try {
      if (!(await this.#tabs.begin(() => void this.#takeOver()))) this.status = 'other-tab';
      await this.#load();
      if (this.writes && this.damage.length === 0) await this.#store.sweep();
    } catch (thrown) {
      this.#goNowhere(thrown);
    }
  }

  /** Begins to put bytes aside while they are read; nothing belongs to the project before `save`. */
  stage(files: readonly File[]): void {
    if (!this.writes) return;
    for (const file of files) {
      if (this.#stored.has(file) || this.#staged.has(file)) continue;
      const staged = this.#store.putFile(file);
      staged.catch(() => undefined); // told by `save`
      this.#staged.set(file, staged);
    }
  }

  /** Lets go of bytes that were put aside for an import that came to nothing. */
  unstage(files: readonly File[]): void {
    for (const file of files) {
      const staged = this.#staged.get(file);
      this.#staged.delete(file);
      void staged?.then((stored) => this.#store.dropFile(stored)).catch(() => undefined); // swept at the next start otherwise
    }
  }

  /** Waits for what is kept, then throws like `checkWritable`, and `storage/too-large` when files are to be kept and would not fit. */
  async admit(files: readonly File[], keep: boolean): Promise<void> {
    await this.#begun;
    this.checkWritable();
    if (!keep || this.inMemory) return;
    const free = await this.#store.room().catch(() => null);
    const need = files.filter((file) => !this.#stored.has(file)).reduce((sum, file) => sum + file.size, 0);
    this.crowded = free !== null && need + spareRoom > free ? files : null;
    if (this.crowded) throw new CodedError('storage/too-large', { need: megabytes(need), free: megabytes(free ?? 0) });
  }

  /** Keeps the data as they are now, with the results made from them. */
  async save(what: string, data: KeptFiles, results: unknown, parameters: LedgerEntry['parameters'] = {}): Promise<void> {
    const live = data.files.filter((file) => !this.#bad.has(file));
    const names = new Set(live.map(({ name }) => name));
    this.damaged = this.damaged.filter(({ name }) => !names.has(name));
    await this.#write(
      'data',
      async () => {
        this.stage(live);
        const files = await Promise.all(live.map(async (file) => this.#stored.get(file) ?? (await this.#staged.get(file)!)));
        live.forEach((file, index) => this.#stored.set(file, files[index]!));
        const { answers, corrections, settings } = data;
        return { what, parameters, data: { files: [...this.damaged, ...files], answers, corrections, settings } };
      },
      results,
    );
    this.#staged.clear();
    if (live.length > 0 && !this.inMemory && !this.#askedToPersist) {
      this.#askedToPersist = true;
      await this.#parts.persist().catch(() => undefined); // a browser may say no; then it may evict
    }
  }

  /** Keeps the open notebook. */
  async saveNotebook(notebook: Project['notebook']): Promise<void> {
    this.notebook = notebook;
    await this.#write('notebook', () => Promise.resolve({ what: 'notebook', notebook }), undefined);
  }

  /** Tries the last write again that failed. */
  async tryAgain(): Promise<void> {
    for (const again of [...this.#unsaved.values()]) await again();
  }

  /** Brings remembered answers back from those in force to those of an earlier state. */
  async recall(inForce: Readonly<Record<string, string>>, earlier: Readonly<Record<string, string>>): Promise<void> {
    for (const [question, choice] of Object.entries(inForce))
      if (earlier[question] !== choice) await this.remember(question, earlier[question] ?? null);
  }

  /** Keeps an answer for every file with the same header, in all projects; null forgets it. */
  async remember(question: string, choice: string | null): Promise<void> {
    const { [question]: _, ...others } = this.remembered;
    this.remembered = choice === null ? others : { ...others, [question]: choice };
    this.#unsaved.delete(question);
    await this.#store
      .remember(question, choice)
      .catch((thrown: unknown) => this.#fail(question, thrown, () => this.remember(question, choice)));
  }

  /** The files whose bytes are those that were put there; the others are listed as damaged. Each file is checked once. */
  async sound(files: readonly File[]): Promise<File[]> {
    const sound: File[] = [];
    for (const file of files) {
      const stored = this.#stored.get(file);
      if (stored && this.#unchecked.delete(file) && (await hashOf(file).catch(() => '')) !== stored.hash) {
        this.#bad.add(file);
        this.damaged = [...this.damaged, stored];
      }
      if (!this.#bad.has(file)) sound.push(file);
    }
    return sound;
  }

  /** The live files of a kept project; those that are gone are listed as damaged. */
  async filesOf(project: Project): Promise<File[]> {
    const found = await Promise.all(project.files.map(async (stored) => ({ stored, file: await this.#store.getFile(stored) })));
    this.damaged = found.flatMap(({ stored, file }) => (file ? [] : [stored]));
    return found.flatMap(({ stored, file }) => {
      if (!file) return [];
      this.#stored.set(file, stored);
      this.#unchecked.add(file);
      return [file];
    });
  }

  /** Takes a damaged file off the list; the next `save` leaves it out. */
  dropDamaged(name: string): void {
    this.damaged = this.damaged.filter((file) => file.name !== name);
  }

  /** From here on nothing of this page is stored; what was kept before stays for the next visit. */
  goPrivate(): void {
    this.#leave();
    this.#store = new MemoryStore();
    this.remembered = {};
    this.damaged = [];
    this.ledger = [];
    this.notebook = null;
    this.reason = null;
    this.status = 'private';
  }

  /** Deletes all that this site keeps in this browser and loads the page again. Rejects with `storage/failed` when something would not go. */
  async erase(): Promise<void> {
    this.goPrivate();
    await this.#parts.erase();
    const tell = this.#parts.tabs(() => undefined);
    tell.tell('erased');
    tell.leave();
    this.#parts.restart();
  }

  async #load(): Promise<void> {
    const [loaded, remembered] = await Promise.all([this.#store.load(), this.#store.remembered()]);
    this.remembered = remembered;
    this.damage = loaded?.damage ?? [];
    this.ledger = loaded?.project.ledger ?? [];
    this.notebook = loaded?.project.notebook ?? null;
    await this.#follow(loaded);
  }

  async #takeOver(): Promise<void> {
    if (this.status !== 'other-tab') return;
    this.status = 'saved';
    await this.#load().catch((thrown: unknown) => this.#goNowhere(thrown));
  }

  async #hear(message: TabMessage): Promise<void> {
    if (message.kind === 'erased') this.#parts.restart();
    else if (this.status === 'other-tab') await this.#load().catch((thrown: unknown) => void (this.reason = storageFailure(thrown)));
  }

  async #write(part: string, edit: () => Promise<Edit>, results: unknown): Promise<void> {
    if (!this.writes) return;
    const inMemory = this.inMemory;
    this.#pending += 1;
    if (!inMemory) this.status = 'saving';
    try {
      const project = await this.#store.commit(await edit(), results);
      this.ledger = project.ledger;
      this.#unsaved.delete(part);
      if (!inMemory) this.#tabs.tell('changed');
    } catch (thrown) {
      this.#staged.clear(); // those that failed are tried afresh
      this.#fail(part, thrown, () => this.#write(part, edit, results));
    } finally {
      this.#pending -= 1;
      this.#settle();
    }
  }

  #fail(part: string, thrown: unknown, again: () => Promise<void>): void {
    this.#unsaved.set(part, again);
    this.reason = storageFailure(thrown);
    this.#settle();
  }

  #settle(): void {
    if (this.#unsaved.size === 0) this.reason = null;
    if (this.#pending > 0 || !['saved', 'saving', 'not-saved'].includes(this.status)) return;
    this.status = this.#unsaved.size > 0 ? 'not-saved' : 'saved';
  }

  #goNowhere(thrown: unknown): void {
    this.#leave();
    this.#store = new MemoryStore();
    this.status = 'nowhere';
    this.reason = storageFailure(thrown);
  }

  #leave(): void {
    this.#tabs.leave();
    this.#store.close();
    this.#stored = new WeakMap();
    this.#staged.clear();
    this.#unsaved.clear();
    this.#unchecked.clear();
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
