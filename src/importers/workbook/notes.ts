import type { SourceNote } from '../definition.ts';
import type { Sheet } from './book.ts';
import { formatOf, isNumber } from './cells.ts';

/** Whole numbers from here on have lost digits, or soon will: Excel keeps 15. */
const longNumber = 1e15;

/**
 * What a person should know of a sheet's values: dates of the 1904 system, merged cells filled in, numbers too long for Excel (hardly amounts: damaged ids),
 * columns shown as percent whose values are shares of one, error values.
 */
export function notesOf(
  sheet: Sheet,
  about: { date1904: boolean; mergedFilled: number; body: readonly number[]; places: readonly number[]; columns: readonly string[] },
): SourceNote[] {
  const long = new Set<number>();
  const percent = new Set<number>();
  let longCount = 0;
  let errors = 0;
  for (const row of about.body) {
    sheet.rows[row]?.forEach((cell, column) => {
      if (!cell) return;
      if (cell.t === 'e') errors += 1;
      if (cell.t !== 'n' || typeof cell.v !== 'number') return;
      if (Math.abs(cell.v) >= longNumber && isNumber(cell)) {
        long.add(column);
        longCount += 1;
      } else if (!percent.has(column) && formatOf(cell).includes('%')) percent.add(column);
    });
  }
  const names = (columns: ReadonlySet<number>): string =>
    about.columns.filter((_, index) => columns.has(about.places[index] as number)).join(', ');
  const notes: SourceNote[] = [];
  if (about.date1904) notes.push({ code: 'date_1904', parameters: {} });
  if (about.mergedFilled > 0) notes.push({ code: 'merged_filled', parameters: { count: about.mergedFilled } });
  if (longCount > 0) notes.push({ code: 'long_numbers', parameters: { count: longCount, columns: names(long) } });
  if (percent.size > 0) notes.push({ code: 'percent_numbers', parameters: { columns: names(percent) } });
  if (errors > 0) notes.push({ code: 'error_cells', parameters: { count: errors } });
  return notes;
}
