import { integrateTo } from '#numeric/integrate.ts';
import { logGamma } from '#numeric/special.ts';
import type { History } from '../histories.ts';
import type { PurchaseProcess, Values } from '../process.ts';
import { aliveAtEnd, logLikelihood } from './likelihood.ts';

/** e to the power of minus this counts for nothing. */
const nothing = 45;

export type ParetoNbdParameter = 'r' | 'alpha' | 's' | 'beta';

/**
 * Pareto/NBD: buys at a rate λ ~ gamma(r, α) until dropping out at a rate μ ~ gamma(s, β), the two independent. α and β are lengths of time.
 * Source: Schmittlein, Morrison & Colombo 1987 (Management Science 33:1–24); Fader & Hardie 2005 (note on its implementation).
 */
export const paretoNbd: PurchaseProcess<ParetoNbdParameter> = {
  id: 'pareto-nbd',
  parameters: ['r', 'alpha', 's', 'beta'],
  inTime: ['alpha', 'beta'],
  discrete: false,
  start: [[0.5, 2, 0.5, 2]],
  logLikelihood,
  expected,
  probability,
  alive: (values, history, ahead = 0) => aliveAtEnd(values, history) * survivalOf(values, history, ahead),
  countOfLiving: (values, { x, T }, t, n) => probability([values[0]! + x, values[1]! + T, values[2]!, values[3]! + T], t, n),
  conditional: (values, history, t) => rateAlive(values, history) * lifetimeUpTo(values[2]!, values[3]! + history.T, t),
  residual: (values, history, rate, horizon) =>
    rateAlive(values, history) * discountedLifetime(values[2]!, values[3]! + history.T, rate, horizon),
  heterogeneity: {
    rate: (values) => ({ kind: 'gamma', shape: values[0]!, rate: values[1]! }),
    dropout: (values) => ({ kind: 'gamma', shape: values[2]!, rate: values[3]! }),
  },
};

/** E[X(t)] = (r/α) · β/(s−1) · [1 − (β/(β+t))^(s−1)]. Source: Schmittlein, Morrison & Colombo 1987, equation 17. */
function expected(values: Values, t: number): number {
  return (values[0]! / values[1]!) * lifetimeUpTo(values[2]!, values[3]!, t);
}

/**
 * P[X(t) = n]: of a customer who lives longer than t, and of one who drops out at any time before, the counts of a Poisson process at a gamma rate.
 * Source: Fader & Hardie 2006 (note on P(X(t) = x) under the Pareto/NBD), the integral behind equation 16, which has no cancelling terms.
 */
function probability(values: Values, t: number, n: number): number {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  if (t <= 0) return n === 0 ? 1 : 0;
  const constant = logGamma(r + n) - logGamma(r) - logGamma(n + 1);
  const counts = (time: number) => Math.exp(constant - r * Math.log1p(time / alpha) + (n === 0 ? 0 : n * Math.log(time / (alpha + time))));
  const leaving = (u: number) => {
    const grown = Math.exp(u);
    return counts(beta * (grown - 1)) * s * Math.exp(-s * u);
  };
  return counts(t) * survives(s, beta, t) + integrateTo(leaving, 0, Math.min(Math.log1p(t / beta), nothing / s));
}

/** Purchases per unit of time at T, of those alive: P(alive) · (r+x)/(α+T). */
function rateAlive(values: Values, history: History): number {
  return (aliveAtEnd(values, history) * (values[0]! + history.x)) / (values[1]! + history.T);
}

/** Of those alive at T, the share alive at T + ahead. */
function survivalOf(values: Values, { T }: History, ahead: number): number {
  return survives(values[2]!, values[3]! + T, ahead);
}

function survives(s: number, beta: number, t: number): number {
  return Math.exp(-s * Math.log1p(t / beta));
}

/** Expected time alive within the next t: β/(s−1) · [1 − (β/(β+t))^(s−1)], which is β·ln(1 + t/β) at s = 1. */
function lifetimeUpTo(s: number, beta: number, t: number): number {
  const grown = Math.log1p(t / beta);
  const power = (s - 1) * grown;
  return beta * (Math.abs(power) < 1e-12 ? grown : (-Math.expm1(-power) / power) * grown);
}

/**
 * ∫ e^(−rate·v) (β/(β+v))^s dv from 0 to the horizon. For ever it is β · Ψ(1, 2 − s; rate·β) of the published closed form; the integral in
 * ln(1 + v/β) has no overflow at any rate and serves every horizon. Throws RangeError for ever without a rate. Source: Fader, Hardie & Lee 2005 (Journal of Marketing Research 42:415–430), equation 2.
 */
function discountedLifetime(s: number, beta: number, rate: number, horizon: number): number {
  if (rate === 0 && horizon === Infinity) throw new RangeError('purchases for ever need a discount rate above 0');
  if (rate === 0) return lifetimeUpTo(s, beta, horizon);
  const faded = Math.min(horizon, nothing / rate);
  const all = Math.min(Math.log1p(faded / beta), s > 1 ? nothing / (s - 1) : Infinity);
  const integrand = (u: number) => Math.exp(-rate * beta * Math.expm1(u) + (1 - s) * u);
  return beta * integrateTo(integrand, 0, all);
}
