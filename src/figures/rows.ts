import type { FigureRow } from './definition.ts';

/** A value of a row as a number, or null. */
export function at(row: FigureRow, key: string): number | null {
  const value = row[key];
  return typeof value === 'number' ? value : null;
}
