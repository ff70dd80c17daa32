import { badDebtRules, stageVariableThresholds } from '#schema/thresholds.ts';
import { join, sql, type Sql } from '#sql/sql.ts';

/** The bucket of days overdue, 0 for up to the first edge (not yet due too) … 4 for beyond the last. */
function bucketOf(days: Sql): Sql {
  const cases = badDebtRules.edges.map((edge, bucket) => sql`WHEN ${days} <= ${edge} THEN ${bucket}`);
  return sql`CASE ${join(cases, ' ')} ELSE ${badDebtRules.edges.length} END`;
}

/**
 * What customers were billed: account, customer, date, due date (the document's own date where none is written), amount. From `receivables` where there are
 * any, an account being a customer; else from orders with due dates (what was paid at the till is no credit), an account being an order.
 */
function documents(asOf: string): Sql {
  const until = sql`date <= CAST(${asOf} AS DATE)`;
  return sql`SELECT customer_id AS account, customer_id, document_id, date, coalesce(due_date, date) AS due, amount, open_amount
      FROM receivables WHERE kind = 'invoice' AND amount > 0 AND ${until}
    UNION ALL
    SELECT order_id, min(customer_id), order_id, min(date), max(due_date), sum(net_amount), NULL
      FROM orders WHERE kind = 'sale' AND order_id IS NOT NULL AND ${until} AND NOT EXISTS (SELECT 1 FROM receivables)
      GROUP BY order_id HAVING sum(net_amount) > 0 AND max(due_date) IS NOT NULL`;
}

/** What was paid, credited or written off, by account and date, as positive amounts. What an order says was written off has no date of its own: it counts from the due date. */
function credits(asOf: string): Sql {
  const until = (name: Sql): Sql => sql`${name} <= CAST(${asOf} AS DATE)`;
  const orders = sql`NOT EXISTS (SELECT 1 FROM receivables) AND order_id IS NOT NULL`;
  return sql`SELECT customer_id AS account, date, -amount AS amount, kind = 'writeoff' AS lost FROM receivables WHERE kind <> 'invoice' AND ${until(sql`date`)}
    UNION ALL SELECT order_id, max(paid_date), CASE WHEN count(paid_amount) > 0 THEN max(paid_amount) ELSE sum(net_amount) END, FALSE
      FROM orders WHERE kind = 'sale' AND ${orders} AND ${until(sql`paid_date`)} GROUP BY order_id
    UNION ALL SELECT order_id, max(due_date), sum(abs(written_off)), TRUE FROM orders WHERE kind = 'sale' AND ${orders} AND written_off <> 0
      GROUP BY order_id HAVING ${until(sql`max(due_date)`)}
    UNION ALL SELECT coalesce(refund_of, order_id), date, -net_amount, FALSE FROM orders WHERE kind = 'refund' AND ${orders} AND ${until(sql`date`)}`;
}

/** Documents with the sum of all of their account up to themselves, oldest first: payments settle the oldest. */
function queued(asOf: string): Sql {
  return sql`SELECT *, sum(amount) OVER (PARTITION BY account ORDER BY date, document_id ROWS UNBOUNDED PRECEDING) AS queue FROM (${documents(asOf)})`;
}

/**
 * What is open at the as-of date by days overdue: bucket, documents, customers, amount (ten-thousandths). The open amount that a file gives is taken when
 * it is of this date or earlier than all of it; else payments settle the oldest document of an account first.
 */
export function openByAge(asOf: string): Sql {
  const day = sql`CAST(${asOf} AS DATE)`;
  const settled = sql`least(d.amount, greatest(0, d.queue - coalesce(p.paid, 0)))`;
  const given = sql`(SELECT count(open_amount) > 0 AND coalesce(max(date), ${day}) <= ${day} FROM receivables)`;
  const open = sql`SELECT d.customer_id, date_diff('day', d.due, ${day}) AS days, CASE WHEN ${given} THEN coalesce(d.open_amount, 0) ELSE ${settled} END AS open
    FROM (${queued(asOf)}) d LEFT JOIN (SELECT account, sum(amount) AS paid FROM (${credits(asOf)}) GROUP BY 1) p ON p.account = d.account`;
  return sql`SELECT ${bucketOf(sql`days`)} AS bucket, count(*) AS documents, count(DISTINCT customer_id) AS customers, CAST(sum(open) * 10000 AS BIGINT) AS amount
    FROM (${open}) WHERE open > 0 GROUP BY 1 ORDER BY 1`;
}

