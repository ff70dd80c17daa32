import { placedEstimates } from '#models/lifecycle/stage-variables/from-tables.ts';
import { curveMedians, curveSums } from '#panel/curves-query.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'variable-curves';
const schema: Record<string, StatisticType> = {
  axis: 'text',
  base: 'text',
  place: 'text',
  variable: 'text',
  n: 'integer',
  value: 'number',
  low: 'number',
  high: 'number',
  median: 'number',
  change_low: 'number',
  change_high: 'number',
};
const nullable = ['value', 'low', 'high', 'median', 'change_low', 'change_high'];

/**
 * Input, volume, price, indirect benefit, amount and profit along relationship age (axis `age`, place the age from 0) and along the calendar
 * (axis `calendar`, place the first day of the calendar period in which a customer's period begins), for each base of C7; `n` is the risk set.
 * Money in currency units per customer and period. Along age, `change_low` and `change_high` bound the difference of profit and volume to the first period.
 */
export const variableCurves: Statistic = {
  id,
  table: 'variable_curves',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: () => ({ sums: curveSums(), medians: curveMedians() }),
  compute({ sums, medians }, { seed = 20_261_122 }, signal): StatisticRow[] {
    return placedEstimates({ sums: sums!, medians: medians! }, seed, 5, signal).map(
      ({ axis, base, place, variable, n, value, low, high, median, changeLow, changeHigh }) => {
        return { axis, base, place, variable, n, value, low, high, median, change_low: changeLow, change_high: changeHigh };
      },
    );
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n']);
  },
};
