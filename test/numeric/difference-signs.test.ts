import { expect, test } from 'vitest';
import { differenceSigns } from '#numeric/difference-signs.ts';

test('four values that all rise come by chance once in 24, five once in 120', () => {
  expect(differenceSigns(3, 0)).toBeCloseTo(2 / 24, 12);
  expect(differenceSigns(4, 0)).toBeCloseTo(2 / 120, 12);
  expect(differenceSigns(0, 4)).toBeCloseTo(2 / 120, 12);
});

test('half rises, or nothing to compare, is no sign of anything', () => {
  expect(differenceSigns(2, 2)).toBe(1);
  expect(differenceSigns(1, 0)).toBe(1);
  expect(differenceSigns(0, 0)).toBe(1);
});

test('is the normal approximation of Moore and Wallis for many values', () => {
  // 17 rises among 25 differences: z = (17 − .5 − 12.5)/√(27/12)
  expect(differenceSigns(17, 8)).toBeCloseTo(0.0077, 2);
});
