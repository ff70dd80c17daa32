import { CodedError } from '#base/error.ts';

/**
 * What receives the records of a tokeniser. During the call the record's fields are `tokeniser.starts[i]`..`ends[i]` of `tokeniser.bytes`
 * (or `tokeniser.field(i)`), and the record itself is `from`..`to`.
 */
export interface RecordSink {
  /** a record on `lines` physical lines; `reread` asks for its lines one by one as `broken`, because its quotes cannot be meant */
  record(width: number, line: number, from: number, to: number, lines: number): 'taken' | 'reread';
  /** a physical line whose quotes do not add up; the fields are those of the line with quotes as ordinary characters */
  broken(width: number, line: number, from: number, to: number): void;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const SPACE = 32;
const TAB = 9;

/** A record longer than this is taken for an unclosed quote, or refused. */
const longestRecord = 4 * 1024 * 1024;

const incomplete = -1;
const broken = -2;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Delimited text as UTF-8 to records, by RFC 4180: fields may be quoted with `"`, a quote inside is doubled, quoted newlines do not end a record;
 * CR, LF and CRLF all end one. A quote that never closes, or closes before anything but a delimiter, breaks only its own first physical line:
 * reading goes on at the next line. Chunks may be cut anywhere. A quote in the middle of an unquoted field is an ordinary character; with
 * `quotes` false every quote is. Fields are handed on as places, not as strings: a million records leave no garbage.
 */
export class Tokeniser {
  /** the bytes being scanned; they begin with the first unfinished record */
  bytes: Uint8Array = new Uint8Array(0);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 1 where the field holds doubled quotes */
  doubled = new Uint8Array(64);
  readonly #delimiter: number;
  readonly #quotes: boolean;
  readonly #sink: RecordSink;
  #width = 0;
  #line = 1;
  /** line ends inside the record, and with the one behind it */
  #inner = 0;
  #newlines = 0;
  #to = 0;

  constructor(delimiter: string, sink: RecordSink, quotes = true) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#sink = sink;
    this.#quotes = quotes;
  }

  /** Takes the next piece and hands on every record that is complete. */
  push(chunk: Uint8Array): void {
    this.bytes = this.bytes.length === 0 ? chunk : joined(this.bytes, chunk);
    this.#run(false);
  }

  /** Hands on what is left; call it once, after the last piece. */
  end(): void {
    this.#run(true);
  }

  /** The text of one field of the record at hand, doubled quotes made single. */
  field(index: number): string {
    const text = this.raw(this.starts[index] as number, this.ends[index] as number);
    return this.doubled[index] ? text.replaceAll('""', '"') : text;
  }

  /** The text between two places. */
  raw(from: number, to: number): string {
    return decoder.decode(this.bytes.subarray(from, to));
  }

