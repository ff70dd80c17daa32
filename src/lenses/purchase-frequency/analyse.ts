import { everyone } from '#figures/linked.ts';
import { heldOutRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { absentModels, atLeastZero, fitReason, modelsOf, rowsOfCohort } from '../model-rows.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

export type PurchaseFrequencyOptions = { cohort: string };

/** Customers by number of repeat purchases: as they came, and as the models expect them. */
export interface FrequencyBin {
  purchases: number;
  actual: number;
  expected: Record<string, number>;
}

export interface FrequencyTest {
  model: string;
  chi2: number | null;
  degrees: number | null;
  p: number | null;
  /** the counts are told apart from what the model expects; null where not tested */
  differs: boolean | null;
}

export interface PurchaseFrequencyResult extends Told {
  /** codes of models that the picture cannot hold */
  absent: string[];
  models: string[];
  bins: FrequencyBin[];
  /** the highest p first */
  tests: FrequencyTest[];
  cohort: string | null;
}

/** Customers by repeat purchases in the calibration against what the fitted models expect, with χ² (in sample). */
export function analyse(
  statistics: StatisticTables,
  { cohort: link }: PurchaseFrequencyOptions,
  signal: AbortSignal,
): PurchaseFrequencyResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { rows, cohort, warnings } = rowsOfCohort(statistics, 'purchase_frequency', link ?? everyone);
  const known = rows.filter((row) => number(row, 'purchases') !== null && typeof row.model === 'string');
  const models = modelsOf(known);
  const bins = new Map<number, FrequencyBin>();
  for (const row of known) {
    const purchases = count(row, 'purchases');
    const bin = bins.get(purchases) ?? { purchases, actual: atLeastZero(row, 'actual'), expected: {} };
    bin.expected[String(row.model)] = atLeastZero(row, 'expected');
    bins.set(purchases, bin);
  }
  const sorted = [...bins.values()].sort((a, b) => a.purchases - b.purchases);
  const n = sorted.reduce((sum, { actual }) => sum + actual, 0);
  const tests = models.map((model): FrequencyTest => {
    const row = known.find((one) => one.model === model);
    const [chi2, degrees, p] = [number(row, 'chi2'), number(row, 'degrees'), number(row, 'p')];
    return { model, chi2, degrees, p, differs: p === null ? null : p < heldOutRules.level };
  });
  const shared = told(facts, n, 'estimated', false);
  const result: PurchaseFrequencyResult = {
    ...shared,
    warnings: [...shared.warnings, ...warnings],
    models,
    absent: absentModels(statistics),
    bins: sorted,
    tests: tests.sort((a, b) => (b.p ?? -1) - (a.p ?? -1) || (a.chi2 ?? Infinity) - (b.chi2 ?? Infinity) || 0),
    cohort,
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  const reason = fitReason(statistics);
  if (models.length === 0 && reason) return notReady(result, 'too-little', reason.code, reason.parameters);
  if (n < smallSamples.suppressed || sorted.length < 2)
    return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}
