import { placedEstimates } from '#models/lifecycle/stage-variables/from-tables.ts';
import { contrastSums, stageMedians, stageSums } from '#panel/curves-query.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-variables';
const schema: Record<string, StatisticType> = {
  axis: 'text',
  base: 'text',
  place: 'text',
  variable: 'text',
  n: 'integer',
  value: 'number',
  low: 'number',
  high: 'number',
  p: 'number',
  median: 'number',
  change_low: 'number',
  change_high: 'number',
};
const nullable = ['value', 'low', 'high', 'p', 'median', 'change_low', 'change_high'];

/**
 * What customers put in and give at each stage (axis `stage`, place E, F, S or D), and the differences of the same customers between
 * neighbouring stages (axis `contrast`, place E>F, F>S or S>D) with their p-values. A row for each base (all, survivors, balanced) and variable of M04;
 * money in currency units per customer and period. Intervals: 1,000 draws of customers;
 * `change_low` and `change_high` bound the difference of profit and volume to exploration by the same draws.
 */
export const stageVariables: Statistic = {
  id,
  table: 'stage_variables',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: () => ({ stages: stageSums(), medians: stageMedians(), contrasts: contrastSums() }),
  compute({ stages, medians, contrasts }, { seed = 20_261_122 }, signal): StatisticRow[] {
    return [
      ...placedEstimates({ sums: stages!, medians: medians!, axis: 'stage' }, seed, 5, signal),
      ...placedEstimates({ sums: contrasts!, medians: null, axis: 'contrast' }, seed, 5, signal),
    ].map(({ axis, base, place, variable, n, value, low, high, p, median, changeLow, changeHigh }) => ({
      axis,
      base,
      place,
      variable,
      n,
      value,
      low,
      high,
      p,
      median,
      change_low: changeLow,
      change_high: changeHigh,
    }));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'p']);
  },
};
