/** What is known of one customer for a potential; null where a source is missing. Money in currency units. */
export interface PotentialSources {
  /** value of what the customer buys from us as things stand (residual lifetime value) */
  clv: number;
  pAlive: number;
  /** years of the next year's custom that the future is worth: discounted purchases over purchases of the next year */
  years: number;
  /** our share of what the customer spends in the category, 0..1 */
  share: number | null;
  /** amount a year that customers like this one spend on what it does not buy yet */
  lacking: number | null;
  /** new customers that it can be expected to bring a year, and what winning one costs otherwise */
  referrals: number | null;
  acquisitionCost: number | null;
  margin: number;
}

export interface Potential {
  wallet: number | null;
  crossSell: number | null;
  referral: number | null;
  /** the known parts together; null when none is known */
  total: number | null;
}

/** A share below this is taken for it: a wallet of which we have next to nothing would be worth without limit. */
export const leastShare = 0.05;

/**
 * The growth value of a customer, in currency units: what more of the wallet would add if all of it were won, CLV·(1 − s)/s; what the categories not yet bought would
 * add at the rate at which others buy them; and acquisition cost saved by those it can be expected to bring. An upper end of what can be won, not a forecast.
 * Source: the lead–iron–gold–platinum matrix of Chen Mingliang, potential as the growth of lifetime value.
 */
export function potentialOf({ clv, pAlive, years, share, lacking, referrals, acquisitionCost, margin }: PotentialSources): Potential {
  const wallet = share === null ? null : (clv * (1 - Math.min(1, share))) / Math.max(leastShare, Math.min(1, share));
  const crossSell = lacking === null ? null : Math.max(0, lacking) * margin * pAlive * years;
  const referral = referrals === null || acquisitionCost === null ? null : referrals * acquisitionCost * pAlive * years;
  const known = [wallet, crossSell, referral].filter((part) => part !== null);
  return { wallet, crossSell, referral, total: known.length === 0 ? null : known.reduce((sum, part) => sum + part, 0) };
}
