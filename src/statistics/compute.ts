import type { Engine } from '#engine/engine.ts';
import { duckdb } from '#sql/duckdb.ts';
import type { Statistic, StatisticParameters, StatisticTables } from './definition.ts';
import { type MakeRows, onlyAnswer, rowsHere } from './rows.ts';

/**
 * Computes statistics one after the other and answers them as plain rows in the order of their columns' values, so that the same data give
 * the same answer on every engine. Rows are decoded, modelled and checked where `make` does it; in this thread when it is left out.
 * Throws CodedError `statistic/contract`, and what the engine and the models throw.
 */
export async function computeStatistics(
  engine: Engine,
  statistics: readonly Statistic[],
  parameters: StatisticParameters,
  signal: AbortSignal,
  make: MakeRows = rowsHere,
): Promise<StatisticTables> {
  const tables: StatisticTables = {};
  for (const statistic of statistics) {
    const queries = 'sql' in statistic ? { [onlyAnswer]: statistic.sql(duckdb, parameters) } : statistic.inputs(duckdb, parameters);
    const answers: Record<string, Uint8Array> = {};
    for (const [name, query] of Object.entries(queries)) answers[name] = await engine.query(query, { signal });
    tables[statistic.table] = await make(statistic, answers, parameters, signal);
  }
  return tables;
}
