import { panelRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { tierOf } from './cells-query.ts';
import { midRank } from './loyalty-query.ts';
import { ofNobody } from './steps-query.ts';
import { scratch, tenThousandths, unfinished } from './scratch.ts';

/**
 * The rank bin of each customer by profit, best first: its own bin while there are few customers, else equal groups that never mix
 * customers above and below zero.
 */
function profitBins(): Sql {
  const { singleCustomers, profitBins: most } = panelRules;
  const ranked = sql`SELECT customer_id, profit < 0 AS loses, row_number() OVER (ORDER BY profit DESC NULLS LAST, customer_id) AS place,
      row_number() OVER (PARTITION BY profit < 0 ORDER BY profit DESC NULLS LAST, customer_id) AS place_in_side,
      count(*) OVER () AS everyone, count(*) OVER (PARTITION BY profit < 0) AS side,
      count(CASE WHEN profit < 0 THEN NULL ELSE 1 END) OVER () AS winners
    FROM sums`;
  const shared = sql`SELECT *, CASE WHEN winners = 0 THEN 0
      ELSE greatest(1, least(${most} - CASE WHEN winners < everyone THEN 1 ELSE 0 END, ${most} * winners // everyone)) END AS winning FROM (${ranked})`;
  return sql`SELECT customer_id, CAST(CASE WHEN everyone <= ${singleCustomers} THEN place - 1
      WHEN loses THEN winning + (place_in_side - 1) * (${most} - winning) // side
      ELSE (place_in_side - 1) * winning // side END AS INTEGER) AS profit_bin FROM (${shared})`;
}

/**
 * The state of every customer with a counted row at the as-of date; customers with refunds only have no stage. `early`: fewer complete
 * periods than a judgement needs. `repeat`: percentile of order-days per period among customers
 * neither ended nor early (one order on the first day is no frequency), times P(alive) where
 * `aliveInLoyalty` says so (M15), and `repeat_other` the percentile the other way. `recency`: percentile of the last order among customers not ended. `tier`: place among the customers with an order in the last
 * 365 days by their amount, 'inactive' without one, null where the file has no amounts. `amount_12`, `profit_12`: the last 365 days. `p_alive` comes from `customer_value`, null where it could not be fitted;
 * `beta` is unknown in this product yet.
 */
export function customerState(asOf: string, h: number, aliveInLoyalty = false): Sql {
  const [plain, alive] = [sql`rate`, sql`rate * coalesce(p_alive, 1)`];
  const [inForce, other] = aliveInLoyalty ? [alive, plain] : [plain, alive];
  const lived = sql`(date_diff('day', c.origin, CAST(${asOf} AS DATE)) + 1)`;
  const current = sql`day > CAST(${asOf} AS DATE) - ${panelRules.currentDays}`;
  const recent = (name: Sql): Sql =>
    sql`CAST(coalesce(sum(CASE WHEN ${current} THEN ${name} END), CASE WHEN count(${name}) > 0 THEN 0 END) AS DECIMAL(18,4))`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('customer_state')} AS
    WITH sums AS (SELECT customer_id, CAST(sum(amount) AS DECIMAL(18,4)) AS amount, CAST(sum(profit) AS DECIMAL(18,4)) AS profit,
          ${recent(sql`amount`)} AS amount_12, ${recent(sql`profit`)} AS profit_12, coalesce(max(CASE WHEN ${current} THEN is_order END), 0) = 1 AS active
        FROM ${scratch.days} GROUP BY customer_id),
    tiers AS (SELECT customer_id, ${tierOf(sql`row_number() OVER (ORDER BY amount_12 DESC, customer_id)`, sql`count(*) OVER ()`)} AS tier
        FROM sums WHERE active AND amount_12 IS NOT NULL),
    described AS (SELECT customer_id, min(segment) AS segment, min(source) AS source, min(region) AS region FROM customers GROUP BY customer_id),
    bins AS (${profitBins()}),
    latest AS (SELECT customer_id, max(age) + 1 AS complete, arg_max(stage, age) AS stage FROM ${unfinished('stages')} GROUP BY customer_id),
    known AS (SELECT c.customer_id, c.last_order, v.p_alive, c.order_days / greatest(1.0, ${lived} / CAST(${h} AS DOUBLE)) AS rate, coalesce(l.stage = 'T', FALSE) AS ended,
          coalesce(l.complete, 0) >= ${panelRules.leastPeriodsToJudge} AS judged FROM ${scratch.customers} c LEFT JOIN latest l ON l.customer_id = c.customer_id
        LEFT JOIN ${unfinished('customer_value')} v ON v.customer_id = c.customer_id WHERE c.origin IS NOT NULL),
    repeats AS (SELECT customer_id, ${midRank(inForce)} AS percentile, ${midRank(other)} AS other FROM known WHERE NOT ended AND judged),
    recencies AS (SELECT customer_id, ${midRank(sql`last_order`)} AS percentile FROM known WHERE NOT ended)
    SELECT c.customer_id, c.origin AS first_order, c.last_order, CAST(CASE WHEN c.origin IS NOT NULL THEN ${lived} - 1 END AS INTEGER) AS tenure_days,
      c.order_days AS orders, s.amount, s.profit, CAST(coalesce(l.complete, 0) AS INTEGER) AS complete_periods, l.stage,
      CASE WHEN c.origin IS NOT NULL THEN coalesce(l.complete, 0) < ${panelRules.leastPeriodsToJudge} END AS early,
      coalesce(l.stage = 'T', FALSE) AS ended, v.p_alive, y.attachment, coalesce(y.attachment_source, 'none') AS attachment_source,
      r.percentile AS repeat, r.other AS repeat_other, y.alternatives, y.switching, y.promo_share, y.promo_lift, y.deal_share, CAST(NULL AS DOUBLE) AS beta,
      k.percentile AS recency, y.full_price, CASE WHEN s.active THEN t.tier ELSE 'inactive' END AS tier, b.profit_bin, i.segment, i.source, i.region,
      s.amount_12, s.profit_12, CAST(${asOf} AS DATE) AS as_of
    FROM ${scratch.customers} c INNER JOIN sums s ON s.customer_id = c.customer_id INNER JOIN bins b ON b.customer_id = c.customer_id
    LEFT JOIN latest l ON l.customer_id = c.customer_id LEFT JOIN ${scratch.loyalty} y ON y.customer_id = c.customer_id
    LEFT JOIN repeats r ON r.customer_id = c.customer_id LEFT JOIN recencies k ON k.customer_id = c.customer_id
    LEFT JOIN tiers t ON t.customer_id = c.customer_id LEFT JOIN described i ON i.customer_id = c.customer_id
    LEFT JOIN ${unfinished('customer_value')} v ON v.customer_id = c.customer_id`;
}

/** The counts of the analysis that come from the counted rows; one row, money in ten-thousandths. `unallocated_costs` holds the debts that belong to nobody who bought, too. */
export function lineFacts(asOf: string): Sql {
  const until = (name: Sql): Sql => sql`${name} <= CAST(${asOf} AS DATE)`;
  const { costs, debts } = ofNobody(asOf);
  return sql`SELECT count(*) AS lines, count(DISTINCT CASE WHEN kind = 'sale' THEN (customer_id, order_id) END) AS orders,
      count(CASE WHEN customer_id IS NULL THEN 1 END) AS unknown_buyer_lines, count(CASE WHEN cogs_source = 'assumed' THEN 1 END) AS assumed_lines,
      count(CASE WHEN cogs_source = 'derived' THEN 1 END) AS derived_cogs_lines, coalesce(${tenThousandths(sql`sum(net_amount)`)}, 0) AS revenue,
      coalesce(${tenThousandths(sql`sum(CASE WHEN customer_id IS NULL THEN net_amount END)`)}, 0) AS unknown_buyer_revenue,
      CASE WHEN count(DISTINCT currency) = 1 THEN min(currency) END AS currency,
      coalesce(bool_or(list_price > 0 AND qty > 0), FALSE) AS has_list_price, bool_or(cogs_source IN ('measured', 'derived')) AS has_cogs,
      (SELECT coalesce(${tenThousandths(sql`sum(cost)`)}, 0) FROM ${scratch.days}) AS direct_costs,
      (SELECT coalesce(${tenThousandths(sql`sum(amount)`)}, 0) FROM ${unfinished('cost_ledger')} WHERE shared AND customer_id IS NOT NULL) AS shared_costs,
      ${tenThousandths(sql`${costs} + ${debts}`)} AS unallocated_costs, ${tenThousandths(debts)} AS unallocated_debts,
      (SELECT count(DISTINCT response_id) FROM surveys WHERE date IS NULL OR ${until(sql`date`)}) AS survey_responses,
      (SELECT count(*) FROM contacts WHERE ${until(sql`CAST("at" AS DATE)`)}) AS contacts,
      (SELECT count(*) FROM referrals WHERE ${until(sql`date`)}) AS referrals
    FROM ${scratch.lines}`;
}

/** The counts of the analysis that come from the customers; one row. */
export function customerFacts(): Sql {
  return sql`SELECT count(*) AS customers, count(origin) AS customers_with_stage, count(*) - count(origin) AS refund_only,
      CAST(coalesce(sum(order_days), 0) AS BIGINT) AS order_days FROM ${scratch.customers}`;
}
