import type { Histories } from '#models/purchases/histories.ts';
import { purchaseSummary, summaryFacts } from '#panel/summary-query.ts';
import { defaultSeed } from '#schema/thresholds.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { continuous, fitted, isRegular, refusalOf } from './fitted.ts';
import { expectedWithin } from './hold-out.ts';
import { byCohort, historiesOf, membersOf, type ValueBase, valueBase } from './value-base.ts';

const id = 'clv-leaderboard';
const schema: Record<string, StatisticType> = {
  ...{ model: 'text', cohort: 'text', n: 'integer', actual: 'integer', predicted: 'number', mae: 'number', rmse: 'number' },
  ...{ correlation: 'number', log_score: 'number', alive: 'number', hold_weeks: 'number' },
};
const nullable = ['correlation', 'log_score', 'alive'];

/**
 * Models fitted on the calibration part and tried on the rest, by cohort of the first purchase and for all: purchases that came and that were expected, errors by
 * customer, correlation, and `log_score`, the mean ln likelihood of what came given what was known (ln L of the whole history less ln L of the calibration, both
 * at the calibration's parameters: a proper score). 'naive': everybody goes on at the own rate x/T. No rows where the calibration is too small or nothing is held out.
 */
export const clvLeaderboard: Statistic = {
  id,
  table: 'clv_leaderboard',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ summary: purchaseSummary(seed), facts: summaryFacts() }),
  compute({ summary, facts }, _, signal): StatisticRow[] {
    const base = valueBase(summary!, facts!);
    if (refusalOf(base, 'calibration') || !(base!.holdWeeks > 0)) return [];
    return leaderboard(base!, signal);
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'actual', 'predicted', 'mae', 'rmse', 'hold_weeks']);
  },
};

function leaderboard(base: ValueBase, signal: { readonly aborted: boolean }): StatisticRow[] {
  const members = membersOf(base, 'calibration');
  const groups = byCohort(base, members);
  const { x, T } = base.calibration;
  const rows = [...groups].map(([cohort, group]) => row('naive', cohort, base, group, (i) => (x[i]! / T[i]!) * base.holdWeeks));
  for (const process of continuous) {
    const { values, histories } = fitted(process, base, 'calibration', signal);
    const { expected, alive } = expectedWithin(process, values, histories, base.holdWeeks);
    const { place } = historiesOf(base.calibration, members, base.weight, isRegular(process));
    const at = new Int32Array(base.rows);
    members.forEach((i, k) => (at[i] = place[k]!));
    for (const [cohort, group] of groups) {
      const before = historiesOf(base.calibration, group, 1, isRegular(process)).histories;
      const after = historiesOf(base.all, group, 1, isRegular(process)).histories;
      const score = (of: Histories) => process.logLikelihood(of, values);
      rows.push({
        ...row(process.id, cohort, base, group, (i) => expected[at[i]!]!),
        log_score: (score(after) - score(before)) / group.length,
        alive: group.reduce((sum, i) => sum + alive[at[i]!]!, 0) / group.length,
      });
    }
  }
  return rows;
}

function row(model: string, cohort: string, base: ValueBase, group: readonly number[], expected: (i: number) => number): StatisticRow {
  const n = group.length;
  let [actual, predicted, absolute, squares, crossed, ofActual, ofPredicted] = [0, 0, 0, 0, 0, 0, 0];
  for (const i of group) {
    const [came, guess] = [base.held[i]!, expected(i)];
    actual += came;
    predicted += guess;
    absolute += Math.abs(came - guess);
    squares += (came - guess) ** 2;
    crossed += came * guess;
    ofActual += came * came;
    ofPredicted += guess * guess;
  }
  const spread = (ofActual - actual ** 2 / n) * (ofPredicted - predicted ** 2 / n);
  return {
    ...{ model, cohort, n: Math.round(n * base.weight), actual: Math.round(actual * base.weight), predicted: predicted * base.weight },
    ...{
      mae: absolute / n,
      rmse: Math.sqrt(squares / n),
      correlation: spread > 1e-12 ? (crossed - (actual * predicted) / n) / Math.sqrt(spread) : null,
    },
    ...{ log_score: null, alive: null, hold_weeks: base.holdWeeks },
  };
}
