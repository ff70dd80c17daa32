import { spearman } from '#numeric/spearman.ts';

/** Profits of the same customers under two allocations of the same costs; any unit. */
export interface Allocations {
  activity: ArrayLike<number>;
  amount: ArrayLike<number>;
}

export interface Comparison {
  n: number;
  /** Spearman's rank correlation of the two profits with its 95 % interval; null where one does not vary */
  rank: { rho: number; low: number; high: number } | null;
  /** customers who gain by one allocation and lose by the other */
  changing: number;
  /** customers who lose by each */
  losing: { activity: number; amount: number };
  /** what moves from one customer to another: half the sum of the absolute differences */
  moved: number;
}

/**
 * How far the profit of customers depends on the driver that costs are shared by. Zero profit is no loss.
 * Source: requirement C12 of the specification; amount-driven allocation hides loss-makers (Cooper & Kaplan 1991).
 */
export function compareAllocations({ activity, amount }: Allocations): Comparison {
  const result: Comparison = {
    n: activity.length,
    rank: spearman(activity, amount),
    changing: 0,
    losing: { activity: 0, amount: 0 },
    moved: 0,
  };
  for (let index = 0; index < activity.length; index++) {
    const [one, other] = [activity[index]!, amount[index]!];
    if (one < 0) result.losing.activity++;
    if (other < 0) result.losing.amount++;
    if (one < 0 !== other < 0) result.changing++;
    result.moved += Math.abs(one - other) / 2;
  }
  return result;
}
