import { loyaltyThresholds } from '#schema/thresholds.ts';

/** The types of loyalty, in the order in which equal memberships are decided. */
export const loyaltyTypes = ['trust', 'latent', 'monopoly', 'incentive', 'inertia', 'price', 'none'] as const;
export type LoyaltyType = (typeof loyaltyTypes)[number];

/** What is known of a customer; null is unknown and never satisfies a condition. */
export interface LoyaltyMeasures {
  /** attachment, 0..100 */
  attachment: number | null;
  /** repeat purchase, 0..100 */
  repeat: number | null;
  /** usable alternatives, 0..1 (0 = none) */
  alternatives: number | null;
  /** switching cost, 0..100 */
  switching: number | null;
  /** share of orders with a promotion, 0..1 */
  promoShare: number | null;
  /** orders per day in own promotion weeks over other weeks */
  promoLift: number | null;
  /** share of orders paid at 90 % of the list price or less, 0..1 */
  dealShare: number | null;
  /** price elasticity, normally negative */
  beta: number | null;
}

export type Membership = Record<LoyaltyType, number>;

export interface Classified {
  type: LoyaltyType;
  /** sums to 1; its largest is the type */
  membership: Membership;
  /** the two largest memberships differ by less than 0.10 */
  borderline: boolean;
}

/**
 * The loyalty type of a customer and its membership in all of them; null when attachment or repeat is unknown.
 * Source: six types by attachment, repeat purchase and what holds the customer (Dick & Basu 1994; Griffin 1995; teaching text on loyalty under CRM, 2011), `none` added.
 */
export function classify(measures: LoyaltyMeasures): Classified | null {
  const { attachment, repeat } = measures;
  if (attachment === null || repeat === null) return null;
  const t = loyaltyThresholds;
  const aH = rise(attachment, t.attachment);
  const rH = rise(repeat, t.repeat);
  const [aL, rL] = [1 - aH, 1 - rH];
  const mono = strongest(fall(measures.alternatives, t.alternatives), known(measures.switching, t.switching));
  const inc = strongest(known(measures.promoShare, t.promoShare), known(measures.promoLift, t.promoLift));
  const price = strongest(known(measures.dealShare, t.dealShare), known(measures.beta === null ? null : -measures.beta, t.elasticity));
  const raw: Membership = {
    trust: Math.min(aH, rH),
    latent: Math.min(aH, rL),
    monopoly: Math.min(aL, rH, mono),
    incentive: Math.min(aL, rH, 1 - mono, inc),
    inertia: Math.min(aL, rH, 1 - mono, 1 - inc),
    price: Math.min(aL, rL, price),
    none: Math.min(aL, rL, 1 - price),
  };
  const sum = loyaltyTypes.reduce((total, type) => total + raw[type], 0);
  const membership = Object.fromEntries(loyaltyTypes.map((type) => [type, raw[type] / sum])) as Membership;
  const [first, second] = [...loyaltyTypes].sort((a, b) => membership[b] - membership[a]) as [LoyaltyType, LoyaltyType];
  return { type: typeOf(measures, attachment, repeat), membership, borderline: membership[first] - membership[second] < t.borderline };
}

function typeOf(measures: LoyaltyMeasures, attachment: number, repeat: number): LoyaltyType {
  const t = loyaltyThresholds;
  const atLeast = (value: number | null, cut: number) => value !== null && value >= cut;
  const mono =
    (measures.alternatives !== null && measures.alternatives <= t.alternatives.cut) || atLeast(measures.switching, t.switching.cut);
  const inc = atLeast(measures.promoShare, t.promoShare.cut) || atLeast(measures.promoLift, t.promoLift.cut);
  const price = atLeast(measures.dealShare, t.dealShare.cut) || (measures.beta !== null && -measures.beta >= t.elasticity.cut);
  if (attachment >= t.attachment.cut) return repeat >= t.repeat.cut ? 'trust' : 'latent';
  if (repeat >= t.repeat.cut) return mono ? 'monopoly' : inc ? 'incentive' : 'inertia';
  return price ? 'price' : 'none';
}

interface Cut {
  cut: number;
  half: number;
}

/** 0 at cut - half, one half at the cut, 1 at cut + half. */
function rise(value: number, { cut, half }: Cut): number {
  return Math.min(1, Math.max(0, 0.5 + (value - cut) / (2 * half)));
}

function known(value: number | null, cut: Cut): number {
  return value === null ? 0 : rise(value, cut);
}

function fall(value: number | null, cut: Cut): number {
  return value === null ? 0 : 1 - rise(value, cut);
}

function strongest(a: number, b: number): number {
  return Math.max(a, b);
}
