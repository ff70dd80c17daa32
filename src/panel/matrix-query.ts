import { sql, type Sql } from '#sql/sql.ts';

/** Fewest buyers of a category in a year for its rate and amount to be believed (C15). */
const leastBuyers = 30;

/**
 * What the value matrices know of each customer with an order, at most `most` of them in the order of their hashes (`everyone`: how many there are): money of the last
 * year, history in days, `born` (days from the first purchase of all to the own), the outlook of the value pass, `share` of the wallet in the latest year it is known for, `referrals` to be expected a year (own recommendations with one
 * year of the base's mean added), the mean `acquisition_cost` of a customer and the `margin`; null where a table is missing.
 */
export function valuedCustomers(asOf: string, most: number): Sql {
  const today = sql`CAST(${asOf} AS DATE)`;
  return sql`WITH chosen AS (SELECT customer_id, profit_12, amount_12, first_order, count(*) OVER () AS everyone FROM customer_state
      WHERE first_order IS NOT NULL ORDER BY hash(customer_id), customer_id LIMIT ${most}),
    wallets AS (SELECT customer_id, year, sum(category_spend) AS spend FROM (SELECT customer_id, category_spend, regexp_extract(CAST(period AS VARCHAR), '\\d{4}') AS year FROM wallet
        WHERE category_spend > 0) WHERE year <> '' AND CAST(year AS INTEGER) <= year(${today}) GROUP BY customer_id, year QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY year DESC) = 1),
    own AS (SELECT p.customer_id, CAST(year(d.day) AS VARCHAR) AS year, CAST(sum(d.amount) AS DOUBLE) AS amount FROM purchase_days d
        INNER JOIN purchases p ON p.place = d.place GROUP BY ALL),
    shares AS (SELECT w.customer_id, least(1, greatest(0, coalesce(o.amount, 0)) / CAST(w.spend AS DOUBLE)) AS share FROM wallets w
        LEFT JOIN own o ON o.customer_id = w.customer_id AND o.year = w.year),
    brought AS (SELECT referrer_id AS customer_id, count(DISTINCT referred_id) AS n FROM referrals
        WHERE date <= ${today} AND referrer_id <> referred_id AND referred_id IN (SELECT customer_id FROM customer_state WHERE first_order >= date) GROUP BY 1),
    base AS (SELECT (SELECT sum(n) FROM brought) / nullif(CAST(sum(${today} - first_order) AS DOUBLE) / 365.25, 0) AS usual,
        (SELECT CAST(sum(amount) AS DOUBLE) FROM cost_ledger WHERE type = 'acquisition' AND date <= ${today}) / nullif(count(*), 0) AS acquisition_cost
        FROM customer_state WHERE first_order IS NOT NULL)
    SELECT c.customer_id, c.everyone, CAST(c.profit_12 AS DOUBLE) AS profit_12, CAST(c.amount_12 AS DOUBLE) AS amount_12, 
      CAST(p.x AS DOUBLE) AS x, CAST(p.t_x AS DOUBLE) AS t_x, CAST(p.t AS DOUBLE) AS t,
      CAST(p.first_order - (SELECT min(first_order) FROM purchases) AS DOUBLE) AS born, v.p_alive, v.expected_12, v.residual, v.clv, v.clv_low, v.clv_high,
      s.share, CASE WHEN b.usual > 0 AND b.acquisition_cost > 0 THEN (coalesce(r.n, 0) + b.usual) / ((${today} - c.first_order) / 365.25 + 1) END AS referrals,
      CASE WHEN b.acquisition_cost > 0 THEN b.acquisition_cost END AS acquisition_cost, f.margin
    FROM chosen c CROSS JOIN base b CROSS JOIN purchase_facts f LEFT JOIN purchases p ON p.customer_id = c.customer_id
    LEFT JOIN customer_value v ON v.customer_id = c.customer_id LEFT JOIN shares s ON s.customer_id = c.customer_id LEFT JOIN brought r ON r.customer_id = c.customer_id`;
}

/**
 * The amount a year that customers like each one spend on categories it did not buy in the last year: Σ share of buyers × their mean amount. The row '' is somebody who bought
 * none. Without two categories of 30 buyers there are no rows.
 */
export function categoriesLacking(asOf: string): Sql {
  const today = sql`CAST(${asOf} AS DATE)`;
  return sql`WITH goods AS (SELECT sku, min(category) AS category FROM products GROUP BY sku),
    lines AS (SELECT o.customer_id, coalesce(o.category, g.category) AS kind, o.net_amount FROM orders o LEFT JOIN goods g ON g.sku = o.sku
      WHERE o.kind = 'sale' AND o.customer_id IS NOT NULL AND o.date <= ${today} AND o.date > ${today} - 365),
    sold AS (SELECT customer_id, kind, CAST(sum(net_amount) AS DOUBLE) AS amount FROM lines WHERE kind IS NOT NULL GROUP BY customer_id, kind HAVING sum(net_amount) > 0),
    kinds AS (SELECT kind, count(*) / (SELECT CAST(count(DISTINCT customer_id) AS DOUBLE) FROM sold) * avg(amount) AS worth FROM sold GROUP BY kind
      HAVING count(*) >= ${leastBuyers}),
    whole AS (SELECT sum(worth) AS worth FROM kinds HAVING count(*) >= 2)
    SELECT '' AS customer_id, worth AS lacking FROM whole
    UNION ALL SELECT s.customer_id, max(w.worth) - sum(k.worth) AS lacking FROM sold s INNER JOIN kinds k ON k.kind = s.kind CROSS JOIN whole w GROUP BY s.customer_id`;
}
