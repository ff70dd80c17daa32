import { loyaltyInputs } from '#schema/thresholds.ts';
import { join, sql, type Sql } from '#sql/sql.ts';
import { scratch } from './scratch.ts';

export interface LoyaltyFacts {
  asOf: string;
  hasPromo: boolean;
}

/** Whole percentile 0..100 by mid-rank among the rows of the query, rounded down, so that "50 or more" stays true or false. */
export function midRank(order: Sql): Sql {
  return sql`CAST((2 * (rank() OVER (ORDER BY ${order}) - 1) + count(*) OVER (PARTITION BY ${order})) * 50 // count(*) OVER () AS INTEGER)`;
}

/** Score 0..100 of each customer on the items of some constructs: latest answer, rescaled, reversed where flagged, at least half of the items answered. */
function surveyScore(constructs: readonly string[], asOf: string): Sql {
  const valid = sql`construct IN (${constructs}) AND customer_id IS NOT NULL AND coalesce(valid, TRUE) AND scale_max > scale_min
    AND value BETWEEN scale_min AND scale_max AND (date IS NULL OR date <= CAST(${asOf} AS DATE))`;
  const scored = sql`SELECT customer_id, item_id,
      CASE WHEN coalesce(reversed, FALSE) THEN scale_max - value ELSE value - scale_min END * 100.0 / (scale_max - scale_min) AS score,
      rank() OVER (PARTITION BY customer_id, item_id ORDER BY date DESC NULLS LAST) AS newest FROM surveys WHERE ${valid}`;
  return sql`SELECT customer_id, avg(score) AS score FROM (SELECT customer_id, item_id, avg(score) AS score FROM (${scored}) WHERE newest = 1 GROUP BY ALL)
    GROUP BY customer_id HAVING count(*) >= ${loyaltyInputs.leastItemsShare} * (SELECT count(DISTINCT item_id) FROM surveys WHERE ${valid})`;
}

/** Percentiles of the signs of attachment that the files can show at all; a sign without any evidence in the base gives no rows. */
function proxies(asOf: string): Sql {
  const base = sql`(SELECT customer_id FROM ${scratch.customers} WHERE origin IS NOT NULL) b`;
  const counted = (source: Sql): Sql => sql`SELECT b.customer_id, coalesce(s.n, 0) AS sign FROM ${base}
    LEFT JOIN (${source}) s ON s.customer_id = b.customer_id WHERE EXISTS (${source})`;
  const asked = sql`SELECT customer_id, count(*) AS n FROM contacts WHERE lower(direction) IN ('in', 'inbound', 'incoming')
    AND coalesce(purpose, '') NOT IN ('retention', 'winback', 'crosssell') AND CAST("at" AS DATE) <= CAST(${asOf} AS DATE) GROUP BY customer_id`;
  const referred = sql`SELECT referrer_id AS customer_id, count(*) AS n FROM referrals WHERE date <= CAST(${asOf} AS DATE) GROUP BY referrer_id`;
  const signs = [counted(asked), counted(referred), sql`SELECT customer_id, full_price AS sign FROM prices WHERE full_price IS NOT NULL`];
  const ranked = join(
    signs.map((sign) => sql`SELECT customer_id, ${midRank(sql`sign`)} AS percentile FROM (${sign})`),
    ' UNION ALL ',
  );
  return sql`SELECT customer_id, avg(percentile) AS score FROM (${ranked}) GROUP BY customer_id HAVING count(*) >= ${loyaltyInputs.leastProxies}`;
}

/** Order-days and days of each customer inside and outside the weeks in which any order of the base carried a promotion, over the last 12 months. */
function promoWeeks(asOf: string): Sql {
  const start = sql`CAST(${asOf} AS DATE) - ${loyaltyInputs.recentDays - 1}`;
  const weeks = sql`SELECT date_trunc('week', day) AS week, max(promo) AS promo FROM ${scratch.days} WHERE day >= ${start} AND is_order = 1 GROUP BY 1`;
  const calendar = sql`SELECT t.day, coalesce(w.promo, 0) AS promo FROM
    (SELECT CAST(${start} + CAST(unnest(range(0, ${loyaltyInputs.recentDays})) AS INTEGER) AS DATE) AS day) t
    LEFT JOIN (${weeks}) w ON w.week = date_trunc('week', t.day)`;
  const left = sql`SELECT day, promo, sum(promo) OVER (ORDER BY day DESC) AS promo_days, sum(1 - promo) OVER (ORDER BY day DESC) AS other_days FROM (${calendar})`;
  return sql`SELECT c.customer_id, any_value(l.promo_days) AS promo_days, any_value(l.other_days) AS other_days,
      CAST(sum(k.promo) AS BIGINT) AS promo_week_orders, CAST(sum(1 - k.promo) AS BIGINT) AS other_week_orders
    FROM ${scratch.customers} c INNER JOIN (${left}) l ON l.day = greatest(c.origin, ${start})
    INNER JOIN ${scratch.days} d ON d.customer_id = c.customer_id AND d.is_order = 1
    INNER JOIN (${calendar}) k ON k.day = d.day GROUP BY c.customer_id`;
}

