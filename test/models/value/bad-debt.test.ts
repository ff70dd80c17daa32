import { describe, expect, test } from 'vitest';
import { badDebt } from '#models/value/bad-debt/definition.ts';
import { lossRanges } from '#models/value/bad-debt/range.ts';
import { lossRates, rollMatrix } from '#models/value/bad-debt/rates.ts';
import { random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';

const go = { aborted: false };
const open = [1000, 500, 200, 100, 50].map((amount, bucket) => ({ bucket, amount }));
const roll = (from: number, to: number, documents: number, amount: number) => ({ from, to, documents, amount });
const past = [...[0, 1, 2, 3].flatMap((bucket) => [roll(bucket, 5, 40, 700), roll(bucket, bucket + 1, 20, 300)]), roll(4, 4, 10, 100)];

describe('bad debt', () => {
  test('without a past the usual rates are assumed, and said to be', () => {
    const { estimates, warnings } = badDebt.fit({ open, rolls: [], sales: 18_500, days: 365 }, badDebt.defaults, go);
    expect(estimates).toMatchObject({ source: 'assumed', open: 1850, dso: 36.5 });
    expect(estimates!.expectedLoss).toBeCloseTo(1000 * 0.01 + 500 * 0.05 + 200 * 0.2 + 100 * 0.5 + 50);
    expect(warnings[0]!.code).toBe('bad-debt-rates-assumed');
  });

  test('own rates are the chance to reach the last bucket: .3 to the power of the months left', () => {
    const { estimates } = badDebt.fit({ open, rolls: past, sales: 0, days: 0 }, badDebt.defaults, go);
    expect(estimates!.source).toBe('own');
    [0.3 ** 4, 0.3 ** 3, 0.09, 0.3, 1].forEach((rate, bucket) => expect(estimates!.rates[bucket]).toBeCloseTo(rate, 10));
    expect(estimates!.dso).toBeNull();
  });

  test('money that stays where it is waits for its fate: half stays, a quarter rolls on, a quarter is paid, so half is lost', () => {
    const rolls = [roll(0, 0, 60, 50), roll(0, 1, 30, 25), roll(0, 2, 30, 25)];
    expect(lossRates(rollMatrix(rolls, 2), 30)).toEqual([expect.closeTo(0.5, 10), 1]);
  });

  test('a bucket seen too rarely, or never left, gives no own rates', () => {
    expect(lossRates(rollMatrix([roll(0, 1, 29, 5)], 2), 30)).toBeNull();
    expect(lossRates(rollMatrix([roll(0, 0, 90, 5)], 2), 30)).toBeNull();
  });
});

describe('the interval of the expected loss', () => {
  const [count, replicates] = [40, 400];
  const next = random(4);
  const weights = Uint8Array.from({ length: count * replicates }, () => poisson(next, 1));
  const draws = { weights, count, replicates };
  /** Of two buckets: of `of` customers with one document of 10 each, every fourth rolls on to the last bucket. */
  const customers = (of: number, rolls = (i: number) => i % 4 === 0) =>
    Array.from({ length: of }, (_, i) => ({ block: i % count, from: 0, to: rolls(i) ? 1 : 2, documents: 1, amount: 10 }));

  test('holds the rate of a quarter with the spread of as many customers', () => {
    const { all, buckets } = lossRanges([1000, 0], customers(40), draws, go);
    const error = 1000 * Math.sqrt((0.25 * 0.75) / 40);
    expect(all!.low).toBeLessThan(250);
    expect(all!.high).toBeGreaterThan(250);
    expect((all!.high - all!.low) / (2 * 1.96 * error)).toBeGreaterThan(0.8);
    expect((all!.high - all!.low) / (2 * 1.96 * error)).toBeLessThan(1.2);
    expect(buckets).toEqual([all, null]);
  });

  test('a hundred documents of one customer say no more than one', () => {
    const one = lossRanges([1000, 0], customers(40), draws, go).all!;
    const many = lossRanges(
      [1000, 0],
      customers(40).flatMap((roll) => Array.from({ length: 100 }, () => roll)),
      draws,
      go,
    ).all!;
    expect(many).toEqual({ low: expect.closeTo(one.low, 9), high: expect.closeTo(one.high, 9) });
  });

  test('debts that never were lost, or never left, bound nothing; an abort stops', () => {
    expect(
      lossRanges(
        [1000, 0],
        customers(40, () => false),
        draws,
        go,
      ).all,
    ).toBeNull();
    expect(lossRanges([1000, 0], [], draws, go).all).toBeNull();
    expect(() => lossRanges([1000, 0], customers(40), draws, { aborted: true })).toThrow();
  });
});
