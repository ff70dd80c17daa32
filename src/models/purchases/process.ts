import type { Histories, History } from './histories.ts';

/** Parameter values in the order of a process's `parameters`; all above 0. */
export type Values = ArrayLike<number>;

/**
 * A stochastic process of buying until dropping out, with differences between customers mixed in: what every model of this family offers, so that
 * leaderboards, pictures and values work with all of them. Times are in the unit of the histories; t ≥ 0. No answer is NaN.
 */
export interface PurchaseProcess<Name extends string = string> {
  /** the model's id */
  id: string;
  /** the literature's symbols; all above 0 */
  parameters: readonly Name[];
  /** those that are lengths of time: multiplied when the unit is divided */
  inTime: readonly Name[];
  /** time runs in whole opportunities (one a unit) */
  discrete: boolean;
  /** where a search begins, for times of up to 10 units */
  start: readonly (readonly number[])[];
  /**
   * Σ weight · ln likelihood. When `gradient` is given (one place a parameter) it receives the slopes by ln parameter.
   * Equation and source stand in the implementation.
   */
  logLikelihood(histories: Histories, values: Values, gradient?: Float64Array): number;
  /** E[X(t)]: repeat purchases of a customer as yet unknown, up to t after the first purchase */
  expected(values: Values, t: number): number;
  /** P[X(t) = n]: probability of exactly n repeat purchases up to t after the first, n whole */
  probability(values: Values, t: number, n: number): number;
  /** P(alive) at T + ahead, given the history up to T; 0..1 */
  alive(values: Values, history: History, ahead?: number): number;
  /** P[Y(t) = n | alive at T]: probability of exactly n purchases in (T, T + t] of a customer with this history who is alive at T, n whole */
  countOfLiving(values: Values, history: History, t: number, n: number): number;
  /** E[Y(t)]: purchases in (T, T + t], given the history up to T */
  conditional(values: Values, history: History, t: number): number;
  /**
   * Purchases in (T, T + horizon] (Infinity: for ever), given the history up to T, each discounted at `rate` per unit of time, continuous
   * (e^(−rate·s); a discrete process: (1+d)^(−k) with e^rate = 1 + d, k = 1 for the next opportunity). `rate` > 0 when the horizon is infinite.
   */
  residual(values: Values, history: History, rate: number, horizon: number): number;
  /** the distribution of rates and of dropping out between customers, for pictures; null where a process has none of the kind */
  heterogeneity: {
    /** transaction rate per unit (gamma), or buying probability (beta) */
    rate: (values: Values) => Spread;
    /** dropout: probability after a purchase or an opportunity (beta), or rate per unit (gamma) */
    dropout: (values: Values) => Spread;
  };
}

/** A gamma (shape, rate) or beta (a, b) distribution between customers. */
export type Spread = { kind: 'gamma'; shape: number; rate: number } | { kind: 'beta'; a: number; b: number };
