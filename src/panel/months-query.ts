import { sql, type Sql } from '#sql/sql.ts';
import { scratch, unfinished } from './scratch.ts';

/**
 * One row a customer with an order and calendar month in which something happened with them: customer_id, first_order DATE, month DATE (its first day), orders
 * (days with an order), amount, profit (null where the file has no amounts), start_known. Costs of winning a customer before the first order stand in
 * the month of that order, as they stand in its period in the panel.
 */
export function customerMonths(): Sql {
  const month = sql`CAST(date_trunc('month', greatest(d.day, c.origin)) AS DATE)`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('customer_months')} AS SELECT d.customer_id, min(c.origin) AS first_order, ${month} AS month,
      CAST(sum(d.is_order) AS INTEGER) AS orders, CAST(sum(d.amount) AS DECIMAL(18,4)) AS amount, CAST(sum(d.profit) AS DECIMAL(18,4)) AS profit,
      bool_and(c.start_known) AS start_known
    FROM ${scratch.days} d INNER JOIN ${scratch.customers} c ON c.customer_id = d.customer_id WHERE c.origin IS NOT NULL
    GROUP BY d.customer_id, ${month}`;
}

/**
 * The cells of the triangle of cohorts in units of so many months: cohort and age (whole units, cohort counted from year 0), active customers, and the
 * sums of orders, amount and profit with the sums of their squares by customer; `cumulated_step` adds up over ages to the sum of squares of what each
 * customer has brought so far. Only customers whose start is known, only cells in which something happened. Amounts and squares in currency units.
 */
export function cohortCells(months: number): Sql {
  const unit = (day: Sql): Sql => sql`CAST(floor((year(${day}) * 12 + month(${day}) - 1) / CAST(${months} AS DOUBLE)) AS INTEGER)`;
  const own = sql`SELECT customer_id, ${unit(sql`first_order`)} AS cohort, ${unit(sql`month`)} - ${unit(sql`first_order`)} AS age,
      CAST(sum(orders) AS DOUBLE) AS orders, CAST(sum(amount) AS DOUBLE) AS amount, CAST(sum(profit) AS DOUBLE) AS profit
    FROM customer_months WHERE start_known GROUP BY ALL`;
  const soFar = sql`SELECT *, sum(amount) OVER (PARTITION BY customer_id ORDER BY age) AS cumulated FROM (${own})`;
  const square = (name: Sql): Sql => sql`sum(${name} * ${name})`;
  return sql`SELECT cohort, age, CAST(count(CASE WHEN orders > 0 THEN 1 END) AS INTEGER) AS active, sum(orders) AS orders, sum(amount) AS amount, sum(profit) AS profit,
      ${square(sql`orders`)} AS orders_squares, ${square(sql`amount`)} AS amount_squares, ${square(sql`profit`)} AS profit_squares,
      sum(cumulated * cumulated - (cumulated - amount) * (cumulated - amount)) AS cumulated_step
    FROM (${soFar}) GROUP BY cohort, age ORDER BY cohort, age`;
}

/** Customers whose start is known by the month of their first order: month DATE, n. */
export function cohortMonths(): Sql {
  return sql`SELECT CAST(date_trunc('month', first_order) AS DATE) AS month, CAST(count(DISTINCT customer_id) AS INTEGER) AS n
    FROM customer_months WHERE start_known GROUP BY 1 ORDER BY 1`;
}
