import { stageHistory as historyOf } from '#panel/stage-pictures-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-history';
const schema: Record<string, StatisticType> = { day: 'date', stage: 'text', n: 'integer' };

/** Customers by stage at the end of each calendar period up to the as-of date, at most the latest 60; `early` stands beside the stages. */
export const stageHistory: Statistic = {
  id,
  table: 'stage_history',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ counts: historyOf(asOf) }),
  compute: ({ counts }): StatisticRow[] =>
    rowsOf(counts!).map(({ day, stage, n }) => ({ day: String(day), stage: String(stage), n: Number(n) })),
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['n']);
    for (const { stage } of rows) expect(id, ['E', 'F', 'S', 'D', 'T', 'early'].includes(String(stage)), `unknown stage ${String(stage)}`);
  },
};
