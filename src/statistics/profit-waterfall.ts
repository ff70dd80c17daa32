import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'profit-waterfall';
const schema: Record<string, StatisticType> = { segment: 'text', step: 'text', customers: 'integer', amount: 'integer' };
const nullable = ['segment'];

/**
 * From revenue to profit in signed steps (ten-thousandths) of everything (segment ''), of the largest segments and of the rest (null); `ledger` is the
 * profit of the books, summed apart; the other steps of segment '' but `later` (costs after the as-of date) add up to it exactly. Empty when no amount is known.
 */
export const profitWaterfall: Statistic = {
  id,
  table: 'profit_waterfall',
  schema,
  nullable,
  smallestGroup: 5,
  sql: (d: Dialect): Sql => sql`SELECT segment AS segment, step AS step, customers AS customers, ${d.i64(sql`cents`)} AS amount
    FROM (SELECT segment, step, customers, amount * 10000 AS cents FROM profit_steps) p`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['customers']);
    const all = rows.filter(({ segment }) => segment === '');
    const ledger = Number(all.find(({ step }) => step === 'ledger')?.amount ?? 0);
    const sum = all.filter(({ step }) => step !== 'ledger' && step !== 'later').reduce((total, { amount }) => total + Number(amount), 0);
    expect(id, sum === ledger, `steps add up to ${sum}, the books to ${ledger}`);
  },
};
