import { everyone } from '#figures/linked.ts';
import { heldOutRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { absentModels, atLeastZero, fitReason, modelsOf, rowsOfCohort } from '../model-rows.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

export type ConditionalExpectationOptions = { cohort: string };

/** Customers with so many repeat purchases before the split: what they bought after it, and what the models expected. */
export interface ExpectationBin {
  purchases: number;
  n: number;
  /** mean purchases in the hold-out, with its 95 % interval */
  actual: number;
  low: number | null;
  high: number | null;
  expected: Record<string, number>;
}

export interface ConditionalExpectationResult extends Told {
  /** codes of models that the picture cannot hold */
  absent: string[];
  models: string[];
  /** of at least five customers */
  bins: ExpectationBin[];
  /** bins whose interval holds what the model expected, the most first */
  within: { model: string; bins: number; error: number }[];
  cohort: string | null;
}

/** Purchases after the split by purchases before it: where models go wrong, for the many or for the few (C7). */
export function analyse(
  statistics: StatisticTables,
  { cohort: link }: ConditionalExpectationOptions,
  signal: AbortSignal,
): ConditionalExpectationResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { rows, cohort, warnings } = rowsOfCohort(statistics, 'conditional_expectation', link ?? everyone);
  const known = rows.filter((row) => number(row, 'purchases') !== null && typeof row.model === 'string' && count(row, 'n') > 0);
  const models = modelsOf(known);
  const all = new Map<number, ExpectationBin>();
  for (const row of known) {
    const purchases = count(row, 'purchases');
    const actual = atLeastZero(row, 'actual');
    const bin = all.get(purchases) ?? {
      purchases,
      n: count(row, 'n'),
      actual,
      low: number(row, 'low'),
      high: number(row, 'high'),
      expected: {},
    };
    bin.expected[String(row.model)] = atLeastZero(row, 'expected');
    all.set(purchases, bin);
  }
  const n = [...all.values()].reduce((sum, bin) => sum + bin.n, 0);
  const bins = [...all.values()].filter((bin) => bin.n >= heldOutRules.bin).sort((a, b) => a.purchases - b.purchases);
  const shared = told(facts, n, 'estimated', false);
  const result: ConditionalExpectationResult = {
    ...shared,
    warnings: [...shared.warnings, ...warnings],
    models,
    absent: absentModels(statistics),
    bins,
    within: models.map((model) => judged(model, bins)).sort((a, b) => b.bins - a.bins || a.error - b.error),
    cohort,
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  const reason = fitReason(statistics);
  if (models.length === 0 && reason) return notReady(result, 'too-little', reason.code, reason.parameters);
  if (n < smallSamples.suppressed || bins.length < 2)
    return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}

function judged(model: string, bins: readonly ExpectationBin[]): ConditionalExpectationResult['within'][number] {
  const inside = bins.filter(
    ({ low, high, expected }) => low !== null && high !== null && expected[model]! >= low && expected[model]! <= high,
  );
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  const error = n > 0 ? bins.reduce((sum, bin) => sum + bin.n * Math.abs((bin.expected[model] ?? 0) - bin.actual), 0) / n : 0;
  return { model, bins: inside.length, error };
}
