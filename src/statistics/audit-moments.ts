import { periodMoments } from '#panel/audit-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'audit-moments';
const names = ['active', 'orders', 'amount', 'profit'].flatMap((name) => [`${name}_before`, `${name}_now`]);
const products = names.flatMap((a, i) => names.slice(i).map((b) => `${a}__${b}`));
const money = (name: string): boolean => /amount|profit/.test(name);
const schema: Record<string, StatisticType> = {
  ...{ n: 'integer', months: 'integer', before_from: 'date', now_from: 'date', now_to: 'date' },
  ...Object.fromEntries([...names, ...products].map((name) => [name, 'number'] as const)),
} as Record<string, StatisticType>;
const nullable = [...names, ...products].filter(money);

/**
 * The two last stretches of time in one row: their months and days, and over all customers the sums of active (0/1), orders, amount and profit of both, with the sums of their products by
 * customer (`<name>__<name>`): the covariance of the sums when customers are drawn by Poisson weights of mean 1. Money in currency units, null without amounts. No row where a file is shorter than two months.
 */
export const auditMoments: Statistic = {
  id,
  table: 'audit_moments',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  inputs: () => ({ moments: periodMoments(names) }),
  compute: ({ moments }): StatisticRow[] =>
    rowsOf(moments!).map((row) =>
      Object.fromEntries(
        Object.entries(schema).map(([name, type]) => {
          const value = row[name];
          return [name, type === 'date' ? String(value) : value === null || value === undefined ? null : Number(value)];
        }),
      ),
    ),
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'months', 'active_before', 'active_now', 'orders_before', 'orders_now']);
    expect(id, rows.length <= 1, `${rows.length} rows`);
  },
};
