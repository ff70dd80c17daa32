import type { Locale } from '#i18n/locale.ts';

/** A built-in notebook: one Markdown text a language. */
export interface Book {
  id: string;
  text(locale: Locale): string;
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
  #books: readonly Book[];
  #locale: () => Locale;
  #titleOf: (text: string) => string;
  #id: () => string;

  constructor(parts: { id: () => string; books: readonly Book[]; locale: () => Locale; titleOf: (text: string) => string }) {
    this.#id = parts.id;
    this.#books = parts.books;
    this.#locale = parts.locale;
    this.#titleOf = parts.titleOf;
  }

  /** the id in the address; `guest` is the notebook from outside */
  get id(): string {
    return this.#id();
  }
  /** the Markdown of the open notebook; empty when there is none of that id */
  text = $derived.by(() =>
    this.id === 'guest' ? (this.guest?.text ?? '') : (this.#books.find((book) => book.id === this.id)?.text(this.#locale()) ?? ''),
  );
  title = $derived.by(() => (this.id === 'guest' ? (this.guest?.name ?? '') : this.#titleOf(this.text)));
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
}
