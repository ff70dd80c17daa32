import { CodedError } from '#base/error.ts';
import { isoOfDay, isoOfTime } from '#table/calendar.ts';
import type { Cell as Value, Column, Table } from '#table/table.ts';
import type { TableColumn, TableRow } from '#ui/table-cells.ts';

/** A table that a cell gives to others. */
export interface TableResult {
  table: Table;
  /** more rows exist than were fetched */
  more: boolean;
}

/** True for the result of a cell that gives a table. */
export function isTableResult(result: unknown): result is TableResult {
  return typeof result === 'object' && result !== null && 'table' in result;
}

/**
 * The table of the cell that `name` stands for.
 * @throws CodedError `cells/no-table` when that cell gives none.
 */
export function tableOf(name: string, resultOf: (name: string) => unknown): TableResult {
  const result = resultOf(name);
  if (!isTableResult(result)) throw new CodedError('cells/no-table', { name });
  return result;
}

/**
 * The column of this name, without regard to case.
 * @throws CodedError `cells/no-column` naming those that exist.
 */
export function columnOf(table: Table, name: string): Column {
  const column =
    table.columns.find((each) => each.name === name) ?? table.columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!column) throw new CodedError('cells/no-column', { column: name, columns: table.columns.map((each) => each.name).join(', ') });
  return column;
}

/** A value as it is shown: dates and instants as ISO text, an instant at midnight as its date. */
export function shownValue(kind: Column['kind'], value: Value): Value {
  if (typeof value !== 'number') return value;
  if (kind === 'date') return isoOfDay(value);
  return kind === 'timestamp' ? isoOfTime(value).replace(/T00:00:00$/, '') : value;
}

/** Whole numbers get separators, except where all of them look like years; others two decimals. */
function formatOf(column: Column, rowCount: number): TableColumn['format'] {
  if (column.kind !== 'number') return 'text';
  const numbers = Array.from({ length: rowCount }, (_, index) => column.values[index] ?? null).filter((value) => typeof value === 'number');
  if (!numbers.every(Number.isInteger)) return 'number';
  return numbers.length > 0 && numbers.every((value) => value >= 1900 && value <= 2100) ? 'text' : 'integer';
}

/** A table as rows and columns to be drawn. Columns are called by their place, so any name, and any name twice, is safe. */
export function drawn({ columns, rowCount }: Table): { columns: TableColumn[]; rows: TableRow[] } {
  return {
    columns: columns.map((column, place) => ({
      key: `c${place}`,
      title: column.name,
      align: column.kind === 'number' ? 'right' : 'left',
      format: formatOf(column, rowCount),
    })),
    rows: Array.from({ length: rowCount }, (_, index) =>
      Object.fromEntries(columns.map((column, place) => [`c${place}`, shownValue(column.kind, column.values[index] ?? null)])),
    ),
  };
}
