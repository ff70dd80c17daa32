import type { NotRecord, ReadEvent, ReadSummary, RejectedRecord, SourceNote } from '../definition.ts';
import { trimmedWidth } from '../header.ts';
import { mayBeNoRecord, notARecord } from '../not-records.ts';
import { TextColumnBuilder } from '../text-column.ts';
import { isQuoted } from './delimiter.ts';
import type { TableLayout } from './table-shape.ts';
import { Tail } from './tail.ts';
import { type RecordSink, Tokeniser } from './tokenise.ts';

const recordsInBatch = 10_000;
const SPACE = 32;

/** Puts every record behind the header into exactly one of rows, rejected and not-records, and packs rows into column batches. */
export class Collector implements RecordSink {
  readonly summary: ReadSummary = { records: 0, rows: 0, notRecords: 0, rejected: 0 };
  #ready: ReadEvent[] = [];
  #rejected: RejectedRecord[] = [];
  #notRecords: NotRecord[] = [];
  #lines = new Int32Array(recordsInBatch);
  #count = 0;
  #nulSeen = false;
  readonly #reread = { lines: 0, line: 0 };
  #damagedLines = 0;
  readonly #columns: TextColumnBuilder[];
  readonly #layout: TableLayout;
  readonly #damaged: boolean;
  readonly #lastHead: number;
  readonly #sections: boolean;
  readonly #firstName: Uint8Array;
  readonly #tail = new Tail({ reject: (record) => this.#reject(record), passBy: (line, raw, reason) => this.#passBy(line, raw, reason) });
  readonly #tokeniser: Tokeniser;

  /** `damaged`: records that hold U+FFFD are rejected, because some bytes of the file are not of its encoding. */
  constructor(layout: TableLayout, damaged: boolean) {
    this.#layout = layout;
    this.#damaged = damaged;
    this.#lastHead = Math.max(layout.headerLine, ...layout.furtherHeaders, ...layout.descriptionLines);
    this.#sections = layout.headerLine > 0 && (layout.header[0] ?? '').trim() === '';
    this.#firstName = new TextEncoder().encode(layout.headerLine > 0 ? (layout.header[0] ?? '') : '');
    this.#columns = Array.from({ length: layout.width }, () => new TextColumnBuilder());
    this.#tokeniser = new Tokeniser(layout.delimiter, this, layout.quotes);
  }

  /** Takes the next piece of the file's text as UTF-8. */
  push(bytes: Uint8Array): void {
    this.#nulSeen ||= bytes.includes(0);
    this.#tokeniser.push(bytes);
  }

  /** Says that the text is complete. */
  end(): void {
    this.#tokeniser.end();
    this.#tail.record();
  }

