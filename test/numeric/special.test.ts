import { describe, expect, test } from 'vitest';
import { betaBelow, digamma, logAdd, logGamma, logRising, logSubtract, slopeOfRising } from '#numeric/special.ts';

describe('rising factorials', () => {
  test.each([0, 1, 7, 40, 41, 500])('ln (a)ₙ and its slope are differences of ln Γ and ψ: n = %d', (n) => {
    for (const a of [0.05, 1, 3.7, 90]) {
      expect(logRising(a, n)).toBeCloseTo(logGamma(a + n) - logGamma(a), 9);
      expect(slopeOfRising(a, n)).toBeCloseTo(digamma(a + n) - digamma(a), 9);
    }
  });

  test('a large base loses nothing', () => {
    expect(logRising(1e12, 2)).toBeCloseTo(2 * Math.log(1e12), 11);
  });
});

describe('sums of numbers given by their logarithms', () => {
  test('do not overflow, and take −∞ for zero', () => {
    expect(logAdd(2000, 2000)).toBeCloseTo(2000 + Math.LN2, 12);
    expect(logAdd(-Infinity, 3)).toBe(3);
    expect(logSubtract(Math.log(5), Math.log(3))).toBeCloseTo(Math.LN2, 12);
    expect(logSubtract(3, -Infinity)).toBe(3);
    expect(logSubtract(3, 3)).toBe(-Infinity);
  });
});

test('the chance of a beta number below x', () => {
  expect(betaBelow(0.5, 2, 2)).toBeCloseTo(0.5, 12);
  expect(betaBelow(0.25, 1, 3)).toBeCloseTo(1 - 0.75 ** 3, 12);
});
