import type { ReadOptions, SourceNote } from '../definition.ts';
import { columnNames, findHeader, trimmedWidth } from '../header.ts';
import type { TableRow } from '../table-rows.ts';
import type { Book, Sheet, SheetRow } from './book.ts';
import { cellText, isNumber } from './cells.ts';
import { fillKeys, headerSpan, withMerges } from './merges.ts';
import { notesOf } from './notes.ts';

/** Rows that are looked at before header and columns are decided. */
const sampleRows = 200;

/** A sheet as one table: its header, what stands in front of it, and the rows behind it. */
export interface SheetTable {
  headerLine: number;
  columns: string[];
  renamed: { index: number; from: string; to: string }[];
  notes: SourceNote[];
  preamble: TableRow[];
  rows(): Generator<TableRow>;
}

/**
 * The table of a sheet. The header is found as in text files; merged header cells are repeated and header rows joined with `/`. Columns without name
 * and values are left out, rows without values too; values to the right of the header get numbered columns. Merged key cells of the body are filled in.
 */
export function tableOf(sheet: Sheet, { date1904 }: Pick<Book, 'date1904'>, options: ReadOptions): SheetTable {
  const filled = filledRows(sheet.rows);
  const sample = new Map(
    filled.slice(0, sampleRows).map((row) => [row, Array.from(sheet.rows[row] ?? [], (cell) => cellText(cell, date1904))]),
  );
  const { from, to } = headerOf(sample, sheet, options);
  const body = filled.filter((row) => row > to);
  const firstNumber = firstNumberColumn(sheet.rows, body.slice(0, sampleRows));
  const mergedFilled = fillKeys(sheet.rows, sheet.merges, to + 1, firstNumber);
  const names = from < 0 ? [] : joinedNames(withMerges(sample, sheet.merges, to), from, to);
  const places = usedColumns(sheet.rows, body, names);
  const texts = (row: number): TableRow => ({ line: row + 1, cells: places.map((column) => cellText(sheet.rows[row]?.[column], date1904)) });
  const { columns, renamed } = columnNames(places.map((column) => names[column] ?? ''));
  return {
    headerLine: from + 1,
    columns,
    renamed,
    notes: notesOf(sheet, { date1904, mergedFilled, body, places, columns }),
    preamble: filled.filter((row) => row < from).map((row) => ({ line: row + 1, cells: (sample.get(row) ?? []).filter((cell) => cell) })),
    *rows() {
      for (const row of body) yield texts(row);
    },
  };
}

/** Numbers of the rows that hold anything. */
export function filledRows(rows: readonly (SheetRow | undefined)[]): number[] {
  const filled: number[] = [];
  rows.forEach((cells, row) => {
    if (cells?.some((cell) => cell && cell.t !== 'z' && String(cell.v ?? '').trim() !== '')) filled.push(row);
  });
  return filled;
}

/** First and last header row, both -1 when there is none. */
function headerOf(sample: ReadonlyMap<number, string[]>, sheet: Sheet, options: ReadOptions): { from: number; to: number } {
  const rows = [...sample.keys()];
  const repeated = withMerges(sample, sheet.merges, rows[Math.min(rows.length, 30) - 1] ?? 0);
  if (options.headerLine === 0) return { from: -1, to: -1 };
  const cells = rows.map((row) => repeated.get(row) ?? []);
  const first = options.headerLine === undefined ? rows[findHeader(cells)] : options.headerLine - 1;
  if (first === undefined || !repeated.has(first)) return { from: -1, to: -1 };
  const isHeader = (row: number): boolean => findHeader([repeated.get(row) ?? []]) === 0;
  const span = headerSpan(first, sheet.merges, sample, isHeader);
  return options.headerLine === undefined ? span : { from: first, to: span.to };
}

/** Header rows as one name a column: different parts from the top down, joined with `/`. */
function joinedNames(rows: ReadonlyMap<number, string[]>, from: number, to: number): string[] {
  const header = Array.from({ length: to - from + 1 }, (_, index) => rows.get(from + index) ?? []);
  const width = Math.max(...header.map(trimmedWidth));
  return Array.from({ length: width }, (_, column) => {
    const parts = header.map((cells) => (cells[column] ?? '').trim()).filter((part) => part !== '');
    return parts.filter((part, index) => part !== parts[index - 1]).join('/');
  });
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
