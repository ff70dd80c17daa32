import { patternModel } from '#models/lifecycle/patterns/definition.ts';
import { episodeGroup } from '#models/lifecycle/patterns/read.ts';
import { episodeGroups } from '#panel/patterns-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'pattern-incidence';
const ways = ['exploration', 'formation', 'stable'] as const;
const schema: Record<string, StatisticType> = { periods: 'integer', at_risk: 'integer', lasting: 'number' };
for (const way of ways)
  Object.assign(schema, { [`${way}_n`]: 'integer', [way]: 'number', [`${way}_low`]: 'number', [`${way}_high`]: 'number' });
const nullable = ways.flatMap((way) => [`${way}_low`, `${way}_high`]);

/**
 * Shares of relationships that have ended from exploration, formation and the stable stage within so many periods of the first order, with 95 % intervals,
 * as competing risks (Aalen–Johansen; C5: who lasts counts as far as seen); `_n` are the ends in the period, `lasting` the rest.
 */
export const patternIncidence: Statistic = {
  id,
  table: 'pattern_incidence',
  schema,
  nullable,
  smallestGroup: 5,
  inputs: () => ({ episodes: episodeGroups() }),
  compute({ episodes }, _parameters, signal): StatisticRow[] {
    const { estimates } = patternModel.fit({ groups: rowsOf(episodes!).map(episodeGroup) }, patternModel.defaults, signal);
    return (estimates?.curve ?? []).map(({ periods, atRisk, ended, shares, lasting }) => {
      const row: StatisticRow = { periods, at_risk: atRisk, lasting };
      ways.forEach((way, k) => {
        const { value, low, high } = shares[k]!;
        Object.assign(row, { [`${way}_n`]: ended[k]!, [way]: value, [`${way}_low`]: low, [`${way}_high`]: high });
      });
      return row;
    });
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['periods', 'at_risk', ...ways.map((way) => `${way}_n`)]);
    rows.forEach((row, index) => {
      const sum = ways.reduce((whole, way) => whole + Number(row[way]), Number(row.lasting));
      expect(id, Math.abs(sum - 1) < 1e-9, `shares after ${String(row.periods)} periods add up to ${sum}`);
      expect(id, row.periods === index + 1, `period ${index + 1} is missing`);
    });
  },
};
