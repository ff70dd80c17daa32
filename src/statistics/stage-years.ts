import { stageYears as yearsOf } from '#panel/stage-pictures-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-years';
const schema: Record<string, StatisticType> = { back: 'integer', from_stage: 'text', to_stage: 'text', n: 'integer' };

/**
 * Customers by the stage at the beginning and at the end of each of the last three years (`back` 0 = the last): `new` had no complete period at its
 * beginning, `early` is too early to judge. Within a year a customer may have been in other stages.
 */
export const stageYears: Statistic = {
  id,
  table: 'stage_years',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ moves: yearsOf(asOf) }),
  compute: ({ moves }): StatisticRow[] =>
    rowsOf(moves!).map((row) => ({
      back: Number(row.back),
      from_stage: String(row.from_stage),
      to_stage: String(row.to_stage),
      n: Number(row.n),
    })),
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['back', 'n']);
    const known = ['E', 'F', 'S', 'D', 'T', 'early', 'new'];
    for (const { from_stage: from, to_stage: to } of rows)
      expect(id, known.includes(String(from)) && known.includes(String(to)), `unknown move ${String(from)} to ${String(to)}`);
  },
};
