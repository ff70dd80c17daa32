import tCdf from '@stdlib/stats-base-dists-t-cdf';

/** The two-sided p-value of a t statistic with `degrees` of freedom > 0: the probability of one as far from 0. Source: Student 1908. */
export function twoSided(t: number, degrees: number): number {
  return Math.min(1, 2 * tCdf(-Math.abs(t), degrees));
}
