import type { NotRecord, ReadOptions, SourceNote } from '../definition.ts';
import { columnNames } from '../header.ts';
import { rawOf, type TableRow } from '../table-rows.ts';
import type { Book, Sheet, SheetRow } from './book.ts';
import { cellText, isNumber } from './cells.ts';
import { fillKeys } from './merges.ts';
import { notesOf } from './notes.ts';
import { sheetHeader } from './sheet-header.ts';

/** Rows that are looked at before header and columns are decided. */
const sampleRows = 200;

/** A sheet as one table: its header, what stands around it, and the rows behind it. */
export interface SheetTable {
  headerLine: number;
  columns: string[];
  renamed: { index: number; from: string; to: string }[];
  descriptions: string[][];
  notes: SourceNote[];
  /** rows in front of the header and between it and the first record */
  before: NotRecord[];
  rows(): Generator<TableRow>;
}

/**
 * The table of a sheet. The header is found as in text files; merged header cells are repeated and header rows joined with `/`. Columns without name
 * and values are left out, rows without values too; values to the right of the header get numbered columns. Merged key cells of the body are filled in.
 */
export function tableOf(sheet: Sheet, { date1904 }: Pick<Book, 'date1904'>, options: ReadOptions): SheetTable {
  const filled = filledRows(sheet.rows);
  const sample = textsOfRows(sheet, filled.slice(0, sampleRows), date1904);
  const { from, to, described, names } = sheetHeader(sample, sheet.merges, options);
  const last = described.at(-1) ?? to;
  const body = filled.filter((row) => row > last);
  const mergedFilled = fillKeys(sheet.rows, sheet.merges, last + 1, firstNumberColumn(sheet.rows, body.slice(0, sampleRows)));
  const places = usedColumns(sheet.rows, body, names);
  const texts = (row: number): TableRow => ({
    line: row + 1,
    cells: places.map((column) => cellText(sheet.rows[row]?.[column], date1904)),
  });
  const { columns, renamed } = columnNames(places.map((column) => names[column] ?? ''));
  const notRecord = (row: number, reason: string): NotRecord => ({
    line: row + 1,
    raw: rawOf((sample.get(row) ?? []).filter((cell) => cell)),
    reason,
  });
  const descriptions = described.map((row) => [...texts(row).cells]);
  return {
    ...{ headerLine: from + 1, columns, renamed, descriptions },
    notes: [...headerNotes(from, to, columns.length), ...notesOf(sheet, { date1904, mergedFilled, body, places, columns })],
    before: [
      ...filled.filter((row) => row < from).map((row) => notRecord(row, 'preamble')),
      ...described.map((row) => notRecord(row, 'description')),
    ],
    *rows() {
      for (const row of body) yield texts(row);
    },
  };
}

function headerNotes(from: number, to: number, columns: number): SourceNote[] {
  if (from < 0) return [{ code: 'no_header', parameters: { columns } }];
  return to > from ? [{ code: 'grouped_header', parameters: { lines: to - from + 1 } }] : [];
}

/** The texts of some rows by row number, all padded to the widest of them. */
export function textsOfRows(sheet: Sheet, rows: readonly number[], date1904: boolean): Map<number, string[]> {
  const width = Math.min(16_384, Math.max(0, ...rows.map((row) => sheet.rows[row]?.length ?? 0)));
  return new Map(rows.map((row) => [row, Array.from({ length: width }, (_, column) => cellText(sheet.rows[row]?.[column], date1904))]));
}

/** Numbers of the rows that hold anything. */
export function filledRows(rows: readonly (SheetRow | undefined)[]): number[] {
  const filled: number[] = [];
  rows.forEach((cells, row) => {
    if (cells?.some((cell) => cell && cell.t !== 'z' && String(cell.v ?? '').trim() !== '')) filled.push(row);
  });
  return filled;
}

function usedColumns(rows: Sheet['rows'], body: readonly number[], names: readonly string[]): number[] {
  const used = new Set(names.flatMap((name, column) => (name === '' ? [] : [column])));
  for (const row of body) {
    rows[row]?.forEach((cell, column) => {
      if (!used.has(column) && cell && cell.t !== 'z' && String(cell.v ?? '').trim() !== '') used.add(column);
    });
  }
  return [...used].sort((a, b) => a - b);
}

/** The leftmost column most of whose filled cells are numbers; Infinity when none is. */
function firstNumberColumn(rows: Sheet['rows'], sample: readonly number[]): number {
  const counts = new Map<number, { filled: number; numbers: number }>();
  for (const row of sample) {
    rows[row]?.forEach((cell, column) => {
      if (!cell || cell.t === 'z') return;
      const count = counts.get(column) ?? { filled: 0, numbers: 0 };
      counts.set(column, { filled: count.filled + 1, numbers: count.numbers + (isNumber(cell) ? 1 : 0) });
    });
  }
  const numeric = [...counts].filter(([, { filled, numbers }]) => numbers * 2 > filled).map(([column]) => column);
  return Math.min(Infinity, ...numeric);
}
