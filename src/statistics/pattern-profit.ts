import { patternModel } from '#models/lifecycle/patterns/definition.ts';
import { patternOf } from '#models/lifecycle/patterns/episode.ts';
import { profitPaths } from '#models/lifecycle/patterns/profit-path.ts';
import { episodeGroup } from '#models/lifecycle/patterns/read.ts';
import { episodeCells, episodeGroups } from '#panel/patterns-query.ts';
import { ageCurveThresholds, patternRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'pattern-profit';
const schema: Record<string, StatisticType> = {
  pattern: 'text',
  age: 'integer',
  n: 'integer',
  profit: 'integer',
  low: 'integer',
  high: 'integer',
};
const defaultSeed = 20_261_122;

/**
 * Mean profit per relationship and period by pattern and age, of those that lasted so long, with 95 % intervals, in ten-thousandths. A path ends before the first
 * age with fewer than 20 relationships (C5). Of more than 200,000 customer-periods a seeded sample of whole customers is read.
 */
export const patternProfit: Statistic = {
  id,
  table: 'pattern_profit',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  inputs: () => ({ episodes: episodeGroups(), cells: episodeCells() }),
  compute({ episodes, cells }, { seed = defaultSeed }, signal): StatisticRow[] {
    const { youngest } = patternModel.defaults;
    const { estimates } = patternModel.fit({ groups: rowsOf(episodes!).map(episodeGroup) }, patternModel.defaults, signal);
    if (!estimates) return [];
    const judged = rowsOf(cells!).flatMap((row) => {
      const pattern = patternOf(episodeGroup(row), estimates.threshold.periods, youngest);
      if (pattern === null || pattern === 'open') return [];
      return [{ customerId: String(row.customer_id), pattern, age: Number(row.age), profit: Number(row.profit) * 10_000 }];
    });
    const { replicates, ages } = patternRules;
    const smallest = ageCurveThresholds.smallestRiskSet;
    return profitPaths(judged, { replicates, seed, smallest, ages }, signal).map(({ pattern, age, n, profit, low, high }) => {
      return { pattern, age, n, profit: Math.round(profit), low: Math.round(low), high: Math.round(high) };
    });
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['age', 'n']);
  },
};
