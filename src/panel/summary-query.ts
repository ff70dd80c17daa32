import { valueRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';

/** Whole customers by their hash beyond what a fit reads; everybody otherwise. */
function sampled(seed: number): Sql {
  const everyone = sql`(SELECT count(*) FROM purchases)`;
  return sql`(${everyone} <= ${valueRules.fitRows} OR hash(concat(p.customer_id, ':', CAST(${seed} AS VARCHAR))) % ${everyone} < ${valueRules.fitRows})`;
}

/**
 * One row a customer for the value models, a seeded sample of very many: born (days from the first day of the file to the first purchase), x, t_x, t, log_gaps of
 * the whole file, the same of the calibration part (null for who came after it) and x_hold. Times in days.
 */
export function purchaseSummary(seed: number): Sql {
  return sql`SELECT CAST(p.first_order - f.day AS INTEGER) AS born, p.x, p.t_x, p.t, p.log_gaps, p.x_cal, p.t_x_cal, p.t_cal, p.log_gaps_cal, p.x_hold
    FROM purchases p CROSS JOIN (SELECT min(first_order) AS day FROM purchases) f WHERE ${sampled(seed)}`;
}

/** The one row of `purchase_facts` with how many customers there are in all. */
export function summaryFacts(): Sql {
  return sql`SELECT *, (SELECT CAST(max(as_of) AS VARCHAR) FROM customer_state) AS as_of FROM purchase_facts`;
}

/** Repeat purchases by week of the file (from 1) and the customer's first day (days from the first day of the file): week, born, n. */
export function weeklyRepeats(seed: number): Sql {
  return sql`SELECT CAST((d.day - f.day) // 7 + 1 AS INTEGER) AS week, CAST(p.first_order - f.day AS INTEGER) AS born, CAST(count(*) AS INTEGER) AS n
    FROM purchase_days d INNER JOIN purchases p ON p.place = d.place CROSS JOIN (SELECT min(first_order) AS day FROM purchases) f
    WHERE d.before IS NOT NULL AND ${sampled(seed)} GROUP BY 1, 2`;
}

/** Mean amount of the repeat purchases of every customer who has some: x, m, n. */
export function spends(seed: number): Sql {
  return sql`SELECT x, spend AS m, CAST(count(*) AS INTEGER) AS n FROM purchases p WHERE x > 0 AND spend > 0 AND ${sampled(seed)} GROUP BY x, spend`;
}

/** The value of every customer with what they are grouped by: clv, low, high (currency units), now and ever (discounted purchases × spend within the horizon, and for ever). */
export function customerValues(seed: number): Sql {
  return sql`SELECT v.clv, v.clv_low AS low, v.clv_high AS high, v.residual * v.spend_expected AS now, v.residual_ever * v.spend_expected AS ever,
      s.segment, s.source, CASE WHEN s.early THEN 'early' ELSE s.stage END AS stage, s.tier, CAST(p.first_order - f.day AS INTEGER) AS born
    FROM customer_value v INNER JOIN customer_state s ON s.customer_id = v.customer_id INNER JOIN purchases p ON p.customer_id = v.customer_id
    CROSS JOIN (SELECT min(first_order) AS day FROM purchases) f WHERE v.clv IS NOT NULL AND ${sampled(seed)}`;
}
