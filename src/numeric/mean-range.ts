/**
 * The 95 % interval of a mean out of the sum and the sum of squares of `n` independent values: mean ± 1.96·s/√n, by the central limit theorem. Null for
 * fewer than two values, and where the squares are not known or smaller than the sum allows. Source: Cochran 1977, section 2.14; z = 1.959964.
 */
export function meanRange(n: number, sum: number, squares: number | null): { low: number; high: number } | null {
  if (n < 2 || squares === null) return null;
  const mean = sum / n;
  const variance = (squares - sum * mean) / (n - 1);
  if (!(variance >= -1e-9 * squares)) return null;
  const half = 1.959963984540054 * Math.sqrt(Math.max(0, variance) / n);
  return { low: mean - half, high: mean + half };
}
