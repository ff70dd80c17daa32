import { betaBelow, logRising } from '#numeric/special.ts';
import { betaGeometricLikelihood, type BetaGeometric } from './beta-geometric-likelihood.ts';
import type { History } from './histories.ts';
import { aliveAfter, discountedWithin, type Living, purchasesWithin } from './living.ts';
import type { PurchaseProcess, Values } from './process.ts';
import { remembered } from './remembered.ts';

/** r and alpha: shape and rate (a length of time) of the gamma of transaction rates; a and b: shapes of the beta of dropout probabilities. */
export type BetaGeometricName = 'r' | 'alpha' | 'a' | 'b';

/**
 * The BG/NBD (early = 0) and the modified BG/NBD (early = 1) as a process: Poisson purchases with gamma rates; after each purchase the customer drops
 * out with a probability that is beta between customers; the modified one also lets go right after the first purchase.
 */
export function betaGeometric(
  id: string,
  early: BetaGeometric['early'],
  start: readonly (readonly number[])[],
): PurchaseProcess<BetaGeometricName> {
  const kind = { early, k: 1 };
  const discounted = remembered(discountedWithin);
  const alive = (values: Values, history: History): number => aliveNow(early, values, history);
  return {
    id,
    parameters: ['r', 'alpha', 'a', 'b'],
    inTime: ['alpha'],
    discrete: false,
    start,
    logLikelihood: (histories, values, gradient) => betaGeometricLikelihood(kind, histories, values, gradient),
    expected: (values, t) => alive(values, unseen) * purchasesWithin(living(early, values, unseen), t),
    probability: (values, t, n) => counts(early, values, t, n),
    alive: (values, history, ahead = 0) => alive(values, history) * aliveAfter(living(early, values, history), ahead),
    countOfLiving: (values, history, t, n) => {
      const { shape, rate, a, b } = living(early, values, history);
      return counts(0, [shape, rate, a, b], t, n);
    },
    conditional: (values, history, t) => alive(values, history) * purchasesWithin(living(early, values, history), t),
    residual: (values, history, rate, horizon) => alive(values, history) * discounted(living(early, values, history), rate, horizon),
    heterogeneity: {
      rate: (values) => ({ kind: 'gamma', shape: values[0]!, rate: values[1]! }),
      dropout: (values) => ({ kind: 'beta', a: values[2]!, b: values[3]! }),
    },
  };
}

/** The history of a customer who has just made the first purchase. */
const unseen: History = { x: 0, tx: 0, T: 0 };

/** What a history says of a customer who is alive at its end. */
function living(early: number, values: Values, { x, T }: History): Living {
  return { shape: values[0]! + x, rate: values[1]! + T, a: values[2]!, b: values[3]! + x + early };
}

/** P(alive | x, tx, T) = 1 / (1 + a/(b+j−1) · ((α+T)/(α+tx))^(r+x)), j = x + early; 1 when j = 0. Fader, Hardie & Lee 2008, "Computing P(alive)". */
function aliveNow(early: number, values: Values, { x, tx, T }: History): number {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const chances = x + early;
  if (chances === 0) return 1;
  const gap = Math.log(a / (b + chances - 1)) + (r + x) * Math.log1p((T - tx) / (alpha + tx));
  return gap > 0 ? Math.exp(-gap) / (1 + Math.exp(-gap)) : 1 / (1 + Math.exp(gap));
}

/** P[X(t) = n]: all n purchases by then and still there, or the n-th was the last. Fader, Hardie & Lee 2005, equation 8. */
function counts(early: number, values: Values, t: number, n: number): number {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const q = t / (alpha + t);
  const chances = n + early;
  const stay = Math.exp(logRising(b, chances) - logRising(a + b, chances));
  const exactly =
    n > 0 && !(q > 0) ? 0 : Math.exp(logRising(r, n) - logRising(1, n) - r * Math.log1p(t / alpha) + (n > 0 ? n * Math.log(q) : 0));
  if (chances === 0) return exactly;
  const atLeast = n === 0 ? 1 : betaBelow(q, n, r);
  return Math.min(1, stay * (exactly + (a / (b + chances - 1)) * atLeast));
}
