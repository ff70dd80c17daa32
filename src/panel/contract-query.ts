import { sql, type Sql } from '#sql/sql.ts';
import { unfinished } from './scratch.ts';

/**
 * The days on which contracts ended without renewal up to the as-of date: customer_id, ended DATE, open_items (complaints open on that day and
 * invoices not fully paid). A contract is renewed when another one of the customer runs on the day after its end. Contracts without a date of
 * their end, and those marked as not churned, have not ended. None when `contractual` is false. Requirement C13: such an end is an event, not
 * a probability.
 */
export function contractEnds(asOf: string, contractual: boolean): Sql {
  const until = sql`CAST(${asOf} AS DATE)`;
  const ended = (table: Sql): Sql => sql`coalesce(${table}."end", ${table}.cancelled_at)`;
  const renewed = sql`SELECT 1 FROM subscriptions r WHERE r.customer_id = s.customer_id AND r.contract_id <> s.contract_id
      AND r.start <= ${ended(sql`s`)} + 1 AND coalesce(${ended(sql`r`)}, DATE '9999-12-31') > ${ended(sql`s`)}`;
  const ends = sql`SELECT DISTINCT s.customer_id, ${ended(sql`s`)} AS ended FROM subscriptions s
    WHERE ${contractual} AND s.customer_id IS NOT NULL AND ${ended(sql`s`)} <= ${until} AND coalesce(s.churned, TRUE) AND NOT EXISTS (${renewed})`;
  const complaints = sql`SELECT e.customer_id, e.ended, count(*) AS n FROM (${ends}) e INNER JOIN complaints k ON k.customer_id = e.customer_id
    WHERE CAST(k.opened AS DATE) <= e.ended AND (k.closed IS NULL OR CAST(k.closed AS DATE) > e.ended) AND coalesce(k.is_complaint, TRUE) GROUP BY 1, 2`;
  const unpaid = sql`SELECT e.customer_id, e.ended, count(*) AS n FROM (${ends}) e INNER JOIN receivables v ON v.customer_id = e.customer_id
    WHERE v.kind = 'invoice' AND v.date <= e.ended AND v.open_amount > 0 GROUP BY 1, 2`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('contract_ends')} AS SELECT e.customer_id, e.ended,
      CAST(coalesce(k.n, 0) + coalesce(v.n, 0) AS INTEGER) AS open_items
    FROM (${ends}) e LEFT JOIN (${complaints}) k ON k.customer_id = e.customer_id AND k.ended = e.ended
    LEFT JOIN (${unpaid}) v ON v.customer_id = e.customer_id AND v.ended = e.ended`;
}

/** Contracts in the files and customers of whom one ended without renewal by the as-of date of a finished build; one row. */
export const contractFacts: Sql = sql`SELECT (SELECT CAST(count(*) AS DOUBLE) FROM subscriptions) AS contracts,
    (SELECT CAST(count(DISTINCT customer_id) AS DOUBLE) FROM contract_ends) AS customers`;
