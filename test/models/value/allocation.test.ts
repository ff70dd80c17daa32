import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deferredCost, expectedLife } from '#models/value/allocation/amortise.ts';
import { compareAllocations } from '#models/value/allocation/compare.ts';
import { scatterCells } from '#models/value/scatter/cells.ts';

describe('C12: two allocations of the same costs', () => {
  test('agree by rank, and differ by who changes sign and what moves', () => {
    const found = compareAllocations({ activity: [10, -5, 3, 0, 2], amount: [6, 1, 2, 0, 1] });
    expect(found).toMatchObject({ n: 5, changing: 1, losing: { activity: 1, amount: 0 }, moved: (4 + 6 + 1 + 0 + 1) / 2 });
    expect(found.rank!.rho).toBeCloseTo(8 / Math.sqrt(95), 12);
  });

  test('move nothing when they are the same', () => {
    expect(compareAllocations({ activity: [1, -2, 3, 4], amount: [1, -2, 3, 4] })).toEqual({
      n: 4,
      rank: { rho: 1, low: 1, high: 1 },
      changing: 0,
      losing: { activity: 1, amount: 1 },
      moved: 0,
    });
  });
});

describe('C12: acquisition as an investment', () => {
  test('is written off evenly over the life that lived days and ends let expect', () => {
    expect(expectedLife(1000, 4)).toBe(250);
    expect(deferredCost(80, 100, false, 250)).toBe(48);
    expect(deferredCost(80, 300, false, 250)).toBe(0);
    expect(deferredCost(80, 100, true, 250)).toBe(0);
  });

  test('cannot be spread while nobody has ended', () => {
    expect(expectedLife(1000, 0)).toBeNull();
  });
});

describe('the cells of a scatter', () => {
  const many = fc.array(fc.tuple(fc.integer({ min: -1_000_000, max: 9_000_000 }), fc.integer({ min: -1_000_000, max: 9_000_000 })), {
    minLength: 11,
    maxLength: 200,
  });

  test('hold every customer once, inside their bounds, and never straddle zero', () => {
    fc.assert(
      fc.property(many, (list) => {
        const points = { ids: list.map((_, index) => `c${index}`), x: list.map(([x]) => x), y: list.map(([, y]) => y) };
        const cells = scatterCells(points, 10, 6, 4);
        expect(cells.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual(list.map((_, index) => index));
        for (const { members, bounds } of cells) {
          for (const [axis, values] of [
            ['x', points.x],
            ['y', points.y],
          ] as const) {
            const [from, to] = bounds![axis];
            expect(from >= 0 || to <= 0).toBe(true);
            for (const member of members) {
              expect(values[member]!).toBeGreaterThanOrEqual(from - 1);
              expect(values[member]!).toBeLessThanOrEqual(to + 1);
            }
          }
        }
      }),
      { seed: 20_261_122, numRuns: 100 },
    );
  });

  test('are the customers themselves while they are few', () => {
    expect(scatterCells({ ids: ['a', 'b'], x: [1, 2], y: [3, 4] }, 10, 6, 4)).toEqual([
      { members: [0], bounds: null },
      { members: [1], bounds: null },
    ]);
  });
});
