import { describe, expect, test } from 'vitest';
import { chanceOf, periodsUntil, presentValue } from '#models/lifecycle/markov/value.ts';

/** Four states of recency and the one of having left, of the source's example. */
const buying = [0.3, 0.2, 0.15, 0.05];
const chain = [...buying.map((p, i) => [p, 0, 0, 0, 0].map((value, j) => (j === i + 1 ? 1 - p : value))), [0, 0, 0, 0, 1]];
const rewards = [36, -4, -4, -4, 0];
const rounded = (values: number[] | null) => values!.map((value) => Number(value.toFixed(3)));

describe('the customer relationship as a chain, Pfeifer & Carraway 2000', () => {
  test('is worth what the source says within four periods', () => {
    expect(rounded(presentValue(chain, rewards, 0.2, 4))).toEqual([50.115, 4.22, 0.592, -1.98, 0]);
  });

  test('is worth what the source says without an end to counting', () => {
    expect(rounded(presentValue(chain, rewards, 0.2, null))).toEqual([52.32, 5.554, 1.251, -1.82, 0]);
  });

  test('is worth more when a customer of recency 4 is dropped', () => {
    const dropped = chain.map((row, i) => (i === 3 ? [0, 0, 0, 1, 0] : row));
    expect(rounded(presentValue(dropped, [36, -4, -4, 0, 0], 0.2, null))).toEqual([53.149, 6.621, 2.644, 0, 0]);
  });

  test('approaches the value without an end as the horizon grows', () => {
    const [far, all] = [presentValue(chain, rewards, 0.2, 400)!, presentValue(chain, rewards, 0.2, null)!];
    far.forEach((value, i) => expect(value).toBeCloseTo(all[i]!, 9));
  });

  test('C14: rewards at the middle or the end of a period are worth half a period or one less', () => {
    const [start] = presentValue(chain, rewards, 0.2, null, 'start')!;
    expect(presentValue(chain, rewards, 0.2, null, 'middle')![0]).toBeCloseTo(start! / Math.sqrt(1.2), 10);
    expect(presentValue(chain, rewards, 0.2, null, 'end')![0]).toBeCloseTo(start! / 1.2, 10);
  });

  test('has no value without an end and without interest when a reward never stops', () => {
    expect(presentValue([[1]], [1], 0, null)).toBeNull();
  });
});

/** Four states, the last of which is the end. Values of the tests of phpOMS (Karaka-Management, tests/Business/Marketing/MetricsTest.php). */
describe('the customer relationship as a chain, values of phpOMS', () => {
  const chainOf = (...buys: number[]) =>
    buys.map((p, i) => buys.map((_, j) => (j === 0 ? p : 0) + (j === Math.min(i + 1, buys.length - 1) ? 1 - p : 0)));
  const retained = chainOf(0.3, 0.2, 0.05, 0);

  test('the migration of customers: 231.08, 57.29, 21.01', () => {
    const value = presentValue(chainOf(0.5, 0.2, 0.1, 0), [100, 0, 0, 0], 0.1, null)!;
    [231.076389, 57.291667, 21.006944, 0].forEach((one, i) => expect(value[i]).toBeCloseTo(one, 6));
  });

  test('where customers of each state are after four periods', () => {
    const power = [0, 1, 2, 3].map((to) => {
      const after = (t: number): number[] =>
        presentValue(
          retained,
          retained.map((_, i) => Number(i === to)),
          0,
          t,
        )!;
      const [four, three] = [after(4), after(3)];
      return four.map((one, i) => one - three[i]!);
    });
    const printed = [
      [0.0823, 0.0973, 0.1288, 0.6916],
      [0.037, 0.0406, 0.056, 0.8664],
      [0.007, 0.008, 0.0084, 0.9766],
      [0, 0, 0, 1],
    ];
    printed.forEach((row, i) => row.forEach((chance, j) => expect(Math.abs(power[j]![i]! - chance)).toBeLessThan(6e-5)));
  });

  test('a mailing of 4 a period: 49.40, 2.69, −1.98 within four periods; 50.44, 3.14, −1.90 for ever', () => {
    const [soon, ever] = [4, null].map((horizon) => presentValue(retained, [36, -4, -4, 0], 0.2, horizon)!) as [number[], number[]];
    [49.404707, 2.6875, -1.982832, 0].forEach((one, i) => expect(soon[i]).toBeCloseTo(one, 6));
    [50.443636, 3.141818, -1.898182, 0].forEach((one, i) => expect(ever[i]).toBeCloseTo(one, 6));
  });
});

test('periods until an end, and the chance of a goal before it, are those of a coin', () => {
  const coin = [
    [0.5, 0.25, 0.25],
    [0, 1, 0],
    [0, 0, 1],
  ];
  expect(periodsUntil(coin, [1, 2])![0]).toBeCloseTo(2, 12);
  expect(chanceOf(coin, 1, 2)).toEqual([0.5, 1, 0]);
});