  #run(final: boolean): void {
    const { length } = this.bytes;
    let at = 0;
    while (at < length) {
      let next = this.#scan(at, final, this.#quotes);
      if (next === incomplete && !final && length - at <= longestRecord) break;
      if (next < 0) next = this.#skipLine(at, final);
      else if (this.#sink.record(this.#width, this.#line, at, this.#to, this.#inner + 1) === 'reread') {
        for (const end = next; at < end; at = next) {
          next = this.#skipLine(at, final);
          this.#line += this.#newlines;
        }
        continue;
      }
      if (next === incomplete) break;
      this.#line += this.#newlines;
      at = next;
    }
    this.bytes = at === 0 ? this.bytes : this.bytes.subarray(at);
  }

  /** Hands on the physical line at `from` as broken and answers where the next one begins. */
  #skipLine(from: number, final: boolean): number {
    const next = this.#scan(from, final, false);
    if (next === incomplete) {
      if (this.bytes.length - from > longestRecord) throw new CodedError('import/line-too-long', { line: this.#line });
      return incomplete;
    }
    if (this.#to - from > longestRecord) throw new CodedError('import/line-too-long', { line: this.#line });
    this.#sink.broken(this.#width, this.#line, from, this.#to);
    return next;
  }

  /** Scans one record; answers where the next begins, or why there is none. */
  #scan(start: number, final: boolean, quotes: boolean): number {
    const { bytes } = this;
    const delimiter = this.#delimiter;
    const highest = delimiter > CR ? delimiter : CR;
    const { length } = bytes;
    this.#width = 0;
    this.#inner = 0;
    this.#newlines = 0;
    let at = start;
    for (;;) {
      if (quotes && bytes[at] === QUOTE) {
        at = this.#quoted(at + 1, final);
        if (at < 0) return at;
      } else {
        const from = at;
        for (; at < length; at += 1) {
          const code = bytes[at] as number;
          if (code > highest) continue;
          if (code === delimiter || code === LF || code === CR) break;
        }
        this.#field(from, at, 0);
      }
      if (at >= length) {
        this.#newlines = this.#inner;
        this.#to = at;
        return final ? at : incomplete;
      }
      const code = bytes[at];
      if (code === delimiter) {
        at += 1;
        continue;
      }
      if (code === CR && at + 1 === length && !final) return incomplete;
      this.#to = at;
      this.#newlines = this.#inner + 1;
      return code === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    }
  }

  /** Reads a quoted field whose content begins at `from`; answers the place of the delimiter or line end behind it. */
  #quoted(from: number, final: boolean): number {
    const { bytes } = this;
    const { length } = bytes;
    let doubled = 0;
    let newlines = 0;
    let close = from;
    for (; close < length; close += 1) {
      const code = bytes[close] as number;
      if (code > QUOTE) continue;
      if (code === QUOTE) {
        if (bytes[close + 1] !== QUOTE) break;
        doubled = 1;
        close += 1;
      } else if (code === CR || (code === LF && (close === from || bytes[close - 1] !== CR))) newlines += 1;
    }
    if (close >= length || (close + 1 >= length && !final)) return incomplete;
    let behind = close + 1;
    while (behind < length && this.#isPadding(bytes[behind] as number)) behind += 1;
    if (behind >= length && !final) return incomplete;
    const code = bytes[behind];
    if (behind < length && code !== this.#delimiter && code !== LF && code !== CR) return broken;
    this.#field(from, close, doubled);
    this.#inner += newlines;
    return behind;
  }

  #field(from: number, to: number, doubled: number): void {
    if (this.#width === this.starts.length) this.#grow();
    this.starts[this.#width] = from;
    this.ends[this.#width] = to;
    this.doubled[this.#width] = doubled;
    this.#width += 1;
  }

  #grow(): void {
    const { starts, ends, doubled } = this;
    this.starts = new Int32Array(starts.length * 2);
    this.ends = new Int32Array(ends.length * 2);
    this.doubled = new Uint8Array(doubled.length * 2);
    this.starts.set(starts);
    this.ends.set(ends);
    this.doubled.set(doubled);
  }

  #isPadding(code: number): boolean {
    return (code === SPACE || code === TAB) && code !== this.#delimiter;
  }
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const all = new Uint8Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  return all;
}

/** One record of a text: its fields, where it begins, and how it stands there; `broken` when its quotes do not add up. */
export interface TextRecord {
  fields: string[];
  line: number;
  lines: number;
  raw: string;
  broken: boolean;
}

/** All records of a whole text as strings, broken lines among them: for samples and tests. */
export function tokenise(text: string, delimiter: string, quotes = true): TextRecord[] {
  const records: TextRecord[] = [];
  const put = (width: number, line: number, from: number, to: number, lines: number, broken: boolean) =>
    records.push({
      fields: Array.from({ length: width }, (_, index) => tokeniser.field(index)),
      ...{ line, lines, raw: tokeniser.raw(from, to), broken },
    });
  const tokeniser: Tokeniser = new Tokeniser(
    delimiter,
    {
      record: (width, line, from, to, lines) => {
        put(width, line, from, to, lines, false);
        return 'taken';
      },
      broken: (width, line, from, to) => void put(width, line, from, to, 1, true),
    },
    quotes,
  );
  tokeniser.push(new TextEncoder().encode(text));
  tokeniser.end();
  return records;
}
