import { CodedError } from '#base/error.ts';
import { invert, solve } from '#numeric/linear.ts';
import type { StopSignal } from '../../definition.ts';

export interface LogisticFit {
  /** coefficients in the order of the columns; the first belongs to the constant */
  beta: number[];
  /** standard errors from the inverse information at the solution */
  errors: number[];
  converged: boolean;
  iterations: number;
  logLikelihood: number;
}

const mostSteps = 50;
const tolerance = 1e-9;

/** The chance that belongs to a linear predictor, kept off 0 and 1. */
export function logistic(eta: number): number {
  return 1 / (1 + Math.exp(-Math.max(-35, Math.min(35, eta))));
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares) with a ridge penalty on all columns but the first, which is
 * the constant. `x` holds a row an observation, `y` 0 or 1, without missing values. A step that lowers the penalised likelihood is halved.
 * Null when the information is singular. Throws CodedError `model/stopped` after an abort. Source: McCullagh & Nelder 1989, 4.4; le Cessie & van Houwelingen 1992 (ridge).
 */
export function fitLogistic(x: readonly Float64Array[], y: ArrayLike<number>, ridge: number, signal: StopSignal): LogisticFit | null {
  const size = x[0]?.length ?? 0;
  if (size === 0) return null;
  const penalty = (beta: readonly number[]) => beta.slice(1).reduce((sum, value) => sum + value * value, 0) * (ridge / 2);
  let beta = Array.from({ length: size }, () => 0);
  let value = logLikelihood(x, y, beta) - penalty(beta);
  for (let iteration = 1; iteration <= mostSteps; iteration++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    const { gradient, information } = derivatives(x, y, beta, ridge);
    const step = solve(information, gradient);
    if (!step) return null;
    let scale = 1;
    let next = beta.map((b, j) => b + step[j]!);
    let reached = logLikelihood(x, y, next) - penalty(next);
    while (reached < value - 1e-12 && scale > 1e-4) {
      scale /= 2;
      next = beta.map((b, j) => b + scale * step[j]!);
      reached = logLikelihood(x, y, next) - penalty(next);
    }
    const moved = Math.max(...step.map((part) => Math.abs(part * scale)));
    beta = next;
    value = reached;
    if (moved < tolerance) return finished(x, y, beta, ridge, true, iteration);
  }
  return finished(x, y, beta, ridge, false, mostSteps);
}

function finished(
  x: readonly Float64Array[],
  y: ArrayLike<number>,
  beta: number[],
  ridge: number,
  converged: boolean,
  iterations: number,
): LogisticFit | null {
  const covariance = invert(derivatives(x, y, beta, ridge).information);
  if (!covariance) return null;
  return {
    beta,
    errors: covariance.map((row, j) => Math.sqrt(Math.max(0, row[j]!))),
    converged,
    iterations,
    logLikelihood: logLikelihood(x, y, beta),
  };
}

function predictor(row: Float64Array, beta: readonly number[]): number {
  let eta = 0;
  for (let j = 0; j < row.length; j++) eta += row[j]! * beta[j]!;
  return eta;
}

function logLikelihood(x: readonly Float64Array[], y: ArrayLike<number>, beta: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const eta = predictor(x[i]!, beta);
    sum += (y[i] === 1 ? eta : 0) - (eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta)));
  }
  return sum;
}

function derivatives(
  x: readonly Float64Array[],
  y: ArrayLike<number>,
  beta: readonly number[],
  ridge: number,
): { gradient: number[]; information: number[][] } {
  const size = beta.length;
  const gradient = beta.map((value, j) => (j === 0 ? 0 : -ridge * value));
  const flat = new Float64Array(size * size);
  for (let i = 0; i < x.length; i++) {
    const row = x[i]!;
    const p = logistic(predictor(row, beta));
    const [residual, weight] = [y[i]! - p, p * (1 - p)];
    for (let j = 0; j < size; j++) {
      const part = row[j]!;
      if (part === 0) continue;
      gradient[j]! += residual * part;
      for (let k = j; k < size; k++) flat[j * size + k]! += weight * part * row[k]!;
    }
  }
  const information = beta.map((_, j) =>
    beta.map((__, k) => flat[Math.min(j, k) * size + Math.max(j, k)]! + (j === k && j > 0 ? ridge : 0)),
  );
  return { gradient, information };
}
