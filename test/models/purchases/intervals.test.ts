import { describe, expect, test } from 'vitest';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { bootstrapInterval, resample } from '#models/purchases/bootstrap.ts';
import { deltaInterval } from '#models/purchases/delta.ts';
import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { simulate } from './simulated.ts';

const world = { r: 0.8, alpha: 5, a: 1.2, b: 3, k: 1, early: false };
const truth = [world.r, world.alpha, world.a, world.b];
const predict = (values: readonly number[]): number => bgNbd.expected(values, 52);
const alive = (values: readonly number[]): number => bgNbd.alive(values, { x: 3, tx: 20, T: 40 });

describe('intervals of predictions', () => {
  test('by the delta method hold the truth in about 95 of 100 samples', () => {
    let [held, heldAlive] = [0, 0];
    for (let sample = 0; sample < 100; sample++) {
      const fit = fitProcess(bgNbd, simulate(world, 400, { seed: `delta ${sample}` }).histories);
      const [purchases, chance] = [deltaInterval(fit, bgNbd.parameters, predict)!, deltaInterval(fit, bgNbd.parameters, alive, 'logit')!];
      if (purchases.low <= predict(truth) && predict(truth) <= purchases.high) held += 1;
      if (chance.low <= alive(truth) && alive(truth) <= chance.high) heldAlive += 1;
    }
    for (const count of [held, heldAlive]) {
      expect(count).toBeGreaterThanOrEqual(89);
      expect(count).toBeLessThanOrEqual(100);
    }
  });

  test('by resampling hold it as often, and agree with the delta method in width', () => {
    let held = 0;
    const widths: number[] = [];
    for (let sample = 0; sample < 30; sample++) {
      const { histories } = simulate(world, 400, { seed: `bootstrap ${sample}` });
      const fit = fitProcess(bgNbd, histories);
      const draws = resample(bgNbd, histories, fit, { replicates: 60, seed: sample });
      const interval = bootstrapInterval(draws, valuesOf(bgNbd, fit.estimates), predict)!;
      if (interval.low <= predict(truth) && predict(truth) <= interval.high) held += 1;
      const smooth = deltaInterval(fit, bgNbd.parameters, predict)!;
      widths.push((interval.high - interval.low) / (smooth.high - smooth.low));
    }
    expect(held).toBeGreaterThanOrEqual(25);
    const width = widths.reduce((a, b) => a + b, 0) / widths.length;
    expect(width).toBeGreaterThan(0.85);
    expect(width).toBeLessThan(1.15);
  });

  test('say how they were made, stay in range and have no width where the model leaves no doubt', () => {
    const fit = fitProcess(bgNbd, simulate(world, 400, { seed: 'range' }).histories);
    const certain = deltaInterval(fit, bgNbd.parameters, (values) => bgNbd.alive(values, { x: 0, tx: 0, T: 40 }), 'logit');
    expect(certain).toEqual({ value: 1, low: 1, high: 1, method: 'delta' });
    const chance = deltaInterval(fit, bgNbd.parameters, alive, 'logit')!;
    expect(chance.low).toBeGreaterThan(0);
    expect(chance.low).toBeLessThan(chance.value);
    expect(chance.high).toBeGreaterThan(chance.value);
    expect(chance.high).toBeLessThan(1);
  });

  test('the interval of a parameter is its standard error on the logarithmic scale', () => {
    const fit = fitProcess(bgNbd, simulate(world, 400, { seed: 'parameter' }).histories);
    const interval = deltaInterval(fit, bgNbd.parameters, ([r]) => r!)!;
    const error = Math.log(interval.high / interval.low) / 2 / 1.959963984540054;
    expect(error).toBeCloseTo(fit.standardErrors!.r / fit.estimates.r, 6);
  });

  test('the same seed gives the same draws, and too few of them no interval', () => {
    const { histories } = simulate(world, 200, { seed: 'few' });
    const fit = fitProcess(bgNbd, histories);
    const draws = resample(bgNbd, histories, fit, { replicates: 5, seed: 1 });
    expect(resample(bgNbd, histories, fit, { replicates: 5, seed: 1 })).toEqual(draws);
    expect(bootstrapInterval(draws, valuesOf(bgNbd, fit.estimates), predict)).toBeNull();
  });

  test('without a covariance there is none by the delta method', () => {
    expect(deltaInterval({ estimates: { r: 1, alpha: 1, a: 1, b: 1 }, covariance: null }, bgNbd.parameters, predict)).toBeNull();
  });
});
