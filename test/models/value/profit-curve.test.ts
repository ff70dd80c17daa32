import { describe, expect, it } from 'vitest';
import { profitCurve } from '#models/value/profit-curve/definition.ts';

const go = { aborted: false };
const fit = (means: number[], more: Partial<Parameters<typeof profitCurve.fit>[0]> = {}, n = 100) =>
  profitCurve.fit({ ages: means.map((mean, age) => ({ age, n, profit: mean * n })), replicates: [], ...more }, profitCurve.defaults, go);

describe('the profit curve', () => {
  it('adds up the card of Reichheld & Sasser: −51, then 30, 42, 44, 49, 55', () => {
    const { estimates } = fit([-51, 30, 42, 44, 49, 55]);
    expect(estimates!.ages.map(({ cumulative }) => cumulative)).toEqual([-51, -21, 21, 65, 114, 169]);
    expect(estimates!.breakEvenAge).toBe(2);
  });
  it('breaks even where it stays at or above 0, not where it first touches it', () => {
    expect(fit([-10, 15, -20, 5, 20]).estimates!.breakEvenAge).toBe(4);
    expect(fit([-10, 10]).estimates!.breakEvenAge).toBe(1);
    expect(fit([5, 5]).estimates!.breakEvenAge).toBe(0);
    expect(fit([-10, 5]).estimates!.breakEvenAge).toBeNull();
    expect(fit([10, -20]).estimates!.breakEvenAge).toBeNull();
  });
  it('divides by the customers observed at each age and stops where they are few', () => {
    const ages = [
      { age: 0, n: 100, profit: -1000 },
      { age: 1, n: 50, profit: 500 },
      { age: 2, n: 19, profit: 9999 },
      { age: 3, n: 25, profit: 9999 },
    ];
    const { estimates, diagnostics } = profitCurve.fit({ ages, replicates: [] }, profitCurve.defaults, go);
    expect(estimates!.ages.map(({ profit }) => profit)).toEqual([-10, 10]);
    expect(diagnostics.agesCut).toBe(2);
  });
  it('takes its bands from the replicates, percentiles 2.5 and 97.5', () => {
    const replicates = Array.from({ length: 201 }, (_, replicate) =>
      [0, 1].map((age) => ({ replicate, age, n: 10, profit: 10 * (age === 0 ? -100 : replicate) })),
    ).flat();
    const { estimates } = fit([-100, 100], { replicates });
    expect(estimates!.ages[1]).toMatchObject({ profitLow: 5, profitHigh: 195, low: -95, high: 95 });
    expect(estimates!.breakEvenShare).toBeCloseTo(101 / 201, 10);
    expect(estimates!.breakEvenLow).toBe(1);
    expect(estimates!.breakEvenHigh).toBeNull();
  });
  it('has no bands without replicates, and no curve without customers', () => {
    expect(fit([1, 2]).estimates!.ages[0]).toMatchObject({ low: null, high: null });
    expect(fit([1, 2], {}, 19).reason).toEqual({ code: 'profit-few-customers', parameters: { have: 19, need: 20 } });
    expect(fit([]).estimates).toBeNull();
  });
  it('a replicate without weight at an age counts as 0 there, never as NaN', () => {
    const { estimates } = fit([1], { replicates: [{ replicate: 0, age: 0, n: 0, profit: 0 }] });
    expect(estimates!.ages[0]).toMatchObject({ low: 0, high: 0 });
  });
});
