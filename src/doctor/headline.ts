import { sql, type Sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import type { Headline } from './definition.ts';

/** One row of Headline over a relation with the columns of `orders_all`; a gift card that is sold is no revenue, as in the panel. */
export function headlineOf(relation: Sql): Sql {
  return sql`WITH counted AS (SELECT customer_id, date, kind, net_amount FROM ${relation} WHERE state = 'counted' AND kind <> 'gift_card'),
    days AS (SELECT customer_id, date FROM counted WHERE kind = 'sale' AND customer_id IS NOT NULL GROUP BY customer_id, date),
    people AS (SELECT count(*) AS n, datediff('day', min(date), max(date)) AS span FROM days GROUP BY customer_id)
    SELECT (SELECT count(*) FROM people)::DOUBLE AS "customers", (SELECT coalesce(sum(n), 0) FROM people)::DOUBLE AS "orders",
      (SELECT sum(net_amount) FROM counted)::DOUBLE AS "revenue",
      (SELECT count(*) FILTER (WHERE n > 1) / nullif(count(*), 0) FROM people)::DOUBLE AS "repeatShare",
      (SELECT sum(span) / nullif(sum(n - 1), 0) FROM people)::DOUBLE AS "gapDays"`;
}

/** A headline from its row. */
export function asHeadline(row: Row): Headline {
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  return {
    customers: number(row.customers) ?? 0,
    orders: number(row.orders) ?? 0,
    revenue: number(row.revenue),
    repeatShare: number(row.repeatShare),
    gapDays: number(row.gapDays),
  };
}
