import { CodedError } from '#base/error.ts';
import type { NotRecord, ReadEvent, ReadSummary, RejectedRecord, SourceShape } from './definition.ts';
import { notARecord } from './not-records.ts';
import { TextColumnBuilder } from './text-column.ts';

/** One row of a table that is not delimited text: its number as a person sees it (1-based) and one text a column. */
export interface TableRow {
  line: number;
  cells: readonly string[];
}

const rowsInBatch = 10_000;
const charactersInBatch = 4 * 1024 * 1024;

/**
 * The events of a table whose cells are known: shape, batches, rejected, not-records, done. `before` are the rows in front of the first record
 * that are none, `rows` those behind, each as wide as `shape.columns`. A row of blanks is no record and is not counted; totals and footers are not-records.
 * @throws CodedError `import/header-only` when no row is a record.
 */
export function* tableEvents(shape: SourceShape, before: readonly NotRecord[], rows: Iterable<TableRow>): Generator<ReadEvent> {
  const width = shape.columns.length;
  const summary: ReadSummary = { records: 0, rows: 0, notRecords: 0, rejected: 0 };
  const batch = new Batch(width);
  let rejected: RejectedRecord[] = [];
  let notRecords: NotRecord[] = [...before];
  function* ready(all: boolean): Generator<ReadEvent> {
    if (!all && !batch.full) return;
    if (batch.rows > 0) yield batch.take();
    if (rejected.length > 0) yield { kind: 'rejected', records: rejected };
    if (notRecords.length > 0) yield { kind: 'not-records', lines: notRecords };
    summary.rejected += rejected.length;
    summary.notRecords += notRecords.length;
    rejected = [];
    notRecords = [];
  }
  yield { kind: 'shape', shape };
  for (const row of rows) {
    const reason = notARecord(row.cells, width);
    if (reason === 'blank') continue;
    if (reason)
      notRecords.push({ line: row.line, raw: rawOf(row.cells), reason, ...(reason === 'total' ? { cells: [...row.cells] } : {}) });
    else if (row.cells.some((cell) => cell.includes('\0')))
      rejected.push({ line: row.line, rule: 'nul', found: 'NUL', expected: '', raw: rawOf(row.cells) });
    else {
      batch.add(row);
      summary.rows += 1;
    }
    yield* ready(false);
  }
  yield* ready(true);
  summary.records = summary.rows + summary.rejected + summary.notRecords;
  if (summary.rows + summary.rejected === 0) throw new CodedError('import/header-only');
  yield { kind: 'done', summary };
}

/** A row as one line of text: cells separated by tabs. */
export function rawOf(cells: readonly string[]): string {
  return cells.join('\t');
}

class Batch {
  #lines: number[] = [];
  #characters = 0;
  readonly #columns: TextColumnBuilder[];

  constructor(width: number) {
    this.#columns = Array.from({ length: width }, () => new TextColumnBuilder());
  }

  get rows(): number {
    return this.#lines.length;
  }

  get full(): boolean {
    return this.#lines.length >= rowsInBatch || this.#characters >= charactersInBatch;
  }

  add({ line, cells }: TableRow): void {
    this.#lines.push(line);
    for (const [index, column] of this.#columns.entries()) {
      const cell = cells[index] ?? '';
      this.#characters += cell.length;
      column.append(cell, 0, cell.length);
    }
  }

  take(): ReadEvent {
    const batch = { lines: Int32Array.from(this.#lines), columns: this.#columns.map((column) => column.take()) };
    this.#lines = [];
    this.#characters = 0;
    return { kind: 'batch', batch };
  }
}