  /** What only the whole file could tell. */
  notes(): SourceNote[] {
    return [
      ...(this.#reread.lines > 0 ? [{ code: 'quotes_reread', parameters: { ...this.#reread } }] : []),
      ...(this.#damagedLines > 0 ? [{ code: 'bytes_damaged', parameters: { lines: this.#damagedLines } }] : []),
    ];
  }

  record(found: number, line: number, from: number, to: number, lines: number): 'taken' | 'reread' {
    if (line <= this.#lastHead) this.#head(line, from, to);
    else {
      const { width } = this.#layout;
      if (found !== width && lines > 1 && this.#linesOfWidth(from, to) * 2 >= lines) return 'reread';
      if (found === width && !this.#mayBeNone(found)) this.#row(line, from, to);
      else this.#judge(found, line, from, to);
    }
    return 'taken';
  }

  broken(found: number, line: number, from: number, to: number): void {
    if (line <= this.#lastHead) return this.#head(line, from, to);
    const fields = this.#fields(found);
    if (found !== this.#layout.width || fields.some(isQuoted))
      return this.#reject({ line, rule: 'quote', found: '"', expected: '', raw: this.#raw(from, to) });
    if (this.#reread.lines === 0) this.#reread.line = line;
    this.#reread.lines += 1;
    this.#row(line, from, to);
  }

  /** Quick look at the places of the fields: is it worth making texts of them to see whether this is a record? */
  #mayBeNone(found: number): boolean {
    const { bytes, starts, ends } = this.#tokeniser;
    let first = 0;
    while (first < found && starts[first] === ends[first]) first += 1;
    if (first === found || this.#tail.inFooter) return true;
    const from = starts[first] as number;
    if (bytes[from] === SPACE || mayBeNoRecord(bytes, from, ends[first] as number)) return true;
    if (this.#sections && first === 0) return starts[found - 1] === ends[found - 1];
    return first === 0 && this.#beginsAsHeader(from, ends[0] as number);
  }

  #beginsAsHeader(from: number, to: number): boolean {
    const first = this.#firstName;
    if (first.length === 0 || to - from !== first.length) return false;
    for (let index = 0; index < first.length; index += 1) if (this.#tokeniser.bytes[from + index] !== first[index]) return false;
    return true;
  }

  #head(line: number, from: number, to: number): void {
    const { headerLine, furtherHeaders, descriptionLines } = this.#layout;
    if (line === headerLine) return;
    const reason = furtherHeaders.includes(line) ? 'header' : descriptionLines.includes(line) ? 'description' : 'preamble';
    this.#passBy(line, this.#raw(from, to), reason);
  }

  /** Decides about a record by its texts. */
  #judge(found: number, line: number, from: number, to: number): void {
    const { width } = this.#layout;
    const fields = this.#fields(found);
    const filled = fields.filter((field) => field.trim() !== '').length;
    const raw = this.#raw(from, to);
    const reason = notARecord(fields, width) ?? this.#repeats(fields, filled);
    if (reason === 'blank') this.#tail.blank();
    else if (reason === 'footer') this.#tail.footer();
    if (reason) return this.#passBy(line, raw, reason, reason === 'total' ? fields : undefined);
    if (found < width || trimmedWidth(fields) > width) {
      const rejected = { line, rule: 'fields', found: String(found), expected: String(width), raw };
      if (filled === 1) return this.#tail.narrow(rejected);
      this.#tail.record();
      return this.#reject(rejected);
    }
    this.#row(line, from, to);
  }

  /** A header that stands again where files were pasted together, a `sep=` line, a section of a report, a line of its footer. */
  #repeats(fields: readonly string[], filled: number): 'header' | 'preamble' | 'section' | 'footer' | null {
    const { header, headerLine } = this.#layout;
    if (headerLine > 0 && fields.length === header.length && fields.every((field, index) => field === header[index])) return 'header';
    if (filled === 0 || fields.length > 2) {
      if (filled === 1 && this.#sections && (fields[0] ?? '').trim() !== '') return 'section';
      return filled === 1 && this.#tail.inFooter ? 'footer' : null;
    }
    if (/^"?sep=.?"?$/i.test(fields[0] ?? '')) return 'preamble';
    return filled === 1 && this.#sections && this.#layout.width > 2 && !this.#tail.inFooter ? 'section' : null;
  }

  #row(line: number, from: number, to: number): void {
    this.#tail.record();
    if (this.#nulSeen || this.#damaged) {
      const raw = this.#raw(from, to);
      if (raw.includes('\0')) return this.#reject({ line, rule: 'nul', found: 'NUL', expected: '', raw });
      if (this.#damaged && raw.includes('\ufffd')) {
        this.#damagedLines += 1;
        return this.#reject({ line, rule: 'encoding', found: '\ufffd', expected: '', raw });
      }
    }
    this.summary.records += 1;
    this.summary.rows += 1;
    this.#lines[this.#count] = line;
    this.#count += 1;
    const { bytes, starts, ends, doubled } = this.#tokeniser;
    for (let index = 0; index < this.#columns.length; index += 1) {
      const column = this.#columns[index] as TextColumnBuilder;
      if (doubled[index] === 0) column.appendBytes(bytes, starts[index] as number, ends[index] as number);
      else column.appendUnquoted(bytes, starts[index] as number, ends[index] as number);
    }
    if (this.#count === recordsInBatch) this.#pack();
  }

  /** The events that are ready, in order; with `all` also the batch that is not full yet. */
  take(all: boolean): ReadEvent[] {
    if (all && this.#count > 0) this.#pack();
    const events = this.#ready;
    this.#ready = [];
    if (this.#rejected.length > 0) events.push({ kind: 'rejected', records: this.#rejected });
    if (this.#notRecords.length > 0) events.push({ kind: 'not-records', lines: this.#notRecords });
    this.#rejected = [];
    this.#notRecords = [];
    return events;
  }

  #pack(): void {
    const lines = this.#lines.slice(0, this.#count);
    this.#ready.push({ kind: 'batch', batch: { lines, columns: this.#columns.map((column) => column.take()) } });
    this.#count = 0;
  }

  #fields(found: number): string[] {
    return Array.from({ length: found }, (_, index) => this.#tokeniser.field(index));
  }

  #raw(from: number, to: number): string {
    return this.#tokeniser.raw(from, to);
  }

  /** Physical lines between two places that have as many fields as the header when quotes are ordinary characters. */
  #linesOfWidth(from: number, to: number): number {
    const { delimiter, width } = this.#layout;
    return this.#raw(from, to)
      .split(/\r\n|\r|\n/)
      .filter((line) => line.split(delimiter).length === width).length;
  }

  #reject(record: RejectedRecord): void {
    this.summary.records += 1;
    this.summary.rejected += 1;
    this.#rejected.push(record);
  }

  #passBy(line: number, raw: string, reason: string, cells?: string[]): void {
    this.summary.records += 1;
    this.summary.notRecords += 1;
    this.#notRecords.push(cells ? { line, raw, reason, cells } : { line, raw, reason });
  }
}
