import { describe, expect, test } from 'vitest';
import { fitRegular } from '#models/purchases/bg-cnbd-k/definition.ts';
import { bgCnbdK } from '#models/purchases/bg-cnbd-k/process.ts';
import { bootstrapInterval, resample } from '#models/purchases/bootstrap.ts';
import { deltaInterval } from '#models/purchases/delta.ts';
import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { compress, type Histories, type HistoryRow } from '#models/purchases/histories.ts';
import { processes } from '#models/purchases/index.ts';
import { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';
import { simulate } from './simulated.ts';

/** The process with a count of how often its likelihood was computed. */
function counted(process: PurchaseProcess): { process: PurchaseProcess; calls: () => number } {
  let calls = 0;
  const logLikelihood: PurchaseProcess['logLikelihood'] = (...given) => {
    calls += 1;
    return process.logLikelihood(...given);
  };
  return { process: { ...process, logLikelihood }, calls: () => calls };
}

/** Equally likely to be anything: no model's world. */
const times = (n: number, row: (i: number) => HistoryRow): HistoryRow[] => Array.from({ length: n }, (_, i) => row(i));

const bases: [string, HistoryRow[]][] = [
  ['one customer', [{ x: 3, tx: 20, T: 40 }]],
  ['one customer without a repeat purchase', [{ x: 0, tx: 0, T: 40 }]],
  [
    'two customers',
    [
      { x: 1, tx: 5, T: 40 },
      { x: 0, tx: 0, T: 30 },
    ],
  ],
  ['nobody came back', times(50, (i) => ({ x: 0, tx: 0, T: 20 + i }))],
  ['nobody came back, all seen equally long', times(50, () => ({ x: 0, tx: 0, T: 20 }))],
  ['all alike', times(80, () => ({ x: 4, tx: 30, T: 40 }))],
  ['all seen equally long', times(200, (i) => ({ x: i % 5, tx: i % 5 === 0 ? 0 : 1 + (i % 38), T: 39 }))],
  ['all bought on the last day', times(120, (i) => ({ x: 1 + (i % 7), tx: 10 + (i % 30), T: 10 + (i % 30) }))],
  ['all stopped at once', times(120, (i) => ({ x: 1 + (i % 2), tx: 1 + (i % 2), T: 500 }))],
  ['a thousand purchases among a few', times(120, (i) => (i < 3 ? { x: 1000, tx: 1000, T: 1000 } : { x: i % 2, tx: i % 2, T: 1000 }))],
  ['a thousand purchases by all', times(60, (i) => ({ x: 1000 - i, tx: 1000 - (i % 9), T: 1000 }))],
];

/** With a weight of gaps as even as they can be, for models of regular timing; x no larger than the opportunities, for models in discrete time. */
function histories(rows: readonly HistoryRow[], process?: PurchaseProcess): Histories {
  const sound = rows.map((row) => ({
    ...row,
    x: process?.discrete ? Math.min(row.x, row.tx) : row.x,
    logGaps: row.x === 0 ? 0 : row.x * Math.log(row.tx / row.x),
  }));
  return compress(sound).histories;
}

/** Evaluations that a fit may take on small data: climbs from two starts and after a simplex, the simplex, and the curvature. */
const most = 3 * 300 + 250;

const kinds = [...processes, bgCnbdK(3)];

describe.each(bases)('%s', (_, rows) => {
  test.each(kinds.map((process) => [process.id, process] as const))('%s ends, warns where it must and predicts numbers', (_id, kind) => {
    const { process, calls } = counted(kind);
    const base = histories(rows, process);
    const fit = fitProcess(process, base);
    expect(calls()).toBeLessThan(most);
    const values = valuesOf(process, fit.estimates);
    expect(values.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
    if (fit.standardErrors === null || !fit.converged) expect(fit.warnings.length).toBeGreaterThan(0);
    for (let i = 0; i < base.x.length; i++) {
      const seen = { x: base.x[i]!, tx: base.tx[i]!, T: base.T[i]! };
      const alive = process.alive(values, seen, 10);
      expect(alive >= 0 && alive <= 1).toBe(true);
      const said = [process.conditional(values, seen, 52), process.residual(values, seen, 0.002, 104), process.expected(values, 52)];
      expect(said.filter((one) => !(Number.isFinite(one) && one >= 0))).toEqual([]);
    }
    const interval = deltaInterval(fit, process.parameters, (at) => process.expected(at, 52));
    if (interval) for (const end of [interval.low, interval.high]) expect(Number.isFinite(end)).toBe(true);
  });

  test('the search for regular timing ends', () => {
    const { k, fit, logLikelihoods } = fitRegular(histories(rows));
    expect(k).toBeGreaterThanOrEqual(1);
    expect(k).toBeLessThanOrEqual(12);
    expect([fit.logLikelihood, ...logLikelihoods, ...Object.values(fit.estimates)].every(Number.isFinite)).toBe(true);
  });
});

test.each(kinds.map((process) => [process.id, process] as const))(
  '%s: parameters that are none are answered, not searched for ever',
  (_, kind) => {
    const seen = { x: 2, tx: 5, T: 10 };
    for (const bad of [NaN, Infinity])
      for (let axis = 0; axis < 4; axis++) {
        const values = [1, 2, 1, 3].map((value, i) => (i === axis ? bad : value));
        expect(kind.conditional(values, seen, 5)).toBeTypeOf('number');
        expect(kind.expected(values, 5)).toBeTypeOf('number');
      }
  },
);

describe('Pareto/NBD on customers who drop out after purchases: a ridge without a top', () => {
  const { histories: base } = simulate({ r: 0.9, alpha: 5, a: 1.2, b: 3, k: 1, early: false }, 600, { seed: 'ridge' });
  const { process, calls } = counted(paretoNbd);
  const fit = fitProcess(process, base);

  test('ends after few evaluations and says which parameters ran away', () => {
    expect(calls()).toBeLessThan(350);
    expect(fit.warnings.find(({ code }) => code === 'fit-ridge')?.parameters).toEqual({ names: 'beta' });
  });

  test('is as likely as the limit of one rate of dropping out for all, to which the ridge leads', () => {
    const { r, alpha, s, beta } = fit.estimates as Record<'r' | 'alpha' | 's' | 'beta', number>;
    const farther = paretoNbd.logLikelihood(base, [r, alpha, s * 1e4, beta * 1e4]);
    expect(Math.abs(farther - fit.logLikelihood)).toBeLessThan(0.01);
    const grid = [0.5, 0.8, 1.25, 2].flatMap((f) => [
      [r * f, alpha, s, beta],
      [r, alpha * f, s, beta],
      [r, alpha, s * f, beta],
    ]);
    for (const at of grid) expect(paretoNbd.logLikelihood(base, at)).toBeLessThan(fit.logLikelihood);
  });

  test('predicts what customers buy, with an interval by resampling', () => {
    const mean = (values: readonly number[]): number => paretoNbd.expected(values, 20);
    const draws = resample(paretoNbd, base, fit as ReturnType<typeof fitProcess<'r' | 'alpha' | 's' | 'beta'>>, {
      replicates: 30,
      seed: 1,
    });
    const interval = bootstrapInterval(draws, valuesOf(process, fit.estimates), mean)!;
    expect(interval.low).toBeLessThan(interval.value);
    expect(interval.high).toBeGreaterThan(interval.value);
    expect(interval.high / interval.low).toBeLessThan(1.6);
  });
});
