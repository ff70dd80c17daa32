import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { ageCurveThresholds, smallSamples } from '#schema/thresholds.ts';
import { type ProfitAge, profitCurve as model } from '#models/value/profit-curve/definition.ts';
import { type Told, count, factsOf, money, notReady, number, rowsBy, smallestRiskSet, told } from '../reading.ts';

/** Currency units per customer: `profit` in the period, `cumulative` since the first order with its band `low`, `high`. */
export interface ProfitAgeRow {
  age: number;
  n: number;
  profit: number;
  profitLow: number | null;
  profitHigh: number | null;
  cumulative: number;
  low: number | null;
  high: number | null;
}

export interface ProfitCurveResult extends Told {
  ages: ProfitAgeRow[];
  /** first age from which the cumulative profit stays at or above 0 */
  breakEvenAge: number | null;
  breakEvenLow: number | null;
  breakEvenHigh: number | null;
  /** share of the replicates that break even within the ages shown, 0..1; null without replicates */
  breakEvenShare: number | null;
}

/** Profit per acquired customer by age, cumulative, and where it breaks even; undiscounted. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): ProfitCurveResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const all = rowsBy(statistics, 'stage_age', 'age');
  const base = count(all[0], 'n');
  const ages = all.flatMap((row) => profitAge(row) ?? []);
  const replicates = (statistics.stage_age_replicates ?? []).flatMap((row) => {
    const one = profitAge(row);
    const replicate = number(row, 'replicate');
    return one && replicate !== null ? [{ ...one, replicate }] : [];
  });
  const usable = facts.hasAmount && ages.length > 0 && base >= smallSamples.suppressed;
  const fit = usable
    ? model.fit({ ages, replicates }, { smallestRiskSet: smallestRiskSet(base, ageCurveThresholds.smallestRiskSet) }, signal)
    : null;
  const estimates = fit?.estimates ?? null;
  const shared = told(facts, base, 'measured', true);
  const result: ProfitCurveResult = {
    ...shared,
    warnings: [...shared.warnings, ...facts.truncated],
    ages: estimates?.ages ?? [],
    breakEvenAge: estimates?.breakEvenAge ?? null,
    breakEvenLow: estimates?.breakEvenLow ?? null,
    breakEvenHigh: estimates?.breakEvenHigh ?? null,
    breakEvenShare: estimates?.breakEvenShare ?? null,
  };
  if (facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(result, 'missing', 'amount-missing');
  if (base < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: base, need: smallSamples.suppressed });
  return result.ages.length < 2 ? notReady(result, 'too-little', 'few-ages') : result;
}

function profitAge(row: StatisticRow): ProfitAge | null {
  const [age, n, profit] = [number(row, 'age'), number(row, 'n'), money(row, 'profit')];
  return age === null || n === null || profit === null ? null : { age, n, profit };
}
