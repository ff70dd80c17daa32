/** A number with its interval. */
export interface Bounded {
  value: number;
  low: number;
  high: number;
}

/**
 * The interval of the difference `to − from` of two numbers out of their own intervals and the correlation of the two estimates, −1..1: 0 for different
 * customers. Where the same customers stand behind both and the correlation is left out, it is wider than it need be, never so wide as the demand that the
 * two intervals lie apart. Source: Newcombe 1998 (Statistics in Medicine 17, 873–890 and
 * 2635–2650, method 10 of each); Zou & Donner 2008 (MOVER).
 */
export function differenceOf(from: Bounded, to: Bounded, correlation = 0): Bounded {
  const value = to.value - from.value;
  const reach = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a + b * b - 2 * correlation * a * b));
  return {
    value,
    low: value - reach(to.value - to.low, from.high - from.value),
    high: value + reach(to.high - to.value, from.value - from.low),
  };
}

/** A share k of n on each of two occasions; `again` were counted on both, `stayed` of them in the share on both. */
export interface RepeatedShare {
  from: { k: number; n: number };
  to: { k: number; n: number };
  again: { n: number; from: number; to: number; stayed: number };
}

/** The correlation of two shares of which part of the customers stand behind both, −1..1; 0 where either share has no spread. Source: Cochran 1977, section 12.10 (partial matching). */
export function correlationOf({ from, to, again }: RepeatedShare): number {
  const spread = ({ k, n }: { k: number; n: number }): number => (n > 0 ? (k / n) * (1 - k / n) * n : 0);
  const scale = Math.sqrt(spread(from) * spread(to));
  if (!(scale > 0) || again.n <= 0) return 0;
  return Math.min(1, Math.max(-1, (again.stayed - (again.from * again.to) / again.n) / scale));
}
