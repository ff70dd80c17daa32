import { CodedError } from '#base/error.ts';

/**
 * What receives the records of a tokeniser. During the call the record's fields are `tokeniser.starts[i]`..`ends[i]` of `tokeniser.text`
 * (or `tokeniser.field(i)`), and the record itself is `from`..`to`.
 */
export interface RecordSink {
  record(width: number, line: number, from: number, to: number): void;
  /** a physical line that cannot be a record, whatever follows it */
  broken(line: number, raw: string): void;
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

/**
 * Delimited text to records, by RFC 4180: fields may be quoted with `"`, a quote inside is doubled, quoted newlines do not end a record;
 * CR, LF and CRLF all end one. A quote that never closes, or closes before anything but a delimiter, breaks only its own first physical line:
 * reading goes on at the next line. Chunks may be cut anywhere. A quote in the middle of an unquoted field is an ordinary character.
 * Fields are handed on as places, not as strings: a million records leave no garbage.
 */
export class Tokeniser {
  /** the text being scanned; it begins with the first unfinished record */
  text = '';
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 1 where the field holds doubled quotes */
  doubled = new Uint8Array(64);
  readonly #delimiter: number;
  readonly #sink: RecordSink;
  #width = 0;
  #line = 1;
  #newlines = 0;
  #to = 0;

  constructor(delimiter: string, sink: RecordSink) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#sink = sink;
  }

  /** Takes the next piece of text and hands on every record that is complete. */
  push(chunk: string): void {
    this.text = this.text === '' ? chunk : this.text + chunk;
    this.#run(false);
  }

  /** Hands on what is left; call it once, after the last piece. */
  end(): void {
    this.#run(true);
  }

  /** The text of one field of the record at hand, doubled quotes made single. */
  field(index: number): string {
    const text = this.text.slice(this.starts[index], this.ends[index]);
    return this.doubled[index] ? text.replaceAll('""', '"') : text;
  }

  #run(final: boolean): void {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      let next = this.#scan(at, final);
      if (next === incomplete && !final && text.length - at <= longestRecord) break;
      if (next >= 0) this.#sink.record(this.#width, this.#line, at, this.#to);
      else next = this.#skipLine(at, final);
      if (next === incomplete) break;
      this.#line += this.#newlines;
      at = next;
    }
    this.text = at === 0 ? text : text.slice(at);
  }

  /** Gives up the physical line at `from` and answers where the next one begins. */
  #skipLine(from: number, final: boolean): number {
    const { text } = this;
    let to = from;
    while (to < text.length && text.charCodeAt(to) !== LF && text.charCodeAt(to) !== CR) to += 1;
    if (to - from > longestRecord) throw new CodedError('import/line-too-long', { line: this.#line });
    if (!final && (to === text.length || (text.charCodeAt(to) === CR && to + 1 === text.length))) return incomplete;
    this.#newlines = to < text.length ? 1 : 0;
    this.#sink.broken(this.#line, text.slice(from, to));
    return to + (text.charCodeAt(to) === CR && text.charCodeAt(to + 1) === LF ? 2 : this.#newlines);
  }

  /** Scans one record; answers where the next begins, or why there is none. */
  #scan(start: number, final: boolean): number {
    const { text } = this;
    const delimiter = this.#delimiter;
    const length = text.length;
    this.#width = 0;
    this.#newlines = 0;
    let at = start;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        at = this.#quoted(at + 1, final);
        if (at < 0) return at;
      } else {
        const from = at;
        for (; at < length; at += 1) {
          const code = text.charCodeAt(at);
          if (code === delimiter || code === LF || code === CR) break;
        }
        this.#field(from, at, 0);
      }
      if (at >= length) {
        this.#to = at;
        return final ? at : incomplete;
      }
      const code = text.charCodeAt(at);
      if (code === delimiter) {
        at += 1;
        continue;
      }
      if (code === CR && at + 1 === length && !final) return incomplete;
      this.#to = at;
      this.#newlines += 1;
      return code === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    }
  }

  /** Reads a quoted field whose content begins at `from`; answers the place of the delimiter or line end behind it. */
  #quoted(from: number, final: boolean): number {
    const { text } = this;
    let doubled = 0;
    let close = text.indexOf('"', from);
    while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) {
      doubled = 1;
      close = text.indexOf('"', close + 2);
    }
    if (close === -1 || (close + 1 >= text.length && !final)) return incomplete;
    let behind = close + 1;
    while (this.#isPadding(text.charCodeAt(behind))) behind += 1;
    if (behind >= text.length && !final) return incomplete;
    const code = text.charCodeAt(behind);
    if (behind < text.length && code !== this.#delimiter && code !== LF && code !== CR) return broken;
    this.#field(from, close, doubled);
    this.#newlines += newlinesIn(text, from, close);
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

/** Line ends between two places; CRLF counts once. */
function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === CR || (code === LF && (at === from || text.charCodeAt(at - 1) !== CR))) count += 1;
  }
  return count;
}

/** All records of a whole text as strings: for samples and tests. Broken lines are left out. */
export function tokenise(text: string, delimiter: string): { fields: string[]; line: number }[] {
  const records: { fields: string[]; line: number }[] = [];
  const tokeniser: Tokeniser = new Tokeniser(delimiter, {
    record: (width, line) => records.push({ fields: Array.from({ length: width }, (_, index) => tokeniser.field(index)), line }),
    broken: () => undefined,
  });
  tokeniser.push(text);
  tokeniser.end();
  return records;
}
