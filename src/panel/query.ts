import { join, sql, type Sql } from '#sql/sql.ts';
import { panelRules } from '#schema/thresholds.ts';
import { ordersOfSales, type RefundBooking } from './choices.ts';
import { periodDays, periodNames } from './period.ts';
import { scratch, unfinished } from './scratch.ts';

/**
 * What the counted rows say before anything is built; one row, dates as ISO text, null without rows. `closed` is the last day on which costs of the month of the last order
 * were booked, where it comes at most `closingDays` after that order: a ledger is closed at the end of the month, orders need not come on its last day.
 */
export function factsOfOrders(asOf: string | null): Sql {
  const until = asOf === null ? sql`TRUE` : sql`date <= CAST(${asOf} AS DATE)`;
  return sql`SELECT min(date) AS first_date, max(date) AS last_date, count(net_amount) > 0 AS has_amount, count(cogs) > 0 AS has_cogs,
    count(qty) > 0 AS has_qty, count(nullif(promo_id, '')) > 0 AS has_promo,
    (SELECT max(c.date) FROM costs c INNER JOIN (SELECT max(date) AS day FROM orders) o
      ON c.date > o.day AND c.date <= o.day + ${panelRules.closingDays} AND date_trunc('month', c.date) = date_trunc('month', o.day)) AS closed
    FROM orders WHERE ${until}`;
}

/**
 * A view of the counted rows up to the as-of date with the cost of goods of each and where it came from: the file, the product's unit
 * cost, or the assumed margin. Gift cards are money held for later and stay out; adjustments move money but are no goods. A line without an amount beside lines that
 * have one has no costs either: what it earned is not known.
 */
export function lines(asOf: string, margin: number, hasAmount: boolean): Sql {
  const kept = sql`CAST(${(1 - margin).toFixed(6)} AS DECIMAL(9,6))`;
  const told = (amount: Sql): Sql => sql`CASE WHEN o.net_amount IS NULL AND ${hasAmount} THEN 0 ELSE ${amount} END`;
  return sql`CREATE OR REPLACE VIEW ${scratch.lines} AS SELECT o.customer_id, o.order_id, o.date AS day, o.kind, o.refund_of, o.sku, o.qty, o.net_amount, o.currency,
    CASE WHEN nullif(o.promo_id, '') IS NULL THEN 0 ELSE 1 END AS promo, coalesce(o.list_price, p.list_price) AS list_price,
    ${told(sql`coalesce(o.fee, 0)`)} AS fee, ${told(sql`CASE WHEN o.kind = 'sale' THEN abs(coalesce(o.written_off, 0)) ELSE 0 END`)} AS bad_debt,
    CASE WHEN o.cogs IS NOT NULL THEN 'measured' WHEN o.kind = 'adjustment' THEN 'none'
      WHEN p.unit_cost IS NOT NULL AND o.qty IS NOT NULL THEN 'derived' WHEN o.net_amount IS NOT NULL THEN 'assumed' ELSE 'none' END AS cogs_source,
    ${told(sql`CASE WHEN o.cogs IS NOT NULL THEN o.cogs WHEN o.kind = 'adjustment' THEN 0
      WHEN p.unit_cost IS NOT NULL AND o.qty IS NOT NULL
        THEN CAST(p.unit_cost * abs(o.qty) * CASE WHEN o.kind = 'refund' OR o.net_amount < 0 THEN -1 ELSE 1 END AS DECIMAL(18,4))
      ELSE CAST(o.net_amount * ${kept} AS DECIMAL(18,4)) END`)} AS cogs
    FROM orders o
    LEFT JOIN (SELECT sku, max(unit_cost) AS unit_cost, max(list_price) AS list_price FROM products WHERE sku IS NOT NULL GROUP BY sku) p ON p.sku = o.sku
    WHERE o.date <= CAST(${asOf} AS DATE) AND o.kind <> 'gift_card'`;
}

/**
 * One row a customer and day on which something happened: an order (all orders of the day are one), a refund, a cost booked to the customer or allocated,
 * a debt written off. By `accrual` a refund stands on the day of its order (by order id) where that is known. Lines of one order on several days count on the first. A cost or a debt belongs to a customer only when the customer has a counted row.
 */
