import type { Engine } from '#engine/engine.ts';
import { duckdb } from '#sql/duckdb.ts';
import { decode } from '#table/arrow.ts';
import { plainCell } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import type { Statistic, StatisticParameters, StatisticRow, StatisticTables } from './definition.ts';
import { expect } from './contract.ts';

/**
 * Computes statistics one after the other, checks each on arrival and answers them as plain rows in the order of their columns'
 * values, so that the same data give the same answer on every engine. Throws CodedError `statistic/contract`, and what the engine throws.
 */
export async function computeStatistics(
  engine: Engine,
  statistics: readonly Statistic[],
  parameters: StatisticParameters,
  signal: AbortSignal,
): Promise<StatisticTables> {
  const tables: StatisticTables = {};
  for (const statistic of statistics) {
    const bytes = await engine.query(statistic.sql(duckdb, parameters), { signal });
    const rows = plainRows(statistic, decode(bytes));
    statistic.check(rows);
    tables[statistic.table] = rows;
  }
  return tables;
}

/** A result as rows of the statistic's own columns, sorted; whole numbers beyond 2^53 are refused. */
function plainRows(statistic: Statistic, table: Table): StatisticRow[] {
  const names = Object.keys(statistic.schema);
  const columns = names.map((name) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    expect(statistic.id, column !== undefined, `column ${name} is missing`);
    return column!;
  });
  const rows = Array.from({ length: table.rowCount }, (_, index) => {
    const row: StatisticRow = {};
    columns.forEach(({ name, kind, values }) => (row[name] = plain(plainCell(kind, values[index] ?? null))));
    return row;
  });
  return rows.sort((a, b) => {
    for (const name of names) {
      const order = compare(a[name]!, b[name]!);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function plain(value: number | string | boolean | null): number | string | null {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** Null first, then by value. */
function compare(a: number | string | null, b: number | string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
