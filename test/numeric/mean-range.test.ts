import { expect, test } from 'vitest';
import { meanRange } from '#numeric/mean-range.ts';

test('four values 1, 2, 3 and 6 have the mean 3 and the standard error √(14/3)/2', () => {
  const { low, high } = meanRange(4, 12, 50)!;
  expect((low + high) / 2).toBeCloseTo(3, 12);
  expect((high - low) / 2).toBeCloseTo(1.959964 * (Math.sqrt(14 / 3) / 2), 6);
});

test('equal values have no spread, in spite of rounding; one value, unknown or impossible squares bound nothing', () => {
  const { low, high } = meanRange(3, 0.3, 0.1 ** 2 + 0.1 ** 2 + 0.1 ** 2)!;
  expect(high - low).toBeLessThan(1e-6);
  expect([meanRange(1, 5, 25), meanRange(9, 5, null), meanRange(2, 10, 40)]).toEqual([null, null, null]);
});
