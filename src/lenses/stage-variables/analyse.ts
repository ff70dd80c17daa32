import { type StageVariable, rankedStages, theoryRanks } from '#models/lifecycle/stage-variables/theory.ts';
import { type Bounded, differenceOf } from '#numeric/mover.ts';
import { ageCurveThresholds, smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, notReady, number, rowsBy, smallestRiskSet, told } from '../reading.ts';

export type Axis = 'stage' | 'age' | 'calendar';
export type Base = 'all' | 'survivors' | 'balanced';

export type StageVariablesOptions = {
  /** what the curves run along */
  axis: Axis;
  /** whose periods count: everyone acquired, those still customers, or the same customers throughout (C7) */
  base: Base;
};

/** The five small multiples, by the variables that each may hold. */
export const panels: readonly (readonly StageVariable[])[] = [['input'], ['volume'], ['price'], ['indirect'], ['amount', 'profit']];

export interface VariablePoint {
  variable: StageVariable;
  /** E, F, S, D; the age from 0; the first day of a calendar period */
  place: string;
  /** position of the place on the axis, from 0 */
  x: number;
  /** customers: the risk set */
  n: number;
  value: number | null;
  low: number | null;
  high: number | null;
  median: number | null;
  /** 95 % interval of the difference to where the axis begins, with customers who stand at both places paired; null where it is not told */
  changeLow: number | null;
  changeHigh: number | null;
  /** the theory's course, laid between the lowest and the highest value of the data; null where there is none */
  theory: number | null;
}

export interface StageVariablesResult extends Told {
  axis: Axis;
  base: Base;
  points: VariablePoint[];
  places: string[];
  /** panels for which the file holds nothing, by their first variable */
  missing: StageVariable[];
  /** first and last mean of profit (of volume without amounts) on the axis for the headline, without decline and without ages and months of fewer than half of the largest risk set; null when it cannot be told */
  change: { variable: StageVariable; first: VariablePoint; last: VariablePoint; sure: boolean } | null;
}

/** Means of input, volume, price, indirect benefit, amount and profit along stage, age or calendar, with the theory's course. */
export function analyse(statistics: StatisticTables, { axis, base }: StageVariablesOptions, signal: AbortSignal): StageVariablesResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const table = axis === 'stage' ? statistics.stage_variables : statistics.variable_curves;
  const rows = (table ?? []).filter((row) => row.axis === axis && row.base === base && row.place !== null);
  const volume = rows.filter((row) => row.variable === 'volume');
  const n = volume.reduce((most, row) => Math.max(most, count(row, 'n')), 0);
  const places = placesOf(axis, volume, smallestRiskSet(n, ageCurveThresholds.smallestRiskSet));
  const ranks = axis === 'calendar' ? null : ranksAt(axis, statistics);
  const points = panels.flat().flatMap((variable) => curveOf(rows, variable, places, ranks?.(variable) ?? null));
  const shared = told(facts, n, axis === 'stage' || base !== 'all' ? 'estimated' : 'measured', true);
  const result: StageVariablesResult = {
    ...shared,
    warnings: [...shared.warnings, ...facts.truncated],
    axis,
    base,
    points,
    places,
    missing: panels.flatMap((panel) => (points.some((point) => panel.includes(point.variable)) ? [] : [panel[0]!])),
    change: changeOf(points.filter((point) => (axis === 'stage' ? point.place !== 'D' : point.n * 2 >= n))),
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (places.length < 2) return notReady(result, 'too-little', 'few-ages');
  return result;
}

/** The places of the axis in their order; ages run from 0 until the first of which too few customers are observed (C5). */
function placesOf(axis: Axis, rows: readonly StatisticRow[], least: number): string[] {
  const of = new Map(rows.map((row) => [String(row.place), count(row, 'n')]));
  if (axis === 'stage') return rankedStages.filter((stage) => (of.get(stage) ?? 0) >= smallSamples.suppressed);
  if (axis === 'calendar') return [...of.keys()].filter((place) => /^\d{4}-\d{2}-\d{2}$/.test(place) && of.get(place)! >= least).sort();
  const ages: string[] = [];
  while ((of.get(String(ages.length)) ?? 0) >= least) ages.push(String(ages.length));
  return ages;
}

function curveOf(
  rows: readonly StatisticRow[],
  variable: StageVariable,
  places: readonly string[],
  rankAt: ((place: string) => number | null) | null,
): VariablePoint[] {
  const own = new Map(rows.filter((row) => row.variable === variable).map((row) => [String(row.place), row]));
  const points = places.flatMap((place, x): VariablePoint[] => {
    const row = own.get(place);
    if (!row || count(row, 'n') < smallSamples.suppressed) return [];
    const of = (key: string): number | null => number(row, key);
    const shown = { value: of('value'), low: of('low'), high: of('high'), median: of('median') };
    return [{ variable, place, x, n: count(row, 'n'), ...shown, changeLow: of('change_low'), changeHigh: of('change_high'), theory: null }];
  });
  const values = points.flatMap((point) => point.value ?? []);
  const ranks = points.map((point) => rankAt?.(point.place) ?? null);
  const known = ranks.filter((rank) => rank !== null);
  if (values.length < 2 || known.length < 2) return points;
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (most === least) return points;
  return points.map((point, i) => ({
    ...point,
    theory: ranks[i] === null ? null : lowest + ((ranks[i]! - least) / (most - least)) * (highest - lowest),
  }));
}

/** The theory's rank at a stage, or at an age the mean rank of those who stood in a stage then. */
function ranksAt(axis: 'stage' | 'age', statistics: StatisticTables): (variable: StageVariable) => (place: string) => number | null {
  if (axis === 'stage') return (variable) => (place) => theoryRanks[variable][rankedStages.findIndex((stage) => stage === place)] ?? null;
  const ages = new Map(rowsBy(statistics, 'stage_age', 'age').map((row) => [String(row.age), row]));
  const names = ['exploration', 'formation', 'stable', 'decline'] as const;
  return (variable) => (place) => {
    const row = ages.get(place);
    const counts = names.map((name) => count(row, name));
    const whole = counts.reduce((sum, value) => sum + value, 0);
    return whole === 0 ? null : counts.reduce((sum, value, i) => sum + value * theoryRanks[variable][i]!, 0) / whole;
  };
}

/**
 * From the first to the last point of profit, else of volume. Sure where the interval of the difference leaves 0 out: that of the same draws of customers
 * for both, where the axis begins at the first point; along the calendar, whose first month may have too few, that of two independent means.
 */
function changeOf(points: readonly VariablePoint[]): StageVariablesResult['change'] {
  for (const variable of ['profit', 'volume'] as const) {
    const own = points.filter((point) => point.variable === variable && point.value !== null);
    const [first, last] = [own[0], own[own.length - 1]];
    if (!first || !last || first === last) continue;
    const [from, to] = [boundedOf(first), boundedOf(last)];
    const paired = ['E', '0'].includes(first.place) && last.changeLow !== null && last.changeHigh !== null;
    const change = paired ? { low: last.changeLow!, high: last.changeHigh! } : from && to && differenceOf(from, to);
    return { variable, first, last, sure: change !== null && (change.low > 0 || change.high < 0) };
  }
  return null;
}

function boundedOf({ value, low, high }: VariablePoint): Bounded | null {
  return value === null || low === null || high === null ? null : { value, low, high };
}
