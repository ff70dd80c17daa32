import type { Model } from '../../definition.ts';
import type { LoyaltyMeasures, LoyaltyType, Membership } from './classify.ts';
import { classify, loyaltyTypes } from './classify.ts';

/** `n` customers with the same measures; `ended` ones have no repeat measure and no type. */
export interface LoyaltyBin extends LoyaltyMeasures {
  attachmentSource: 'survey' | 'proxy' | 'none';
  ended: boolean;
  n: number;
}

export interface LoyaltyTypesEstimates {
  /** customers of each type; sums to `classified` */
  types: Record<LoyaltyType, number>;
  /** memberships summed over customers; sums to `classified` */
  membership: Membership;
  classified: number;
  /** classified customers whose two largest memberships differ by less than 0.10 */
  borderline: number;
  /** classified customers whose attachment was asked, and those for whom it is a proxy */
  bySurvey: number;
  byProxy: number;
  /** customers without a type, by the first reason that applies: ended, attachment unknown, repeat unknown */
  unclassified: { ended: number; attachment: number; repeat: number };
  /** one point for each classified bin */
  points: { attachment: number; repeat: number; type: LoyaltyType; borderline: boolean; n: number }[];
}

/** The six types of loyalty (and none) over bins of customers. */
export const loyaltyTypesModel: Model<{ bins: LoyaltyBin[] }, Record<string, never>, LoyaltyTypesEstimates, { customers: number }> = {
  id: 'types',
  source: 'Dick & Basu 1994; Griffin 1995; Oliver 1999; six types by attachment, repeat purchase and what holds the customer',
  units: {
    attachment: '0-100',
    repeat: '0-100, percentile among customers not ended',
    alternatives: '0-1',
    switching: '0-100',
    promoShare: 'fraction of orders',
    promoLift: 'ratio of order rates',
    dealShare: 'fraction of orders',
    beta: 'price elasticity',
    n: 'customers',
  },
  defaults: {},
  fit({ bins }) {
    const estimates: LoyaltyTypesEstimates = {
      types: zeros(),
      membership: zeros(),
      classified: 0,
      borderline: 0,
      bySurvey: 0,
      byProxy: 0,
      unclassified: { ended: 0, attachment: 0, repeat: 0 },
      points: [],
    };
    for (const bin of bins) count(estimates, bin);
    const { classified, unclassified } = estimates;
    const customers = classified + unclassified.ended + unclassified.attachment + unclassified.repeat;
    if (classified === 0) {
      const code =
        customers > 0 && unclassified.attachment === 0 && unclassified.ended < customers ? 'loyalty-no-repeat' : 'loyalty-no-attachment';
      return { estimates: null, reason: { code, parameters: { customers } }, diagnostics: { customers }, warnings: [] };
    }
    const warnings = estimates.byProxy > 0 ? [{ code: 'loyalty-attachment-by-proxy', parameters: { n: estimates.byProxy } }] : [];
    return { estimates, reason: null, diagnostics: { customers }, warnings };
  },
};

function zeros(): Record<LoyaltyType, number> {
  return Object.fromEntries(loyaltyTypes.map((type) => [type, 0])) as Record<LoyaltyType, number>;
}

function count(estimates: LoyaltyTypesEstimates, bin: LoyaltyBin): void {
  const { n } = bin;
  const found = bin.ended ? null : classify(bin);
  if (found === null) {
    estimates.unclassified[bin.ended ? 'ended' : bin.attachment === null ? 'attachment' : 'repeat'] += n;
    return;
  }
  estimates.classified += n;
  estimates.types[found.type] += n;
  for (const type of loyaltyTypes) estimates.membership[type] += n * found.membership[type];
  if (found.borderline) estimates.borderline += n;
  if (bin.attachmentSource === 'survey') estimates.bySurvey += n;
  if (bin.attachmentSource === 'proxy') estimates.byProxy += n;
  estimates.points.push({ attachment: bin.attachment!, repeat: bin.repeat!, type: found.type, borderline: found.borderline, n });
}
