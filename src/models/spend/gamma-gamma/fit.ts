import { highest, isAway } from '#numeric/highest.ts';
import { inverseInformation } from '#numeric/information.ts';
import type { StopSignal } from '../../definition.ts';
import type { Spends } from '../spends.ts';
import { spendLikelihood } from './likelihood.ts';

/** p: how alike a customer's purchases are; q, γ: how customers' mean spends differ; γ is an amount of money. */
export interface GammaGammaEstimates {
  p: number;
  q: number;
  gamma: number;
}

export interface GammaGammaFit {
  estimates: GammaGammaEstimates;
  /** of p, q, γ; null where the curvature is not that of a top */
  covariance: number[][] | null;
  logLikelihood: number;
  converged: boolean;
  iterations: number;
  /** parameters that ran away along a ridge of the likelihood */
  away: (keyof GammaGammaEstimates)[];
}

export interface GammaGammaOptions {
  /** where to begin: a warm start */
  from?: GammaGammaEstimates | undefined;
  /** false spares the curvature */
  curvature?: boolean;
  signal?: StopSignal;
}

/** Starts for a mean spend of 1. */
const starts = [
  [2, 3, 1],
  [6, 4, 0.5],
];

/**
 * The maximum of the likelihood: spend scaled to a mean of 1, logarithms of the parameters, analytic slopes; it ends on any data (`highest`).
 * `spends` must not be empty. Throws CodedError `model/stopped`. Source: Fader & Hardie 2013 (note 025).
 */
export function fitGammaGamma(spends: Spends, { from, curvature = true, signal }: GammaGammaOptions = {}): GammaGammaFit {
  const n = spends.weight.reduce((sum, one) => sum + one, 0);
  const unit = spends.m.reduce((sum, one, i) => sum + spends.weight[i]! * one, 0) / n;
  const likelihood = spendLikelihood({ ...spends, m: spends.m.map((one) => one / unit) });
  const whole = (x: Float64Array, gradient?: Float64Array): number => likelihood(x.map(Math.exp), gradient);
  const mean = (x: Float64Array, gradient?: Float64Array): number => {
    const value = whole(x, gradient) / n;
    gradient?.forEach((slope, i) => (gradient[i] = slope / n));
    return value;
  };
  const begin = from ? [[from.p, from.q, from.gamma / unit]] : starts;
  const top = highest(
    mean,
    begin.map((start) => start.map(Math.log)),
    { rows: spends.x.length, every: true, signal },
  );
  const [p, q, gamma] = [Math.exp(top.x[0]!), Math.exp(top.x[1]!), Math.exp(top.x[2]!) * unit];
  const values = [p, q, gamma];
  const inverse = curvature ? inverseInformation(whole, top.x) : null;
  return {
    estimates: { p, q, gamma },
    covariance: inverse && inverse.map((row, i) => row.map((value, j) => value * values[i]! * values[j]!)),
    logLikelihood: top.value * n - n * Math.log(unit),
    converged: top.converged,
    iterations: top.iterations,
    away: (['p', 'q', 'gamma'] as const).filter((_, i) => isAway(top.x[i]!)),
  };
}
