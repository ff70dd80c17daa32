import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'loyalty-bins';
const schema: Record<string, StatisticType> = {
  attachment: 'integer',
  attachment_source: 'text',
  repeat: 'integer',
  alternatives: 'number',
  switching: 'integer',
  promo_share: 'number',
  promo_lift: 'number',
  deal_share: 'number',
  beta: 'number',
  recency: 'integer',
  full_price: 'number',
  ended: 'integer',
  n: 'integer',
};
const nullable = Object.keys(schema).filter((name) => !['attachment_source', 'ended', 'n'].includes(name));
const scores = ['attachment', 'repeat', 'switching', 'recency'];

/** Customers with an order by everything that the loyalty matrix asks of them; null is unknown. Scores and percentiles 0..100, shares 0..1. */
export const loyaltyBins: Statistic = {
  id,
  table: 'loyalty_bins',
  schema,
  nullable,
  smallestGroup: 5,
  sql: (): Sql => {
    const keys = sql`attachment, attachment_source, repeat, alternatives, switching, promo_share, promo_lift, deal_share, beta, recency, full_price`;
    return sql`SELECT ${keys}, has_ended AS ended, count(*) AS n
      FROM (SELECT ${keys}, CASE WHEN ended THEN 1 ELSE 0 END AS has_ended FROM customer_state WHERE first_order IS NOT NULL) c
      GROUP BY ${keys}, has_ended`;
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'promo_lift']);
    for (const row of rows) {
      for (const name of scores)
        expect(id, row[name] === null || (Number(row[name]) >= 0 && Number(row[name]) <= 100), `${name} = ${String(row[name])}`);
    }
  },
};
