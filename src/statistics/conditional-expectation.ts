import { purchaseSummary, summaryFacts } from '#panel/summary-query.ts';
import { defaultSeed, valueRules } from '#schema/thresholds.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { distinctFits, refusalOf } from './fitted.ts';
import { expectedWithin } from './hold-out.ts';
import { byCohort, membersOf, type ValueBase, valueBase } from './value-base.ts';

const id = 'conditional-expectation';
const schema: Record<string, StatisticType> = {
  ...{
    model: 'text',
    cohort: 'text',
    purchases: 'integer',
    n: 'integer',
    actual: 'number',
    low: 'number',
    high: 'number',
    expected: 'number',
  },
};
const nullable = ['low', 'high'];
/** 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * Mean purchases after the calibration of the customers who bought again 0, 1, … 7 or more times in it: as they came, with the 95 % interval of the mean (null for one
 * customer), and as a model fitted on the calibration expects them from their histories. Source: Fader, Hardie & Lee 2005, figure 4.
 */
export const conditionalExpectation: Statistic = {
  id,
  table: 'conditional_expectation',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ summary: purchaseSummary(seed), facts: summaryFacts() }),
  compute({ summary, facts }, _, signal): StatisticRow[] {
    const base = valueBase(summary!, facts!);
    if (refusalOf(base, 'calibration') || !(base!.holdWeeks > 0)) return [];
    const members = membersOf(base!, 'calibration');
    const groups = [...byCohort(base!, members)];
    return distinctFits(base!, 'calibration', signal).flatMap(({ process, values, histories, place }) => {
      const { expected } = expectedWithin(process, values, histories, base!.holdWeeks);
      const of = new Float64Array(base!.rows);
      members.forEach((i, k) => (of[i] = expected[place[k]!]!));
      return groups.flatMap(([cohort, group]) => bins(base!, group).map((bin) => meansOf(base!, process.id, cohort, bin, of)));
    });
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['purchases', 'n', 'actual', 'low', 'expected']);
  },
};

/** Customers by their purchases in the calibration; bins that nobody is in are left out. */
function bins({ calibration: { x } }: ValueBase, group: readonly number[]): { purchases: number; rows: number[] }[] {
  const all = Array.from({ length: valueRules.lastBin + 1 }, (_, purchases) => ({ purchases, rows: [] as number[] }));
  for (const i of group) all[Math.min(valueRules.lastBin, x[i]!)]!.rows.push(i);
  return all.filter(({ rows }) => rows.length > 0);
}

function meansOf(
  base: ValueBase,
  model: string,
  cohort: string,
  bin: { purchases: number; rows: number[] },
  of: Float64Array,
): StatisticRow {
  const { purchases, rows } = bin;
  const n = rows.length;
  const mean = (value: (i: number) => number) => rows.reduce((sum, i) => sum + value(i), 0) / n;
  const actual = mean((i) => base.held[i]!);
  const spread = n > 1 ? Math.sqrt(rows.reduce((sum, i) => sum + (base.held[i]! - actual) ** 2, 0) / (n - 1) / n) : null;
  return {
    ...{ model, cohort, purchases, n: Math.round(n * base.weight), actual },
    low: spread === null ? null : Math.max(0, actual - z * spread),
    high: spread === null ? null : actual + z * spread,
    expected: mean((i) => of[i]!),
  };
}
