/**
 * Expected life of a relationship in days: days lived in all relationships, those that ended up to their end, over relationships that ended, the estimate of a constant hazard under right
 * censoring. Null while none has ended. Source: exponential lifetimes, D = Σt / events.
 */
export function expectedLife(livedDays: number, ended: number): number | null {
  return ended > 0 && livedDays > 0 ? livedDays / ended : null;
}

/**
 * The part of an acquisition cost that is not yet written off when it is spread evenly over the expected life; 0 for a customer who left or whose
 * life is over. In the unit of the cost. Source: requirement C12 of the specification, acquisition as an investment.
 */
export function deferredCost(cost: number, livedDays: number, ended: boolean, life: number): number {
  return ended ? 0 : cost * Math.max(0, 1 - livedDays / life);
}
