import { type DayRange, everyone, lastDay } from '#figures/linked.ts';
import { formulaClv } from '#models/value/formula-clv/definition.ts';
import type { Convention } from '#models/value/formula-clv/multiple.ts';
import { wilson } from '#numeric/wilson.ts';
import { smallSamples, valueRules } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Ranged, marginOf, refusalOf, spendCorrelation } from '../fitted.ts';
import { monthsOf, rowsOfCohort } from '../model-rows.ts';
import { type Facts, type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export type ClvOptions = {
  /** groups whose averages stand under the distribution */
  by: 'segment' | 'source' | 'stage' | 'tier' | 'cohort';
  /** first and last day of the first order of the customers shown, or all */
  cohort: string;
};

interface Group extends Ranged {
  name: string;
  n: number;
  /** its mean over that of all */
  ratio: number;
  /** the days of its first orders, where it is a cohort */
  days: DayRange | null;
}

export interface ClvResult extends Told {
  /** model: of every customer's own history; formula: of margin and retention of the whole base, where it is too small for a model */
  mode: 'model' | 'formula';
  by: ClvOptions['by'];
  /** the name of the cohort that is shown; null for everybody */
  cohort: string | null;
  /** the first orders of that cohort, ISO days; null for everybody */
  days: DayRange | null;
  /** mean value of a customer shown, currency units */
  mean: Ranged;
  /** the same of everybody, whatever is shown: the benchmark of the theory */
  benchmark: Ranged;
  /** of those shown together, currency units; null by formula */
  total: number | null;
  /** share of the endless value that comes after the horizon, 0..1 */
  beyond: number | null;
  /** share of customers shown who are worth more than the benchmark; null by formula */
  above: number | null;
  years: number;
  annualRate: number;
  margin: number;
  bins: { lower: number; upper: number | null; n: number }[];
  groups: Group[];
  /** by formula: what it stands on; retention from one window to the next */
  formula: { retention: Ranged; before: number; kept: number; days: number; marginPerWindow: number; reason: string } | null;
}

const conventions: readonly Convention[] = ['end', 'middle', 'start'];
const mostGroups = 12;

/** Lifetime value of the customers from the value pass: distribution, average, groups against the average; or by formula with a range where the base is too small (rule M09). */
export function analyse(statistics: StatisticTables, options: ClvOptions, signal: AbortSignal): ClvResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const everybody = (statistics.clv_values ?? []).filter((row) => row.cohort === everyone);
  const { rows, cohort, days, warnings } = rowsOfCohort(statistics, 'clv_values', options.cohort ?? everyone);
  const total = (of: readonly StatisticRow[]) => of.find(({ part }) => part === 'total');
  const all = total(rows);
  const [known] = statistics.value_facts ?? [];
  const by = (['segment', 'source', 'stage', 'tier', 'cohort'] as const).find((one) => one === options.by) ?? 'segment';
  const n = all ? count(all, 'n') : count(known, 'customers');
  const benchmark = rangeOf(total(everybody));
  const correlation = spendCorrelation(statistics);
  const shared = told(facts, n, facts.assumed ? 'assumed' : 'estimated', true);
  const result: ClvResult = {
    ...shared,
    warnings: [
      ...shared.warnings,
      ...warnings,
      ...(correlation !== null && Math.abs(correlation) >= valueRules.correlation
        ? [{ code: 'spend-correlated', parameters: { rho: correlation } }]
        : []),
    ],
    ...{ mode: 'model', by, cohort, days, mean: rangeOf(all), benchmark, total: money(all, 'total') },
    ...{
      beyond: number(all, 'beyond'),
      above: null,
      years: valueRules.horizonYears,
      annualRate: valueRules.discount,
      margin: marginOf(statistics) ?? 0,
      formula: null,
    },
    bins: rows
      .filter(({ part }) => part === 'bin')
      .map((row) => ({ lower: money(row, 'lower') ?? 0, upper: money(row, 'upper'), n: count(row, 'n') })),
    groups: groupsOf(by === 'cohort' ? everybody : rows, by, benchmark.value),
  };
  if (n === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(result, 'missing', 'clv-no-amounts');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (all) return { ...result, bins: result.bins.sort((a, b) => a.lower - b.lower), above: shareAbove(result.bins, benchmark.value) };
  return byFormula(result, facts, known, refusalOf(statistics) ?? text(known?.reason) ?? text(known?.spend_reason) ?? 'clv-fit', signal);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function rangeOf(row: StatisticRow | undefined): Ranged {
  return { value: money(row, 'mean') ?? 0, low: money(row, 'low'), high: money(row, 'high') };
}

/** The groups of a dimension, at most twelve; stages, tiers and cohorts in their order, others by their means. Below ten customers a mean is not shown (C15). */
function groupsOf(rows: readonly StatisticRow[], by: string, mean: number): Group[] {
  const orders: Record<string, readonly string[]> = {
    stage: ['E', 'F', 'S', 'D', 'T'],
    tier: ['top', 'big', 'medium', 'small', 'inactive'],
  };
  const place = (name: string) => orders[by]?.indexOf(name) ?? 0;
  const own = rows.filter((row) => row.part === 'group' && row.dimension === by && typeof row.name === 'string');
  const months = by === 'cohort' ? monthsOf(own.map(({ name }) => String(name))) : 0;
  return own
    .filter((row) => count(row, 'n') >= smallSamples.suppressed)
    .map((row): Group => {
      const [name, range] = [String(row.name), rangeOf(row)];
      const days = months > 0 ? { from: name, to: lastDay(name, months) } : null;
      return { name, n: count(row, 'n'), ...range, ratio: mean > 0 ? range.value / mean : 0, days };
    })
    .sort((a, b) => (by === 'cohort' ? (a.name < b.name ? -1 : 1) : place(a.name) - place(b.name) || b.value - a.value))
    .slice(-mostGroups);
}

/** Share of the customers above a value, linear within its bin. */
function shareAbove(bins: readonly ClvResult['bins'][number][], value: number): number | null {
  const all = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (all === 0) return null;
  const above = bins.reduce((sum, { lower, upper, n }) => {
    if (upper === null) return sum + (lower >= value ? n : n / 2);
    return sum + n * Math.min(1, Math.max(0, (upper - value) / Math.max(1e-9, upper - lower)));
  }, 0);
  return above / all;
}

/** The value by margin and retention of two windows, with the range of the retention rate, under three conventions. */
function byFormula(result: ClvResult, facts: Facts, known: StatisticRow | undefined, reason: string, signal: AbortSignal): ClvResult {
  const [before, now, days] = [count(known, 'before'), count(known, 'now'), count(known, 'window_days')];
  const kept = Math.min(before, count(known, 'kept'));
  const [amount, margin] = [money(known, 'amount_now') ?? 0, result.margin];
  const range = wilson(kept, before);
  if (!range || before < smallSamples.suppressed || now === 0 || days === 0 || !(margin > 0) || !(amount > 0))
    return notReady(result, 'too-little', reason);
  const marginPerWindow = (amount / now) * margin;
  const retention = { value: kept / before, low: Math.min(range.low, kept / before), high: Math.max(range.high, kept / before) };
  const fits = conventions.flatMap((convention) => {
    const { estimates } = formulaClv.fit(
      { margin: marginPerWindow, retention, periodsPerYear: 365.25 / days },
      { ...formulaClv.defaults, convention, annualRate: result.annualRate, horizon: result.years },
      signal,
    );
    return estimates ? [{ convention, estimates }] : [];
  });
  const [first] = fits;
  if (!first) return notReady(result, 'too-little', reason);
  return {
    ...result,
    badge: facts.assumed ? 'assumed' : 'estimated',
    mode: 'formula',
    n: before,
    mean: first.estimates.clv,
    benchmark: first.estimates.clv,
    total: null,
    beyond: first.estimates.beyond,
    bins: [],
    groups: fits.map(({ convention, estimates }) => ({
      name: convention,
      n: before,
      ...estimates.clv,
      days: null,
      ratio: first.estimates.clv.value > 0 ? estimates.clv.value / first.estimates.clv.value : 0,
    })),
    formula: { retention, before, kept, days, marginPerWindow, reason },
  };
}
