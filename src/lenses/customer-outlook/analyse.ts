import type { OutlookNumbers } from '#figures/customer-outlook/definition.ts';
import { daysBetween, isoAfter } from '#figures/customer-outlook/layout.ts';
import type { FigureRow } from '#figures/definition.ts';
import { type DayRange, dayRange, linkedWords, monthRange } from '#figures/linked.ts';
import { periodsAYear, ratePerPeriod } from '#models/purchases/units.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import type { Warning } from '../definition.ts';
import { doubtsOf, fitsOf, marginOf, refusalOf, spendOf } from '../fitted.ts';
import { rowsOfCohort } from '../model-rows.ts';
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
  /** what a person chose on the page: a cohort with whose median history the line begins, an age and a stretch of the calendar that are marked on it */
  cohort: string;
  age: string;
  calendar: string;
};

/** Days of the line, from the first purchase. */
interface Stretch {
  from: number;
  to: number;
  /** the words of what was chosen */
  name: string;
}

export interface CustomerOutlookResult extends Told {
  /** the name of the cohort whose median history it begins with; null for the usual repeat customer of the base */
  cohort: string | null;
  /** an age and a stretch of the calendar that somebody chose, as far as they lie on the line */
  age: Stretch | null;
  calendar: Stretch | null;
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
/** The median history of a cohort is drawn whole up to so many. */
const mostOfCohort = 24;
/** Gaps since the last purchase: late enough to ask, early enough not to know. */
const silent = 2;

/** What several models think of one customer whose purchases can be drawn by hand; it begins as a usual repeat customer of the base, or of a cohort that somebody chose. */
export function analyse(statistics: StatisticTables, options: CustomerOutlookOptions, signal: AbortSignal): CustomerOutlookResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { rows, cohort, warnings } = rowsOfCohort(statistics, 'history_grid', options.cohort);
  const all = rows.find(({ part }) => part === 'all');
  const typical = rows.find(({ part }) => part === 'repeaters') ?? all;
  const fits = drawn.flatMap((id) => fitsOf(statistics).filter(({ process }) => process.id === id));
  const fitRows = (statistics.purchase_fits ?? []).filter(({ model, sample }) => sample === 'all' && drawn.includes(String(model)));
  const n = count(all, 'n');
  const customer = cohort === null ? usual(typical) : median(typical);
  const { today } = customer;
  const spend = options.spend ?? spendOf(statistics)?.mean ?? null;
  const margin = options.margin ?? marginOf(statistics);
  const assumed = typeof options.margin === 'number' || facts.assumed !== null;
  const weeks = between(options.weeks, 1, 520, 52);
  const years = between(options.years, 0.1, 50, 5);
  const annualRate = between(options.rate, 0, 1, 0.1);
  const worth = spend === null || margin === null || !(spend * margin > 0) ? null : { spend, margin, assumed };
  const start = isoAfter(facts.asOf ?? '2000-01-01', -today);
  const age = ageOn(options.age);
  const span = Math.max(Math.round(today + Math.max(90, today / 2)), age?.to ?? 0);
  const calendar = calendarOn(dayRange(options.calendar), start, span);
  const shared = told(facts, n, assumed && worth ? 'assumed' : 'estimated', false);
  const result: CustomerOutlookResult = {
    ...shared,
    warnings: [...shared.warnings, ...warnings, ...calendar.warnings, ...doubtsOf(fitRows)],
    cohort,
    age,
    calendar: calendar.stretch,
    start,
    customer,
    span,
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

/** A usual repeat customer: at most six purchases at the median gap, the last two gaps ago. */
function usual(typical: StatisticRow | undefined): DrawnCustomer {
  const bought = Math.max(1, Math.round(number(typical, 'x') ?? 1));
  const gap = Math.max(2, (number(typical, 'recency') ?? 60) / bought);
  const last = Math.round(gap * Math.min(mostPurchases, bought));
  return { purchases: evenly(Math.min(mostPurchases, bought), last), today: Math.round(last + silent * gap) };
}

/** The median history of a cohort: its repeat purchases at equal gaps up to the median last one, watched for the median time. */
function median(typical: StatisticRow | undefined): DrawnCustomer {
  const [x, last, today] = ['x', 'recency', 't'].map((key) => Math.round(count(typical, key))) as [number, number, number];
  return { purchases: x > 0 ? evenly(Math.min(mostOfCohort, x), Math.max(1, last)) : [], today: Math.max(1, last, today) };
}

/** Days of an age in months; a month is a twelfth of 365.25 days. */
function ageOn(link: unknown): Stretch | null {
  const months = monthRange(link);
  const day = (month: number) => Math.round((month * 365.25) / 12);
  return months ? { from: day(months.from), to: day(months.to + 1), name: linkedWords(link) } : null;
}

/** Where a stretch of the calendar lies on the line; a warning where it does not. */
function calendarOn(range: DayRange | null, start: string, span: number): { stretch: Stretch | null; warnings: Warning[] } {
  if (!range) return { stretch: null, warnings: [] };
  const name = linkedWords(`${range.from}/${range.to}`);
  const [from, to] = [Math.max(0, daysBetween(start, range.from)), Math.min(span, daysBetween(start, range.to) + 1)];
  if (from < to) return { stretch: { from, to, name }, warnings: [] };
  return { stretch: null, warnings: [{ code: 'outlook-off-line', parameters: { asked: name } }] };
}

/** So many days at equal gaps up to the last, each its own; fewer where the days do not suffice. */
function evenly(n: number, last: number): number[] {
  return [...new Set(Array.from({ length: n }, (_, i) => Math.max(1, Math.round((last * (i + 1)) / n))))];
}

function between(value: unknown, low: number, high: number, usual: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : usual;
}
