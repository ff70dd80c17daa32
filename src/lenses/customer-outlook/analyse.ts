import type { OutlookNumbers } from '#figures/customer-outlook/definition.ts';
import { isoAfter } from '#figures/customer-outlook/layout.ts';
import type { FigureRow } from '#figures/definition.ts';
import { periodsAYear, ratePerPeriod } from '#models/purchases/units.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { fitsOf, marginOf, refusalOf, spendOf } from '../fitted.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';
import type { DrawnCustomer, OutlookTerms } from './outlook.ts';
import { redrawn } from './redrawn.ts';

export type CustomerOutlookOptions = {
  /** how far ahead purchases are expected, in weeks */
  weeks: number;
  /** horizon of the residual value in years, and its discount rate a year */
  years: number;
  rate: number;
  /** amount of one purchase in currency units, and its margin 0..1; null: those of the base */
  spend: number | null;
  margin: number | null;
};

export interface CustomerOutlookResult extends Told {
  /** day of the first purchase, ISO */
  start: string;
  customer: DrawnCustomer;
  /** days from the first purchase to the right end of the picture */
  span: number;
  terms: OutlookTerms;
  years: number;
  annualRate: number;
  /** what one purchase is worth: amount and margin, and whether the margin is assumed; null without amounts */
  worth: { spend: number; margin: number; assumed: boolean } | null;
  models: { id: string; values: readonly number[]; covariance: readonly (readonly number[])[] | null }[];
  numbers: OutlookNumbers[];
  paths: FigureRow[];
}

/** The models whose timelines are drawn, in the order of lists. */
const drawn = ['mbg-nbd', 'pareto-nbd', 'bg-nbd'];
/** At most so many purchases begin on the line: more would hide each other. */
const mostPurchases = 6;
/** Gaps since the last purchase: late enough to ask, early enough not to know. */
const silent = 2;

/** What several models think of one customer whose purchases can be drawn by hand; it begins as a usual repeat customer of the base: at most six purchases at its median gap, the last two gaps ago. */
export function analyse(statistics: StatisticTables, options: CustomerOutlookOptions, signal: AbortSignal): CustomerOutlookResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.history_grid ?? [];
  const all = rows.find(({ part }) => part === 'all');
  const typical = rows.find(({ part }) => part === 'repeaters') ?? all;
  const fits = drawn.flatMap((id) => fitsOf(statistics).filter(({ process }) => process.id === id));
  const n = count(all, 'n');
  const bought = Math.max(1, Math.round(number(typical, 'x') ?? 1));
  const gap = Math.max(2, (number(typical, 'recency') ?? 60) / bought);
  const last = Math.round(gap * Math.min(mostPurchases, bought));
  const today = Math.round(last + silent * gap);
  const purchases = evenly(Math.min(mostPurchases, bought), last);
  const spend = options.spend ?? spendOf(statistics)?.mean ?? null;
  const margin = options.margin ?? marginOf(statistics);
  const assumed = typeof options.margin === 'number' || facts.assumed !== null;
  const weeks = between(options.weeks, 1, 520, 52);
  const years = between(options.years, 0.1, 50, 5);
  const annualRate = between(options.rate, 0, 1, 0.1);
  const worth = spend === null || margin === null || !(spend * margin > 0) ? null : { spend, margin, assumed };
  const result: CustomerOutlookResult = {
    ...told(facts, n, assumed && worth ? 'assumed' : 'estimated', false),
    start: isoAfter(facts.asOf ?? '2000-01-01', -today),
    customer: { purchases, today },
    span: Math.round(today + Math.max(90, today / 2)),
    terms: {
      weeks,
      horizon: years * periodsAYear('week'),
      rate: ratePerPeriod({ period: 'week', annualRate }),
      contribution: worth ? worth.spend * worth.margin : null,
    },
    years,
    annualRate,
    worth,
    models: fits.map(({ process, values, covariance }) => ({ id: process.id, values, covariance })),
    numbers: [],
    paths: [],
  };
  if (n === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  const refused = fits.length === 0 ? refusalOf(statistics) : null;
  if (refused) return notReady(result, 'too-little', refused);
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (fits.length === 0) return notReady(result, 'too-little', 'clv-fit');
  return redrawn(result, result.customer);
}

/** So many days at equal gaps up to the last, each its own; fewer where the days do not suffice. */
function evenly(n: number, last: number): number[] {
  return [...new Set(Array.from({ length: n }, (_, i) => Math.max(1, Math.round((last * (i + 1)) / n))))];
}

function between(value: unknown, low: number, high: number, usual: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : usual;
}
