import { describe, expect, test } from 'vitest';
import { kaplanMeierModel } from '#models/survival/kaplan-meier/definition.ts';
import type { Life } from '#models/survival/lives.ts';
import { logRank } from '#models/survival/log-rank.ts';
import { nelsonAalen } from '#models/survival/nelson-aalen.ts';

const go = { aborted: false };
const life = (time: number, cause = 1, more: Partial<Life> = {}): Life => ({ entry: 0, time, cause, weight: 1, ...more });
/** Freireich et al. 1963: weeks in remission; negative = still in remission when last seen. */
const drug = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
const lives = (weeks: readonly number[]): Life[] => weeks.map((one) => life(Math.abs(one), Number(one > 0)));

describe('Kaplan–Meier as a model', () => {
  test('answers the curve in columns, and the median with its interval', () => {
    const { estimates, diagnostics } = kaplanMeierModel.fit({ lives: lives(drug) }, {}, go);
    const at = estimates!.times.indexOf(22);
    expect(estimates!.median).toBe(23);
    expect(estimates!.atRisk[at]).toBe(7);
    expect(estimates!.survival[at]).toBeCloseTo(0.5378, 4);
    expect([estimates!.low[at], estimates!.high[at]]).toEqual([expect.closeTo(0.2678, 3), expect.closeTo(0.7468, 3)]);
    expect(diagnostics).toEqual({ n: 21, ended: 9, medianLow: 13, medianHigh: null });
  });

  test('is refused without a life under observation', () => {
    expect(kaplanMeierModel.fit({ lives: [life(3, 1, { entry: 3 })] }, {}, go)).toMatchObject({
      estimates: null,
      reason: { code: 'survival-no-lives' },
    });
  });
});

describe('Nelson–Aalen', () => {
  test('adds up ends over those at risk, with delayed entry, weights and ties', () => {
    const steps = nelsonAalen([life(2), life(2), life(3, 0), life(5, 2, { entry: 2, weight: 2 }), life(7, 0)]);
    expect(steps.map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [2, 4],
      [3, 4],
      [5, 3],
      [7, 1],
    ]);
    expect(steps.map(({ hazard }) => hazard)).toEqual([2 / 4, 2 / 4, 2 / 4 + 2 / 3, 2 / 4 + 2 / 3]);
    expect(steps.at(-1)!.variance).toBeCloseTo(2 / 16 + 2 / 9, 12);
    expect(steps.every(({ low, hazard, high }) => low! < hazard && hazard < high!)).toBe(true);
  });

  test('has no interval before the first end', () => {
    expect(nelsonAalen([life(1, 0), life(2)])[0]).toMatchObject({ hazard: 0, variance: 0, low: null, high: null });
  });
});

/** The test written out as tables of two groups, one time after another: Mantel's formula. */
function mantel(a: readonly Life[], b: readonly Life[], weigh: (lasting: number) => number = () => 1): number {
  const all = [...a, ...b];
  const at = (some: readonly Life[], t: number) =>
    some.filter(({ entry, time }) => entry < t && time >= t).reduce((sum, { weight }) => sum + weight, 0);
  const dies = (some: readonly Life[], t: number) =>
    some.filter(({ time, cause }) => time === t && cause > 0).reduce((sum, { weight }) => sum + weight, 0);
  let [gap, variance, lasting] = [0, 0, 1];
  const ends = new Set(all.filter(({ cause }) => cause > 0).map(({ time }) => time));
  for (const t of [...ends].sort((x, y) => x - y)) {
    const [n, na, d] = [at(all, t), at(a, t), dies(all, t)];
    const weight = weigh(lasting);
    gap += weight * (dies(a, t) - (d * na) / n);
    if (n > 1) variance += (weight ** 2 * d * na * (n - na) * (n - d)) / (n * n * (n - 1));
    lasting *= 1 - d / n;
  }
  return gap ** 2 / variance;
}

describe('Log-rank test', () => {
  test('answers the published comparison of the remission data', () => {
    const { chiSquare, degrees, p, groups } = logRank([lives(drug), lives(placebo)])!;
    expect(chiSquare).toBeCloseTo(16.793, 3);
    expect(degrees).toBe(1);
    expect(p).toBeCloseTo(4.17e-5, 7);
    expect(groups.map(({ observed }) => observed)).toEqual([9, 21]);
    expect(groups.map(({ expected }) => expected)).toEqual([expect.closeTo(19.251, 3), expect.closeTo(10.749, 3)]);
  });

  test('is the sum of tables of two groups, with delayed entry and weights', () => {
    const a = [life(3), life(4, 0), life(6, 1, { entry: 2 }), life(8, 1, { weight: 3 })];
    const b = [life(1), life(3, 1, { weight: 2 }), life(5, 1, { entry: 4 }), life(8), life(9, 0)];
    expect(logRank([a, b])!.chiSquare).toBeCloseTo(mantel(a, b), 10);
  });

  test('counts a weight as so many lives, and does not care about the order of groups', () => {
    const groups = [lives(drug), lives(placebo).slice(0, 10), lives(placebo).slice(10)];
    const twice = logRank(groups.map((some) => [...some, ...some]))!;
    const weighted = logRank(groups.map((some) => some.map((one) => ({ ...one, weight: 2 }))))!;
    expect(weighted.chiSquare).toBeCloseTo(twice.chiSquare, 9);
    expect(logRank([...groups].reverse())!.chiSquare).toBeCloseTo(logRank(groups)!.chiSquare, 9);
    expect(weighted.degrees).toBe(2);
  });

  test('gives no difference to equal groups, and weighs early or late times on demand', () => {
    expect(logRank([lives(drug), lives(drug)])).toMatchObject({ chiSquare: 0, p: 1 });
    const two = [lives(drug), lives(placebo)] as const;
    expect(logRank(two, { rho: 1 })!.chiSquare).toBeCloseTo(
      mantel(...two, (lasting) => lasting),
      9,
    );
    expect(logRank(two, { gamma: 1 })!.chiSquare).toBeCloseTo(
      mantel(...two, (lasting) => 1 - lasting),
      9,
    );
  });

  test('has no answer with one group, or when groups were never at risk together', () => {
    expect(logRank([lives(drug)])).toBeNull();
    expect(logRank([[life(1), life(2)], [life(9, 1, { entry: 5 })]])).toBeNull();
    expect(logRank([lives(drug), []])).toBeNull();
  });
});
