/** The two ways with a relationship that weakens: reinvest, or let it go; and why. */
export interface Decision {
  act: boolean;
  /** added chance × value if kept − cost, in the unit of the value; null where the value is not known */
  gain: number | null;
  reason: 'pays' | 'costs-more' | 'no-value' | 'value-unknown';
}

/**
 * Whether an action pays: added chance to keep the customer × value if kept − cost > 0. `uplift` is a difference between treated and
 * control, or assumed; a chance to leave is not an effect. Source: M20 of the specification; Blattberg, Getz & Thomas 2001.
 */
export function decide(valueIfKept: number | null, uplift: number, cost: number): Decision {
  if (valueIfKept === null) return { act: false, gain: null, reason: 'value-unknown' };
  const gain = uplift * valueIfKept - cost;
  if (valueIfKept <= 0) return { act: false, gain, reason: 'no-value' };
  return gain > 0 ? { act: true, gain, reason: 'pays' } : { act: false, gain, reason: 'costs-more' };
}

/**
 * Present value of a customer who is kept, by formula: yearly profit now and, with yearly retention r and discount d, at the end of every year
 * that follows, π / (1 + d − r). r is kept within 0..1. Source: Gupta & Lehmann 2003, with the first year's profit at its end.
 */
export function valueIfKept(yearlyProfit: number, retention: number, discount: number): number {
  return yearlyProfit / (1 + discount - Math.min(1, Math.max(0, retention)));
}

/**
 * Yearly retention when a share `rate` turns to decline in each period of `periodDays` days and of those who do a share `ending` ends for good; the others
 * come back to formation and are kept. Both 0..1; an unknown `ending` is taken as 1, which values a customer too low rather than too high.
 */
export function yearlyRetention(rate: number, periodDays: number, ending: number | null): number {
  const lost = Math.min(1, Math.max(0, rate)) * (ending ?? 1);
  return (1 - lost) ** (365.25 / periodDays);
}
