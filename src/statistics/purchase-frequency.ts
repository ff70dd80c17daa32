import type { PurchaseProcess } from '#models/purchases/process.ts';
import { chiSquareUpper } from '#numeric/chi-square.ts';
import { purchaseSummary, summaryFacts } from '#panel/summary-query.ts';
import { defaultSeed, valueRules } from '#schema/thresholds.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { distinctFits, refusalOf } from './fitted.ts';
import { byCohort, membersOf, type ValueBase, valueBase } from './value-base.ts';

const id = 'purchase-frequency';
const schema: Record<string, StatisticType> = {
  ...{
    model: 'text',
    cohort: 'text',
    purchases: 'integer',
    actual: 'integer',
    expected: 'number',
    chi2: 'number',
    degrees: 'integer',
    p: 'number',
  },
};
const nullable = ['chi2', 'degrees', 'p'];
/** Customers expected in a bin for the χ² approximation (Cochran 1954). */
const leastExpected = 5;

/**
 * How many customers bought again 0, 1, … 7 or more times in the calibration, and how many a model fitted on it expects: Σ P[X(T) = n] over customers. χ² over the
 * bins, joined from the top until each expects five, is given for everybody (the parameters are theirs): degrees = bins − 1 − parameters.
 * Source: Fader, Hardie & Lee 2005, figure 1.
 */
export const purchaseFrequency: Statistic = {
  id,
  table: 'purchase_frequency',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ summary: purchaseSummary(seed), facts: summaryFacts() }),
  compute({ summary, facts }, _, signal): StatisticRow[] {
    const base = valueBase(summary!, facts!);
    if (refusalOf(base, 'calibration')) return [];
    const groups = [...byCohort(base!, membersOf(base!, 'calibration'))];
    return distinctFits(base!, 'calibration', signal).flatMap(({ process, values, k }) => {
      const chance = remembering(process, values);
      const model = { id: process.id, parameters: values.length + (k === undefined ? 0 : 1) };
      return groups.flatMap(([cohort, group]) => frequencies(base!, model, cohort, group, chance));
    });
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['purchases', 'actual', 'expected', 'chi2']);
  },
};

/** P[X(T) = 0 … 6] and the rest, once for each T. */
function remembering(process: PurchaseProcess, values: readonly number[]): (T: number) => readonly number[] {
  const known = new Map<number, number[]>();
  return (T) => {
    let chances = known.get(T);
    if (!chances) {
      chances = Array.from({ length: valueRules.lastBin }, (_, n) => process.probability(values, T, n));
      chances.push(Math.max(0, 1 - chances.reduce((sum, p) => sum + p, 0)));
      known.set(T, chances);
    }
    return chances;
  };
}

function frequencies(
  base: ValueBase,
  model: { id: string; parameters: number },
  cohort: string,
  group: readonly number[],
  chance: (T: number) => readonly number[],
): StatisticRow[] {
  const { x, T } = base.calibration;
  const [actual, expected] = [new Float64Array(valueRules.lastBin + 1), new Float64Array(valueRules.lastBin + 1)];
  for (const i of group) {
    actual[Math.min(valueRules.lastBin, x[i]!)]! += base.weight;
    chance(T[i]!).forEach((p, n) => (expected[n]! += p * base.weight));
  }
  const test = cohort === 'all' ? fitOf(actual, expected, model.parameters) : { chi2: null, degrees: null, p: null };
  return Array.from(actual, (n, purchases) => ({
    ...{ model: model.id, cohort, purchases, actual: Math.round(n), expected: expected[purchases]! },
    ...test,
  }));
}

/** Pearson's χ² with bins joined from the top until each expects enough; null where too few are left to test anything. */
function fitOf(
  actual: Float64Array,
  expected: Float64Array,
  parameters: number,
): { chi2: number | null; degrees: number | null; p: number | null } {
  const bins: { actual: number; expected: number }[] = [];
  let open = { actual: 0, expected: 0 };
  for (let n = actual.length - 1; n >= 0; n--) {
    open = { actual: open.actual + actual[n]!, expected: open.expected + expected[n]! };
    if (open.expected < leastExpected && n > 0) continue;
    bins.push(open);
    open = { actual: 0, expected: 0 };
  }
  const degrees = bins.length - 1 - parameters;
  if (degrees < 1) return { chi2: null, degrees: null, p: null };
  const chi2 = bins.reduce((sum, bin) => sum + (bin.actual - bin.expected) ** 2 / Math.max(bin.expected, 1e-12), 0);
  return { chi2, degrees, p: chiSquareUpper(chi2, degrees) };
}
