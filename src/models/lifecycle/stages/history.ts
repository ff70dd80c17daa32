/** One customer's history in units of the analysis period h, counted from the origin: the first order, or the first contact if it is earlier. */
export interface CustomerHistory {
  /** complete periods to judge: t = 1..periods */
  periods: number;
  /** time of each order day in periods, ascending, from 0; same-day orders are one; refunds are not orders; times from `periods` on are not read */
  orders: ArrayLike<number>;
  /** net amount of each order day, same length as `orders`; null when the data carry no amounts */
  orderAmounts: ArrayLike<number> | null;
  /** net amount of each period with refunds at their date, length `periods`; null when unknown */
  amounts: ArrayLike<number> | null;
  /** profit of each period, length `periods`; null when unknown */
  profits: ArrayLike<number> | null;
  /** exposure times seasonal index (mean 1) of each period; left out = 1 everywhere */
  weights?: ArrayLike<number>;
  /** times of contacts before the first order, in periods, ascending; only for customers who were prospects first */
  contacts?: ArrayLike<number>;
  /** contracts that ended without renewal, by period (1 = first), ascending */
  contracts?: readonly ContractEnd[];
  /** how often each order counts, 0, 1, 2, …: a bootstrap draw; amounts and profits must be drawn alike. Left out = once each */
  orderWeights?: ArrayLike<number>;
}

/** A contract that ended in a period without renewal; `openItems` = unpaid orders + open complaints. */
export interface ContractEnd {
  period: number;
  openItems: number;
}

/** What the level of a relationship is measured by: orders; net amount; net amount and profit, half each. */
export type LevelKind = 'orders' | 'amount' | 'amount+profit';

/** Rhythm of the segment, known from gaps closed by a moment; lengths in periods. */
export interface SegmentRhythm {
  /** mean and coefficient of variation (at most 1.5) of the gaps between order days */
  mean: number;
  cv: number;
  /** 90th percentile of the gap from first to second order among those who repeated */
  first90: number;
  /** median distance between neighbouring periods with orders */
  active: number;
}

/** The segment as known at the end of a customer's period t: must not use anything later. */
export type SegmentProvider = (t: number) => SegmentRhythm;

/** The rhythm assumed while fewer than 30 gaps are known. */
export const unknownSegment: SegmentRhythm = { mean: 1, cv: 1, first90: 4, active: 1 };
