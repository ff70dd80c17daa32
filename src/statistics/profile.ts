import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'profile';
const schema: Record<string, StatisticType> = {
  lines: 'integer',
  orders: 'integer',
  customers: 'integer',
  customers_with_stage: 'integer',
  refund_only: 'integer',
  unknown_buyer_lines: 'integer',
  first_date: 'date',
  last_date: 'date',
  as_of: 'date',
  period: 'text',
  period_days: 'number',
  period_reason: 'text',
  indicative: 'integer',
  has_amount: 'integer',
  has_cogs: 'integer',
  has_qty: 'integer',
  margin: 'number',
  assumed_lines: 'integer',
  derived_cogs_lines: 'integer',
  direct_costs: 'integer',
  shared_costs: 'integer',
  unallocated_costs: 'integer',
  revenue: 'integer',
  unknown_buyer_revenue: 'integer',
  left_truncated: 'integer',
  left_truncated_customers: 'integer',
  currency: 'text',
  survey_responses: 'integer',
  contacts: 'integer',
  referrals: 'integer',
  false_alarm: 'number',
  has_promo: 'integer',
  has_list_price: 'integer',
};
const nullable = ['first_date', 'last_date', 'as_of', 'currency', 'false_alarm'];
const counts = Object.keys(schema).filter((name) => schema[name] === 'integer' && !/cost|revenue/.test(name));

/** What the analysis stands on, in one row: sizes, dates, the period and why, which columns exist, what was assumed. Money in ten-thousandths. */
export const profile: Statistic = {
  id,
  table: 'profile',
  schema,
  nullable,
  smallestGroup: null,
  sql: (): Sql => {
    return sql`SELECT lines, orders, customers, customers_with_stage, refund_only, unknown_buyer_lines, first_date, last_date, as_of, period,
      period_days, period_reason, indicative, has_amount, has_cogs, has_qty, margin, assumed_lines, derived_cogs_lines, direct_costs, shared_costs,
      unallocated_costs, revenue, unknown_buyer_revenue, left_truncated, left_truncated_customers, currency, survey_responses, contacts,
      referrals, false_alarm, has_promo, has_list_price FROM analysis`;
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    expect(id, rows.length === 1, `${rows.length} rows`);
    checkNotNegative(id, rows, counts);
    const [row] = rows as [StatisticRow];
    expect(id, Number(row.customers_with_stage) + Number(row.refund_only) === Number(row.customers), 'customers do not add up');
  },
};
