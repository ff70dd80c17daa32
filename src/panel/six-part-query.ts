import { stageVariableThresholds } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';

/**
 * Customers whose start is known with their random group, their complete years and whether they belong to the balanced panel: not ended, and
 * with as many complete years as the median of those not ended. A year of relationship is the whole number of periods nearest to 365.25 days.
 */
function members(): Sql {
  return sql`facts AS (SELECT period_days, CAST(round(365.25 / period_days) AS INTEGER) AS periods FROM analysis),
    alive AS (SELECT s.customer_id, count(*) // any_value(f.periods) AS years, arg_max(s.stage, s.age) <> 'T' AS survivor
      FROM stages s CROSS JOIN facts f WHERE s.start_known GROUP BY s.customer_id),
    lasting AS (SELECT greatest(1, coalesce(quantile_disc(years, 0.5), 0)) AS lasting FROM alive WHERE survivor AND years > 0),
    members AS (SELECT a.customer_id, o.period AS origin, least(a.years, ${stageVariableThresholds.years}) AS years, l.lasting,
        a.survivor AND a.years >= l.lasting AS balanced,
        CAST((row_number() OVER (ORDER BY hash(a.customer_id), a.customer_id) - 1) % ${stageVariableThresholds.blocks} AS INTEGER) AS block
      FROM alive a INNER JOIN panel o ON o.customer_id = a.customer_id AND o.age = 0 CROSS JOIN lasting l WHERE a.years > 0)`;
}

/**
 * What lines of known article and quantity cost and were paid for beyond the base year: price and unit cost are compared with what customers in
 * their first year paid for the same article in the same calendar year, else in all; without either the line has no effect.
 */
function effects(): Sql {
  const year = sql`CAST(greatest(0, floor(date_diff('day', m.origin, o.date) / f.period_days)) AS INTEGER) // f.periods`;
  return sql`lines AS (SELECT o.customer_id, o.sku, year(o.date) AS calendar, ${year} AS year, CAST(o.qty AS DOUBLE) AS qty, CAST(o.net_amount AS DOUBLE) AS amount,
        CAST(coalesce(o.cogs, p.unit_cost * o.qty) AS DOUBLE) AS goods
      FROM orders o INNER JOIN members m ON m.customer_id = o.customer_id CROSS JOIN facts f
      LEFT JOIN (SELECT sku, max(unit_cost) AS unit_cost FROM products WHERE sku IS NOT NULL GROUP BY sku) p ON p.sku = o.sku
      WHERE o.kind = 'sale' AND o.sku IS NOT NULL AND o.qty > 0 AND o.net_amount > 0 AND ${year} < m.years),
    first_by_calendar AS (SELECT sku, calendar, sum(amount) / sum(qty) AS price, sum(goods) / sum(CASE WHEN goods IS NOT NULL THEN qty END) AS unit
      FROM lines WHERE year = 0 GROUP BY sku, calendar),
    first_ever AS (SELECT sku, sum(amount) / sum(qty) AS price, sum(goods) / sum(CASE WHEN goods IS NOT NULL THEN qty END) AS unit
      FROM lines WHERE year = 0 GROUP BY sku),
    effects AS (SELECT l.customer_id, l.year, sum(coalesce(l.amount - l.qty * coalesce(c.price, e.price), 0)) AS price_effect,
        sum(coalesce(l.goods - l.qty * coalesce(c.unit, e.unit), 0)) AS goods_effect
      FROM lines l LEFT JOIN first_by_calendar c ON c.sku = l.sku AND c.calendar = l.calendar LEFT JOIN first_ever e ON e.sku = l.sku
      GROUP BY l.customer_id, l.year)`;
}

/**
 * Customers won by the word of another: once each, by the first who named them before their first order, never by themselves. Counted below only where the referrer was a
 * customer by then, which leaves no circle. Requirement C21.
 */
