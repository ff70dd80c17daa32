import { climb } from '#numeric/climb.ts';
import { inverseInformation } from '#numeric/information.ts';
import { rising } from '#numeric/rising.ts';
import type { StopSignal } from '../../definition.ts';
import { fitProcess, valuesOf } from '../fit.ts';
import { customersIn, type Histories } from '../histories.ts';
import type { Standard } from './covariates.ts';
import { emptyRow, likelihoodOf, mostIn } from './likelihood.ts';
import { paretoNbd } from './process.ts';

/** The top of the likelihood with covariates: ln r, ln α₀, ln s, ln β₀, then a coefficient for each covariate, in the covariates' own units. */
export interface CovariateTop {
  at: number[];
  /** of `at`; null where the curvature is not that of a top */
  covariance: number[][] | null;
  logLikelihood: number;
  /** of Pareto/NBD without covariates */
  plain: number;
  converged: boolean;
  iterations: number;
}

/**
 * Pareto/NBD with static covariates: α of a customer is α₀·exp(−γ′z), so that a covariate multiplies the rate of buying by exp(γz); β is β₀·exp(−δ′z), so
 * that one multiplies the rate of dropping out by exp(δz). Begins at the fit without covariates, which is a special case; exact slopes throughout.
 * Source: Fader & Hardie 2007 (note on covariates in the Pareto/NBD and BG/NBD); the parametrisation of the R package CLVTools (Bachmann et al.).
 */
export function fitCovariates(
  histories: Histories,
  rate: readonly Standard[],
  dropout: readonly Standard[],
  signal: StopSignal | undefined,
): CovariateTop {
  const options = signal ? { signal } : {};
  const plain = fitProcess(paretoNbd, histories, { curvature: false, ...options });
  const n = customersIn(histories);
  const whole = likelihoodWith(histories, rate, dropout);
  const mean = (x: Float64Array, gradient: Float64Array): number => {
    const value = whole(x, gradient) / n;
    gradient.forEach((slope, i) => (gradient[i] = slope / n));
    return value;
  };
  const start = [...valuesOf(paretoNbd, plain.estimates).map(Math.log), ...rate.map(() => 0), ...dropout.map(() => 0)];
  const top = climb(mean, start, options);
  const inverse = inverseInformation(whole, top.x);
  const back = backFrom(rate, dropout);
  return {
    at: back.map((row) => row.reduce((sum, value, i) => sum + value * top.x[i]!, 0)),
    covariance: inverse && back.map((a) => back.map((b) => quadratic(a, inverse, b))),
    logLikelihood: top.value * n,
    plain: plain.logLikelihood,
    converged: top.converged,
    iterations: plain.iterations + top.iterations,
  };
}

/** Σ weight · ln likelihood at (ln r, ln α₀, ln s, ln β₀, coefficients), with its slopes. */
function likelihoodWith(histories: Histories, rate: readonly Standard[], dropout: readonly Standard[]) {
  const { x, tx, T, weight } = histories;
  const most = mostIn(x);
  const row = emptyRow();
  return (at: Float64Array, gradient: Float64Array): number => {
    const [r, s] = [Math.exp(at[0]!), Math.exp(at[2]!)];
    const factorial = rising(r, most);
    gradient.fill(0);
    let total = 0;
    for (let i = 0; i < x.length; i++) {
      const alpha = Math.exp(at[1]! - shift(rate, at, 4, i));
      const beta = Math.exp(at[3]! - shift(dropout, at, 4 + rate.length, i));
      likelihoodOf(row, r, alpha, s, beta, x[i]!, tx[i]!, T[i]!);
      const w = weight[i]!;
      total += w * (row.log + factorial.log[x[i]!]!);
      gradient[0]! += w * r * (row.slopes[0]! + factorial.slope[x[i]!]!);
      gradient[2]! += w * s * row.slopes[2]!;
      const [byAlpha, byBeta] = [w * alpha * row.slopes[1]!, w * beta * row.slopes[3]!];
      gradient[1]! += byAlpha;
      gradient[3]! += byBeta;
      for (let j = 0; j < rate.length; j++) gradient[4 + j]! -= byAlpha * rate[j]!.z[i]!;
      for (let j = 0; j < dropout.length; j++) gradient[4 + rate.length + j]! -= byBeta * dropout[j]!.z[i]!;
    }
    return total;
  };
}

function shift(covariates: readonly Standard[], at: Float64Array, first: number, i: number): number {
  let sum = 0;
  for (let j = 0; j < covariates.length; j++) sum += at[first + j]! * covariates[j]!.z[i]!;
  return sum;
}

/** The matrix that carries what was searched for standardised covariates to the covariates' own units. */
function backFrom(rate: readonly Standard[], dropout: readonly Standard[]): number[][] {
  const size = 4 + rate.length + dropout.length;
  const back = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => Number(i === j)));
  const carry = (covariates: readonly Standard[], first: number, base: number): void =>
    covariates.forEach(({ mean, deviation }, j) => {
      back[first + j]![first + j] = 1 / deviation;
      back[base]![first + j] = mean / deviation;
    });
  carry(rate, 4, 1);
  carry(dropout, 4 + rate.length, 3);
  return back;
}

function quadratic(a: readonly number[], middle: readonly (readonly number[])[], b: readonly number[]): number {
  return a.reduce((sum, one, i) => sum + (one === 0 ? 0 : one * b.reduce((part, other, j) => part + middle[i]![j]! * other, 0)), 0);
}
