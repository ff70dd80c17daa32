import { dayRange, everyone } from '#figures/linked.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { absentModels, atLeastZero, fitReason, modelsOf, rowsOfCohort } from '../model-rows.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

export type TrackingOptions = {
  /** purchases of each week, or of all weeks so far */
  view: 'incremental' | 'cumulative';
  cohort: string;
  /** a stretch of the calendar that is marked */
  calendar: string;
};

/** One week: what came and what each model expected. */
export interface TrackedWeek {
  week: number;
  /** its last day, ISO */
  ends: string;
  /** 7, or fewer at the ends of the file */
  days: number;
  heldOut: boolean;
  actual: number;
  expected: Record<string, number>;
}

/** How far a model's total of the held-out weeks is from what came. */
export interface TrackingError {
  model: string;
  expected: number;
  actual: number;
  /** relative; null where nothing came */
  error: number | null;
  /** mean absolute error of the cumulated curve in the held-out weeks over what came in the end; null where nothing came */
  mape: number | null;
}

export interface TrackingResult extends Told {
  /** codes of models that the picture cannot hold */
  absent: string[];
  view: TrackingOptions['view'];
  models: string[];
  weeks: TrackedWeek[];
  /** closest in the held-out weeks first */
  errors: TrackingError[];
  cohort: string | null;
  calendar: { from: string; to: string } | null;
  /** weeks joined into one point of the picture */
  step: number;
}

/** Repeat purchases week by week against what the models expected, given only the weeks before the split (C7). */
export function analyse(statistics: StatisticTables, options: TrackingOptions, signal: AbortSignal): TrackingResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { rows, cohort, warnings } = rowsOfCohort(statistics, 'clv_tracking', options.cohort ?? everyone);
  const known = rows.filter((row) => number(row, 'week') !== null && typeof row.ends === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(row.ends));
  const models = modelsOf(known);
  const weeks = weeksOf(known);
  const held = weeks.filter(({ heldOut }) => heldOut);
  const came = held.reduce((sum, { actual }) => sum + actual, 0);
  const fitted = (statistics.purchase_fits ?? []).find((row) => row.sample === 'calibration' && row.model !== 'gamma-gamma');
  const n = count(fitted, 'n') || facts.customers;
  const shared = told(facts, n, 'estimated', false);
  const result: TrackingResult = {
    ...shared,
    warnings: [...shared.warnings, ...warnings],
    view: options.view,
    models,
    absent: absentModels(statistics),
    weeks: joined(weeks, options.view),
    errors: models
      .map((model) => errorOf(model, weeks, came))
      .sort((a, b) => Math.abs(a.error ?? Infinity) - Math.abs(b.error ?? Infinity)),
    cohort,
    calendar: dayRange(options.calendar),
    step: stepOf(weeks.length),
  };
  if (facts.orders === 0 && weeks.length === 0) return notReady(result, 'missing', 'orders-missing');
  const reason = fitReason(statistics);
  if (models.length === 0 && reason) return notReady(result, 'too-little', reason.code, reason.parameters);
  if (n < smallSamples.suppressed || models.length === 0)
    return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (held.length < 2 || result.weeks.length < 3) return notReady(result, 'too-little', 'few-ages');
  return result;
}

function weeksOf(rows: readonly StatisticRow[]): TrackedWeek[] {
  const weeks = new Map<number, TrackedWeek>();
  for (const row of rows) {
    const week = number(row, 'week')!;
    const at = weeks.get(week) ?? {
      week,
      ends: String(row.ends),
      days: number(row, 'days') ?? 7,
      heldOut: row.held_out === 1,
      actual: atLeastZero(row, 'actual'),
      expected: {},
    };
    if (typeof row.model === 'string') at.expected[row.model] = atLeastZero(row, 'expected');
    weeks.set(week, at);
  }
  return [...weeks.values()].sort((a, b) => a.week - b.week);
}

function errorOf(model: string, weeks: readonly TrackedWeek[], came: number): TrackingError {
  let [expected, actual, misses, n] = [0, 0, 0, 0];
  for (const week of weeks) {
    if (!week.heldOut) continue;
    expected += week.expected[model] ?? 0;
    actual += week.actual;
    misses += Math.abs(expected - actual);
    n += 1;
  }
  return {
    model,
    expected,
    actual: came,
    error: came > 0 ? expected / came - 1 : null,
    mape: came > 0 && n > 0 ? misses / n / came : null,
  };
}

/** Weeks of one point: one up to three years, then four. */
function stepOf(weeks: number): number {
  return weeks > 160 ? 4 : 1;
}

/** Weeks joined where there are many, never across the split, and summed up in the cumulative view. Incomplete groups and weeks at the ends of both parts are left out of the weekly view; all count in the sums. */
function joined(weeks: readonly TrackedWeek[], view: TrackingOptions['view']): TrackedWeek[] {
  const step = stepOf(weeks.length);
  const found: TrackedWeek[] = [];
  let open: { sum: TrackedWeek; n: number } | null = null;
  const total: { actual: number; expected: Record<string, number> } = { actual: 0, expected: {} };
  for (const week of weeks) {
    if (open && open.sum.heldOut !== week.heldOut) open = null;
    total.actual += week.actual;
    for (const [model, value] of Object.entries(week.expected)) total.expected[model] = (total.expected[model] ?? 0) + value;
    const soFar = { ...week, actual: total.actual, expected: { ...total.expected } };
    if (week.days < 7) {
      if (view === 'cumulative') found.push(soFar);
      open = null;
      continue;
    }
    const sum: TrackedWeek = open
      ? { ...week, actual: open.sum.actual + week.actual, expected: added(open.sum.expected, week.expected) }
      : week;
    const n: number = (open?.n ?? 0) + 1;
    open = n === step ? null : { sum, n };
    if (n === step) found.push(view === 'cumulative' ? soFar : sum);
  }
  return found;
}

function added(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sum = { ...a };
  for (const [model, value] of Object.entries(b)) sum[model] = (sum[model] ?? 0) + value;
  return sum;
}
