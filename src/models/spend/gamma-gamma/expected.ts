import type { GammaGammaEstimates } from './fit.ts';

/** 0.975 quantile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * Expected mean spend per purchase of a customer with x repeat purchases of mean spend m: (γ + x·m)·p / (p·x + q − 1), in the currency of m. x = 0 (m is
 * then not looked at) is the mean of the base, γp/(q−1). Null where it is infinite (p·x + q ≤ 1).
 * Source: Fader & Hardie 2013 (note 025), equation 5.
 */
export function expectedSpend({ p, q, gamma }: GammaGammaEstimates, x: number, m: number): number | null {
  const divisor = p * x + q - 1;
  return divisor > 0 ? ((gamma + (x > 0 ? x * m : 0)) * p) / divisor : null;
}

/**
 * The same with a 95 % interval by the delta method on the logarithm, from the covariance of p, q, γ: how far the estimates leave the expectation open, not
 * how much purchases differ. The ends are null without a covariance. Source: exact slopes of equation 5 by ln p, ln q, ln γ.
 */
export function expectedSpendBand(
  estimates: GammaGammaEstimates,
  covariance: readonly (readonly number[])[] | null,
  x: number,
  m: number,
): { value: number; low: number | null; high: number | null } | null {
  const value = expectedSpend(estimates, x, m);
  if (value === null) return null;
  if (!covariance) return { value, low: null, high: null };
  const { p, q, gamma } = estimates;
  const divisor = p * x + q - 1;
  const slopes = [(q - 1) / (divisor * p), -1 / divisor, 1 / (gamma + (x > 0 ? x * m : 0))];
  const variance = slopes.reduce((sum, a, i) => sum + slopes.reduce((part, b, j) => part + a * b * covariance[i]![j]!, 0), 0);
  const half = z * Math.sqrt(Math.max(0, variance));
  return { value, low: value * Math.exp(-half), high: value * Math.exp(half) };
}
