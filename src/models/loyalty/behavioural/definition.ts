import { loyaltyThresholds } from '#schema/thresholds.ts';
import type { Model } from '../../definition.ts';

/** `n` customers alike in what they did. */
export interface BehaviourBin {
  /** frequency percentile among customers not ended, 0..100; null unknown */
  repeat: number | null;
  /** recency percentile, 0..100, higher bought more recently; null unknown */
  recency: number | null;
  /** share of orders at full price, 0..1; null unknown */
  fullPrice: number | null;
  ended: boolean;
  n: number;
}

/** Frequent or rare buyers, who bought recently or a while ago; ended and not measured stand apart. */
export const behaviourGroups = ['frequent-recent', 'frequent-away', 'rare-recent', 'rare-away', 'ended', 'unknown'] as const;
export type BehaviourGroup = (typeof behaviourGroups)[number];

export interface BehaviouralEstimates {
  /** in the order of `behaviourGroups`; n sums to all customers; `fullPrice` is the mean share over the `fullPriceKnown` customers, null when there are none */
  groups: { group: BehaviourGroup; n: number; share: number; fullPrice: number | null; fullPriceKnown: number }[];
  customers: number;
  /** one point for each bin with repeat and recency, for a map of behaviour */
  points: { repeat: number; recency: number; fullPrice: number | null; group: BehaviourGroup; n: number }[];
}

/** What can be said of loyalty from purchases alone: how often, how recently, at full price or not. It claims nothing about attachment. */
export const behavioural: Model<{ bins: BehaviourBin[] }, Record<string, never>, BehaviouralEstimates, { measured: number }> = {
  id: 'behavioural',
  source: 'Behavioural loyalty after Dick & Basu 1994: repeat purchase without attitude cannot separate true from spurious loyalty',
  units: { repeat: '0-100', recency: '0-100, higher is more recent', fullPrice: 'fraction of orders', n: 'customers' },
  defaults: {},
  fit({ bins }) {
    const customers = bins.reduce((sum, bin) => sum + bin.n, 0);
    if (customers === 0)
      return { estimates: null, reason: { code: 'behaviour-no-customers', parameters: {} }, diagnostics: { measured: 0 }, warnings: [] };
    const groups = behaviourGroups.map((group) => {
      const members = bins.filter((bin) => groupOf(bin) === group);
      const n = members.reduce((sum, bin) => sum + bin.n, 0);
      const priced = members.filter((bin) => bin.fullPrice !== null);
      const fullPriceKnown = priced.reduce((sum, bin) => sum + bin.n, 0);
      const fullPrice = fullPriceKnown > 0 ? priced.reduce((sum, bin) => sum + bin.n * bin.fullPrice!, 0) / fullPriceKnown : null;
      return { group, n, share: n / customers, fullPrice, fullPriceKnown };
    });
    const points = bins.flatMap((bin) => {
      const group = groupOf(bin);
      return group === 'ended' || group === 'unknown'
        ? []
        : [{ repeat: bin.repeat!, recency: bin.recency!, fullPrice: bin.fullPrice, group, n: bin.n }];
    });
    const measured = points.reduce((sum, point) => sum + point.n, 0);
    return { estimates: { groups, customers, points }, reason: null, diagnostics: { measured }, warnings: [] };
  },
};

function groupOf({ repeat, recency, ended }: BehaviourBin): BehaviourGroup {
  if (ended) return 'ended';
  if (repeat === null || recency === null) return 'unknown';
  const recent = recency >= loyaltyThresholds.recency.cut;
  if (repeat >= loyaltyThresholds.repeat.cut) return recent ? 'frequent-recent' : 'frequent-away';
  return recent ? 'rare-recent' : 'rare-away';
}
