import { expectedSpendBand } from '#models/spend/gamma-gamma/expected.ts';
import { fitGammaGamma, type GammaGammaEstimates } from '#models/spend/gamma-gamma/fit.ts';
import { random } from '#numeric/random.ts';
import { valueRules } from '#schema/thresholds.ts';
import type { Customers } from './value-pass.ts';

/** A fitted Gamma-Gamma with the covariance of p, q, gamma, null without one. */
export interface Spend {
  estimates: GammaGammaEstimates;
  covariance: number[][] | null;
}

/** Gamma-Gamma on the mean amounts of customers who came back (a seeded sample of very many); null and a reason where there are too few, or the mean spend is infinite (q ≤ 1). */
export function fitSpend(
  { x, spend }: Customers,
  seed: number,
  signal: { readonly aborted: boolean },
): { spend: Spend | null; reason: string | null } {
  const known = Array.from(x, (_, i) => i).filter((i) => x[i]! > 0 && spend[i]! > 0);
  if (known.length < valueRules.leastRepeaters) return { spend: null, reason: known.length === 0 ? 'clv-no-amounts' : 'clv-few-amounts' };
  const [draw, share] = [random(seed), valueRules.spendRows / known.length];
  const read = share >= 1 ? known : known.filter(() => draw() < share);
  const column = (of: (i: number) => number) => Float64Array.from(read, of);
  const spends = { x: column((i) => x[i]!), m: column((i) => spend[i]!), weight: column(() => 1) };
  if (spends.m.every((one) => one === spends.m[0])) return { spend: null, reason: 'clv-same-amounts' };
  const { estimates, covariance } = fitGammaGamma(spends, { signal });
  return estimates.q > 1 ? { spend: { estimates, covariance }, reason: null } : { spend: null, reason: 'clv-endless-mean' };
}

/**
 * E[M | x, m̄], the mean of everybody for who never came back or whose amounts are unknown, and the variance of its logarithm by the delta method (null without
 * a covariance). Fader & Hardie 2013, "The Gamma-Gamma model of monetary value", equation 5.
 */
export function spendOf({ estimates, covariance }: Spend, x: number, spend: number): { mean: number; variance: number | null } {
  const band = expectedSpendBand(estimates, covariance, spend >= 0 ? x : 0, spend)!;
  const half = band.low === null ? null : Math.log(band.value / band.low) / 1.959963984540054;
  return { mean: band.value, variance: half === null ? null : half * half };
}
