import { describe, expect, test } from 'vitest';
import { badDebt } from '#models/value/bad-debt/definition.ts';
import { lossRates, rollMatrix } from '#models/value/bad-debt/rates.ts';

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
