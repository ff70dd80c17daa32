import { logRising } from '#numeric/special.ts';
import type { History } from '../histories.ts';
import type { PurchaseProcess, Values } from '../process.ts';
import { aliveAtEnd, logLikelihood } from './likelihood.ts';

export type BgBbParameter = 'alpha' | 'beta' | 'gamma' | 'delta';

/**
 * BG/BB, for buying in discrete time: at every opportunity a customer first drops out with a chance θ ~ beta(γ, δ), and who has not buys with a chance
 * p ~ beta(α, β). Times are counts of opportunities; a part of one does not count. "Alive at t" means: not dropped out at the opportunities up to t.
 * Source: Fader, Hardie & Shang 2010, Marketing Science 29(6), 1086–1108.
 */
export const bgBb: PurchaseProcess<BgBbParameter> = {
  id: 'bg-bb',
  parameters: ['alpha', 'beta', 'gamma', 'delta'],
  inTime: [],
  discrete: true,
  start: [
    [1, 1, 1, 1],
    [1, 1, 0.5, 3],
  ],
  logLikelihood,
  expected: (values, t) => (values[0]! / (values[0]! + values[1]!)) * survivals(values, 0, t, 0),
  probability,
  alive: (values, history, ahead = 0) => aliveAtEnd(values, history) * survival(values, history.T, Math.floor(ahead)),
  countOfLiving: (values, { x, T }, t, n) => probability([values[0]! + x, values[1]! + T - x, values[2]!, values[3]! + T], t, n),
  conditional: (values, history, t) => chanceAlive(values, history) * survivals(values, history.T, t, 0),
  residual: (values, history, rate, horizon) => chanceAlive(values, history) * survivals(values, history.T, horizon, rate),
  heterogeneity: {
    rate: (values) => ({ kind: 'beta', a: values[0]!, b: values[1]! }),
    dropout: (values) => ({ kind: 'beta', a: values[2]!, b: values[3]! }),
  },
};

/** Chance to buy at an opportunity right after T, were there no more dropping out: P(alive) · (α+x)/(α+β+T). */
function chanceAlive(values: Values, history: History): number {
  return (aliveAtEnd(values, history) * (values[0]! + history.x)) / (values[0]! + values[1]! + history.T);
}

/** Of those alive after n opportunities, the share alive after `ahead` more: B(γ, δ+n+ahead)/B(γ, δ+n). */
function survival(values: Values, n: number, ahead: number): number {
  const [gamma, delta] = [values[2]!, values[3]!];
  return Math.exp(logRising(delta + n, ahead) - logRising(gamma + delta + n, ahead));
}

/**
 * Σ e^(−rate·k) · survival(k) over the opportunities k = 1..horizon after n. For ever it is the hypergeometric function of Fader, Hardie & Shang 2010,
 * equation 14. Throws RangeError for ever without a rate.
 */
function survivals(values: Values, n: number, horizon: number, rate: number): number {
  const [gamma, delta] = [values[2]!, values[3]!];
  const factor = Math.exp(-rate);
  if (horizon === Infinity) {
    if (!(rate > 0)) throw new RangeError('purchases for ever need a discount rate above 0');
    return ((factor * (delta + n)) / (gamma + delta + n)) * hypergeometricOne(delta + n + 1, gamma + delta + n + 1, factor);
  }
  let [term, sum] = [1, 0];
  for (let k = 0; k + 1 <= horizon; k++) {
    term *= (factor * (delta + n + k)) / (gamma + delta + n + k);
    sum += term;
    if (term < 1e-18 * sum) break;
  }
  return sum;
}

/**
 * ₂F₁(1, b; c; z) for c ≥ b > 0 and 0 ≤ z < 1 by Gauss's continued fraction, from far enough out for full precision.
 * Source: NIST Digital Library of Mathematical Functions, 15.7.1 with a numerator parameter of 1.
 */
function hypergeometricOne(b: number, c: number, z: number): number {
  const before = c - 1;
  const most = Math.ceil(20 + 13 / Math.sqrt(1 - z));
  let rest = before + 2 * most + 2;
  for (let n = most; n >= 0; n--) {
    rest = before + 2 * n + 1 - ((n + 1) * (before - b + n + 1) * z) / rest;
    rest = before + 2 * n - ((b + n) * (before + n) * z) / rest;
  }
  return before / rest;
}

/**
 * P[X(t) = n] over t opportunities: of a customer alive after all of them, and of one who dropped out after any of them.
 * Source: Fader, Hardie & Shang 2010, equation 8.
 */
function probability(values: Values, t: number, n: number): number {
  const [alpha, beta, gamma, delta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const last = Math.floor(t);
  if (n > last) return 0;
  const fixed = logRising(alpha, n) - logRising(1, n);
  let sum = 0;
  for (let k = n; k <= last; k++) {
    const bought = fixed + logRising(1, k) - logRising(1, k - n) + logRising(beta, k - n) - logRising(alpha + beta, k);
    const lived = logRising(delta, k) - logRising(gamma + delta, k) + (k === last ? 0 : Math.log(gamma / (gamma + delta + k)));
    sum += Math.exp(bought + lived);
  }
  return Math.min(1, sum);
}
