import type { StatisticRow, StatisticType } from './definition.ts';

/** A row with its columns in the order of the schema; what is not there is null. */
export function ordered(schema: Readonly<Record<string, StatisticType>>, row: StatisticRow): StatisticRow {
  return Object.fromEntries(Object.keys(schema).map((name) => [name, row[name] ?? null]));
}
