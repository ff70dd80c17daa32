import { expect, test } from 'vitest';
import { correlationOf, differenceOf } from '#numeric/mover.ts';
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

test('two shares of the same customers: 20 of 50 stay, 5 come and 10 go; the correlation is that of the fourfold table', () => {
  const same = { from: { k: 30, n: 50 }, to: { k: 25, n: 50 }, again: { n: 50, from: 30, to: 25, stayed: 20 } };
  const phi = (20 * 15 - 10 * 5) / Math.sqrt(30 * 20 * 25 * 25);
  expect(correlationOf(same)).toBeCloseTo(phi, 12);
  const of = ({ k, n }: { k: number; n: number }) => ({ value: k / n, ...wilson(k, n)! });
  const [apart, paired] = [differenceOf(of(same.from), of(same.to)), differenceOf(of(same.from), of(same.to), phi)];
  expect(paired.high - paired.low).toBeLessThan(0.85 * (apart.high - apart.low));
});

test('a share that nobody left or came to differs by nothing; one half of whose customers are new goes together half as much', () => {
  const share = { k: 20, n: 50 };
  expect(correlationOf({ from: share, to: share, again: { n: 50, from: 20, to: 20, stayed: 20 } })).toBe(1);
  const bounds = { value: 0.4, ...wilson(20, 50)! };
  expect(differenceOf(bounds, { ...bounds, low: 0.4 - (bounds.high - 0.4), high: 0.4 + (0.4 - bounds.low) }, 1)).toEqual({
    value: 0,
    low: 0,
    high: 0,
  });
  expect(correlationOf({ from: share, to: { k: 40, n: 100 }, again: { n: 50, from: 20, to: 20, stayed: 20 } })).toBeCloseTo(
    Math.SQRT1_2,
    12,
  );
  expect(correlationOf({ from: { k: 0, n: 9 }, to: share, again: { n: 9, from: 0, to: 3, stayed: 0 } })).toBe(0);
});
