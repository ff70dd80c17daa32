/** One element of a list or one line, as text, with its index or line number. */
export interface Element {
  line: number;
  text: string;
}

/** The lines of a text that arrives in pieces; blank ones are left out, but counted. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<Element> {
  let rest = '';
  let line = 0;
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() as string;
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') yield { line, text };
    }
  }
  if (rest.trim() !== '') yield { line: line + 1, text: rest };
}

/**
 * The elements of the list at the root of a JSON text that arrives in pieces; only one is held. Brackets are counted, nothing else is checked.
 * Throws SyntaxError when the list does not end, or when something follows it.
 */
export async function* elementsOf(pieces: AsyncIterable<string>): AsyncGenerator<Element> {
  const splitter = new Splitter();
  for await (const piece of pieces) yield* splitter.push(piece);
  splitter.end();
}

const noticed = /["\\[\]{},]/g;

class Splitter {
  #text = '';
  #from = 0;
  #at = 0;
  #depth = 0;
  #inString = false;
  #closed = false;
  #line = 0;

  *push(piece: string): Generator<Element> {
    this.#text = this.#text.slice(this.#from) + piece;
    this.#at -= this.#from;
    this.#from = 0;
    for (;;) {
      noticed.lastIndex = this.#at;
      const found = noticed.exec(this.#text);
      if (!found) break;
      const place = found.index;
      if (found[0] === '\\' && place + 1 >= this.#text.length) break; // what it escapes is in the next piece
      this.#at = place + (found[0] === '\\' && this.#inString ? 2 : 1);
      const element = this.#step(found[0], place);
      if (element !== null) yield element;
    }
    if (this.#text[this.#text.length - 1] !== '\\') this.#at = this.#text.length;
    if (this.#closed && this.#text.slice(this.#from).trim() !== '') throw new SyntaxError('something follows the list');
  }

  #step(mark: string, place: number): Element | null {
    if (mark === '"') this.#inString = !this.#inString;
    if (this.#inString || mark === '"' || mark === '\\') return null;
    if (mark === '[' || mark === '{') {
      if (this.#closed) throw new SyntaxError('something follows the list');
      this.#depth += 1;
      if (this.#depth === 1) this.#from = place + 1;
      return null;
    }
    const ends = this.#depth === 1;
    if (mark !== ',') this.#depth -= 1;
    if (this.#depth < 0 || this.#closed) throw new SyntaxError('a bracket too many');
    if (!ends) return null;
    const text = this.#text.slice(this.#from, place);
    this.#from = place + 1;
    this.#closed = mark !== ',';
    if (this.#closed && text.trim() === '' && this.#line === 0) return null;
    this.#line += 1;
    return { line: this.#line, text };
  }

  end(): void {
    if (!this.#closed) throw new SyntaxError('the list does not end');
  }
}
