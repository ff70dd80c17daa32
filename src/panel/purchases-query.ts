import { sql, type Sql } from '#sql/sql.ts';
import { scratch, unfinished } from './scratch.ts';

export interface PurchaseScope {
  /** business date, ISO */
  asOf: string;
  hasAmount: boolean;
  /** last day of the calibration part, ISO; left out, or not between the first purchase and the as-of date: the day that halves the time between them */
  calibrationEnd?: string | undefined;
}

/**
 * The days on which a customer bought (`place`: the customer's number), with the net amount of the day and the purchase day `before` it (null for the
 * first). All orders of a day are one purchase, refunds of the day are taken off; a day whose money was given back (net below 0, or 0 after sales above
 * it) is no purchase. An order that cost nothing is one. Source: Fader & Hardie's definitions of x, t_x and T; BTYD's merge of same-day transactions.
 */
export function purchaseDays(): Sql {
  return sql`CREATE OR REPLACE TABLE ${unfinished('purchase_days')} AS SELECT c.place, d.day, d.amount, lag(d.day) OVER (PARTITION BY c.place ORDER BY d.day) AS before
    FROM ${scratch.days} d INNER JOIN ${scratch.customers} c ON c.customer_id = d.customer_id WHERE d.is_order = 1 AND NOT ${givenBack()}`;
}

/** An order day whose money was given back; false where amounts are unknown. */
function givenBack(): Sql {
  return sql`coalesce(amount < 0 OR (amount = 0 AND sale_amount > 0), FALSE)`;
}

/** The last day of the calibration part as a scalar: given, or the day that halves the file where none is given or the given one leaves one side empty; null without a purchase. */
function calibrationDay({ asOf, calibrationEnd }: PurchaseScope): Sql {
  const half = sql`min(day) + CAST((CAST(${asOf} AS DATE) - min(day)) // 2 AS INTEGER)`;
  const given = sql`CAST(${calibrationEnd ?? null} AS DATE)`;
  return sql`(SELECT CASE WHEN ${given} > min(day) AND ${given} < CAST(${asOf} AS DATE) THEN ${given} ELSE ${half} END FROM ${unfinished('purchase_days')})`;
}

/**
 * One row a customer with a purchase: customer_id, place, first_order, x (purchase days after the first), t_x (days to the last, 0 when x = 0), t (days
 * to the as-of date), spend (mean net amount of the x days; null when x = 0 or without amounts), log_gaps (Σ ln gap in days; 0 when x = 0); the same of
 * the calibration part (null for customers who came after it), and x_hold and amount_hold of the time after it.
 * Definitions: Fader, Hardie & Lee 2005 (x, t_x, T); Fader & Hardie 2013 (mean of repeat purchases only); Platzer & Reutterer 2016 (Σ ln gap).
 */
export function purchases(scope: PurchaseScope): Sql {
  const days = sql`${unfinished('purchase_days')} d CROSS JOIN (SELECT ${calibrationDay(scope)} AS until) k`;
  const spent = (when: Sql): Sql => sql`sum(CASE WHEN before IS NOT NULL AND ${when} THEN CAST(amount AS DOUBLE) END)
    / nullif(count(CASE WHEN before IS NOT NULL AND ${when} THEN amount END), 0)`;
  const gaps = (when: Sql): Sql => sql`coalesce(sum(CASE WHEN ${when} THEN ln(day - before) END), 0)`;
  const cal = sql`day <= until`;
  const grouped = sql`SELECT place, min(day) AS first_order, any_value(until) AS until, count(before) AS x, max(day) AS last_order, ${spent(sql`TRUE`)} AS spend,
      ${gaps(sql`TRUE`)} AS log_gaps, count(CASE WHEN ${cal} THEN before END) AS x_cal, max(CASE WHEN ${cal} THEN day END) AS last_cal,
      ${spent(cal)} AS spend_cal, ${gaps(cal)} AS log_gaps_cal, count(CASE WHEN NOT (${cal}) THEN before END) AS x_hold,
      coalesce(sum(CASE WHEN NOT (${cal}) AND before IS NOT NULL THEN amount END), 0) AS amount_hold
    FROM ${days} GROUP BY place`;
  const known = (value: Sql): Sql => sql`CASE WHEN first_order <= until THEN ${value} END`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('purchases')} AS SELECT c.customer_id, p.place, p.first_order, CAST(p.x AS INTEGER) AS x,
      CAST(p.last_order - p.first_order AS INTEGER) AS t_x, CAST(CAST(${scope.asOf} AS DATE) - p.first_order AS INTEGER) AS t, p.spend, p.log_gaps,
      CAST(${known(sql`p.x_cal`)} AS INTEGER) AS x_cal, CAST(p.last_cal - p.first_order AS INTEGER) AS t_x_cal,
      CAST(${known(sql`p.until - p.first_order`)} AS INTEGER) AS t_cal, p.spend_cal, ${known(sql`p.log_gaps_cal`)} AS log_gaps_cal,
      CAST(p.x_hold AS INTEGER) AS x_hold, ${scope.hasAmount ? sql`CAST(p.amount_hold AS DECIMAL(18,4))` : sql`CAST(NULL AS DECIMAL(18,4))`} AS amount_hold
    FROM (${grouped}) p INNER JOIN ${scratch.customers} c ON c.place = p.place`;
}

/**
 * What the summary was made of, in one row; dates ISO text, null without a purchase: first_day, calibration_end, hold_days, purchase_days, dropped_days
 * (order days whose money was given back) and dropped_customers (with such days only), free_days (kept, though they cost nothing), customers, repeaters,
 * customers_cal, repeaters_cal.
 */
export function purchaseFacts(scope: PurchaseScope): Sql {
  const until = calibrationDay(scope);
  return sql`SELECT CAST(min(p.first_order) AS VARCHAR) AS first_day, CAST(${until} AS VARCHAR) AS calibration_end,
      CAST(${scope.asOf} AS DATE) - ${until} AS hold_days, (SELECT count(*) FROM ${unfinished('purchase_days')}) AS purchase_days,
      (SELECT count(*) FROM ${scratch.days} WHERE is_order = 1 AND ${givenBack()}) AS dropped_days,
      (SELECT count(*) FROM ${scratch.customers} WHERE origin IS NOT NULL) - count(*) AS dropped_customers,
      (SELECT count(*) FROM ${scratch.days} WHERE is_order = 1 AND amount = 0 AND sale_amount = 0) AS free_days,
      count(*) AS customers, count(CASE WHEN p.x > 0 THEN 1 END) AS repeaters, count(p.x_cal) AS customers_cal,
      count(CASE WHEN p.x_cal > 0 THEN 1 END) AS repeaters_cal
    FROM ${unfinished('purchases')} p`;
}
