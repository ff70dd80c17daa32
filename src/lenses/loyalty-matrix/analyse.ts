import { wilson } from '#numeric/wilson.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { loyaltyThresholds, smallSamples } from '#schema/thresholds.ts';
import { type BehaviourGroup, behaviourGroups, behavioural } from '#models/loyalty/behavioural/definition.ts';
import type { LoyaltyType } from '#models/loyalty/types/classify.ts';
import { type LoyaltyBin, loyaltyTypesModel } from '#models/loyalty/types/definition.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

export interface LoyaltyMatrixResult extends Told {
  /** six types only where attachment is known; else what purchases alone can say */
  view: 'six-types' | 'behavioural';
  /** customers of each type; null in the behavioural view */
  types: Record<LoyaltyType, number> | null;
  /** customers of each group of behaviour; null in the view of six types */
  groups: Record<BehaviourGroup, number> | null;
  /** full-price share of the orders of each group, null where unknown; behavioural view only */
  fullPrice: Record<BehaviourGroup, number | null> | null;
  /** customers between two types */
  borderline: number;
  /** repeat buyers (repeat at or over the cut), what holds most of them, with its interval, and what holds the next most; null when there are too few */
  repeat: {
    n: number;
    type: LoyaltyType;
    share: number;
    low: number | null;
    high: number | null;
    trust: number;
    second: { type: LoyaltyType; share: number };
  } | null;
  /** customers of the matrix's base that are ended */
  ended: number;
  /** customers neither ended nor placed, because attachment, frequency or recency is not known */
  unclassified: number;
  points: { x: number; y: number; group: string; n: number }[];
}

/** Types of loyalty by attachment and repeat purchase, or the view of behaviour where attachment is unknown. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): LoyaltyMatrixResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const bins = (statistics.loyalty_bins ?? []).map(binOf).filter((bin) => bin.n > 0);
  const customers = bins.reduce((sum, bin) => sum + bin.n, 0);
  const fit = loyaltyTypesModel.fit({ bins }, {}, signal);
  const typed = fit.estimates && fit.estimates.classified >= smallSamples.indicative ? fit.estimates : null;
  const ended = bins.reduce((sum, bin) => sum + (bin.ended ? bin.n : 0), 0);
  if (typed) {
    const shared = told(facts, typed.classified, typed.byProxy > 0 ? 'estimated' : 'measured', false);
    return {
      ...shared,
      warnings: [...shared.warnings, ...fit.warnings],
      view: 'six-types',
      types: typed.types,
      groups: null,
      fullPrice: null,
      borderline: typed.borderline,
      repeat: repeatOf(typed.types),
      ended,
      unclassified: typed.unclassified.attachment + typed.unclassified.repeat,
      points: typed.points.map(({ attachment, repeat, type, n }) => ({ x: attachment, y: repeat, group: type, n })),
    };
  }
  const { estimates, diagnostics } = behavioural.fit({ bins }, {}, signal);
  const shared = told(facts, diagnostics.measured, 'measured', false);
  const result: LoyaltyMatrixResult = {
    ...shared,
    warnings: [...shared.warnings, { code: 'attachment-unknown', parameters: { n: fit.estimates?.classified ?? 0 } }],
    view: 'behavioural',
    types: null,
    groups: record((group) => estimates?.groups.find((one) => one.group === group)?.n ?? 0),
    fullPrice: record((group) => estimates?.groups.find((one) => one.group === group)?.fullPrice ?? null),
    borderline: 0,
    repeat: null,
    ended,
    unclassified: estimates?.groups.find(({ group }) => group === 'unknown')?.n ?? 0,
    points: (estimates?.points ?? []).map(({ repeat, recency, group, n }) => ({ x: recency, y: repeat, group, n })),
  };
  if (customers === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (diagnostics.measured < smallSamples.suppressed)
    return notReady({ ...result, points: [] }, 'too-little', 'few-customers', {
      have: diagnostics.measured,
      need: smallSamples.suppressed,
    });
  return result;
}

/** The cuts at which the quadrants meet. */
export const cuts = {
  'six-types': { cutX: loyaltyThresholds.attachment.cut, cutY: loyaltyThresholds.repeat.cut },
  behavioural: { cutX: loyaltyThresholds.recency.cut, cutY: loyaltyThresholds.repeat.cut },
} as const;

function binOf(row: StatisticRow): LoyaltyBin & { recency: number | null; fullPrice: number | null } {
  const source = row.attachment_source;
  return {
    attachment: number(row, 'attachment'),
    attachmentSource: source === 'survey' || source === 'proxy' ? source : 'none',
    repeat: number(row, 'repeat'),
    alternatives: number(row, 'alternatives'),
    switching: number(row, 'switching'),
    promoShare: number(row, 'promo_share'),
    promoLift: number(row, 'promo_lift'),
    dealShare: number(row, 'deal_share'),
    beta: number(row, 'beta'),
    recency: number(row, 'recency'),
    fullPrice: number(row, 'full_price'),
    ended: count(row, 'ended') === 1,
    n: count(row, 'n'),
  };
}

function record<Value>(of: (group: BehaviourGroup) => Value): Record<BehaviourGroup, Value> {
  return Object.fromEntries(behaviourGroups.map((group) => [group, of(group)])) as Record<BehaviourGroup, Value>;
}

function repeatOf(types: Record<LoyaltyType, number>): LoyaltyMatrixResult['repeat'] {
  const holding = ['trust', 'monopoly', 'incentive', 'inertia'] as const;
  const n = holding.reduce((sum, type) => sum + types[type], 0);
  if (n < smallSamples.suppressed) return null;
  const [type, second] = [...holding].sort((a, b) => types[b] - types[a]) as [LoyaltyType, LoyaltyType];
  const range = wilson(types[type], n);
  return {
    n,
    type,
    share: types[type] / n,
    low: range?.low ?? null,
    high: range?.high ?? null,
    trust: types.trust / n,
    second: { type: second, share: types[second] / n },
  };
}