function won(): Sql {
  return sql`SELECT r.referred_id, arg_min(r.referrer_id, (r.date, r.referrer_id)) AS referrer_id, min(r.date) AS date,
      CAST(arg_min(coalesce(r.reward, 0), (r.date, r.referrer_id)) AS DOUBLE) AS reward
    FROM referrals r INNER JOIN customer_state c ON c.customer_id = r.referred_id AND c.first_order >= r.date
    WHERE r.referrer_id <> r.referred_id GROUP BY r.referred_id`;
}

/**
 * For each view (acquired: everyone old enough; balanced: the same customers in every year), year and block: customers, those still alive or
 * seen in the year, and sums of what they paid, cost and referred, and what winning those they referred cost all the same, rewards included. Only whole years are counted. Source: M05.
 */
export function sixPartSums(): Sql {
  const double = (expression: Sql): Sql => sql`CAST(coalesce(sum(${expression}), 0) AS DOUBLE)`;
  return sql`WITH ${members()}, ${effects()},
    years AS (SELECT p.customer_id, p.age // f.periods AS year, any_value(m.block) AS block, any_value(m.balanced) AS balanced, any_value(m.lasting) AS lasting,
        bool_or(s.stage <> 'T' OR p.orders > 0 OR p.amount <> 0 OR p.profit <> 0) AS present, sum(p.amount) AS amount, sum(p.cogs) AS goods,
        sum(p.profit) AS profit, sum(p.cost_acquisition) AS acquisition
      FROM panel p INNER JOIN members m ON m.customer_id = p.customer_id CROSS JOIN facts f
      INNER JOIN stages s ON s.customer_id = p.customer_id AND s.age = p.age
      WHERE p.age // f.periods < m.years GROUP BY p.customer_id, p.age // f.periods),
    referred AS (SELECT m.customer_id, CAST(greatest(0, floor(date_diff('day', m.origin, r.date) / f.period_days)) AS INTEGER) // f.periods AS year, count(*) AS n,
        sum(coalesce(a.cost, 0) + r.reward) AS spent
      FROM (${won()}) r INNER JOIN members m ON m.customer_id = r.referrer_id AND m.origin <= r.date CROSS JOIN facts f
      LEFT JOIN (SELECT customer_id, CAST(sum(amount) AS DOUBLE) AS cost FROM cost_ledger WHERE type = 'acquisition' AND customer_id IS NOT NULL GROUP BY 1) a
        ON a.customer_id = r.referred_id GROUP BY 1, 2)
    SELECT "view", y.year, y.block, CAST(count(*) AS INTEGER) AS n, CAST(count(CASE WHEN y.present THEN 1 END) AS INTEGER) AS present,
      ${double(sql`y.amount`)} AS amount, ${double(sql`y.goods`)} AS goods, ${double(sql`y.profit`)} AS profit, ${double(sql`y.acquisition`)} AS acquisition,
      ${double(sql`e.price_effect`)} AS price_effect, ${double(sql`e.goods_effect`)} AS goods_effect, ${double(sql`r.n`)} AS referred, ${double(sql`r.spent`)} AS referral_spent
    FROM years y CROSS JOIN (SELECT unnest(['acquired', 'balanced']) AS "view")
    LEFT JOIN effects e ON e.customer_id = y.customer_id AND e.year = y.year LEFT JOIN referred r ON r.customer_id = y.customer_id AND r.year = y.year
    WHERE y.amount IS NOT NULL AND ("view" = 'acquired' OR (y.balanced AND y.year < y.lasting)) GROUP BY "view", y.year, y.block`;
}

/** What the six parts stand on, in one row: whether costs of goods and referrals are known, and what winning customers cost in all. */
export function sixPartFacts(): Sql {
  return sql`SELECT a.has_cogs AS has_cogs, a.referrals AS referrals,
      CAST(coalesce(sum(p.cost_acquisition), 0) AS DOUBLE) AS acquisition, CAST(coalesce(sum(p.allocated_cost), 0) AS DOUBLE) AS allocated
    FROM analysis a LEFT JOIN panel p ON TRUE GROUP BY a.has_cogs, a.referrals`;
}
