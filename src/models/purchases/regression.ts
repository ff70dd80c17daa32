import { climb } from '#numeric/climb.ts';
import { inverseInformation } from '#numeric/information.ts';
import type { StopSignal } from '../definition.ts';
import { fitProcess, valuesOf } from './fit.ts';
import { customersIn, type Histories } from './histories.ts';
import type { PurchaseProcess } from './process.ts';

/** A quality of customers that does not change, one number a history in their order, and the parameter it goes with. */
export interface Regressor<Name extends string> {
  on: Name;
  name: string;
  values: ArrayLike<number>;
}

/** The top of a process's likelihood with covariates. */
export interface RegressionTop {
  /** ln of the parameters of a customer whose covariates are all 0, then a coefficient for each covariate in its own unit */
  at: number[];
  /** of `at`; null where the curvature is not that of a top */
  covariance: number[][] | null;
  logLikelihood: number;
  /** of the process without covariates */
  plain: number;
  converged: boolean;
  iterations: number;
}

/** Evaluations of the climb at most: one that settles takes 20 to 80. */
const mostEvaluations = 400;

interface Column {
  parameter: number;
  /** −1 for a length of time, whose inverse is a rate */
  sign: number;
  z: Float64Array;
  mean: number;
  deviation: number;
}

/**
 * A process whose parameters go with static covariates: parameter = base · exp(±coefficient′z), minus for lengths of time, so that e^coefficient multiplies a
 * rate. Begins at the fit without covariates; exact slopes. Answers the name of a covariate that does not vary in place of a top.
 * Throws RangeError where a covariate does not have one number a history, CodedError `model/stopped`.
 * Source: Fader & Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models".
 */
export function regress<Name extends string>(
  process: PurchaseProcess<Name>,
  histories: Histories,
  regressors: readonly Regressor<Name>[],
  signal?: StopSignal,
): RegressionTop | { constant: string } {
  const columns = regressors.map((one) => standardised(process, one, histories));
  const constant = columns.findIndex(({ deviation }) => deviation === 0);
  if (constant >= 0) return { constant: regressors[constant]!.name };
  const options = signal ? { signal } : {};
  const plain = fitProcess(process, histories, { curvature: false, ...options });
  const whole = likelihoodWith(process, grouped(histories, columns), columns);
  const n = customersIn(histories);
  const mean = (x: Float64Array, gradient: Float64Array): number => {
    const value = whole(x, gradient) / n;
    gradient.forEach((slope, i) => (gradient[i] = slope / n));
    return value;
  };
  const start = [...valuesOf(process, plain.estimates).map(Math.log), ...columns.map(() => 0)];
  const top = climb(mean, start, { ...options, evaluations: mostEvaluations });
  const inverse = inverseInformation(whole, top.x);
  const back = backFrom(process.parameters.length, columns);
  return {
    at: back.map((row) => row.reduce((sum, value, i) => sum + value * top.x[i]!, 0)),
    covariance: inverse && back.map((a) => back.map((b) => quadratic(a, inverse, b))),
    logLikelihood: top.value * n,
    plain: plain.logLikelihood,
    converged: top.converged,
    iterations: plain.iterations + top.iterations,
  };
}

function standardised<Name extends string>(
  process: PurchaseProcess<Name>,
  { on, name, values }: Regressor<Name>,
  { weight }: Histories,
): Column {
  const z = Float64Array.from(values);
  if (z.length !== weight.length || !z.every(Number.isFinite)) throw new RangeError(`covariate ${name} needs one number for each history`);
  const n = weight.reduce((sum, one) => sum + one, 0);
  const mean = z.reduce((sum, one, i) => sum + one * weight[i]!, 0) / n;
  const spread = Math.sqrt(z.reduce((sum, one, i) => sum + (one - mean) ** 2 * weight[i]!, 0) / n);
  const deviation = spread > 1e-12 * Math.max(1, Math.abs(mean)) ? spread : 0;
  const sign = process.inTime.includes(on) ? -1 : 1;
  return { parameter: process.parameters.indexOf(on), sign, z: z.map((one) => (one - mean) / deviation), mean, deviation };
}

interface Group {
  histories: Histories;
  z: number[];
}

/** The histories of each combination of covariates together: they share their parameters. */
function grouped(histories: Histories, columns: readonly Column[]): Group[] {
  const rows = new Map<string, number[]>();
  for (let i = 0; i < histories.x.length; i++) {
    const key = columns.map(({ z }) => z[i]).join(' ');
    const known = rows.get(key);
    if (known) known.push(i);
    else rows.set(key, [i]);
  }
  return [...rows.values()].map((members) => {
    const part = (column: Float64Array) => Float64Array.from(members, (i) => column[i]!);
    const { x, tx, T, weight, logGaps } = histories;
    const own = { x: part(x), tx: part(tx), T: part(T), weight: part(weight), ...(logGaps ? { logGaps: part(logGaps) } : {}) };
    return { histories: own, z: columns.map(({ z }) => z[members[0]!]!) };
  });
}

/** Σ weight · ln likelihood at (ln base parameters, coefficients), with its slopes. */
function likelihoodWith(process: PurchaseProcess, groups: readonly Group[], columns: readonly Column[]) {
  const size = process.parameters.length;
  const slopes = new Float64Array(size);
  return (at: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let total = 0;
    for (const { histories, z } of groups) {
      const values = Array.from(at.subarray(0, size));
      columns.forEach(({ parameter, sign }, j) => (values[parameter]! += sign * at[size + j]! * z[j]!));
      total += process.logLikelihood(histories, values.map(Math.exp), slopes);
      for (let i = 0; i < size; i++) gradient[i]! += slopes[i]!;
      columns.forEach(({ parameter, sign }, j) => (gradient[size + j]! += sign * slopes[parameter]! * z[j]!));
    }
    return total;
  };
}

/** The matrix that carries what was searched for standardised covariates to the covariates' own units. */
function backFrom(size: number, columns: readonly Column[]): number[][] {
  const whole = size + columns.length;
  const back = Array.from({ length: whole }, (_, i) => Array.from({ length: whole }, (__, j) => Number(i === j)));
  columns.forEach(({ parameter, sign, mean, deviation }, j) => {
    back[size + j]![size + j] = 1 / deviation;
    back[parameter]![size + j] = (-sign * mean) / deviation;
  });
  return back;
}

function quadratic(a: readonly number[], middle: readonly (readonly number[])[], b: readonly number[]): number {
  return a.reduce((sum, one, i) => sum + (one === 0 ? 0 : one * b.reduce((part, other, j) => part + middle[i]![j]! * other, 0)), 0);
}
