import type { Engine } from '#engine/engine.ts';
import { duckdb } from '#sql/duckdb.ts';
import type { Statistic, StatisticParameters, StatisticTables } from './definition.ts';
import { type MakeRows, onlyAnswer, rowsHere } from './rows.ts';

/**
 * Computes statistics one after the other and answers them as plain rows in the order of their columns' values, so that the same data give
 * the same answer on every engine. A query that several of them ask is asked once. Rows are decoded, modelled and checked where `make` does it; in this thread when it is left out.
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
  const asked = statistics.map((statistic) =>
    'sql' in statistic ? { [onlyAnswer]: statistic.sql(duckdb, parameters) } : statistic.inputs(duckdb, parameters),
  );
  const wanted = new Map<string, number>();
  for (const { text } of asked.flatMap((queries) => Object.values(queries))) wanted.set(text, (wanted.get(text) ?? 0) + 1);
  const kept = new Map<string, Uint8Array>();
  for (const [i, statistic] of statistics.entries()) {
    const answers: Record<string, Uint8Array> = {};
    for (const [name, query] of Object.entries(asked[i]!)) {
      const left = wanted.get(query.text)! - 1;
      wanted.set(query.text, left);
      const answer = kept.get(query.text) ?? (await engine.query(query, { signal }));
      if (left > 0) kept.set(query.text, answer);
      else kept.delete(query.text);
      answers[name] = answer;
    }
    tables[statistic.table] = await make(statistic, answers, parameters, signal);
  }
  return tables;
}
