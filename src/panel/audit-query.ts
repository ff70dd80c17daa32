import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { unfinished } from './scratch.ts';

/** The measures by which customers of a stretch of time are ranked. */
const measures = ['amount', 'profit'] as const;

/**
 * Table `two_periods`: every customer with money or an order in the last or the last but one stretch of whole calendar months up to the as-of date. A stretch
 * (`months`) is a year, in a shorter file a half-year, a quarter or a month, so that two of them fit. Columns: customer_id, first_order, months, before_from,
 * now_from, now_to DATE; orders, amount and profit `_before` and `_now` (0 without a row; money null where the file has no amounts); `tenth_<measure>_before` and
 * `_now` (TEXT '1' best to '10' among those with an order in the stretch, else 'none'); `move_<measure>`: new (first order now), returned, up, down (by the measure), lost, idle (no order in either).
 * Where the as-of date cuts a month, that month is left out.
 */
export function twoPeriods(asOf: string): Sql {
  const end = sql`date_trunc('month', CAST(${asOf} AS DATE) + 1)`;
  const lived = sql`date_diff('month', min(month), ${end})`;
  const span = sql`SELECT CAST(${end} AS DATE) AS after, CASE WHEN ${lived} >= 24 THEN 12 WHEN ${lived} >= 12 THEN 6 WHEN ${lived} >= 6 THEN 3 WHEN ${lived} >= 2 THEN 1 END AS months
    FROM ${unfinished('customer_months')} WHERE orders > 0`;
  const bounds = sql`SELECT months, after, CAST(after - to_months(CAST(months AS INTEGER)) AS DATE) AS now_from,
      CAST(after - to_months(CAST(2 * months AS INTEGER)) AS DATE) AS before_from FROM (${span}) WHERE months IS NOT NULL`;
  const of = (name: Sql, when: Sql, type: Sql): Sql =>
    sql`CAST(CASE WHEN count(m.${name}) > 0 THEN coalesce(sum(CASE WHEN ${when} THEN m.${name} END), 0) END AS ${type})`;
  const [now, before] = [sql`m.month >= b.now_from`, sql`m.month < b.now_from`];
  const sums = (name: Sql, type: Sql): Sql =>
    sql`${of(name, before, type)} AS ${identifier(`${name.text}_before`)}, ${of(name, now, type)} AS ${identifier(`${name.text}_now`)}`;
  const decimal = sql`DECIMAL(18,4)`;
  const summed = sql`SELECT m.customer_id, min(m.first_order) AS first_order, CAST(min(b.months) AS INTEGER) AS months, min(b.before_from) AS before_from,
      min(b.now_from) AS now_from, CAST(min(b.after) - 1 AS DATE) AS now_to, ${sums(sql`orders`, sql`INTEGER`)}, ${sums(sql`amount`, decimal)}, ${sums(sql`profit`, decimal)}
    FROM ${unfinished('customer_months')} m CROSS JOIN (${bounds}) b WHERE m.month >= b.before_from AND m.month < b.after GROUP BY m.customer_id`;
  const tenths = measures.flatMap((measure) =>
    ['before', 'now'].map((when) => {
      const [active, value] = [identifier(`orders_${when}`), identifier(`${measure}_${when}`)];
      const rank = sql`ntile(10) OVER (PARTITION BY ${active} > 0 ORDER BY ${value} DESC NULLS LAST, customer_id)`;
      return sql`CASE WHEN ${active} > 0 THEN CAST(${rank} AS VARCHAR) ELSE 'none' END AS ${identifier(`tenth_${measure}_${when}`)}`;
    }),
  );
  const moved = (name: Sql): Sql => sql`CASE WHEN orders_before = 0 AND orders_now = 0 THEN 'idle' WHEN orders_now = 0 THEN 'lost'
        WHEN orders_before = 0 AND first_order >= now_from THEN 'new' WHEN orders_before = 0 THEN 'returned'
        WHEN ${identifier(`${name.text}_now`)} < ${identifier(`${name.text}_before`)} THEN 'down' ELSE 'up' END`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('two_periods')} AS SELECT *, ${join(tenths)},
      ${moved(sql`amount`)} AS move_amount, ${moved(sql`profit`)} AS move_profit
    FROM (${summed})`;
}

/** The first and second moments of the columns `names` over all customers of `two_periods`: a row with n, the sums by name and the sums of products by `<name>__<name>`. */
export function periodMoments(names: readonly string[]): Sql {
  const value = (name: string): Sql => sql`CAST(${identifier(name)} AS DOUBLE)`;
  const sums = names.map((name) => sql`sum(${value(name)}) AS ${identifier(name)}`);
  const products = names.flatMap((a, i) => names.slice(i).map((b) => sql`sum(${value(a)} * ${value(b)}) AS ${identifier(`${a}__${b}`)}`));
  return sql`SELECT CAST(count(*) AS INTEGER) AS n, CAST(count(CASE WHEN orders_before > 0 THEN 1 END) AS INTEGER) AS customers_before,
      CAST(count(CASE WHEN orders_now > 0 THEN 1 END) AS INTEGER) AS customers_now, max(months) AS months, CAST(min(before_from) AS VARCHAR) AS before_from,
      CAST(min(now_from) AS VARCHAR) AS now_from, CAST(max(now_to) AS VARCHAR) AS now_to, ${join(sums)}, ${join(products)}
    FROM (SELECT *, CAST(orders_before > 0 AS INTEGER) AS active_before, CAST(orders_now > 0 AS INTEGER) AS active_now FROM two_periods) HAVING count(*) > 0`;
}

/** Customers with an order in either stretch by the number of their orders (`part` orders; ten and more together) and by their amount in steps that double (`part` spend; `bin` the power of 2 at which a step begins, null for 0 or less): period, part, bin, n, orders, amount, profit. Money in currency units. */
export function periodDistribution(): Sql {
  const one = (period: string, part: string): Sql => {
    const [orders, amount, profit] = ['orders', 'amount', 'profit'].map((name) => identifier(`${name}_${period}`));
    const bin =
      part === 'orders' ? sql`least(${orders!}, 10)` : sql`CASE WHEN ${amount!} > 0 THEN floor(log2(CAST(${amount!} AS DOUBLE))) END`;
    const known = part === 'orders' ? sql`TRUE` : sql`${amount!} IS NOT NULL`;
    return sql`SELECT ${period} AS period, ${part} AS part, CAST(${bin} AS INTEGER) AS bin, CAST(count(*) AS INTEGER) AS n, CAST(sum(${orders!}) AS INTEGER) AS orders,
      CAST(sum(${amount!}) AS DOUBLE) AS amount, CAST(sum(${profit!}) AS DOUBLE) AS profit FROM two_periods WHERE ${orders!} > 0 AND ${known} GROUP BY 3`;
  };
  return join([one('now', 'orders'), one('now', 'spend'), one('before', 'orders'), one('before', 'spend')], ' UNION ALL ');
}

/**
 * Cohorts (calendar units of so many months of the first order; null where the start is unknown) by calendar unit: cohort and calendar (whole units counted from year 0), active
 * customers, and sums of orders, amount and profit with sums of squares and of the product of orders and amount by customer. Money in currency units.
 */
export function auditCells(months: number): Sql {
  const unit = (day: Sql): Sql => sql`CAST(floor((year(${day}) * 12 + month(${day}) - 1) / CAST(${months} AS DOUBLE)) AS INTEGER)`;
  const own = sql`SELECT customer_id, CASE WHEN start_known THEN ${unit(sql`first_order`)} END AS cohort, ${unit(sql`month`)} AS calendar,
      CAST(sum(orders) AS DOUBLE) AS orders, CAST(sum(amount) AS DOUBLE) AS amount, CAST(sum(profit) AS DOUBLE) AS profit FROM customer_months GROUP BY ALL`;
  const product = (a: Sql, b: Sql, name: Sql): Sql => sql`sum(${a} * ${b}) AS ${name}`;
  const [orders, amount, profit] = [sql`orders`, sql`amount`, sql`profit`];
  return sql`SELECT cohort, calendar, CAST(count(CASE WHEN orders > 0 THEN 1 END) AS INTEGER) AS active, sum(orders) AS orders, sum(amount) AS amount, sum(profit) AS profit,
      ${product(orders, orders, sql`orders_squares`)}, ${product(amount, amount, sql`amount_squares`)}, ${product(profit, profit, sql`profit_squares`)}, ${product(orders, amount, sql`orders_amount`)}
    FROM (${own}) GROUP BY cohort, calendar ORDER BY cohort NULLS FIRST, calendar`;
}

/** Customers of the cohorts of `auditCells`: cohort (months counted from year 0, null where the start is unknown), n. */
export function auditCohorts(): Sql {
  return sql`SELECT CASE WHEN start_known THEN CAST(year(first_order) * 12 + month(first_order) - 1 AS INTEGER) END AS cohort, CAST(count(DISTINCT customer_id) AS INTEGER) AS n
    FROM customer_months GROUP BY 1 ORDER BY 1 NULLS FIRST`;
}

/**
 * What those who have bought would buy in the next 365 days by the value model, in one row: customers, expected orders and amount, the sum of the squares of the single amounts, the
 * share by which the uncertainty of the parameters moves a value (standard error, mean over customers weighted by expected amount; null when unknown), and the amount of the last 365 days, all customers.
 */
export function auditOutlook(): Sql {
  const expected = sql`v.expected_12 * v.spend_expected`;
  const spread = sql`CASE WHEN v.clv_low > 0 AND v.clv_high > v.clv_low THEN ln(v.clv_high / v.clv_low) / (2 * 1.959963984540054) END`;
  return sql`SELECT CAST(count(*) AS INTEGER) AS customers, sum(v.expected_12) AS orders, sum(${expected}) AS amount, sum((${expected}) * (${expected})) AS squares,
      sum(${expected} * ${spread}) / nullif(sum(CASE WHEN ${spread} IS NOT NULL THEN ${expected} END), 0) AS error,
      (SELECT CAST(sum(amount_12) AS DOUBLE) FROM customer_state) AS amount_12, (SELECT CAST(sum(profit_12) AS DOUBLE) FROM customer_state) AS profit_12,
      (SELECT CAST(sum(CASE WHEN first_order > as_of - 365 THEN amount_12 END) AS DOUBLE) FROM customer_state) AS amount_new
    FROM customer_value v WHERE v.expected_12 IS NOT NULL AND v.spend_expected IS NOT NULL`;
}
