import cdf from '@stdlib/stats-base-dists-binomial-cdf';

/**
 * P[Bin(n, p) <= k]: n whole trials, success probability p in 0..1. k below 0 gives 0, k from n on gives 1.
 * Exact through the regularised incomplete beta function of stdlib, which works with logarithms, so large n neither overflows nor underflows.
 */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return cdf(k, n, p);
}
