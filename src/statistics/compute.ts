import type { Engine } from '#engine/engine.ts';
import { duckdb } from '#sql/duckdb.ts';
import { decode } from '#table/arrow.ts';
import { plainCell } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { expect } from './contract.ts';
import type { ModelledStatistic, Statistic, StatisticParameters, StatisticRow, StatisticTables } from './definition.ts';
import { modelHere, type RunModelled } from './modelled.ts';

/**
 * Computes statistics one after the other, checks each on arrival and answers them as plain rows in the order of their columns'
 * values, so that the same data give the same answer on every engine. Models run where `run` puts them; in this thread when it is left out.
 * Throws CodedError `statistic/contract`, and what the engine and the models throw.
 */
export async function computeStatistics(
  engine: Engine,
  statistics: readonly Statistic[],
  parameters: StatisticParameters,
  signal: AbortSignal,
  run: RunModelled = modelHere,
): Promise<StatisticTables> {
  const tables: StatisticTables = {};
  for (const statistic of statistics) {
    const rows =
      'sql' in statistic
        ? plainRows(statistic, decode(await engine.query(statistic.sql(duckdb, parameters), { signal })))
        : inOrder(statistic, await modelled(engine, statistic, parameters, signal, run));
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
  return inOrder(statistic, rows);
}

/** Rows sorted by the values of their columns, in the order of the schema. */
function inOrder({ schema }: Statistic, rows: StatisticRow[]): StatisticRow[] {
  const names = Object.keys(schema);
  return rows.sort((a, b) => {
    for (const name of names) {
      const order = compare(a[name] ?? null, b[name] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** The rows that a model makes of what its queries answer. */
async function modelled(
  engine: Engine,
  statistic: ModelledStatistic,
  parameters: StatisticParameters,
  signal: AbortSignal,
  run: RunModelled,
): Promise<StatisticRow[]> {
  const inputs: Record<string, Uint8Array> = {};
  for (const [name, query] of Object.entries(statistic.inputs(duckdb, parameters))) inputs[name] = await engine.query(query, { signal });
  return run(statistic.id, inputs, parameters, signal);
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
