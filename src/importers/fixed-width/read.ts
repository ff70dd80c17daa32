import { CodedError } from '#base/error.ts';
import { chooseEncoding } from '../choose-encoding.ts';
import type { FormatReader, NotRecord, ReadEvent, ReadOptions, ReadSummary, RejectedRecord } from '../definition.ts';
import { notARecord } from '../not-records.ts';
import { surveyText } from '../survey.ts';
import { TextColumnBuilder } from '../text-column.ts';
import { utf8Pieces } from '../utf8-pieces.ts';
import { cutAt } from './boundaries.ts';
import { fixedLayout, type FixedLayout } from './layout.ts';

const recordsInBatch = 10_000;
const sampleLines = 5000;

/** Text with columns at fixed positions. */
export const reader: FormatReader = { read: (file, _name, options, signal) => readFixedWidth(file, options, signal) };

/**
 * Reads text with columns at fixed positions (plain or gzip) as events. The positions come from the first 5,000 lines and are checked on every
 * line: one that does not keep to them is rejected by the rule `boundary`. Throws what the reader of delimited text throws.
 */
export async function* readFixedWidth(file: Blob, options: ReadOptions, signal: AbortSignal): AsyncGenerator<ReadEvent> {
  const { encoding, trusted = false } = options;
  const plan = await chooseEncoding(file, await surveyText(file, signal, trusted), encoding, signal, trusted);
  const lines = linesOf(utf8Pieces(file, plan, signal, trusted));
  try {
    const sample: Line[] = [];
    while (sample.length < sampleLines) {
      const next = await lines.next();
      if (next.done) break;
      sample.push(next.value);
    }
    if (sample.every(({ text }) => text.trim() === '')) throw new CodedError('import/empty');
    const { layout, shape } = fixedLayout(
      sample.map(({ text }) => text),
      options.headerLine,
    );
    yield {
      kind: 'shape',
      shape: { ...shape, encoding: plan.encoding, encodings: plan.encodings, notes: [...plan.notes, ...shape.notes] },
    };
    const sorter = new Sorter(layout, plan.damaged);
    for (const line of sample) sorter.put(line.text);
    let bytesRead = sample.at(-1)?.bytesRead ?? 0;
    for await (const line of lines) {
      sorter.put(line.text);
      if (line.bytesRead === bytesRead) continue;
      bytesRead = line.bytesRead;
      yield* sorter.take(false);
      yield { kind: 'progress', bytesRead, bytesTotal: file.size };
    }
    yield* sorter.take(true);
    yield { kind: 'progress', bytesRead: file.size, bytesTotal: file.size };
    if (sorter.summary.rows + sorter.summary.rejected === 0) throw new CodedError('import/header-only');
    yield { kind: 'done', summary: sorter.summary };
  } finally {
    await lines.return(undefined);
  }
}

interface Line {
  text: string;
  bytesRead: number;
}

async function* linesOf(pieces: AsyncGenerator<{ bytes: Uint8Array; bytesRead: number }>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest = '';
  let read = 0;
  for await (const { bytes, bytesRead } of pieces) {
    read = bytesRead;
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const text of lines) yield { text, bytesRead };
  }
  if (rest !== '') yield { text: rest.replace(/\r$/, ''), bytesRead: read };
}

/** Puts every line behind the header into exactly one of rows, rejected and not-records. */
class Sorter {
  readonly summary: ReadSummary = { records: 0, rows: 0, notRecords: 0, rejected: 0 };
  readonly #layout: FixedLayout;
  readonly #damaged: boolean;
  readonly #columns: TextColumnBuilder[];
  #line = 0;
  #lines: number[] = [];
  #ready: ReadEvent[] = [];
  #rejected: RejectedRecord[] = [];
  #notRecords: NotRecord[] = [];

  constructor(layout: FixedLayout, damaged: boolean) {
    this.#layout = layout;
    this.#damaged = damaged;
    this.#columns = layout.fields.map(() => new TextColumnBuilder());
  }

  put(raw: string): void {
    this.#line += 1;
    const { fields, headerLine } = this.#layout;
    if (this.#line === headerLine) return;
    this.summary.records += 1;
    const cells = cutAt(raw, fields);
    const reason = this.#line < headerLine ? 'preamble' : notARecord(cells ?? [raw], fields.length);
    if (reason) {
      this.summary.notRecords += 1;
      this.#notRecords.push({ line: this.#line, raw, reason, ...(reason === 'total' && cells ? { cells } : {}) });
    } else if (!cells || (this.#damaged && raw.includes('\ufffd'))) {
      this.summary.rejected += 1;
      this.#rejected.push({ line: this.#line, rule: cells ? 'encoding' : 'boundary', found: '', expected: '', raw });
    } else this.#row(cells);
  }

  #row(cells: readonly string[]): void {
    this.summary.rows += 1;
    this.#lines.push(this.#line);
    cells.forEach((cell, index) => this.#columns[index]?.append(cell, 0, cell.length));
    if (this.#lines.length === recordsInBatch) this.#pack();
  }

  #pack(): void {
    const columns = this.#columns.map((column) => column.take());
    this.#ready.push({ kind: 'batch', batch: { lines: Int32Array.from(this.#lines), columns } });
    this.#lines = [];
  }

  /** The events that are ready, in order; with `all` also the batch that is not full yet. */
  take(all: boolean): ReadEvent[] {
    if (all && this.#lines.length > 0) this.#pack();
    const events = this.#ready;
    if (this.#rejected.length > 0) events.push({ kind: 'rejected', records: this.#rejected });
    if (this.#notRecords.length > 0) events.push({ kind: 'not-records', lines: this.#notRecords });
    this.#ready = [];
    this.#rejected = [];
    this.#notRecords = [];
    return events;
  }
}