/**
 * Credit sales of the year before the as-of date, the days that the file holds of it, what was written off in it (ten-thousandths), and how many documents there are; one row.
 * Beside accounts, what an order says was written off counts when no write-off of the accounts names that order.
 */
export function creditSales(asOf: string): Sql {
  const day = sql`CAST(${asOf} AS DATE)`;
  const year = sql`date > ${day} - ${badDebtRules.salesDays}`;
  return sql`SELECT count(*) AS documents, count(DISTINCT customer_id) AS customers, coalesce(CAST(sum(CASE WHEN ${year} THEN amount END) * 10000 AS BIGINT), 0) AS sales,
      least(${badDebtRules.salesDays}, coalesce(date_diff('day', min(date), ${day}) + 1, 0)) AS days,
      (SELECT coalesce(CAST(sum(amount) * 10000 AS BIGINT), 0) FROM (${credits(asOf)}) WHERE lost AND ${year})
        + (SELECT coalesce(CAST(sum(abs(written_off)) * 10000 AS BIGINT), 0) FROM orders WHERE kind = 'sale' AND ${year} AND date <= ${day}
          AND EXISTS (SELECT 1 FROM receivables)
          AND NOT EXISTS (SELECT 1 FROM receivables w WHERE w.kind = 'writeoff' AND w.document_id = orders.order_id AND w.date <= ${day})) AS written_off
    FROM (${documents(asOf)})`;
}

/**
 * How open documents moved from one month end to the next over the last months: from_bucket, to_bucket (5 = settled), block (customers in random groups, for
 * the bootstrap), documents and amount open before. What was written off counts as moved to the last bucket.
 */
export function debtRolls(asOf: string): Sql {
  const { months, edges } = badDebtRules;
  const day = sql`CAST(${asOf} AS DATE)`;
  const ends = sql`SELECT CAST(date_trunc('month', ${day}) - to_months(CAST(n AS INTEGER)) AS DATE) - 1 AS month_end FROM range(-1, ${months}) t(n)
    WHERE CAST(date_trunc('month', ${day}) - to_months(CAST(n AS INTEGER)) AS DATE) - 1 <= ${day}`;
  const paid = sql`SELECT e.month_end, c.account, sum(c.amount) AS paid, sum(CASE WHEN c.lost THEN c.amount ELSE 0 END) AS lost
    FROM (${ends}) e INNER JOIN (${credits(asOf)}) c ON c.date <= e.month_end GROUP BY 1, 2`;
  const open = sql`SELECT d.account, d.customer_id, d.document_id, d.due, e.month_end, least(d.amount, greatest(0, d.queue - coalesce(p.paid, 0))) AS open, coalesce(p.lost, 0) AS lost
    FROM (${queued(asOf)}) d INNER JOIN (${ends}) e ON e.month_end >= d.date AND e.month_end < d.due + 500 LEFT JOIN (${paid}) p ON p.account = d.account AND p.month_end = e.month_end`;
  const moves = sql`SELECT *, lead(open) OVER w AS next_open, lead(lost) OVER w AS next_lost, lead(month_end) OVER w AS next_at
    FROM (${open}) WINDOW w AS (PARTITION BY account, document_id ORDER BY month_end)`;
  return sql`SELECT ${bucketOf(sql`date_diff('day', due, month_end)`)} AS from_bucket,
      CASE WHEN next_open > 0 THEN ${bucketOf(sql`date_diff('day', due, next_at)`)} WHEN next_lost > lost THEN ${edges.length} ELSE ${edges.length + 1} END AS to_bucket,
      CAST(hash(coalesce(customer_id, account)) % ${stageVariableThresholds.blocks} AS INTEGER) AS block, count(*) AS documents, CAST(sum(open) * 10000 AS BIGINT) AS amount
    FROM (${moves}) WHERE open > 0 AND next_at IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
}
