import type { OutlookNumbers } from '#figures/customer-outlook/definition.ts';
import type { FigureRow } from '#figures/definition.ts';
import type { History } from '#models/purchases/histories.ts';
import { type FittedProcess, within } from '../fitted.ts';

/** One customer as drawn on the line: days after the first purchase on which something was bought again, ascending, none twice; and today. */
export interface DrawnCustomer {
  purchases: number[];
  today: number;
}

/** What the numbers are measured in. */
export interface OutlookTerms {
  /** how far ahead purchases are expected, in weeks */
  weeks: number;
  /** horizon of the residual value, in weeks, and its continuous discount rate a week */
  horizon: number;
  rate: number;
  /** contribution of one purchase in currency units; null where amounts or margins are not known */
  contribution: number | null;
}

const week = 7;
const steps = 120;

/** The history (in weeks) that was known so many days after the first purchase: x, t_x and T of the purchases until then. */
export function historyAt(purchases: readonly number[], day: number): History {
  const known = purchases.filter((one) => one <= day);
  return { x: known.length, tx: (known[known.length - 1] ?? 0) / week, T: Math.max(day, 0.01) / week };
}

/** P(alive), expected purchases and residual value today by a model, with 95 % intervals for the uncertainty of its parameters (delta method). */
export function numbersOf(model: FittedProcess, customer: DrawnCustomer, terms: OutlookTerms, intervals = true): OutlookNumbers {
  const history = historyAt(customer.purchases, customer.today);
  const { process } = model;
  const scale = terms.contribution ?? 1;
  const ends = (of: (values: readonly number[]) => number, kind: 'log' | 'logit') => {
    if (intervals) return within(model, of, kind);
    return { value: of(model.values), low: null, high: null };
  };
  const alive = ends((values) => process.alive(values, history), 'logit');
  const expected = ends((values) => process.conditional(values, history, terms.weeks), 'log');
  const residual = ends((values) => process.residual(values, history, terms.rate, terms.horizon), 'log');
  const money = (value: number | null): number | null => (terms.contribution === null || value === null ? null : value * scale);
  return {
    id: process.id,
    alive: alive.value,
    aliveLow: alive.low,
    aliveHigh: alive.high,
    expected: expected.value,
    expectedLow: expected.low,
    expectedHigh: expected.high,
    residual: money(residual.value),
    residualLow: money(residual.low),
    residualHigh: money(residual.high),
  };
}

/**
 * P(alive) as it was known on each day, and after today as it would be if nothing more were bought: the history path of the literature. Days are spaced evenly,
 * with the last moment before and the moment of each purchase, where the curve jumps.
 */
export function pathOf({ process, values }: FittedProcess, customer: DrawnCustomer, span: number): FigureRow[] {
  const evenly = Array.from({ length: steps + 1 }, (_, i) => (span * i) / steps);
  const before = customer.purchases.map((day) => day - 0.01);
  const days = [...new Set([...evenly, ...before, ...customer.purchases, customer.today])].sort((a, b) => a - b);
  return days.map((day) => ({ kind: 'path', model: process.id, day, alive: process.alive(values, historyAt(customer.purchases, day)) }));
}
