import { periodDistribution } from '#panel/audit-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'audit-distribution';
const schema: Record<string, StatisticType> = {
  ...{ period: 'text', part: 'text', bin: 'integer', n: 'integer', orders: 'integer', amount: 'integer', profit: 'integer' },
} as Record<string, StatisticType>;
const nullable = ['bin', 'amount', 'profit'];
const unit = 10_000;

/**
 * Customers with an order in the last stretch (`period` now) or the one before by their orders (`part` orders; `bin` 10 holds ten and more) and by their amount in steps that double
 * (`part` spend; from 2^`bin` to below 2^(`bin` + 1) currency units, null for 0 or less): customers, orders, money in ten-thousandths.
 */
export const auditDistribution: Statistic = {
  id,
  table: 'audit_distribution',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: () => ({ bins: periodDistribution() }),
  compute: ({ bins }): StatisticRow[] =>
    rowsOf(bins!).map((row) => {
      const money = (value: unknown): number | null => (value === null || value === undefined ? null : Math.round(Number(value) * unit));
      return {
        period: String(row.period),
        part: String(row.part),
        bin: row.bin === null ? null : Number(row.bin),
        n: Number(row.n),
        orders: Number(row.orders),
        amount: money(row.amount),
        profit: money(row.profit),
      };
    }),
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'orders']);
    for (const { part } of rows) expect(id, part === 'orders' || part === 'spend', `unknown part ${String(part)}`);
  },
};
