import { expect, test } from 'vitest';
import { computeStatistics } from '#statistics/compute.ts';
import { profitRankYoung } from '#statistics/profit-rank-young.ts';
import { profitRank } from '#statistics/profit-rank.ts';
import { build, engineWith, sale } from '../panel/tables.ts';

test('the young part of a bin is that of customers of fewer than four complete periods', async () => {
  const orders = [
    sale('old', '2024-01-05', 50),
    sale('old', '2024-12-20', 50),
    sale('young', '2024-10-05', 20),
    sale('late', '2024-12-28', 5),
  ];
  const engine = await engineWith({ orders });
  const { asOf } = await build(engine, { period: 'month', asOf: '2024-12-31', margin: 0.5 });
  const found = await computeStatistics(engine, [profitRank, profitRankYoung], { asOf }, new AbortController().signal);
  expect(found.profit_rank!.map(({ profit }) => profit)).toEqual([500_000, 100_000, 25_000]);
  expect(found.profit_rank_young).toEqual([
    { bin: 1, customers: 1, profit: 100_000, amount: 200_000 },
    { bin: 2, customers: 1, profit: 25_000, amount: 50_000 },
  ]);
});
