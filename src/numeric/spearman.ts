/** 1 − 0.025 quantile of the standard normal distribution. */
const z = 1.959963984540054;

/** Ranks 1..n of numbers, equal ones sharing the middle of their places. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let place = start; place < end; place++) ranks[order[place]!] = (start + end + 1) / 2;
  }
  return ranks;
}

/**
 * Spearman's rank correlation with ties, and its 95 % interval by Fisher's z with the variance of Bonett & Wright (2000, Psychometrika 65, 23–28),
 * (1 + ρ²/2)/(n − 3). Null with fewer than 4 pairs or where one side does not vary; the interval is the point itself where |ρ| = 1.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): { rho: number; low: number; high: number } | null {
  const n = x.length;
  if (n < 4) return null;
  const [a, b] = [midRanks(x), midRanks(y)];
  const middle = (n + 1) / 2;
  let [both, first, second] = [0, 0, 0];
  for (let index = 0; index < n; index++) {
    const [u, v] = [a[index]! - middle, b[index]! - middle];
    both += u * v;
    first += u * u;
    second += v * v;
  }
  if (first === 0 || second === 0) return null;
  const rho = Math.max(-1, Math.min(1, both / Math.sqrt(first * second)));
  if (Math.abs(rho) > 1 - 1e-12) return { rho: Math.sign(rho), low: Math.sign(rho), high: Math.sign(rho) };
  const half = z * Math.sqrt((1 + rho ** 2 / 2) / (n - 3));
  return { rho, low: Math.tanh(Math.atanh(rho) - half), high: Math.tanh(Math.atanh(rho) + half) };
}
