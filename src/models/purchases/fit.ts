import { highest, isAway, type Mean, type Top } from '#numeric/highest.ts';
import { inverseInformation } from '#numeric/information.ts';
import type { ModelWarning, StopSignal } from '../definition.ts';
import { customersIn, type Histories, rescale } from './histories.ts';
import type { PurchaseProcess } from './process.ts';

/** A fitted process, in the unit of the histories it was given. */
export interface ProcessFit<Name extends string = string> {
  estimates: Record<Name, number>;
  /** of the estimates, from the curvature at the top; null where it is not a top in every direction */
  standardErrors: Record<Name, number> | null;
  /** of the estimates in the order of the parameters; null as above */
  covariance: number[][] | null;
  logLikelihood: number;
  /** customers */
  n: number;
  /** unique histories */
  uniqueRows: number;
  converged: boolean;
  iterations: number;
  /** how far the steepest slope of the mean log-likelihood by ln parameter is from 0 */
  slope: number;
  warnings: ModelWarning[];
}

export interface FitOptions {
  /** where to begin, in the unit of the histories, in place of the process's own starts: a warm start */
  from?: readonly number[] | undefined;
  /** false spares the curvature: no standard errors */
  curvature?: boolean;
  signal?: StopSignal;
}

/** Times run up to this after scaling; the methods of descent like numbers near one. */
const longest = 10;

/**
 * The maximum of a process's likelihood: time scaled, logarithms of the parameters, analytic slopes, BFGS from the starts in turn until one settles; where none does, a
 * short simplex search goes on from the best point. On a ridge without a top (no parameter of the scaled problem leaves 1e−5..1e5) it ends with warning
 * `fit-ridge` at parameters as likely as any; on any data after a bounded number of evaluations (`highest`). Histories must not be empty.
 * Throws CodedError `model/stopped`. Source of the scaling and of the logarithms: Fader & Hardie's notes on fitting; Nocedal & Wright 2006.
 */
export function fitProcess<Name extends string>(
  process: PurchaseProcess<Name>,
  histories: Histories,
  { from, curvature = true, signal }: FitOptions = {},
): ProcessFit<Name> {
  const n = customersIn(histories);
  const factor = process.discrete ? 1 : longest / largest(histories.T);
  const rows = histories.x.length;
  const scaled = factor === 1 ? histories : rescaled(histories, factor);
  const units = process.parameters.map((name) => (process.inTime.includes(name) ? factor : 1));
  const mean = meanOf(process, scaled, n);
  const starts = (from ? [from.map((value, i) => value * units[i]!)] : process.start).map((start) => start.map(Math.log));
  const near = !from && rows > manyRows ? onSome(process, scaled, starts, signal) : null;
  const top = highest(mean, near ? [near.x] : starts, { rows, inverse: near?.inverse, signal });
  const values = top.x.map(Math.exp);
  const estimates = Array.from(values, (value, i) => value / units[i]!);
  const covariance = curvature ? covarianceOf(mean, top.x, n, estimates) : null;
  const named = (of: (i: number) => number) =>
    Object.fromEntries(process.parameters.map((name, i) => [name, of(i)])) as Record<Name, number>;
  return {
    estimates: named((i) => estimates[i]!),
    standardErrors: covariance && named((i) => Math.sqrt(covariance[i]![i]!)),
    covariance,
    logLikelihood: top.value * n + (process.discrete ? 0 : purchases(histories) * Math.log(factor)),
    n,
    uniqueRows: rows,
    converged: top.converged,
    iterations: top.iterations,
    slope: Math.max(...top.gradient.map(Math.abs)),
    warnings: warningsOf(process, top, curvature && covariance === null),
  };
}

/** From so many unique histories on, the search begins where it ends on so many of them. */
const [manyRows, fewRows] = [40_000, 10_000];

/** The mean log-likelihood of a customer by ln parameters. */
function meanOf(process: PurchaseProcess, histories: Histories, n: number): Mean {
  return (x, gradient) => {
    const value = process.logLikelihood(histories, x.map(Math.exp), gradient) / n;
    gradient?.forEach((slope, i) => (gradient[i] = slope / n));
    return value;
  };
}

/** The top for every so-many-th history with its curvature: near that of all, for a small part of the work. Null where it is no sound start. */
function onSome(process: PurchaseProcess, histories: Histories, starts: readonly (readonly number[])[], signal: StopSignal | undefined) {
  const every = Math.ceil(histories.x.length / fewRows);
  const part = (column: Float64Array) => Float64Array.from({ length: Math.ceil(column.length / every) }, (_, i) => column[i * every]!);
  const { x, tx, T, weight, logGaps } = histories;
  const some = { x: part(x), tx: part(tx), T: part(T), weight: part(weight), ...(logGaps ? { logGaps: part(logGaps) } : {}) };
  const n = customersIn(some);
  const top = highest(meanOf(process, some, n), starts, { rows: some.x.length, signal });
  if (!top.converged || top.x.some(isAway)) return null;
  const inverse = inverseInformation(meanOf(process, some, n), top.x);
  return { x: [...top.x], inverse: inverse ?? undefined };
}

/** Parameter values in a process's order. */
export function valuesOf<Name extends string>(process: PurchaseProcess<Name>, estimates: Readonly<Record<Name, number>>): number[] {
  return process.parameters.map((name) => estimates[name]);
}

const scales = new WeakMap<Float64Array, { T: Float64Array; factor: number; times: Pick<Histories, 'tx' | 'T'> }>();

/** Histories with their times multiplied; equal columns once, so that fits with other weights share what is known of them. */
function rescaled(histories: Histories, factor: number): Histories {
  const before = scales.get(histories.tx);
  if (before?.T === histories.T && before.factor === factor && !histories.logGaps) return { ...histories, ...before.times };
  const made = rescale(histories, factor);
  scales.set(histories.tx, { T: histories.T, factor, times: { tx: made.tx, T: made.T } });
  return made;
}

/** Covariance of the estimates: the inverse information of the ln parameters carried over to them; null where the curvature is not that of a top. */
function covarianceOf(mean: Mean, x: Float64Array, n: number, estimates: readonly number[]): number[][] | null {
  const inverse = inverseInformation(mean, x);
  return inverse && inverse.map((row, i) => row.map((value, j) => (value * estimates[i]! * estimates[j]!) / n));
}

function warningsOf(process: PurchaseProcess, { x, converged }: Top, flat: boolean): ModelWarning[] {
  const away = process.parameters.filter((_, i) => isAway(x[i]!));
  return [
    ...(converged ? [] : [{ code: 'fit-not-converged', parameters: {} }]),
    ...(away.length > 0 ? [{ code: 'fit-ridge', parameters: { names: away.join(', ') } }] : []),
    ...(flat ? [{ code: 'fit-no-curvature', parameters: {} }] : []),
  ];
}

function largest(column: Float64Array): number {
  let most = 0;
  for (const value of column) most = Math.max(most, value);
  return most;
}

function purchases({ x, weight }: Histories): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * weight[i]!;
  return sum;
}
