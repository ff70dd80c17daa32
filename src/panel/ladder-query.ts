import { ladderRules, panelRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { tierOf } from './cells-query.ts';
import { scratch, unfinished } from './scratch.ts';

/**
 * Where each customer stands on the ladder of M11, and the value tier in the last 365 days and in the 365 before. One row a customer with an order, and one for each
 * prospect: listed, without any counted row. `rung` is the highest reached: prospect, new, regular, old, loyal; `occasional` has ordered again but keeps no
 * rhythm (yet), `ended` stands on no rung. Loyalty is the repeat percentile while no index exists; the share of the category counts where known.
 * `tier_before` is null for who had not ordered before these 365 days, and both tiers where the file has no amounts. `new_days`: the longest time in which a customer still is new.
 */
export function ladder(asOf: string): Sql {
  const { newShare, regularOrders, regularGap, oldDays, loyalIndex, loyalShare } = ladderRules;
  const { currentDays } = panelRules;
  const today = sql`CAST(${asOf} AS DATE)`;
  const previous = sql`day > ${today} - ${2 * currentDays} AND day <= ${today} - ${currentDays}`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('ladder')} AS
    WITH firsts AS (SELECT customer_id, date_diff('day', min(day), CAST(min(day) FILTER (WHERE nth = 2) AS DATE)) AS repeat_gap
        FROM (SELECT customer_id, day, row_number() OVER (PARTITION BY customer_id ORDER BY day) AS nth FROM ${scratch.days} WHERE is_order = 1)
        WHERE nth <= 2 GROUP BY customer_id),
    usual AS (SELECT quantile_cont(repeat_gap, ${newShare}) AS new_days FROM firsts WHERE repeat_gap IS NOT NULL),
    before AS (SELECT customer_id, sum(amount) AS amount, coalesce(max(is_order), 0) = 1 AS active FROM ${scratch.days} WHERE ${previous} GROUP BY customer_id),
    tiers AS (SELECT customer_id, ${tierOf(sql`row_number() OVER (ORDER BY amount DESC, customer_id)`, sql`count(*) OVER ()`)} AS tier
        FROM before WHERE active AND amount IS NOT NULL),
    wallet AS (SELECT customer_id, avg(share) AS share FROM ${unfinished('panel')} WHERE share IS NOT NULL AND period > ${today} - ${currentDays} GROUP BY customer_id),
    facts AS (SELECT s.customer_id, s.orders, s.tenure_days, s.ended, s.repeat, w.share, u.new_days, s.tier AS tier_now, s.amount_12,
        CASE WHEN s.amount IS NULL OR s.first_order > ${today} - ${currentDays} THEN NULL WHEN b.active THEN t.tier ELSE 'inactive' END AS tier_before,
        date_diff('day', s.last_order, ${today}) * (s.orders - 1) <= ${regularGap} * date_diff('day', s.first_order, s.last_order) AS in_rhythm
      FROM ${unfinished('customer_state')} s CROSS JOIN usual u LEFT JOIN before b ON b.customer_id = s.customer_id
      LEFT JOIN tiers t ON t.customer_id = s.customer_id LEFT JOIN wallet w ON w.customer_id = s.customer_id WHERE s.first_order IS NOT NULL)
    SELECT customer_id, CASE WHEN ended THEN 'ended'
        WHEN orders > 1 AND tenure_days >= ${oldDays} THEN CASE WHEN coalesce(repeat >= ${loyalIndex}, FALSE) AND coalesce(share >= ${loyalShare}, TRUE) THEN 'loyal' ELSE 'old' END
        WHEN orders >= ${regularOrders} AND in_rhythm THEN 'regular'
        WHEN orders = 1 OR tenure_days <= new_days THEN 'new' ELSE 'occasional' END AS rung,
      tier_before, CASE WHEN amount_12 IS NULL THEN NULL ELSE tier_now END AS tier_now, amount_12, share, CAST(new_days AS DOUBLE) AS new_days
    FROM facts
    UNION ALL SELECT customer_id, 'prospect', NULL, NULL, NULL, NULL, (SELECT CAST(new_days AS DOUBLE) FROM usual)
    FROM (SELECT customer_id FROM customers WHERE customer_id IS NOT NULL AND (first_contact IS NULL OR first_contact <= ${today})
      EXCEPT SELECT customer_id FROM ${scratch.customers})`;
}
