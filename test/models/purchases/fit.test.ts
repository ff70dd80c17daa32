import { describe, expect, test } from 'vitest';
import { bgNbdModel } from '#models/purchases/bg-nbd/definition.ts';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { compress } from '#models/purchases/histories.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { minimise } from '#numeric/minimise.ts';
import { simulate } from './simulated.ts';

const go = { aborted: false };
const world = { r: 0.8, alpha: 5, a: 1.2, b: 3, k: 1, early: false };

describe('the fit of a process', () => {
  test.each([
    [bgNbd, false],
    [mbgNbd, true],
  ])('finds the world it was made in, within three standard errors: %o', (process, early) => {
    const { histories } = simulate({ ...world, early }, 5000, { seed: 'recovery' });
    const fit = fitProcess(process, histories);
    expect(fit.converged).toBe(true);
    for (const name of process.parameters) expect(Math.abs(fit.estimates[name] - world[name])).toBeLessThan(3 * fit.standardErrors![name]);
  });

  test('is where a simplex search on the same likelihood ends, one row a customer', () => {
    const { histories } = simulate(world, 600, { seed: 'simplex' });
    const fit = fitProcess(bgNbd, histories);
    const other = minimise((x) => -bgNbd.logLikelihood(histories, x.map(Math.exp)), [0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5], {
      iterations: 4000,
    });
    expect(fit.logLikelihood).toBeCloseTo(-other.value, 5);
    valuesOf(bgNbd, fit.estimates).forEach((value, i) => expect(value / Math.exp(other.x[i]!)).toBeCloseTo(1, 3));
  });

  test('begun at its own end it needs almost no step', () => {
    const { histories } = simulate(world, 600, { seed: 'warm' });
    const fit = fitProcess(bgNbd, histories);
    const again = fitProcess(bgNbd, histories, { from: valuesOf(bgNbd, fit.estimates), curvature: false });
    expect(again.iterations).toBeLessThanOrEqual(3);
    expect(again.logLikelihood).toBeCloseTo(fit.logLikelihood, 8);
    expect(again.standardErrors).toBeNull();
    expect(again.warnings).toEqual([]);
  });

  test('standard errors shrink with the square root of the customers', () => {
    const { histories } = simulate(world, 800, { seed: 'root' });
    const many = fitProcess(bgNbd, { ...histories, weight: histories.weight.map((w) => 100 * w) });
    const few = fitProcess(bgNbd, histories);
    for (const name of bgNbd.parameters) expect(few.standardErrors![name] / many.standardErrors![name]).toBeCloseTo(10, 2);
  });

  test('customers who differ in nothing send it along a ridge: it says so and answers numbers', () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ x: 4, tx: 30 + (i % 3), T: 40 }));
    const fit = fitProcess(bgNbd, compress(rows).histories);
    expect(fit.warnings.map(({ code }) => code)).toContain('fit-ridge');
    expect(valuesOf(bgNbd, fit.estimates).every(Number.isFinite)).toBe(true);
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
  });

  test('many histories are fitted from where a part of them ends: the same top, with a third of the work', () => {
    const { histories } = simulate(world, 45_000, { seed: 'many' });
    const calls = { whole: 0 };
    const counted: typeof bgNbd = {
      ...bgNbd,
      logLikelihood: (rows, ...given) => {
        if (rows.x.length === histories.x.length) calls.whole += 1;
        return bgNbd.logLikelihood(rows, ...given);
      },
    };
    const fit = fitProcess(counted, histories);
    const [slopes, straight] = [8, fitProcess(bgNbd, histories, { from: [0.5, 4, 0.8, 2] })];
    expect(fit.converged).toBe(true);
    expect(calls.whole).toBeLessThan(10 + slopes);
    expect(fit.logLikelihood).toBeCloseTo(straight.logLikelihood, 5);
    for (const name of bgNbd.parameters) {
      expect(fit.estimates[name] / straight.estimates[name]).toBeCloseTo(1, 5);
      expect(fit.standardErrors![name] / straight.standardErrors![name]).toBeCloseTo(1, 4);
    }
  });

  test('stops when told to', () => {
    const { histories } = simulate(world, 50, { seed: 'stop' });
    expect(() => fitProcess(bgNbd, histories, { signal: { aborted: true } })).toThrowError(
      expect.objectContaining({ code: 'model/stopped' }),
    );
  });
});

describe('a process as a model', () => {
  test('answers estimates with what the fit says of itself', () => {
    const { histories } = simulate(world, 400, { seed: 'model' });
    const { estimates, reason, diagnostics, warnings } = bgNbdModel.fit({ histories, left: 2 }, {}, go);
    expect(Object.keys(estimates!)).toEqual(['r', 'alpha', 'a', 'b']);
    expect(reason).toBeNull();
    expect(warnings).toEqual([]);
    expect(diagnostics).toMatchObject({ n: 400, left: 2, converged: true });
    expect(diagnostics.uniqueRows).toBe(histories.x.length);
    expect(JSON.parse(JSON.stringify(diagnostics))).toEqual(diagnostics);
  });

  test.each([
    ['nobody', [], 'purchases-no-customers'],
    ['nobody who came back', [{ x: 0, tx: 0, T: 3 }], 'purchases-no-repeats'],
  ])('refuses %s', (_, rows, code) => {
    const answer = bgNbdModel.fit({ histories: compress(rows).histories }, {}, go);
    expect(answer).toMatchObject({ estimates: null, reason: { code } });
    expect(answer.diagnostics.logLikelihood).toBeNull();
  });
});

describe('compressing rows', () => {
  test('equal histories become one with their weights added; what is no history is left out and counted', () => {
    const sound = [
      { x: 1, tx: 2, T: 5 },
      { x: 1, tx: 2, T: 5, weight: 2.5 },
      { x: 0, tx: 0, T: 5 },
    ];
    const broken = [
      { x: 1, tx: 6, T: 5 },
      { x: 1, tx: 0, T: 5 },
      { x: 0, tx: 1, T: 5 },
      { x: 1.5, tx: 1, T: 5 },
      { x: -1, tx: 1, T: 5 },
      { x: 0, tx: 0, T: 0 },
      { x: 0, tx: 0, T: NaN },
      { x: 0, tx: 0, T: Infinity },
      { x: 0, tx: 0, T: 5, weight: 0 },
    ];
    const { histories, left } = compress([...sound, ...broken]);
    expect(left).toBe(broken.length);
    expect([...histories.x]).toEqual([1, 0]);
    expect([...histories.weight]).toEqual([3.5, 1]);
    expect(histories.logGaps).toBeUndefined();
  });
});
