import { expect, test } from 'vitest';
import { claimsOf } from '#models/lifecycle/hmm/claims.ts';

test('C16: the interval of the one effect of ten that is told apart is one of 99.5 %, the others keep 95 %', () => {
  const effects = [{ effect: 4, error: 1 }, ...Array.from({ length: 9 }, () => ({ effect: 0.5, error: 1 }))];
  const [clear, other] = claimsOf(effects, 0.05);
  expect(clear).toMatchObject({ clear: true });
  expect(clear!.low).toBeCloseTo(4 - 2.807034, 5);
  expect(clear!.high).toBeCloseTo(4 + 2.807034, 5);
  expect(other).toMatchObject({ clear: false });
  expect(other!.high).toBeCloseTo(0.5 + 1.959964, 5);
});

test('where all are told apart nothing was picked, and where there is no error nothing is claimed', () => {
  expect(claimsOf([{ effect: 9, error: 1 }], 0.05)[0]!.low).toBeCloseTo(9 - 1.959964, 5);
  expect(claimsOf([{ effect: 9, error: null }], 0.05)).toEqual([{ p: null, clear: false, low: null, high: null }]);
});

test('an effect that is told apart keeps an interval that excludes 0', () => {
  const effects = [3.1, 2.9, 2.6, 0.1, -0.4, 0.9, -1.2, 0.3].map((effect) => ({ effect, error: 1 }));
  for (const { clear, low } of claimsOf(effects, 0.05)) if (clear) expect(low!).toBeGreaterThan(0);
});
