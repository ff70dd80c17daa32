/** What customers spend at a purchase. Customers without a repeat purchase are left out: nothing is known of theirs. */
export interface Spends {
  /** repeat purchases that the mean is of, whole numbers ≥ 1 */
  readonly x: Float64Array;
  /** mean spend of these purchases, > 0, in a currency */
  readonly m: Float64Array;
  /** customers with these two, > 0; a fraction after a bootstrap's draw */
  readonly weight: Float64Array;
}

/** A customer's row as callers know it; `weight` counts customers with the same numbers (1 when left out). */
export interface SpendRow {
  x: number;
  m: number;
  weight?: number;
}

/**
 * Compresses rows to unique pairs with weights. Rows without a repeat purchase are passed over (`silent`); rows that cannot be (x not whole, a mean that
 * is not above 0) are left out and counted (`left`); nothing is repaired.
 */
export function compressSpends(rows: Iterable<SpendRow>): { spends: Spends; left: number; silent: number } {
  const found = new Map<string, { x: number; m: number; weight: number }>();
  let [left, silent] = [0, 0];
  for (const { x, m, weight = 1 } of rows) {
    if (x === 0) silent += 1;
    else if (!(Number.isInteger(x) && x > 0 && m > 0 && Number.isFinite(m) && weight > 0)) left += 1;
    else {
      const key = `${x} ${m}`;
      const known = found.get(key);
      if (known) known.weight += weight;
      else found.set(key, { x, m, weight });
    }
  }
  const unique = [...found.values()];
  const column = (of: (row: (typeof unique)[number]) => number) => Float64Array.from(unique, of);
  return { spends: { x: column(({ x }) => x), m: column(({ m }) => m), weight: column(({ weight }) => weight) }, left, silent };
}

/** 0.975 quantile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * The correlation of number and mean size of purchases with its 95 % interval by Fisher's z (n: customers); null with fewer than 4 customers or where one
 * of the two does not vary. Models of spend take them to be independent. Source: Fisher 1921; the interval holds for data near normal, a guide elsewhere.
 */
export function correlationOf({ x, m, weight }: Spends): { value: number; low: number; high: number } | null {
  const n = weight.reduce((sum, one) => sum + one, 0);
  const mean = (of: Float64Array): number => of.reduce((sum, one, i) => sum + weight[i]! * one, 0) / n;
  const [counts, sizes] = [mean(x), mean(m)];
  let [both, first, second] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [u, v] = [x[i]! - counts, m[i]! - sizes];
    both += weight[i]! * u * v;
    first += weight[i]! * u * u;
    second += weight[i]! * v * v;
  }
  if (n < 4 || !(first > 0 && second > 0)) return null;
  const value = Math.max(-1, Math.min(1, both / Math.sqrt(first * second)));
  if (Math.abs(value) > 1 - 1e-12) return { value, low: value, high: value };
  const half = z / Math.sqrt(n - 3);
  return { value, low: Math.tanh(Math.atanh(value) - half), high: Math.tanh(Math.atanh(value) + half) };
}
