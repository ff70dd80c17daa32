import { join, sql, type Sql } from '#sql/sql.ts';
import { type CostRules, driversOf, firstUnits } from './drivers.ts';
import { unfinished } from './scratch.ts';

export type { CostRules } from './drivers.ts';

/**
 * The ledger of costs up to the as-of date: date, type, customer_id, amount, shared (a share of a pool), driver (by which; null where nothing is shared).
 * Customers' own costs stand as they are, pools are shared by their driver within each calendar month, the rest has no customer. Shares are exact: a
 * month's shares add up to its pool in ten-thousandths, and the ledger to the costs. Pools of months without any unit stay without a customer.
 * Source: M02, cost pool ÷ driver total × customer's driver.
 */
export function ledger(asOf: string, rules: CostRules): Sql {
  const ruled = Object.entries(rules).flatMap(([type, rule]) => (rule ? [{ type, drivers: driversOf(type, rule) }] : []));
  const until = sql`date <= CAST(${asOf} AS DATE)`;
  const plain = sql`SELECT date, type, customer_id, CAST(amount AS DECIMAL(18,4)) AS amount, FALSE AS shared, CAST(NULL AS VARCHAR) AS driver
    FROM costs WHERE ${until}`;
  if (ruled.length === 0) return plain;
  const pooled = sql`customer_id IS NULL AND type IN (${ruled.map(({ type }) => type)})`;
  const each = join(
    ruled.map(({ type, drivers }) => sql`SELECT ${type} AS type, driver, customer_id, day, units FROM (${firstUnits(drivers, asOf)})`),
    ' UNION ALL ',
  );
  const part = (cumulated: Sql): Sql =>
    sql`CAST(round(CAST(p.pool AS DOUBLE) * (CAST(${cumulated} AS DOUBLE) / CAST(u.total AS DOUBLE)), 4) AS DECIMAL(18,4))`;
  return sql`WITH pools AS (SELECT type, date_trunc('month', date) AS month, min(date) AS date, CAST(sum(amount) AS DECIMAL(18,4)) AS pool
        FROM costs WHERE ${until} AND ${pooled} GROUP BY type, date_trunc('month', date)),
      units AS (SELECT type, driver, customer_id, day, date_trunc('month', day) AS month, units,
          sum(units) OVER (PARTITION BY type, date_trunc('month', day) ORDER BY day, customer_id NULLS LAST ROWS UNBOUNDED PRECEDING) AS cumulated,
          sum(units) OVER (PARTITION BY type, date_trunc('month', day)) AS total
        FROM (${each}) WHERE units > 0 AND (type, date_trunc('month', day)) IN (SELECT (type, month) FROM pools))
    SELECT * FROM (${plain}) WHERE NOT (${pooled})
    UNION ALL SELECT u.day, p.type, u.customer_id, ${part(sql`u.cumulated`)} - ${part(sql`u.cumulated - u.units`)}, TRUE, u.driver
      FROM pools p JOIN units u ON u.type = p.type AND u.month = p.month
    UNION ALL SELECT p.date, p.type, NULL, p.pool, FALSE, NULL FROM pools p
      WHERE NOT EXISTS (SELECT 1 FROM units u WHERE u.type = p.type AND u.month = p.month)`;
}

/** The table of the ledger. */
export function costLedger(asOf: string, rules: CostRules): Sql {
  return sql`CREATE OR REPLACE TABLE ${unfinished('cost_ledger')} AS ${ledger(asOf, rules)}`;
}
