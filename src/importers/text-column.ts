import type { TextColumn } from './definition.ts';

const encoder = new TextEncoder();

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
    this.#at = at;
    this.#count += 1;
    if (this.#count === this.#offsets.length) this.#growOffsets();
    this.#offsets[this.#count] = at;
  }

  /** The column gathered so far, as arrays of its own; the builder is empty afterwards. */
  take(): TextColumn {
    const column = { offsets: this.#offsets.slice(0, this.#count + 1), bytes: this.#bytes.slice(0, this.#at) };
    this.#count = 0;
    this.#at = 0;
    return column;
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
