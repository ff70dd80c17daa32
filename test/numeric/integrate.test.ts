import { describe, expect, it } from 'vitest';
import { integrateTo } from '#numeric/integrate.ts';
import { rising } from '#numeric/rising.ts';
import { digamma, logGamma } from '#numeric/special.ts';

describe('adaptive integration', () => {
  it.each([
    ['a polynomial', (x: number) => x ** 5 - 2 * x, 0, 3, 3 ** 6 / 6 - 9],
    ['a narrow peak', (x: number) => 1 / (1e-4 + (x - 0.3) ** 2), 0, 1, 100 * (Math.atan(70) + Math.atan(30))],
    ['a fast decay', (x: number) => Math.exp(-500 * x), 0, 10, 1 / 500],
    ['a root at the edge', (x: number) => Math.sqrt(x), 0, 1, 2 / 3],
    ['waves', (x: number) => Math.sin(40 * x), 0, 2, (1 - Math.cos(80)) / 40],
  ])('%s', (_, f, from, to, wanted) => {
    expect(Math.abs(integrateTo(f, from, to) - wanted)).toBeLessThan(1e-10 * Math.max(1, Math.abs(wanted)));
  });

  it('is 0 over nothing', () => {
    expect(integrateTo(Math.exp, 2, 2)).toBe(0);
  });
});

describe('rising factorials', () => {
  it('are those of the gamma function and of its slope', () => {
    for (const base of [0.01, 0.55, 7, 900]) {
      const { log, slope } = rising(base, 300);
      for (const k of [0, 1, 17, 300]) {
        expect(Math.abs(log[k]! - (logGamma(base + k) - logGamma(base)))).toBeLessThan(1e-10 * (1 + Math.abs(log[k]!)));
        expect(Math.abs(slope[k]! - (digamma(base + k) - digamma(base)))).toBeLessThan(1e-10 * (1 + slope[k]!));
      }
    }
  });
});
