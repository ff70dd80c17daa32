import type { ReadEvent, ReadSummary, RejectedRecord } from '../definition.ts';
import { TextColumnBuilder } from '../text-column.ts';
import { trimmedWidth } from './header.ts';
import { mayBeTotal, notARecord } from './not-records.ts';
import { type RecordSink, Tokeniser } from './tokenise.ts';

const recordsInBatch = 10_000;

/** Puts every record behind the header into exactly one of rows, rejected and not-records, and packs rows into column batches. */
export class Collector implements RecordSink {
  readonly summary: ReadSummary = { records: 0, rows: 0, notRecords: 0, rejected: 0 };
  #ready: ReadEvent[] = [];
  #rejected: RejectedRecord[] = [];
  #notRecords: { line: number; raw: string; reason: string }[] = [];
  #lines: number[] = [];
  #nulSeen = false;
  readonly #columns: TextColumnBuilder[];
  readonly #headerLine: number;
  readonly #tokeniser: Tokeniser;

  /** Of records of `width` columns behind the header at `headerLine` (0 when there is none). */
  constructor(delimiter: string, width: number, headerLine: number) {
    this.#headerLine = headerLine;
    this.#columns = Array.from({ length: width }, () => new TextColumnBuilder());
    this.#tokeniser = new Tokeniser(delimiter, this);
  }

  /** Takes the next piece of the file's text. */
  push(text: string): void {
    this.#nulSeen ||= text.includes('\0');
    this.#tokeniser.push(text);
  }

  /** Says that the text is complete. */
  end(): void {
    this.#tokeniser.end();
  }

  record(found: number, line: number, from: number, to: number): void {
    if (line === this.#headerLine) return;
    const { text, starts, ends } = this.#tokeniser;
    const width = this.#columns.length;
    if (line < this.#headerLine) return this.#passBy(line, text.slice(from, to), 'preamble');
    const [start = 0, end = 0] = [starts[0], ends[0]];
    if (found !== width || start === end || starts[width - 1] === ends[width - 1] || mayBeTotal(text, start, end)) {
      const fields = Array.from({ length: found }, (_, index) => this.#tokeniser.field(index));
      const reason = notARecord(fields, width);
      if (reason) return this.#passBy(line, text.slice(from, to), reason);
      if (found < width || trimmedWidth(fields) > width)
        return this.#reject(line, 'fields', String(found), String(width), text.slice(from, to));
    }
    if (this.#nulSeen && text.slice(from, to).includes('\0')) return this.#reject(line, 'nul', 'NUL', '', text.slice(from, to));
    this.summary.records += 1;
    this.summary.rows += 1;
    this.#lines.push(line);
    this.#append(width);
    if (this.#lines.length >= recordsInBatch) this.#pack();
  }

  #append(width: number): void {
    const { text, starts, ends, doubled } = this.#tokeniser;
    for (let index = 0; index < width; index += 1) {
      const column = this.#columns[index] as TextColumnBuilder;
      if (doubled[index] === 0) column.append(text, starts[index] as number, ends[index] as number);
      else {
        const field = this.#tokeniser.field(index);
        column.append(field, 0, field.length);
      }
    }
  }

  broken(line: number, raw: string): void {
    if (line < this.#headerLine) this.#passBy(line, raw, 'preamble');
    else this.#reject(line, 'quote', '"', '', raw);
  }

  /** The events that are ready, in order; with `all` also the batch that is not full yet. */
  take(all: boolean): ReadEvent[] {
    if (all && this.#lines.length > 0) this.#pack();
    const events = this.#ready;
    this.#ready = [];
    if (this.#rejected.length > 0) events.push({ kind: 'rejected', records: this.#rejected });
    if (this.#notRecords.length > 0) events.push({ kind: 'not-records', lines: this.#notRecords });
    this.#rejected = [];
    this.#notRecords = [];
    return events;
  }

  #pack(): void {
    this.#ready.push({
      kind: 'batch',
      batch: { lines: Int32Array.from(this.#lines), columns: this.#columns.map((column) => column.take()) },
    });
    this.#lines = [];
  }

  #reject(line: number, rule: string, found: string, expected: string, raw: string): void {
    this.summary.records += 1;
    this.summary.rejected += 1;
    this.#rejected.push({ line, rule, found, expected, raw });
  }

  #passBy(line: number, raw: string, reason: string): void {
    this.summary.records += 1;
    this.summary.notRecords += 1;
    this.#notRecords.push({ line, raw, reason });
  }
}
