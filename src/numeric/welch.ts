import tCdf from '@stdlib/stats-base-dists-t-cdf';

/** Size, mean and unbiased variance of one sample. */
export interface SampleMoments {
  n: number;
  mean: number;
  variance: number;
}

/**
 * One-sided p-value of Welch's t test that the mean of `a` is lower than that of `b`; small means `a` is lower.
 * Needs two observations on each side, else 1. Two samples without any spread answer 0 when `a` is lower and 1 when it is not.
 * Source: Welch 1947, degrees of freedom by Welch & Satterthwaite.
 */
export function welchLower(a: SampleMoments, b: SampleMoments): number {
  if (a.n < 2 || b.n < 2) return 1;
  const va = a.variance / a.n;
  const vb = b.variance / b.n;
  const se2 = va + vb;
  if (se2 <= 0) return a.mean < b.mean ? 0 : 1;
  const degrees = se2 ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  return tCdf((a.mean - b.mean) / Math.sqrt(se2), degrees);
}
