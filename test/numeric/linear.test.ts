import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaQuantile } from '#numeric/beta.ts';
import { chiSquareUpper } from '#numeric/chi-square.ts';
import { invert, solve } from '#numeric/linear.ts';

describe('linear systems', () => {
  test('a system that needs its rows exchanged is solved', () => {
    expect(
      solve(
        [
          [0, 2],
          [3, 1],
        ],
        [4, 5],
      ),
    ).toEqual([1, 2]);
  });

  test('a singular one has no solution and no inverse', () => {
    const singular = [
      [1, 2],
      [2, 4],
    ];
    expect(solve(singular, [1, 2])).toBeNull();
    expect(invert(singular)).toBeNull();
  });

  test('a matrix times its inverse is one, and the input is left as it was', () => {
    const entry = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.array(entry, { minLength: 5, maxLength: 5 }), { minLength: 5, maxLength: 5 }), (rows) => {
        const matrix = rows.map((row, i) => row.map((value, j) => (i === j ? value + 60 : value)));
        const before = structuredClone(matrix);
        const inverse = invert(matrix)!;
        for (let i = 0; i < 5; i++)
          for (let j = 0; j < 5; j++) {
            const product = matrix[i]!.reduce((sum, value, k) => sum + value * inverse[k]![j]!, 0);
            expect(product).toBeCloseTo(Number(i === j), 10);
          }
        expect(matrix).toEqual(before);
      }),
      { seed: 3, numRuns: 50 },
    );
  });
});

describe('distributions', () => {
  test.each([
    [0.025, 1, 1, 0.025],
    [0.5, 0.5, 0.5, 0.5],
    [0.25, 2, 1, 0.5],
    [0.025, 1, 50, 1 - 0.975 ** (1 / 50)],
    [0.9, 20, 1, 0.9 ** (1 / 20)],
  ])('the %d quantile of Beta(%d, %d) is %d', (p, a, b, value) => {
    expect(betaQuantile(p, a, b)).toBeCloseTo(value, 10);
  });

  test.each([
    [3.841, 1, 0.05],
    [5.991, 2, 0.05],
    [23.209, 10, 0.01],
  ])('χ² of %d with %d degrees of freedom is exceeded with probability %d', (x, degrees, p) => {
    expect(chiSquareUpper(x, degrees)).toBeCloseTo(p, 4);
    expect(chiSquareUpper(0, degrees)).toBe(1);
  });
});
