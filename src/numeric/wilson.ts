/**
 * The 95 % interval of a share by Wilson's score method: `k` of `n`, as fractions. n = 0 answers null.
 * Source: Wilson 1927; z = 1.959964.
 */
export function wilson(k: number, n: number): { low: number; high: number } | null {
  if (n <= 0) return null;
  const z2 = 1.959963984540054 ** 2;
  const share = k / n;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Math.sqrt(z2) / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
