import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { midRanks, spearman } from '#numeric/spearman.ts';

describe('rank correlation', () => {
  test('ranks equal values at the middle of their places', () => {
    expect([...midRanks([30, 10, 20, 10])]).toEqual([4, 1.5, 3, 1.5]);
  });

  test('is that of the textbook: IQ and hours of television, −29/165', () => {
    const iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17];
    expect(spearman(iq, hours)!.rho).toBeCloseTo(-29 / 165, 12);
  });

  test('has the interval of Bonett and Wright', () => {
    const { rho, low, high } = spearman([106, 86, 100, 101, 99, 103, 97, 113, 112, 110], [7, 0, 27, 50, 28, 29, 20, 12, 6, 17])!;
    const half = 1.959963984540054 * Math.sqrt((1 + rho ** 2 / 2) / 7);
    expect(Math.atanh(high) - Math.atanh(rho)).toBeCloseTo(half, 12);
    expect(Math.atanh(rho) - Math.atanh(low)).toBeCloseTo(half, 12);
  });

  test('is unknown for fewer than four pairs and where nothing varies', () => {
    expect(spearman([1, 2, 3], [1, 2, 3])).toBeNull();
    expect(spearman([1, 1, 1, 1], [1, 2, 3, 4])).toBeNull();
  });

  test('does not change under monotone maps, and lies in its interval', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(pairs, (list) => {
        const [x, y] = [list.map(([a]) => a), list.map(([, b]) => b)];
        const found = spearman(x, y);
        const mapped = spearman(
          x.map((value) => value ** 3 + 5),
          y,
        );
        expect(mapped).toEqual(found);
        if (found) expect(found.low <= found.rho && found.rho <= found.high && found.high <= 1 && found.low >= -1).toBe(true);
      }),
      { seed: 20_261_122, numRuns: 200 },
    );
  });
});
