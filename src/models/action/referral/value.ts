import type { ReferralTree } from './tree.ts';

/** What is known of a customer's money; acquisition is what was paid to win this one. Null where unknown. */
export interface ReferredMoney {
  acquisition: number;
  reward: number;
  profit: number | null;
}

/** The account of one customer: what others are to thank them for, and what others are to be thanked for in their own profit. */
export interface ReferralAccount {
  customer: string;
  /** acquisition cost saved with those they brought, plus the share of their profit */
  credit: number;
  /** the same, taken from those who were brought */
  debit: number;
}

/**
 * Referral values RV_i = Σ over the customers j brought at first hand of (usual acquisition cost − cost of j − reward) + share · max(0, profit of j). Every credit of a
 * referrer is the debit of the customer brought, so that all accounts together are 0 and nothing enters the total twice (C21). Source: M27 of the specification;
 * Kumar, Petersen & Leone 2010 (customer referral value).
 */
export function referralAccounts(
  tree: ReferralTree,
  money: ReadonlyMap<string, ReferredMoney>,
  { usualCost, share }: { usualCost: number; share: number },
): ReferralAccount[] {
  const accounts = new Map<string, ReferralAccount>();
  const of = (customer: string) => {
    const known = accounts.get(customer) ?? { customer, credit: 0, debit: 0 };
    accounts.set(customer, known);
    return known;
  };
  for (const { referrer, referred } of tree.accepted) {
    const own = money.get(referred);
    const value = usualCost - (own?.acquisition ?? 0) - (own?.reward ?? 0) + share * Math.max(0, own?.profit ?? 0);
    of(referrer).credit += value;
    of(referred).debit -= value;
  }
  return [...accounts.values()];
}

/** Customers whom a customer brings in the whole time, K = recommendations a customer × share of them that became customers; null without customers. Above 1 a base grows by itself. */
export function kFactor(customers: number, recommended: number, converted: number): number | null {
  if (customers <= 0) return null;
  return recommended > 0 ? (recommended / customers) * (converted / recommended) : 0;
}
