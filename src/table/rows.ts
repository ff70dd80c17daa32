import { isoOfDay, isoOfTime } from './calendar.ts';
import type { Cell, Column, Row, Table } from './table.ts';

/**
 * The table as plain rows; dates and timestamps become ISO text (no zone), null stays null.
 * Rows have no prototype, so a column may be called `__proto__`; of columns with one name the last one is kept.
 */
export function rowsOf(table: Table): Row[] {
  const readers = table.columns.map((column) => ({ name: column.name, read: reader(column) }));
  return Array.from({ length: table.rowCount }, (_, index) => {
    const row = Object.create(null) as Row;
    for (const { name, read } of readers) row[name] = read(index);
    return row;
  });
}

/** The first column of that name; a RangeError when there is none. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new RangeError(`no column ${name} among ${table.columns.map((candidate) => candidate.name).join(', ')}`);
  return column;
}

/** One cell as JSON may hold it: dates and timestamps as ISO text, everything else unchanged. */
export function plainCell(kind: Column['kind'], value: Cell): Cell {
  if (typeof value !== 'number') return value;
  if (kind === 'date') return isoOfDay(value);
  return kind === 'timestamp' ? isoOfTime(value) : value;
}

function reader({ kind, values }: Column): (index: number) => Cell {
  return (index) => plainCell(kind, values[index] ?? null);
}
