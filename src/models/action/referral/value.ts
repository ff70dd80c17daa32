/** Customers brought at first hand by one referrer, or by all, with what was paid for them and what they earned; money in one unit. */
export interface Brought {
  customers: number;
  /** acquisition cost paid for them all the same, and rewards for recommending them */
  acquisition: number;
  reward: number;
  /** sum of their profits above 0; null where profit is not known */
  profit: number | null;
}

/** What winning a customer usually costs: all that was spent on those who were not recommended, over their number; null without such customers or costs. */
export function usualAcquisitionCost(others: { customers: number; cost: number }): number | null {
  return others.customers > 0 && others.cost > 0 ? others.cost / others.customers : null;
}

/**
 * Referral value of a referrer: acquisition cost saved, n · usual cost − acquisition − rewards, and with `share` of the profit of those brought.
 * Source: M27 of the specification; Kumar, Petersen & Leone 2010 (customer referral value).
 */
export function referralValue(
  { customers, acquisition, reward, profit }: Brought,
  usualCost: number,
  share: number,
): { saved: number; value: number } {
  const saved = customers * usualCost - acquisition - reward;
  return { saved, value: saved + share * Math.max(0, profit ?? 0) };
}

/**
 * The accounting view: what referrers are credited is debited to the customers they brought, so that all accounts together are 0 and the company's profit is counted
 * once (C21). Each customer has one referrer at most, so the debit of those brought is the credit of their referrers.
 */
export function accountingView(values: readonly { value: number }[]): { credit: number; debit: number; net: number } {
  const credit = values.reduce((sum, { value }) => sum + value, 0);
  return { credit, debit: 0 - credit, net: 0 };
}

/** Customers whom a customer brings in the whole time, K = recommendations a customer × share of them that became customers; null without customers. Above 1 a base grows by itself. */
export function kFactor(customers: number, recommended: number, converted: number): number | null {
  if (customers <= 0) return null;
  return recommended > 0 ? (recommended / customers) * (converted / recommended) : 0;
}