export function days(asOf: string, hasAmount: boolean, refunds: RefundBooking = 'cash'): Sql {
  const sum = (expression: Sql): Sql => sql`CAST(sum(${expression}) AS DECIMAL(18,4))`;
  const priced = sql`kind = 'sale' AND list_price > 0 AND qty > 0 AND net_amount IS NOT NULL`;
  const known = sql`customer_id IN (SELECT customer_id FROM ${scratch.lines} WHERE customer_id IS NOT NULL)`;
  const margin = sql`net_amount - coalesce(cogs, 0) - fee - bad_debt`;
  const restated = sql`SELECT l.* REPLACE (CASE WHEN l.kind = 'refund' THEN coalesce(o.day, l.day) ELSE l.day END AS day) FROM ${scratch.lines} l
    LEFT JOIN (${ordersOfSales()}) o ON o.order_id = coalesce(l.refund_of, l.order_id) AND o.customer_id = l.customer_id`;
  const parts = sql`
    SELECT customer_id, min(day) AS day, 1 AS is_order, max(promo) AS promo, sum(net_amount) AS sale_amount, sum(net_amount) AS amount, 0 AS refunds,
      sum(cogs) AS cogs, 0 AS cost, sum(fee) AS fees, sum(bad_debt) AS bad_debt, sum(${margin}) AS profit, sum(qty) AS qty,
      sum(CASE WHEN ${priced} THEN net_amount END) AS paid, sum(CASE WHEN ${priced} THEN list_price * qty END) AS listed
    FROM ${scratch.lines} WHERE kind = 'sale' AND customer_id IS NOT NULL GROUP BY customer_id, coalesce(order_id, CAST(day AS VARCHAR))
    UNION ALL
    SELECT customer_id, day, 0, 0, NULL, sum(net_amount), sum(CASE WHEN kind = 'refund' THEN net_amount ELSE 0 END), sum(cogs), 0, sum(fee), 0,
      sum(${margin}), NULL, NULL, NULL
    FROM ${refunds === 'accrual' ? sql`(${restated})` : scratch.lines} WHERE kind <> 'sale' AND customer_id IS NOT NULL GROUP BY customer_id, day
    UNION ALL
    SELECT customer_id, date, 0, 0, NULL, 0, 0, 0, sum(amount), 0, 0, -sum(amount), NULL, NULL, NULL
    FROM ${unfinished('cost_ledger')} WHERE ${known} GROUP BY customer_id, date
    UNION ALL
    SELECT customer_id, day, 0, 0, NULL, 0, 0, 0, 0, 0, sum(bad_debt), -sum(bad_debt), NULL, NULL, NULL
    FROM (${writtenOff(asOf)}) WHERE ${known} GROUP BY customer_id, day`;
  const money = (name: Sql): Sql => (hasAmount ? sum(name) : sql`CAST(NULL AS DECIMAL(18,4))`);
  return sql`CREATE OR REPLACE TABLE ${scratch.days} AS SELECT customer_id, day, CAST(max(is_order) AS INTEGER) AS is_order,
    CAST(max(promo) AS INTEGER) AS promo, ${money(sql`sale_amount`)} AS sale_amount, ${money(sql`amount`)} AS amount, ${money(sql`refunds`)} AS refunds,
    ${money(sql`cogs`)} AS cogs, ${sum(sql`cost`)} AS cost, ${sum(sql`fees`)} AS fees, ${sum(sql`bad_debt`)} AS bad_debt, ${money(sql`profit`)} AS profit,
    ${sum(sql`qty`)} AS qty, ${sum(sql`paid`)} AS paid, ${sum(sql`listed`)} AS listed
    FROM (${parts}) GROUP BY customer_id, day`;
}

/**
 * Debts written off in the accounts up to the as-of date: customer_id, day of the order that the document is of (else its own) and amount (positive).
 * A document of an order that itself says what was written off is not counted twice. Source: M02 and M21, write-offs stand in the order's period.
 */
export function writtenOff(asOf: string): Sql {
  const ordered = sql`SELECT order_id, min(date) AS day, max(abs(coalesce(written_off, 0))) AS said FROM orders
    WHERE order_id IN (SELECT document_id FROM receivables WHERE kind = 'writeoff') AND date <= CAST(${asOf} AS DATE) GROUP BY order_id`;
  return sql`SELECT r.customer_id, coalesce(o.day, r.date) AS day, -r.amount AS bad_debt FROM receivables r LEFT JOIN (${ordered}) o ON o.order_id = r.document_id
    WHERE r.kind = 'writeoff' AND r.date <= CAST(${asOf} AS DATE) AND coalesce(o.said, 0) = 0`;
}

/** One row a customer with a counted row, numbered by id; origin, last order and spans are null for customers with refunds only. */
export function customers(): Sql {
  return sql`CREATE OR REPLACE TABLE ${scratch.customers} AS SELECT CAST(row_number() OVER (ORDER BY d.customer_id) AS INTEGER) AS place,
      d.customer_id, d.origin, d.last_order, d.order_days, c.first_contact, TRUE AS start_known
    FROM (SELECT customer_id, min(CASE WHEN is_order = 1 THEN day END) AS origin, max(CASE WHEN is_order = 1 THEN day END) AS last_order,
        CAST(sum(is_order) AS INTEGER) AS order_days FROM ${scratch.days} GROUP BY customer_id) d
    LEFT JOIN (SELECT customer_id, min(first_contact) AS first_contact FROM customers GROUP BY customer_id) c ON c.customer_id = d.customer_id`;
}

/** For each period, orders of repeat customers and their periods from first to last order; four rows. */
export function periodCandidates(): Sql {
  const one = (name: keyof typeof periodDays): Sql => {
    const h = periodDays[name];
    return sql`SELECT ${name} AS period, CAST(coalesce(sum(order_days), 0) AS BIGINT) AS orders,
      CAST(coalesce(sum(floor(date_diff('day', origin, last_order) / CAST(${h} AS DOUBLE)) + 1), 0) AS BIGINT) AS periods
      FROM ${scratch.customers} WHERE order_days > 1`;
  };
  return join(periodNames.map(one), ' UNION ALL ');
}

/** Marks the customers whose start may lie before the file: first order in its first period, first contact unknown. */
export function markUnknownStarts(h: number): Sql {
  return sql`UPDATE ${scratch.customers} SET start_known = FALSE WHERE first_contact IS NULL
    AND date_diff('day', (SELECT min(origin) FROM ${scratch.customers}), origin) < ${h}`;
}

/** First orders in the first period, later, and after the first period and quarter, of customers whose first contact is unknown. */
export function firstOrders(h: number): Sql {
  const since = sql`date_diff('day', (SELECT min(origin) FROM ${scratch.customers}), origin)`;
  return sql`SELECT count(*) FILTER (WHERE since < ${h}) AS early, count(*) FILTER (WHERE since >= ${h}) AS later,
    count(*) FILTER (WHERE since >= ${Math.max(h, periodDays.quarter)}) AS after_cohort, (SELECT min(origin) FROM ${scratch.customers}) AS first_day
    FROM (SELECT ${since} AS since
      FROM ${scratch.customers} WHERE origin IS NOT NULL AND first_contact IS NULL)`;
}
