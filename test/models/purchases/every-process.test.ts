import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customersIn, compress, type History, type HistoryRow, rescale } from '#models/purchases/histories.ts';
import { bgCnbdK } from '#models/purchases/bg-cnbd-k/process.ts';
import { processes } from '#models/purchases/index.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';

const runs = { seed: 11, numRuns: 60 };
const positive = (max: number) => fc.double({ min: 0.05, max, noNaN: true });
const time = (process: PurchaseProcess, min: number) =>
  process.discrete ? fc.integer({ min: Math.ceil(min), max: 40 }) : fc.double({ min, max: 60, noNaN: true });

/** Any history: x within the opportunities, the last purchase anywhere up to the end. */
const history = (process: PurchaseProcess): fc.Arbitrary<History> =>
  fc.tuple(fc.integer({ min: 0, max: 60 }), time(process, 1), fc.double({ min: 0.01, max: 1, noNaN: true })).map(([x, T, share]) => {
    const tx = process.discrete ? Math.ceil(share * T) : share * T;
    return x === 0 ? { x, tx: 0, T } : { x: process.discrete ? Math.min(x, tx) : x, tx, T };
  });
const values = (process: PurchaseProcess) => fc.tuple(...process.parameters.map(() => positive(12)));
const rows = (process: PurchaseProcess): fc.Arbitrary<HistoryRow[]> =>
  fc.array(
    fc
      .tuple(history(process), fc.integer({ min: 1, max: 4 }))
      .map(([one, weight]) => ({ ...one, weight, logGaps: one.x * Math.log(one.tx / one.x || 1) })),
    { minLength: 1, maxLength: 12 },
  );

const cases = [...processes.map((process) => ({ process, name: process.id })), { process: bgCnbdK(3), name: 'bg-cnbd-k at k = 3' }];

