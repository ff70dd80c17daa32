import type { Locale } from '#i18n/locale.ts';

/** A built-in notebook: one Markdown text a language, a promise where it must be loaded first. */
export interface Book {
  id: string;
  title(locale: Locale): string;
  text(locale: Locale): string | Promise<string>;
}

/** A notebook that came from outside: it stays inert until a person says *Run*. */
export interface Guest {
  name: string;
  text: string;
  started: boolean;
}

/** Which document is open. Built-in notebooks follow the language; a guest is shown as it was written. */
export class NotebookState {
  guest = $state.raw<Guest | null>(null);
  readonly books: readonly Book[];
  #locale: () => Locale;
  #titleOf: (text: string) => string;
  #id: () => string;
  /** texts that were loaded, by id and language */
  #loaded = $state.raw<Readonly<Record<string, string>>>({});

  constructor(parts: { id: () => string; books: readonly Book[]; locale: () => Locale; titleOf: (text: string) => string }) {
    this.#id = parts.id;
    this.books = parts.books;
    this.#locale = parts.locale;
    this.#titleOf = parts.titleOf;
  }

  /** the id in the address; `guest` is the notebook from outside */
  get id(): string {
    return this.#id();
  }
  #book = $derived.by(() => this.books.find((book) => book.id === this.id));
  /** the Markdown of the open notebook; empty when there is none of that id, and until it is loaded */
  text = $derived.by(() => (this.id === 'guest' ? (this.guest?.text ?? '') : this.#book ? this.#textOf(this.#book) : ''));
  /** the text is on its way */
  loading = $derived(this.#book !== undefined && this.text === '');
  title = $derived.by(() => (this.id === 'guest' ? (this.guest?.name ?? '') : (this.#book?.title(this.#locale()) ?? '')));
  /** cells may run: always in our own notebooks, in a guest's only after *Run* */
  started = $derived(this.id !== 'guest' || this.guest?.started === true);

  /** Shows a text from outside, inert; `name` stands in when it has no title. */
  openGuest(text: string, name: string): void {
    this.guest = { name: this.#titleOf(text) || name, text, started: false };
  }

  /** The person said *Run*; never stored in the file. */
  start(): void {
    if (this.guest) this.guest = { ...this.guest, started: true };
  }

  #textOf(book: Book): string {
    const key = `${book.id} ${this.#locale()}`;
    const loaded = this.#loaded[key];
    if (loaded !== undefined) return loaded;
    const text = book.text(this.#locale());
    if (typeof text === 'string') return text;
    void text.then((arrived) => (this.#loaded = { ...this.#loaded, [key]: arrived })); // a failed load is told by the page's own watch
    return '';
  }
}
