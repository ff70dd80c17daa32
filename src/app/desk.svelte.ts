import { asCodedError, type CodedError } from '#base/error.ts';
import type { CustomerFilter } from '#figures/definition.ts';
import type { DataState } from '#state/data.svelte.ts';
import type { NotebookState } from '#state/notebook.svelte.ts';
import { newerExports } from './data-room/newer.ts';
import type { Route } from './route.svelte.ts';

/** Endings offered when files are chosen; dropped files are known by their content. */
const readable = '.csv,.tsv,.tab,.txt,.dat,.gz,.zip,.xlsx,.xlsm,.xlsb,.xls,.ods,.json,.ndjson,.jsonl,.parquet,.arrow,.feather,.ipc';

/** Limits that protect the device, and that a person who knows a file may pass. */
const passable = ['import/bomb', 'import/unpacked-too-large', 'import/too-many-entries', 'import/declared-size'];

/** Customers somebody asked for, with the words of the mark that stands for them. */
export interface AskedCustomers {
  filter: CustomerFilter;
  words: string;
}

/** What lies over the page: dialogs, file pickers, the last error that belongs to no other place. */
export class Desk {
  dialog = $state<'palette' | 'keys' | 'settings' | 'rail' | 'erase' | null>(null);
  error = $state.raw<CodedError | null>(null);
  /** the as-of date runs through the months */
  playing = $state(false);
  /** resolves when what is on the page is computed and drawn for the data in force, or the signal aborts; whatever page is there says it */
  settled: (signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  /** the customers whose list lies over the page */
  customers = $state.raw<AskedCustomers | null>(null);
  /** the last thing worth saying to those who listen */
  said = $state('');
  /** the files that were last taken, to open them all the same */
  #taken = $state.raw<File[]>([]);
  #data: DataState;
  #route: Route;
  #notebook: NotebookState;
  #document: Document;

  constructor(parts: { data: DataState; route: Route; notebook: NotebookState; document: Document }) {
    this.#data = parts.data;
    this.#route = parts.route;
    this.#notebook = parts.notebook;
    this.#document = parts.document;
  }

  /** Takes whatever was dropped or chosen: notebooks are opened, everything else is analysed. */
  async take(files: File[]): Promise<void> {
    const notebook = files.find((file) => /\.(md|markdown)$/i.test(file.name));
    const tables = files.filter((file) => file !== notebook && !/\.(md|markdown)$/i.test(file.name));
    if (notebook) this.openNotebook(await notebook.text(), notebook.name);
    if (tables.length === 0) return;
    if (!notebook) this.#route.go({ page: 'data' });
    this.#taken = tables;
    const result = await this.quietly(this.#data.open(tables));
    const settled = result?.files.every(
      (file) => file.failure === null && file.table !== 'none' && file.questions.every((question) => question.answer !== null),
    );
    const { reconciliation, result: all } = this.#data;
    if (settled && !notebook && reconciliation.length === 0 && newerExports(all?.files ?? []).length === 0)
      this.#route.go({ page: 'notebook', id: 'overview' });
  }

  /** True when what was taken last was refused for a limit only. */
  mayInsist(code: string): boolean {
    return this.#taken.length > 0 && passable.includes(code);
  }

  /** Opens what was taken last past the limits against bombs, up to what the device holds. */
  async insist(): Promise<void> {
    const corrections = Object.fromEntries(this.#taken.map(({ name }) => [name, { trusted: true }]));
    await this.quietly(this.#data.open(this.#taken, {}, { corrections }));
  }

  /** Lists the customers behind a mark. */
  showCustomers = (filter: CustomerFilter, words: string): void => void (this.customers = { filter, words });

  /** Shows a notebook from outside, inert. */
  openNotebook(text: string, name: string): void {
    this.#notebook.openGuest(text, name);
    this.#route.go({ page: 'notebook', id: 'guest' });
  }

  chooseFiles(): void {
    this.#choose(readable, true, (files) => void this.take(files));
  }

  chooseNotebook(): void {
    this.#choose('.md,.markdown', false, (files) => void this.take(files));
  }

  /** The result, or null after an error that its own place already shows. */
  async quietly<Value>(work: Promise<Value>): Promise<Value | null> {
    try {
      return await work;
    } catch (thrown) {
      const error = asCodedError(thrown);
      if (!error.code.endsWith('/canceled') && this.#data.error?.code !== error.code) this.error = error;
      return null;
    }
  }

  #choose(accept: string, multiple: boolean, then: (files: File[]) => void): void {
    const input = this.#document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
    input.addEventListener('change', () => then([...(input.files ?? [])]));
    input.click();
  }
}
