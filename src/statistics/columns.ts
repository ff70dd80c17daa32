import type { StatisticRow, StatisticTables } from './definition.ts';

/** One column of a table: numbers without a gap as they lie in memory, everything else as it is. */
type Values = Float64Array<ArrayBuffer> | StatisticRow[string][];

/** Statistic tables as columns, in which they move between threads in a hundredth of the time that their rows take. */
export type ColumnTables = Record<string, { rows: number; columns: Record<string, Values> }>;

/** The named tables as columns; those that are not there are left out. Every row has the columns of the first one. */
export function columnsOf(tables: StatisticTables, names: readonly string[]): ColumnTables {
  const found: ColumnTables = {};
  for (const name of names) {
    const rows = tables[name];
    if (!rows) continue;
    const columns = Object.keys(rows[0] ?? {}).map((column) => [column, valuesOf(rows, column)] as const);
    found[name] = { rows: rows.length, columns: Object.fromEntries(columns) };
  }
  return found;
}

/** The tables whose columns these are, equal value by value. */
export function tablesOf(columns: ColumnTables): StatisticTables {
  return Object.fromEntries(
    Object.entries(columns).map(([name, table]) => {
      const entries = Object.entries(table.columns);
      const rows = Array.from({ length: table.rows }, (_, index) => {
        const row: StatisticRow = {};
        for (const [column, values] of entries) row[column] = values[index]!;
        return row;
      });
      return [name, rows];
    }),
  );
}

function valuesOf(rows: readonly StatisticRow[], column: string): Values {
  const numbers = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const value = rows[index]![column];
    if (typeof value !== 'number') return rows.map((row) => row[column] ?? null);
    numbers[index] = value;
  }
  return numbers;
}
