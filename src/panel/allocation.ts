import { join, sql, type Sql } from '#sql/sql.ts';
import { scratch, unfinished } from './scratch.ts';

/** What a pool of costs is shared by (M02). */
export type CostDriver = 'orders' | 'revenue' | 'contacts' | 'minutes' | 'new-customers' | 'active-customers';

/** The driver of each type of cost; types that are not named stay unallocated and are shown so. */
export type CostRules = Readonly<Partial<Record<string, CostDriver>>>;

/** Customer, day and units of each driver. Unknown buyers carry units of their own, so that known customers do not bear their costs. */
const units: Readonly<Record<CostDriver, Sql>> = {
  orders: sql`SELECT customer_id, day, 1 AS units FROM ${scratch.lines} WHERE kind = 'sale' AND customer_id IS NOT NULL GROUP BY customer_id, day
    UNION ALL SELECT NULL, day, count(DISTINCT order_id) FROM ${scratch.lines} WHERE kind = 'sale' AND customer_id IS NULL GROUP BY day`,
  revenue: sql`SELECT customer_id, day, sum(net_amount) AS units FROM ${scratch.lines} WHERE kind = 'sale' AND net_amount > 0 GROUP BY customer_id, day`,
  contacts: sql`SELECT customer_id, CAST("at" AS DATE) AS day, count(*) AS units FROM contacts GROUP BY ALL`,
  minutes: sql`SELECT customer_id, CAST("at" AS DATE) AS day, sum(minutes) AS units FROM contacts WHERE minutes > 0 GROUP BY ALL`,
  'new-customers': sql`SELECT customer_id, min(day) AS day, 1 AS units FROM ${scratch.lines} WHERE kind = 'sale' AND customer_id IS NOT NULL GROUP BY customer_id`,
  'active-customers': sql`SELECT customer_id, min(day) AS day, 1 AS units FROM ${scratch.lines} WHERE kind = 'sale' AND customer_id IS NOT NULL
    GROUP BY customer_id, date_trunc('month', day)`,
};

/**
 * The ledger of costs up to the as-of date: customers' own costs as they are, pools shared by their driver within each calendar month, the rest
 * without a customer. Shares are exact: a month's shares add up to its pool in ten-thousandths, and the ledger to the costs.
 * Pools of months without any unit stay without a customer. Source: M02, cost pool ÷ driver total × customer's driver.
 */
export function costLedger(asOf: string, rules: CostRules): Sql {
  const ruled = Object.entries(rules).flatMap(([type, driver]) => (driver ? [{ type, driver }] : []));
  const until = sql`date <= CAST(${asOf} AS DATE)`;
  const plain = sql`SELECT date, type, customer_id, CAST(amount AS DECIMAL(18,4)) AS amount, FALSE AS shared FROM costs WHERE ${until}`;
  if (ruled.length === 0) return sql`CREATE OR REPLACE TABLE ${unfinished('cost_ledger')} AS ${plain}`;
  const types = ruled.map(({ type }) => type);
  const pooled = sql`customer_id IS NULL AND type IN (${types})`;
  const each = join(
    ruled.map(
      ({ type, driver }) => sql`SELECT ${type} AS type, customer_id, day, CAST(units AS DECIMAL(18,4)) AS units FROM (${units[driver]})`,
    ),
    ' UNION ALL ',
  );
  const part = (cumulated: Sql): Sql =>
    sql`CAST(round(CAST(p.pool AS DOUBLE) * (CAST(${cumulated} AS DOUBLE) / CAST(u.total AS DOUBLE)), 4) AS DECIMAL(18,4))`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('cost_ledger')} AS
    WITH pools AS (SELECT type, date_trunc('month', date) AS month, min(date) AS date, CAST(sum(amount) AS DECIMAL(18,4)) AS pool
        FROM costs WHERE ${until} AND ${pooled} GROUP BY type, date_trunc('month', date)),
      units AS (SELECT type, customer_id, day, date_trunc('month', day) AS month, units,
          sum(units) OVER (PARTITION BY type, date_trunc('month', day) ORDER BY day, customer_id NULLS LAST ROWS UNBOUNDED PRECEDING) AS cumulated,
          sum(units) OVER (PARTITION BY type, date_trunc('month', day)) AS total
        FROM (${each}) WHERE day <= CAST(${asOf} AS DATE) AND units > 0)
    SELECT * FROM (${plain}) WHERE NOT (${pooled})
    UNION ALL SELECT u.day, p.type, u.customer_id, ${part(sql`u.cumulated`)} - ${part(sql`u.cumulated - u.units`)}, TRUE
      FROM pools p JOIN units u ON u.type = p.type AND u.month = p.month
    UNION ALL SELECT p.date, p.type, NULL, p.pool, FALSE FROM pools p
      WHERE NOT EXISTS (SELECT 1 FROM units u WHERE u.type = p.type AND u.month = p.month)`;
}
