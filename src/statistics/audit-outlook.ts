import { auditOutlook as outlook } from '#panel/audit-query.ts';
import { summaryFacts } from '#panel/summary-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'audit-outlook';
const schema: Record<string, StatisticType> = {
  ...{ customers: 'integer', orders: 'number', amount: 'integer', squares: 'number', error: 'number', margin: 'number' },
  ...{ amount_12: 'integer', profit_12: 'integer', amount_new: 'integer', reason: 'text' },
} as Record<string, StatisticType>;
const nullable = Object.keys(schema).filter((name) => name !== 'customers');
const unit = 10_000;

/**
 * What the customers of today would buy in the next 365 days by the value model, in one row: customers valued, expected orders and amount (ten-thousandths), the sum of squares of the
 * single amounts (currency units), the relative standard error that the parameters bring, the margin of the base; amount and profit of the last 365 days, the part of the amount
 * by customers won in them; and why there is no expectation (code, else null).
 */
export const auditOutlook: Statistic = {
  id,
  table: 'audit_outlook',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  inputs: () => ({ outlook: outlook(), facts: summaryFacts() }),
  compute({ outlook: found, facts }): StatisticRow[] {
    const [[row], [fact]] = [rowsOf(found!), rowsOf(facts!)];
    const known = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
    const money = (value: unknown): number | null => (known(value) === null ? null : Math.round(known(value)! * unit));
    const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
    return [
      {
        customers: known(row?.customers) ?? 0,
        orders: known(row?.orders),
        amount: money(row?.amount),
        squares: known(row?.squares),
        error: known(row?.error),
        margin: known(fact?.margin),
        amount_12: money(row?.amount_12),
        profit_12: money(row?.profit_12),
        amount_new: money(row?.amount_new),
        reason: text(fact?.reason) ?? text(fact?.spend_reason),
      },
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['customers', 'orders', 'amount', 'squares', 'error']);
    expect(id, rows.length === 1, `${rows.length} rows`);
  },
};
