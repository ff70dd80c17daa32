import { findHeader, trimmedWidth } from '../header.ts';
import type { Book, Sheet } from './book.ts';
import { filledRows, textsOfRows } from './sheet-table.ts';

/** A list of one column is a table from this many rows on, when its cells are no sentences. */
const leastListRows = 20;
const sentence = 40;

/** Why a sheet is passed by unless a person asks for it: `hidden`, `chart`, `not-data` (macros, dialogs), `empty`, `notes` (a title page, an explanation); null when it is read. */
export function skippedSheet(sheet: Sheet, book: Pick<Book, 'date1904'>): string | null {
  if (sheet.kind === 'damaged') return null;
  if (sheet.kind === 'chart') return 'chart';
  if (sheet.kind === 'other') return 'not-data';
  const filled = filledRows(sheet.rows);
  if (filled.length === 0) return 'empty';
  if (sheet.hidden) return 'hidden';
  return isTable([...textsOfRows(sheet, filled, book.date1904).values()]) ? null : 'notes';
}

function isTable(rows: readonly string[][]): boolean {
  const counts = rows.map((cells) => cells.filter((cell) => cell.trim() !== '').length);
  if (Math.max(...counts) < 2) {
    const long = rows.filter((cells) => cells.join('').length > sentence).length;
    return rows.length >= leastListRows && long * 10 < rows.length;
  }
  const header = findHeader(rows);
  const width = trimmedWidth(rows[header] ?? []);
  const behind = counts.slice(header + 1).filter((count) => count >= 2).length;
  if (width > 2 || header < 0) return behind > 0;
  return behind > 0 && behind * 2 >= counts.length - header - 1;
}
