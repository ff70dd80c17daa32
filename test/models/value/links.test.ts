import { describe, expect, test } from 'vitest';
import { random } from '#numeric/random.ts';
import { linkEstimate } from '#models/value/links/estimate.ts';
import { wilson } from '#numeric/wilson.ts';

const go = { aborted: false };
const settings = { seed: 1, replicates: 400 };
const one = (num: number, den: number, cases = den) => [{ block: 0, cases, num, den }];
const many = (mean: number, n = 200) => {
  const next = random(`links ${mean}`);
  return Array.from({ length: n }, (_, block) => ({ block, cases: 1, num: mean * 2 * next(), den: 1 }));
};

describe('C15: the number of a link', () => {
  test('a share has the interval of Wilson, and its change that of Newcombe', () => {
    const { value, low, high, n, change, changeLow, changeHigh } = linkEstimate('rate', one(56, 70), one(48, 80), settings, go);
    expect(wilson(56, 70)).toEqual({ low, high });
    expect([value, n]).toEqual([0.8, 70]);
    expect(change).toBeCloseTo(0.2, 12);
    expect(changeLow).toBeCloseTo(0.0524, 3); // Newcombe 1998, table II, method 10, 56/70 - 48/80
    expect(changeHigh).toBeCloseTo(0.3339, 3);
  });

  test('a mean has a band that holds it, narrower with more customers, and the same on every run', () => {
    const wide = linkEstimate('ratio', many(10, 40), [], settings, go);
    const narrow = linkEstimate('ratio', many(10, 200), [], settings, go);
    for (const { value, low, high } of [wide, narrow]) expect(low! < value! && value! < high!).toBe(true);
    expect(narrow.high! - narrow.low!).toBeLessThan(wide.high! - wide.low!);
    expect(linkEstimate('ratio', many(10, 200), [], settings, go)).toEqual(narrow);
  });

  test('a change in the mean is sure when it is large, and not when there is none', () => {
    const sure = linkEstimate('ratio', many(20), many(10), settings, go);
    expect(sure.changeLow!).toBeGreaterThan(0);
    const none = linkEstimate('ratio', many(10), many(10), settings, go);
    expect([none.change, none.changeLow, none.changeHigh]).toEqual([0, 0, 0]);
  });

  test('a ratio whose denominator is nothing, or may be, is not told', () => {
    expect(linkEstimate('ratio', one(3, 0, 5), [], settings, go)).toMatchObject({ value: null, n: 5 });
    const shaky = [...one(5, 10, 1), { block: 1, cases: 1, num: 5, den: -9 }];
    expect(linkEstimate('ratio', shaky, [], settings, go)).toMatchObject({ value: null, low: null });
    expect(linkEstimate('rate', [], [], settings, go)).toMatchObject({ value: null, n: 0 });
  });

  test('a count has no interval', () => {
    expect(linkEstimate('count', one(12, 0, 12), one(9, 0, 9), settings, go)).toMatchObject({ value: 12, change: 3, low: null });
  });

  test('stops when asked to', () => {
    expect(() => linkEstimate('rate', [], [], settings, { aborted: true })).toThrow('model/stopped');
  });
});