describe.each(cases)('every process: $name', ({ process }) => {
  test('slopes are those of the likelihood', () => {
    fc.assert(
      fc.property(rows(process), values(process), (some, at) => {
        const { histories } = compress(some);
        const slopes = new Float64Array(at.length);
        const value = process.logLikelihood(histories, at, slopes);
        expect(process.logLikelihood(histories, at)).toBeCloseTo(value, 9);
        at.forEach((_, axis) => {
          const side = (step: number) =>
            process.logLikelihood(
              histories,
              at.map((v, i) => (i === axis ? v * Math.exp(step) : v)),
            );
          const width = 1e-4;
          const difference = (8 * (side(width) - side(-width)) - (side(2 * width) - side(-2 * width))) / (12 * width);
          expect(Math.abs(slopes[axis]! - difference)).toBeLessThan(1e-6 * (10 + Math.abs(value)));
        });
      }),
      runs,
    );
  });

  test('weights stand for equal rows', () => {
    fc.assert(
      fc.property(rows(process), values(process), (some, at) => {
        const weighted = compress(some).histories;
        const expanded = some.flatMap(({ weight = 1, ...one }) => Array.from({ length: weight }, () => one));
        const apart = expanded.reduce((sum, one) => sum + process.logLikelihood(compress([one]).histories, at), 0);
        expect(customersIn(weighted)).toBe(expanded.length);
        expect(Math.abs(process.logLikelihood(weighted, at) - apart)).toBeLessThan(1e-9 * (1 + Math.abs(apart)));
      }),
      runs,
    );
  });

  test.skipIf(process.discrete)('another unit of time moves the likelihood by Σ x ln(factor) and P(alive) not at all', () => {
    fc.assert(
      fc.property(rows(process), values(process), positive(30), (some, at, factor) => {
        const { histories } = compress(some);
        const scaled = at.map((v, i) => (process.inTime.includes(process.parameters[i]!) ? v * factor : v));
        const shift = histories.x.reduce((sum, x, i) => sum + x * histories.weight[i]!, 0) * Math.log(factor);
        const [before, after] = [process.logLikelihood(histories, at), process.logLikelihood(rescale(histories, factor), scaled)];
        expect(Math.abs(after - (before - shift))).toBeLessThan(1e-8 * (1 + Math.abs(before) + Math.abs(shift)));
        for (const { x, tx, T } of some)
          expect(process.alive(scaled, { x, tx: tx * factor, T: T * factor })).toBeCloseTo(process.alive(at, { x, tx, T }), 7);
      }),
      runs,
    );
  });

  test('P(alive) is a probability and only falls ahead', () => {
    fc.assert(
      fc.property(history(process), values(process), (seen, at) => {
        const path = [0, 1, 5, 25, 200].map((ahead) => process.alive(at, seen, ahead));
        expect(path[0]).toBeCloseTo(process.alive(at, seen), 12);
        path.forEach((alive, i) => {
          expect(alive).toBeGreaterThanOrEqual(0);
          expect(alive).toBeLessThanOrEqual(i === 0 ? 1 : path[i - 1]! + 1e-9);
        });
      }),
      runs,
    );
  });

  test('counts have probabilities that sum to 1 and whose mean is the expected count', () => {
    const at = process.parameters.map((_, i) => [1.2, 3, 2.5, 4][i]!);
    const t = 6;
    const chances = Array.from({ length: process.discrete ? t + 1 : 400 }, (_, n) => process.probability(at, t, n));
    expect(chances.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    expect(chances.reduce((sum, p, n) => sum + p * n, 0)).toBeCloseTo(process.expected(at, t), 6);
  });

  test('counts of those alive have probabilities that sum to 1, whose mean times P(alive) is what is expected of the history', () => {
    const at = process.parameters.map((_, i) => [1.2, 3, 2.5, 4][i]!);
    const t = 6;
    const seen: History[] = [
      { x: 0, tx: 0, T: 9 },
      { x: 1, tx: 2, T: 9 },
      { x: 5, tx: 8, T: 9 },
      { x: 7, tx: 7, T: 7 },
    ];
    for (const one of seen) {
      const chances = Array.from({ length: process.discrete ? t + 1 : 400 }, (_, n) => process.countOfLiving(at, one, t, n));
      expect(chances.every((p) => p >= 0 && p <= 1)).toBe(true);
      expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
      const mean = chances.reduce((sum, p, n) => sum + p * n, 0);
      expect(process.alive(at, one) * mean).toBeCloseTo(process.conditional(at, one, t), 6);
    }
    expect(process.countOfLiving(at, seen[2]!, 0, 0)).toBe(1);
    expect(process.countOfLiving(at, seen[2]!, 0, 2)).toBe(0);
  });

  test('nothing is expected of no time, and more of more', () => {
    fc.assert(
      fc.property(history(process), values(process), (seen, at) => {
        expect(process.expected(at, 0)).toBe(0);
        expect(process.conditional(at, seen, 0)).toBe(0);
        const path = [0, 1, 4, 30, 400].map((t) => [process.expected(at, t), process.conditional(at, seen, t)] as const);
        for (let i = 1; i < path.length; i++)
          for (const which of [0, 1] as const) expect(path[i]![which]).toBeGreaterThanOrEqual(path[i - 1]![which]! * (1 - 1e-8));
      }),
      runs,
    );
  });

  test('the residual without discount is what is expected; with one it is the sum of discounted short spans, and falls with the rate', () => {
    fc.assert(
      fc.property(history(process), values(process), (seen, at) => {
        const expected = process.conditional(at, seen, 20);
        expect(Math.abs(process.residual(at, seen, 1e-12, 20) - expected)).toBeLessThan(1e-6 * (expected + 1e-9));
        const [rate, span] = [0.05, process.discrete ? 1 : 0.01];
        let [sum, before] = [0, 0];
        for (let k = 1; k * span <= 20; k++) {
          const now = process.conditional(at, seen, k * span);
          sum += (now - before) * Math.exp(-rate * (process.discrete ? k : (k - 0.5) * span));
          before = now;
        }
        const residual = process.residual(at, seen, rate, 20);
        expect(Math.abs(residual - sum)).toBeLessThan(1e-5 * (sum + 1e-9));
        const ever = process.residual(at, seen, rate, Infinity);
        expect(ever).toBeGreaterThanOrEqual(residual * (1 - 1e-9));
        expect(process.residual(at, seen, 2 * rate, Infinity)).toBeLessThanOrEqual(ever * (1 + 1e-9));
      }),
      { ...runs, numRuns: 15 },
    );
  });

  test('extremes answer numbers: a thousand purchases, an end at the last purchase, tiny and huge parameters', () => {
    const count = process.discrete ? 40 : 1000;
    const extreme: History[] = [
      { x: count, tx: 40, T: 100 },
      { x: count, tx: 100, T: 100 },
      { x: 1, tx: 1, T: 1 },
      { x: 0, tx: 0, T: 1 },
      { x: 1, tx: 1, T: 1000 },
    ];
    for (const level of [1e-3, 1, 1e3])
      for (const other of [1e-3, 1, 1e3]) {
        const at = process.parameters.map((_, i) => (i % 2 ? other : level));
        for (const seen of extreme) {
          const slopes = new Float64Array(at.length);
          const all = [
            process.logLikelihood(compress([seen]).histories, at, slopes),
            ...slopes,
            process.alive(at, seen),
            process.alive(at, seen, 10),
            process.conditional(at, seen, 52),
            process.expected(at, 52),
            process.residual(at, seen, 0.01, Infinity),
            process.residual(at, seen, 0.01, 52),
            process.probability(at, 52, 3),
            process.countOfLiving(at, seen, 52, 3),
            process.countOfLiving(at, seen, 52, 0),
          ];
          expect(all.filter((one) => !Number.isFinite(one))).toEqual([]);
        }
      }
  });
});
