/**
 * The quantile of ascending numbers by type 7 (Hyndman & Fan 1996): linear between the order statistics at (n - 1)·p.
 * `p` lies in 0..1; an empty list answers null.
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}

/** The type 7 quantile of numbers in any order; the input is not changed. An empty list answers null. */
export function quantile(values: ArrayLike<number>, p: number): number | null {
  return quantileSorted(Float64Array.from(values).sort(), p);
}

/**
 * The type 7 quantile of a histogram: `counts[v]` observations of the whole number v (v = 0, 1, …), as if every observation were listed.
 * A histogram without observations answers null.
 */
export function quantileOfCounts(counts: ArrayLike<number>, p: number): number | null {
  let n = 0;
  for (let v = 0; v < counts.length; v++) n += counts[v]!;
  if (n === 0) return null;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const low = orderStatistic(counts, below);
  const high = orderStatistic(counts, Math.min(below + 1, n - 1));
  return low + (position - below) * (high - low);
}

function orderStatistic(counts: ArrayLike<number>, rank: number): number {
  let seen = 0;
  for (let v = 0; v < counts.length; v++) {
    seen += counts[v]!;
    if (seen > rank) return v;
  }
  return counts.length - 1;
}
