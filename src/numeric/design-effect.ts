/** A share of units that come in clusters, as sums over the clusters with `s` units that count out of `k`. */
export interface ClusteredShare {
  clusters: number;
  /** Σs and Σk */
  n: number;
  of: number;
  /** Σs², Σsk, Σk² */
  squares: number;
  cross: number;
  sizes: number;
}

/**
 * How many times the variance of a share n/of is that of as many independent units: Σ(s − p·k)²/(Σk)² with the cluster as the unit, over p(1 − p)/of.
 * At least 1, so that an interval never gets narrower than without clusters. Where the share is 0 or 1 the units show no spread: the bound is that of
 * clusters which are alike throughout, Σk²/Σk, so that 0 of many units of few customers says no more than 0 of those customers. 1 without units.
 * Sources: Kish 1965; Cochran 1977, equation 6.4 (ratio of two sums).
 */
export function designEffect({ clusters, n, of, squares, cross, sizes }: ClusteredShare): number {
  const p = of > 0 ? n / of : 0;
  if (of > 0 && (p <= 0 || p >= 1)) return Math.max(1, sizes / of);
  if (!(clusters > 1 && of > 0)) return 1;
  const spread = ((squares - 2 * p * cross + p * p * sizes) * clusters) / (clusters - 1);
  return Math.max(1, spread / (of * p * (1 - p)));
}
