/** Spells after the end of a relationship of one length in periods: ended by an order, or open so far. */
export interface Spells {
  periods: number;
  returned: boolean;
  n: number;
}

/** A step of the curve of returns. */
export interface ReturnStep {
  /** periods since the end, from 1 */
  periods: number;
  /** customers still away at the beginning of the period who were observed through it */
  atRisk: number;
  returned: number;
  /** share away so far who came back, with its 95 % interval */
  share: number;
  low: number;
  high: number;
}

/**
 * Share of customers who came back by periods since their end: one less the product-limit estimate, so that who is still away counts as away so far (C5). A spell of k
 * periods that an order ended came back in the period after them, step k; an open one of k periods has been observed through the steps before k only. The curve
 * stops where fewer than `smallestRiskSet` are observed. Interval on the log-log scale with Greenwood's variance. Source: Kaplan & Meier 1958; Kalbfleisch & Prentice 1980.
 */
export function returnCurve(spells: readonly Spells[], smallestRiskSet: number): ReturnStep[] {
  const longest = Math.max(0, ...spells.map(({ periods }) => periods));
  const sum = (of: (spell: Spells) => boolean): number => spells.reduce((total, spell) => total + (of(spell) ? spell.n : 0), 0);
  let [away, variance] = [1, 0];
  const steps: ReturnStep[] = [];
  for (let periods = 1; periods <= longest; periods++) {
    const atRisk = sum((spell) => spell.periods > periods || (spell.periods === periods && spell.returned));
    if (atRisk < Math.max(1, smallestRiskSet)) break;
    const returned = sum((spell) => spell.periods === periods && spell.returned);
    away *= 1 - returned / atRisk;
    if (returned < atRisk) variance += returned / (atRisk * (atRisk - returned));
    steps.push({ periods, atRisk, returned, share: 1 - away, ...interval(away, variance) });
  }
  return steps;
}

/** Chance to come back within `horizon` periods for a customer who has been away `periods` complete ones; the curve is flat after its end. 0 without a curve. */
export function returnChance(curve: readonly ReturnStep[], periods: number, horizon: number): number {
  const at = (t: number) => 1 - (curve[Math.min(t, curve.length) - 1]?.share ?? 0);
  const passed = Math.max(0, periods - 1);
  const now = at(passed);
  return now > 0 ? Math.min(1, Math.max(0, 1 - at(passed + horizon) / now)) : 0;
}

function interval(away: number, variance: number): { low: number; high: number } {
  if (away <= 0 || away >= 1) return { low: 1 - away, high: 1 - away };
  const half = (1.959964 * Math.sqrt(variance)) / Math.abs(Math.log(away));
  return { low: 1 - away ** Math.exp(-half), high: 1 - away ** Math.exp(half) };
}
