import { expect, test } from 'vitest';
import { differenceOf } from '#numeric/mover.ts';
import { wilson } from '#numeric/wilson.ts';

test('the difference of 56 of 70 and 48 of 80 has the interval that Newcombe prints, 0.0524 to 0.3339', () => {
  const of = (k: number, n: number) => ({ value: k / n, ...wilson(k, n)! });
  const { value, low, high } = differenceOf(of(48, 80), of(56, 70));
  expect([value, low, high].map((end) => Number(end.toFixed(4)))).toEqual([0.2, 0.0524, 0.3339]);
});

test('it can be sure where the two intervals still overlap', () => {
  const [from, to] = [
    { value: 10, low: 8, high: 12 },
    { value: 13.5, low: 11.5, high: 15.5 },
  ];
  expect(to.low).toBeLessThan(from.high);
  expect(differenceOf(from, to).low).toBeGreaterThan(0);
});
