/** A number with its interval. */
export interface Bounded {
  value: number;
  low: number;
  high: number;
}

/**
 * The interval of the difference `to − from` of two numbers out of their own intervals, for independent ones; where the same customers stand behind
 * both, which go together as a rule, it is wider than it need be, never so wide as the demand that the two intervals lie apart. Source: Newcombe 1998,
 * method 10; Zou & Donner 2008 (MOVER).
 */
export function differenceOf(from: Bounded, to: Bounded): Bounded {
  const value = to.value - from.value;
  return {
    value,
    low: value - Math.hypot(to.value - to.low, from.high - from.value),
    high: value + Math.hypot(to.high - to.value, from.value - from.low),
  };
}
