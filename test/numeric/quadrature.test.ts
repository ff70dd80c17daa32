import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaNodes, meanOver } from '#numeric/beta-mean.ts';
import { gaussLegendre, integrate } from '#numeric/gauss-legendre.ts';

const shape = fc.double({ min: 0.01, max: 3000, noNaN: true });

describe('means over a beta', () => {
  test('the shares add up to 1, and the first two moments are those of the beta', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const nodes = betaNodes(a, b);
        const mean = a / (a + b);
        expect(meanOver(nodes, () => 1)).toBeCloseTo(1, 12);
        expect(meanOver(nodes, (p) => p) / mean).toBeCloseTo(1, 8);
        expect(meanOver(nodes, (p) => p * p) / ((mean * (a + 1)) / (a + b + 1))).toBeCloseTo(1, 8);
      }),
      { seed: 5 },
    );
  });

  test.each([
    [1, 1, 1, 1, Math.LN2],
    [2, 1, 1, 1e6, 1 / (1 + 1e6)],
    [0.5, 0.5, 0.5, 1, (2 / Math.PI) * 1.3110287771461],
  ])('the mean of (1 + pz)^−s is Gauss’s ₂F₁(s, a; a + b; −z): s = %d, Beta(%d, %d), z = %d', (s, a, b, z, wanted) => {
    expect(meanOver(betaNodes(a, b), (p) => (1 + p * z) ** -s) / wanted).toBeCloseTo(1, 10);
  });
});

describe('Gauss–Legendre', () => {
  test.each([1, 2, 5, 16])('order %d is exact for powers up to twice the order less one', (n) => {
    const { at, weight } = gaussLegendre(n);
    for (let power = 0; power < 2 * n; power++) {
      const sum = at.reduce((total, x, i) => total + weight[i]! * x ** power, 0);
      expect(sum).toBeCloseTo(power % 2 ? 0 : 2 / (power + 1), 12);
    }
  });

  test('pieces add up', () => {
    expect(integrate(Math.exp, 0, 7, 2, gaussLegendre(16))).toBeCloseTo(Math.E ** 7 - 1, 9);
    expect(integrate(Math.exp, 3, 3, 2, gaussLegendre(16))).toBe(0);
  });
});
