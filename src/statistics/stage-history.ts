import { stageHistory as historyOf, stagesAgain } from '#panel/stage-pictures-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-history';
const schema: Record<string, StatisticType> = { day: 'date', stage: 'text', n: 'integer', judged_before: 'integer', stayed: 'integer' };
const nullable = ['judged_before', 'stayed'];

/** Customers by stage at the end of each calendar period up to the as-of date, at most the latest 60; `early` stands beside the stages. On the last day: how many of them were judged a year before, and how many stood in the same stage then. */
export const stageHistory: Statistic = {
  id,
  table: 'stage_history',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ counts: historyOf(asOf), again: stagesAgain(asOf) }),
  compute({ counts, again }): StatisticRow[] {
    const rows = rowsOf(counts!);
    const last = rows.reduce((latest, { day }) => (String(day) > latest ? String(day) : latest), '');
    const pairs = new Map(rowsOf(again!).map((row) => [String(row.stage), row]));
    return rows.map(({ day, stage, n }) => {
      const pair = String(day) === last && stage !== 'early' ? (pairs.get(String(stage)) ?? { judged_before: 0, stayed: 0 }) : null;
      const known = { judged_before: pair && Number(pair.judged_before), stayed: pair && Number(pair.stayed) };
      return { day: String(day), stage: String(stage), n: Number(n), ...known };
    });
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'judged_before', 'stayed']);
    for (const { stage } of rows) expect(id, ['E', 'F', 'S', 'D', 'T', 'early'].includes(String(stage)), `unknown stage ${String(stage)}`);
  },
};
