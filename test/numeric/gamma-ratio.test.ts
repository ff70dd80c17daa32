import { expect, test } from 'vitest';
import { logGammaRatio } from '#numeric/gamma-ratio.ts';

test('ln Γ(x + a) − ln Γ(x) is a sum of logarithms for whole a', () => {
  for (const x of [0.3, 7, 9999, 10_000, 1e7, 1e12]) {
    const sum = [0, 1, 2].reduce((all, k) => all + Math.log(x + k), 0);
    expect(Math.abs(logGammaRatio(x, 3) / sum - 1)).toBeLessThan(1e-12 + (x < 10_000 ? 1e-11 : 0));
  }
});

test('does not jump where the series takes over, and stays exact where logarithms of gammas would cancel', () => {
  expect(logGammaRatio(10_000, 0.7)).toBeCloseTo(logGammaRatio(9999.999999, 0.7), 9);
  expect(logGammaRatio(1e15, 0.5)).toBeCloseTo(0.5 * Math.log(1e15), 12);
  expect(logGammaRatio(5, 0)).toBe(0);
});
