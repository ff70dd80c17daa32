const z = 1.959963984540054;

/**
 * The 95 % interval of a probability on the scale log(−log p), which stays inside 0..1: p^exp(±z·se/(p·ln p)). Nulls at 0 and 1, where the variance
 * says nothing. `variance` is that of p itself. Source: Kalbfleisch & Prentice 1980, equation 1.16.
 */
export function logLogInterval(p: number, variance: number): { low: number | null; high: number | null } {
  if (!(p > 0 && p < 1)) return { low: null, high: null };
  const half = (z * Math.sqrt(Math.max(0, variance))) / Math.abs(p * Math.log(p));
  return { low: p ** Math.exp(half), high: p ** Math.exp(-half) };
}
