/** Sums over customers who came back: profit and periods lived before the end and after the return. */
export interface Lives {
  n: number;
  firstProfit: number | null;
  firstPeriods: number;
  secondProfit: number | null;
  secondPeriods: number;
}

/** Profit a period of the second life over the first one's; 1 and assumed where fewer than `least` came back or the first one earned nothing. */
export function secondLifeRatio(
  { n, firstProfit, firstPeriods, secondProfit, secondPeriods }: Lives,
  least: number,
): { ratio: number; assumed: boolean } {
  if (n < least || firstProfit === null || secondProfit === null || firstPeriods <= 0 || secondPeriods <= 0 || firstProfit <= 0)
    return { ratio: 1, assumed: true };
  return { ratio: Math.max(0, secondProfit / secondPeriods / (firstProfit / firstPeriods)), assumed: false };
}

/** Expected value of calling a lost customer: p × second lifetime value − cost. Source: M20 of the specification; Stauss & Friege 1999 (second lifetime value). */
export function expectedValue(chance: number, secondLifetimeValue: number, cost: number): number {
  return chance * secondLifetimeValue - cost;
}
