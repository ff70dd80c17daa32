import type { History } from './histories.ts';
import type { PurchaseProcess, Values } from './process.ts';
import { ratePerPeriod, type Units } from './units.ts';

/** What a purchase earns. */
export interface Earnings {
  /** expected spend per purchase, in a currency; null where it is infinite or not known */
  spend: number | null;
  /** part of spend that is kept, 0.3 = 30 %; 1 when left out: the value is then one of revenue */
  margin?: number;
}

/** What a customer is worth from now on, with the units it is measured in. */
export interface CustomerValue {
  /** purchases to come within the horizon, each discounted to now */
  purchases: number;
  /** the purchases times spend times margin, in the currency of spend; null where spend is */
  value: number | null;
  /** the period of the histories that the process was fitted in, the horizon in these periods, the rate a year */
  units: Units;
}

/**
 * Residual lifetime value: discounted purchases within the horizon × expected spend × margin. `units.period` must be the period of the histories; the
 * rate a year is compounded to it, so that no horizon or rate is ever in other units than the data. Past purchases and the cost of winning the customer
 * are not in it. Throws RangeError for an infinite horizon without a rate.
 * Source: Fader, Hardie & Lee 2005, Journal of Marketing Research 42(4), 415–430, equation 1 (purchases and spend independent).
 */
export function customerValue(
  process: PurchaseProcess,
  values: Values,
  history: History,
  { spend, margin = 1 }: Earnings,
  units: Units,
): CustomerValue {
  const purchases = process.residual(values, history, ratePerPeriod(units), units.horizon);
  return { purchases, value: spend === null ? null : purchases * spend * margin, units };
}

/** Steps at whose ends purchases are discounted. */
export interface Steps {
  /** length of a step in the unit of the histories: a month is 52/12 when they are in weeks */
  length: number;
  /** whole number of steps */
  count: number;
  /** discount rate a step, 0.01 = 1 % */
  rate: number;
}

/**
 * Purchases to come, discounted at the end of each step: Σ [E Y(i·length) − E Y((i−1)·length)] / (1 + rate)^i, as spreadsheets and other libraries do.
 * Their "12 months" are often 12 steps of 30 units of whatever the data are in: on weekly data that is 360 weeks, four to seven times too much for a
 * year. Here the length is in the unit of the histories and has no default.
 */
export function discountedBySteps(process: PurchaseProcess, values: Values, history: History, { length, count, rate }: Steps): number {
  let [sum, before] = [0, 0];
  for (let i = 1; i <= count; i++) {
    const now = process.conditional(values, history, i * length);
    sum += (now - before) / (1 + rate) ** i;
    before = now;
  }
  return sum;
}
