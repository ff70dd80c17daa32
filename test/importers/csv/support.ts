import type { ReadEvent, ReadOptions, ReadSummary, RejectedRecord, SourceShape } from '#importers/definition.ts';
import { readCsv } from '#importers/csv/read.ts';
import { textsOf } from '#importers/text-column.ts';

export interface Reading {
  shape: SourceShape;
  summary: ReadSummary;
  /** records as rows of text */
  rows: string[][];
  lines: number[];
  rejected: RejectedRecord[];
  notRecords: { line: number; raw: string; reason: string }[];
}

/** Everything that a stream of events says, gathered. */
export async function gather(events: AsyncIterable<ReadEvent>): Promise<Reading> {
  const reading: Partial<Reading> = {};
  const rows: string[][] = [];
  const lines: number[] = [];
  const rejected: RejectedRecord[] = [];
  const notRecords: Reading['notRecords'] = [];
  for await (const event of events) {
    if (event.kind === 'shape') reading.shape = event.shape;
    if (event.kind === 'done') reading.summary = event.summary;
    if (event.kind === 'rejected') rejected.push(...event.records);
    if (event.kind === 'not-records') notRecords.push(...event.lines);
    if (event.kind !== 'batch') continue;
    const columns = event.batch.columns.map(textsOf);
    event.batch.lines.forEach((line, row) => {
      lines.push(line);
      rows.push(columns.map((column) => column[row] ?? ''));
    });
  }
  return { ...(reading as Reading), rows, lines, rejected, notRecords };
}

/** Reads a text or bytes as a file would be. */
export function read(content: string | Uint8Array<ArrayBuffer>, options: ReadOptions = {}): Promise<Reading> {
  return gather(readCsv(new Blob([content]), options, new AbortController().signal));
}

/** One table as delimited text; fields are quoted when they must be, or always. */
export function serialise(
  rows: readonly (readonly string[])[],
  dialect: { delimiter: string; newline: string; always: boolean; last: boolean },
): string {
  const field = (value: string): string =>
    dialect.always || value.includes('"') || value.includes(dialect.delimiter) || /[\r\n]|^[ \t]/.test(value)
      ? `"${value.replaceAll('"', '""')}"`
      : value;
  const lines = rows.map((row) => row.map(field).join(dialect.delimiter));
  return lines.join(dialect.newline) + (dialect.last ? dialect.newline : '');
}