/**
 * What the loyalty matrix is made from, one row a customer with an order: attachment and its source, alternatives 0..1, switching 0..100,
 * promo share and lift and deal share of the last 12 months (three orders or more), share of orders at full price. Null is unknown.
 * Cut so that comparing with the model's limits gives the same answer: shares down to .05, lift to .1, alternatives up to .05.
 * Source: inputs of rule M15 of the specification.
 */
export function loyalty({ asOf, hasPromo }: LoyaltyFacts): Sql {
  const { dealPrice, fullPrice, leastOrders, leastPromoDays, highestLift, recentDays } = loyaltyInputs;
  const recent = sql`day > CAST(${asOf} AS DATE) - ${recentDays}`;
  const share = (part: Sql, whole: Sql): Sql => sql`(20 * (${part}) // (${whole})) / 20.0`;
  const lift = sql`(10 * promo_week_orders * weeks.other_days // (weeks.promo_days * other_week_orders)) / 10.0`;
  return sql`CREATE OR REPLACE TABLE ${scratch.loyalty} AS
    WITH prices AS (SELECT customer_id, CASE WHEN count(listed) > 0 THEN ${share(sql`count(*) FILTER (WHERE paid >= listed * ${fullPrice})`, sql`count(listed)`)} END AS full_price,
        count(*) FILTER (WHERE ${recent}) AS recent_orders, coalesce(sum(promo) FILTER (WHERE ${recent}), 0) AS promo_orders,
        count(listed) FILTER (WHERE ${recent}) AS priced, count(*) FILTER (WHERE ${recent} AND paid <= listed * ${dealPrice}) AS deals
      FROM ${scratch.days} WHERE is_order = 1 GROUP BY customer_id),
    asked AS (${surveyScore(['affect', 'preference'], asOf)}),
    signs AS (${proxies(asOf)}),
    other AS (${surveyScore(['alternatives'], asOf)}),
    bound AS (${surveyScore(['switching_cost'], asOf)}),
    weeks AS (${promoWeeks(asOf)})
    SELECT p.customer_id, CAST(floor(coalesce(asked.score, signs.score) + 1e-9) AS INTEGER) AS attachment,
      CASE WHEN asked.score IS NOT NULL THEN 'survey' WHEN signs.score IS NOT NULL THEN 'proxy' ELSE 'none' END AS attachment_source,
      abs(ceil(other.score / 5 - 1e-9)) / 20 AS alternatives, CAST(floor(bound.score + 1e-9) AS INTEGER) AS switching,
      CASE WHEN ${hasPromo} AND p.recent_orders >= ${leastOrders} THEN ${share(sql`p.promo_orders`, sql`p.recent_orders`)} END AS promo_share,
      CASE WHEN ${hasPromo} AND p.recent_orders >= ${leastOrders} AND weeks.promo_days >= ${leastPromoDays} AND weeks.other_days >= ${leastPromoDays}
        THEN CASE WHEN other_week_orders = 0 THEN ${highestLift} ELSE least(${highestLift}, ${lift}) END END AS promo_lift,
      CASE WHEN p.recent_orders >= ${leastOrders} AND p.priced >= ${leastOrders} THEN ${share(sql`p.deals`, sql`p.priced`)} END AS deal_share,
      p.full_price
    FROM prices p LEFT JOIN asked ON asked.customer_id = p.customer_id LEFT JOIN signs ON signs.customer_id = p.customer_id
    LEFT JOIN other ON other.customer_id = p.customer_id LEFT JOIN bound ON bound.customer_id = p.customer_id
    LEFT JOIN weeks ON weeks.customer_id = p.customer_id`;
}
