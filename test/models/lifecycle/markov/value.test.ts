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

test('periods until an end, and the chance of a goal before it, are those of a coin', () => {
  const coin = [
    [0.5, 0.25, 0.25],
    [0, 1, 0],
    [0, 0, 1],
  ];
  expect(periodsUntil(coin, [1, 2])![0]).toBeCloseTo(2, 12);
  expect(chanceOf(coin, 1, 2)).toEqual([0.5, 1, 0]);
});
