import { CodedError } from '#base/error.ts';
import { poissonWeight, weightKey } from '#numeric/poisson-weight.ts';
import { quantile } from '#numeric/quantile.ts';
import { wilson } from '#numeric/wilson.ts';
import type { StopSignal } from '../../definition.ts';

/** A customer-period of the trial: what was said, and what came. */
export interface Scored {
  customer: string;
  age: number;
  score: number;
  alerted: boolean;
  worse: 0 | 1;
}

/** A value with its 95 % interval; null where nothing can be said. */
export interface Measured {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Evaluation {
  n: number;
  customers: number;
  events: number;
  alerts: number;
  precision: Measured;
  recall: Measured;
  /** chance that a customer-period before a bad one scores higher than another; ties count half */
  auc: Measured;
  /** mean squared error of the scores */
  brier: Measured;
  /** periods from the first of the unbroken alerts to the event, median of the events that were seen coming */
  lead: number | null;
  /** tenths of the trial by score: mean score against the share that got worse */
  calibration: { n: number; expected: number; observed: number; low: number; high: number }[];
}

/**
 * What the warnings of a trial were worth. Intervals by Poisson bootstrap of customers, percentiles 2.5 and 97.5; calibration by Wilson. Without an event nothing is said of precision and recall.
 * Throws CodedError `model/stopped` after an abort. Source: Hanley & McNeil 1982 (AUC as a rank statistic); Brier 1950; Efron & Tibshirani 1993.
 */
export function evaluate(trial: readonly Scored[], options: { replicates: number; seed: number }, signal: StopSignal): Evaluation {
  const rows = [...trial].sort((a, b) => a.score - b.score || (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : a.age - b.age));
  const names = [...new Set(rows.map(({ customer }) => customer))];
  const number = new Map(names.map((name, i) => [name, i]));
  const keys = names.map((name) => weightKey(options.seed, name));
  const own = measures(rows, () => 1);
  const draws: Measures[] = [];
  for (let replicate = 0; replicate < options.replicates && rows.length > 0; replicate++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    const weights = keys.map((key) => poissonWeight(key, replicate));
    draws.push(measures(rows, (row) => weights[number.get(row.customer)!]!));
  }
  const banded = (name: keyof Measures): Measured => {
    const values = draws.map((draw) => draw[name]).filter((value) => value !== null);
    return { value: own[name], low: quantile(values, 0.025), high: quantile(values, 0.975) };
  };
  const events = rows.filter(({ worse }) => worse === 1).length;
  const alerts = rows.filter(({ alerted }) => alerted).length;
  const hits = rows.filter(({ alerted, worse }) => alerted && worse === 1).length;
  return {
    n: rows.length,
    customers: names.length,
    events,
    alerts,
    precision: events === 0 ? unknown : bounded(banded('precision'), hits, alerts),
    recall: bounded(banded('recall'), hits, events),
    auc: banded('auc'),
    brier: banded('brier'),
    lead: leadOf(rows),
    calibration: tenths(rows),
  };
}

const unknown: Measured = { value: null, low: null, high: null };

/** Where all draws agree, at none or all, they say nothing about what another trial would show: the interval of Wilson stands instead. */
function bounded(measured: Measured, hits: number, of: number): Measured {
  if (measured.value === null || measured.low !== measured.high) return measured;
  const range = wilson(hits, of);
  return range ? { value: measured.value, low: range.low, high: range.high } : measured;
}

interface Measures {
  precision: number | null;
  recall: number | null;
  auc: number | null;
  brier: number | null;
}

/** Weighted measures of rows in ascending order of score; a measure whose denominator is 0 is null. */
function measures(rows: readonly Scored[], weightOf: (row: Scored) => number): Measures {
  let [bad, good, alerts, hits, error, rank] = [0, 0, 0, 0, 0, 0];
  for (let start = 0; start < rows.length;) {
    let [badHere, goodHere, end] = [0, 0, start];
    for (; end < rows.length && rows[end]!.score === rows[start]!.score; end++) {
      const row = rows[end]!;
      const weight = weightOf(row);
      if (row.worse === 1) badHere += weight;
      else goodHere += weight;
      if (row.alerted) [alerts, hits] = [alerts + weight, hits + weight * row.worse];
      error += weight * (row.score - row.worse) ** 2;
    }
    rank += badHere * (good + goodHere / 2);
    [bad, good, start] = [bad + badHere, good + goodHere, end];
  }
  const ratio = (a: number, b: number) => (b > 0 ? a / b : null);
  return { precision: ratio(hits, alerts), recall: ratio(hits, bad), auc: ratio(rank, bad * good), brier: ratio(error, bad + good) };
}

function leadOf(rows: readonly Scored[]): number | null {
  const alerted = new Set(rows.filter((row) => row.alerted).map(({ customer, age }) => `${age} ${customer}`));
  const leads = rows
    .filter((row) => row.worse === 1 && row.alerted)
    .map(({ customer, age }) => {
      let first = age;
      while (alerted.has(`${first - 1} ${customer}`)) first -= 1;
      return age + 1 - first;
    });
  return quantile(leads, 0.5);
}

function tenths(rows: readonly Scored[]): Evaluation['calibration'] {
  const parts = Math.min(10, Math.floor(rows.length / 10));
  return Array.from({ length: parts }, (_, part) => {
    const some = rows.slice(Math.floor((part * rows.length) / parts), Math.floor(((part + 1) * rows.length) / parts));
    const worse = some.filter((row) => row.worse === 1).length;
    const { low, high } = wilson(worse, some.length)!;
    return {
      n: some.length,
      expected: some.reduce((sum, { score }) => sum + score, 0) / some.length,
      observed: worse / some.length,
      low,
      high,
    };
  });
}
