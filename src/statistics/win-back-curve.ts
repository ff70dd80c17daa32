import { returnCurve } from '#models/action/win-back/returns.ts';
import { endedSpells } from '#panel/action-query.ts';
import { winBackRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'win-back-curve';
const schema: Record<string, StatisticType> = {
  periods: 'integer',
  at_risk: 'integer',
  returned: 'integer',
  share: 'number',
  low: 'number',
  high: 'number',
};

/** Share of ended customers who came back by periods since the end, with 95 % interval; who is still away is censored (C5). */
export const winBackCurve: Statistic = {
  id,
  table: 'win_back_curve',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  inputs: () => ({ spells: endedSpells() }),
  compute({ spells }): StatisticRow[] {
    const rows = rowsOf(spells!).map((row) => ({ periods: Number(row.periods), returned: row.returned === 1, n: Number(row.n) }));
    return returnCurve(rows, winBackRules.smallestRiskSet).map(({ periods, atRisk, returned, share, low, high }) => {
      return { periods, at_risk: atRisk, returned, share, low, high };
    });
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['at_risk', 'returned']);
    rows.forEach((row, i) => expect(id, row.periods === i + 1 && Number(row.share) >= Number(rows[i - 1]?.share ?? 0), `step ${i + 1}`));
  },
};
