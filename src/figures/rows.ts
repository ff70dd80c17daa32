import type { CustomerFilter, FigureRow } from './definition.ts';

/** A value of a row as a number, or null. */
export function at(row: FigureRow, key: string): number | null {
  const value = row[key];
  return typeof value === 'number' ? value : null;
}

/** The customers of an age curve at an age: those who lived the whole period and whose start is known. */
export function atAge(age: number): CustomerFilter {
  return {
    table: 'stages',
    where: [
      { column: 'age', is: age },
      { column: 'start_known', is: true },
    ],
  };
}
