import type { TextColumn } from './definition.ts';

const encoder = new TextEncoder();
const quote = 34;

/** Longer texts are copied by the platform, shorter ones byte by byte, which is faster for them. */
const longCopy = 64;

/** Gathers texts of one column as UTF-8 bytes with offsets, the layout that Arrow takes without a copy. */
export class TextColumnBuilder {
  #bytes = new Uint8Array(1 << 16);
  #offsets = new Int32Array(1 << 10);
  #count = 0;
  #at = 0;

  /** Appends `text.slice(from, to)` without making the slice when it is ASCII. */
  append(text: string, from: number, to: number): void {
    if (this.#at + (to - from) * 3 > this.#bytes.length) this.#growBytes((to - from) * 3);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = from; index < to; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 127) {
        at += encoder.encodeInto(text.slice(index, to), bytes.subarray(at)).written;
        break;
      }
      bytes[at] = code;
      at += 1;
    }
    this.#end(at);
  }

  /** Appends the UTF-8 bytes between two places. */
  appendBytes(source: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (this.#at + length > this.#bytes.length) this.#growBytes(length);
    const bytes = this.#bytes;
    const at = this.#at;
    if (length > longCopy) bytes.set(source.subarray(from, to), at);
    else for (let index = 0; index < length; index += 1) bytes[at + index] = source[from + index] as number;
    this.#end(at + length);
  }

  /** Appends the UTF-8 bytes between two places with doubled quotation marks made single. */
  appendUnquoted(source: Uint8Array, from: number, to: number): void {
    if (this.#at + (to - from) > this.#bytes.length) this.#growBytes(to - from);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = from; index < to; index += 1) {
      const code = source[index] as number;
      bytes[at] = code;
      at += 1;
      if (code === quote && source[index + 1] === quote) index += 1;
    }
    this.#end(at);
  }

  /** The column gathered so far, as arrays of its own; the builder is empty afterwards. */
  take(): TextColumn {
    const column = { offsets: this.#offsets.slice(0, this.#count + 1), bytes: this.#bytes.slice(0, this.#at) };
    this.#count = 0;
    this.#at = 0;
    return column;
  }

  #end(at: number): void {
    this.#at = at;
    this.#count += 1;
    if (this.#count === this.#offsets.length) this.#growOffsets();
    this.#offsets[this.#count] = at;
  }

  #growBytes(needed: number): void {
    const larger = new Uint8Array(Math.max(this.#at + needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }

  #growOffsets(): void {
    const larger = new Int32Array(this.#offsets.length * 2);
    larger.set(this.#offsets);
    this.#offsets = larger;
  }
}

/** The texts of a column as strings. */
export function textsOf(column: TextColumn): string[] {
  const decoder = new TextDecoder();
  return Array.from({ length: column.offsets.length - 1 }, (_, index) =>
    decoder.decode(column.bytes.subarray(column.offsets[index], column.offsets[index + 1])),
  );
}
