import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { ageCurveThresholds, smallSamples } from '#schema/thresholds.ts';
import { stageCurve as theory } from '#models/lifecycle/stage-curve/definition.ts';
import type { Stage } from '#figures/stages.ts';
import { Replicates } from '../bands.ts';
import { type Told, count, factsOf, notReady, number, rowsBy, smallestRiskSet, told } from '../reading.ts';
import { type Boundaries, type StageCounts, boundariesOf, boundaryWithin, zonesOf } from './boundaries.ts';

export type Measure = 'amount' | 'profit' | 'orders';

/** Means per customer of the risk set in one period of age; money in currency units, orders as a count. */
export interface AgeRow {
  age: number;
  n: number;
  orders: number;
  ordersLow: number | null;
  ordersHigh: number | null;
  amount: number | null;
  amountLow: number | null;
  amountHigh: number | null;
  profit: number | null;
  profitLow: number | null;
  profitHigh: number | null;
  stageShare: Record<Stage, number>;
}

/** The highest mean of a measure from age 1 on and what follows it: a peak, a height that holds, a rise to the end, a fall from the start; `level` when no trend can be told, then `value` is the mean over all these ages. */
export interface Peak {
  measure: Measure;
  shape: 'peak' | 'holding' | 'level' | 'rising' | 'falling';
  age: number;
  ageLow: number | null;
  ageHigh: number | null;
  value: number;
  low: number | null;
  high: number | null;
  lastAge: number;
  lastValue: number;
}

export interface StageCurveResult extends Told {
  periods: AgeRow[];
  boundaries: Boundaries;
  stableLow: number | null;
  stableHigh: number | null;
  zones: { stage: Stage; from: number; to: number }[];
  measures: Measure[];
  /** peaks of the measures drawn, in their order */
  peaks: Peak[];
  /** the theory's value for each age shown; empty when it is not drawn */
  theory: { age: number; value: number }[];
  /** customer-periods behind the curves */
  customerPeriods: number;
}

/** Means by relationship age, typical stages and their boundaries, and the theory where data can contradict it. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): StageCurveResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const all = rowsBy(statistics, 'stage_age', 'age');
  const base = count(all[0], 'n');
  const shown = unbroken(all, smallestRiskSet(base, ageCurveThresholds.smallestRiskSet));
  const replicates = new Replicates(statistics.stage_age_replicates ?? []);
  const periods = shown.map((row) => ageRow(row, facts.hasAmount, replicates));
  const counts = shown.map(stageCounts);
  const measures: Measure[] = facts.hasAmount && periods.some((row) => row.amount !== null) ? ['amount', 'profit'] : ['orders'];
  const lead = measures[0]!;
  const points = periods.map((row) => ({ age: row.age, n: row.n, value: row[lead] ?? 0 }));
  const fit = theory.fit({ points }, {}, signal);
  const { low, high } = boundaryWithin(counts, 'stable');
  const shared = told(facts, base, 'measured', measures.includes('profit'));
  const result: StageCurveResult = {
    ...shared,
    warnings: [
      ...shared.warnings,
      ...facts.truncated,
      ...(facts.orders > 0 && !facts.hasAmount ? [{ code: 'amount-missing', parameters: {} }] : []),
      ...fit.warnings,
    ],
    periods,
    boundaries: boundariesOf(counts),
    stableLow: low,
    stableHigh: high,
    zones: zonesOf(counts),
    measures,
    peaks: measures.flatMap((measure) => peakOf(periods, measure, replicates) ?? []),
    theory: (fit.estimates?.fitted ?? []).filter(({ value }) => Number.isFinite(value)),
    customerPeriods: periods.reduce((sum, row) => sum + row.n, 0),
  };
  if (all.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (base < smallSamples.suppressed)
    return notReady({ ...result, periods: [], peaks: [], zones: [], theory: [] }, 'too-little', 'few-customers', {
      have: base,
      need: smallSamples.suppressed,
    });
  if (periods.length < 2) return notReady(result, 'too-little', 'few-ages');
  return result;
}

/** Ages 0, 1, 2, … until the first that is missing or has too few customers. */
function unbroken(rows: readonly StatisticRow[], least: number): StatisticRow[] {
  const end = rows.findIndex((row, i) => number(row, 'age') !== i || count(row, 'n') < least);
  return end < 0 ? [...rows] : rows.slice(0, end);
}

function stageCounts(row: StatisticRow): StageCounts {
  return {
    age: count(row, 'age'),
    n: count(row, 'n'),
    E: count(row, 'exploration'),
    F: count(row, 'formation'),
    S: count(row, 'stable'),
    D: count(row, 'decline'),
    T: count(row, 'ended'),
  };
}

function ageRow(row: StatisticRow, hasAmount: boolean, replicates: Replicates): AgeRow {
  const { age, n, ...stage } = stageCounts(row);
  const mean = (column: string, unit: number) => {
    const sum = number(row, column);
    return sum === null ? null : sum / n / unit;
  };
  const band = (column: string, unit: number) =>
    mean(column, unit) === null ? { low: null, high: null } : replicates.band(age, column, unit);
  const none = { low: null, high: null };
  const [orders, amount, profit] = [
    band('orders', 1),
    hasAmount ? band('amount', 10_000) : none,
    hasAmount ? band('profit', 10_000) : none,
  ];
  return {
    age,
    n,
    orders: mean('orders', 1) ?? 0,
    ordersLow: orders.low,
    ordersHigh: orders.high,
    amount: hasAmount ? mean('amount', 10_000) : null,
    amountLow: amount.low,
    amountHigh: amount.high,
    profit: hasAmount ? mean('profit', 10_000) : null,
    profitLow: profit.low,
    profitHigh: profit.high,
    stageShare: { E: stage.E / n, F: stage.F / n, S: stage.S / n, D: stage.D / n, T: stage.T / n },
  };
}

/** Judged from age 1 on, because everyone's first order stands in age 0; null with fewer than two such ages. */
function peakOf(periods: readonly AgeRow[], measure: Measure, replicates: Replicates): Peak | null {
  const judged = periods.filter((row) => row.age >= 1 && row[measure] !== null);
  const [first, last] = [judged[0], judged[judged.length - 1]];
  if (!first || !last || first === last) return null;
  const ages = judged.map((row) => row.age);
  const top = judged.reduce((best, row) => (row[measure]! > best[measure]! ? row : best));
  const rose = replicates.above(top.age, first.age, measure);
  const fell = replicates.above(top.age, last.age, measure);
  const shape = fell ? (top === first ? 'falling' : 'peak') : !rose ? 'level' : top === last ? 'rising' : 'holding';
  const peakAges = replicates.peakAges(ages, measure);
  const level = {
    value: judged.reduce((sum, row) => sum + row[measure]! * row.n, 0) / judged.reduce((sum, row) => sum + row.n, 0),
    ...replicates.bandOver(ages, measure, measure === 'orders' ? 1 : 10_000),
  };
  const highest = { value: top[measure]!, low: top[`${measure}Low`], high: top[`${measure}High`] };
  return {
    measure,
    shape,
    age: top.age,
    ageLow: peakAges.low,
    ageHigh: peakAges.high,
    ...(shape === 'level' ? level : highest),
    lastAge: last.age,
    lastValue: last[measure]!,
  };
}
