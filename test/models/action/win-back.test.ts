import { describe, expect, test } from 'vitest';
import { returnChance, returnCurve } from '#models/action/win-back/returns.ts';
import { expectedValue, secondLifeRatio } from '#models/action/win-back/value.ts';

const spells = [
  { periods: 1, returned: true, n: 2 },
  { periods: 2, returned: false, n: 4 },
  { periods: 3, returned: true, n: 1 },
  { periods: 4, returned: false, n: 3 },
];

describe('the curve of returns', () => {
  test('is the product limit: who is still away is at risk as long as the period of the return was observed', () => {
    const curve = returnCurve(spells, 1);
    expect(curve.map(({ atRisk, returned }) => [atRisk, returned])).toEqual([
      [10, 2],
      [4, 0],
      [4, 1],
    ]);
    expect(curve.map(({ share }) => share)).toEqual([0.2, 0.2, 0.4].map((share) => expect.closeTo(share, 10) as number));
    for (const { low, share, high } of curve) expect(low <= share && share <= high).toBe(true);
  });

  test('C5: who ended in the last complete period says nothing about returns yet', () => {
    const open = { periods: 1, returned: false, n: 10 };
    expect(returnCurve([open, { periods: 1, returned: true, n: 5 }, { periods: 2, returned: false, n: 5 }], 1)).toMatchObject([
      { periods: 1, atRisk: 10, returned: 5, share: 0.5 },
    ]);
    expect(returnCurve([open], 1)).toEqual([]);
  });

  test('stops where fewer than the smallest risk set are left, and is empty for nobody', () => {
    expect(returnCurve(spells, 5)).toHaveLength(1);
    expect(returnCurve([], 5)).toEqual([]);
  });

  test('the chance of a customer is conditional on having stayed away so far', () => {
    const curve = returnCurve(spells, 1);
    expect(returnChance(curve, 1, 4)).toBeCloseTo(0.4);
    expect(returnChance(curve, 3, 2)).toBeCloseTo(0.25);
    expect(returnChance(curve, 9, 12)).toBe(0);
    expect(returnChance([], 1, 12)).toBe(0);
  });
});

test('a second life is measured where enough came back, else taken for the first and called assumed', () => {
  const lives = { n: 12, firstProfit: 1200, firstPeriods: 100, secondProfit: 300, secondPeriods: 50 };
  expect(secondLifeRatio(lives, 10)).toEqual({ ratio: 0.5, assumed: false });
  expect(secondLifeRatio({ ...lives, n: 9 }, 10)).toEqual({ ratio: 1, assumed: true });
  expect(secondLifeRatio({ ...lives, firstProfit: null }, 10)).toEqual({ ratio: 1, assumed: true });
  expect(expectedValue(0.1, 500, 20)).toBe(30);
});
