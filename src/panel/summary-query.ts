import { opportunityRules, valueRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';

/** Whole customers by their hash beyond what a fit reads; everybody otherwise. */
function sampled(seed: number): Sql {
  const everyone = sql`(SELECT count(*) FROM purchases)`;
  return sql`(${everyone} <= ${valueRules.fitRows} OR hash(concat(p.customer_id, ':', CAST(${seed} AS VARCHAR))) % ${everyone} < ${valueRules.fitRows})`;
}

/**
 * One row a customer for the value models, a seeded sample of very many: place (the customer's number), born (days from the first day of the file to the first purchase), x, t_x, t, log_gaps of
 * the whole file, the same of the calibration part (null for who came after it) and x_hold. Times in days.
 */
export function purchaseSummary(seed: number): Sql {
  return sql`SELECT p.place, CAST(p.first_order - f.day AS INTEGER) AS born, p.x, p.t_x, p.t, p.log_gaps, p.x_cal, p.t_x_cal, p.t_cal, p.log_gaps_cal, p.x_hold
    FROM purchases p CROSS JOIN (SELECT min(first_order) AS day FROM purchases) f WHERE ${sampled(seed)}`;
}

/**
 * How the time around the split is cut into opportunities to buy, in one row: until (last day of the calibration), hold (days after it), unit (quarter, month or week: the
 * longest that is not longer than the median gap between purchases of the calibration), ahead (opportunities after the split: as many of that unit as come nearest
 * to filling it, so that each has hold / ahead days). No row without days after the split.
 */
export function opportunityScale(): Sql {
  const [[quarter, ofQuarter, quarterFrom], [month, ofMonth, monthFrom], [week, ofWeek]] = opportunityRules.units;
  return sql`SELECT until, hold, unit, CAST(greatest(1, round(hold / days)) AS INTEGER) AS ahead FROM (SELECT *,
      CASE unit WHEN ${quarter} THEN ${ofQuarter} WHEN ${month} THEN ${ofMonth} ELSE ${ofWeek} END AS days FROM (SELECT CAST(calibration_end AS DATE) AS until, hold_days AS hold,
        (SELECT CASE WHEN median(d.day - d.before) >= ${quarterFrom} THEN ${quarter} WHEN median(d.day - d.before) >= ${monthFrom} THEN ${month} ELSE ${week} END
          FROM purchase_days d WHERE d.day <= CAST(calibration_end AS DATE)) AS unit
        FROM purchase_facts WHERE hold_days > 0))`;
}

/**
 * The rows of `purchaseSummary` with what they are in whole opportunities, which run from the split to both sides; the one in which a customer first bought is the
 * beginning and counts for nothing: n (opportunities of the calibration after it), x_n (those with a purchase), t_n (up to the last of them), bought (purchases in them), x_ahead
 * (opportunities after the split with a purchase), most (purchases in the fullest opportunity). Null where there is nothing after the split.
 */
export function opportunitySummary(seed: number): Sql {
  const at = sql`CAST(ceil((d.day - s.until) * s.ahead / s.hold) AS INTEGER)`;
  const counted = sql`SELECT d.place, ${at} AS nth, count(*) AS purchases FROM purchase_days d CROSS JOIN (${opportunityScale()}) s GROUP BY d.place, ${at}`;
  const before = sql`CASE WHEN nth <= 0 THEN`;
  const each = sql`SELECT place, -min(nth) AS n, count(${before} 1 END) - 1 AS x_n, max(${before} nth END) - min(nth) AS t_n,
      CAST(sum(${before} purchases END) - arg_min(purchases, nth) AS INTEGER) AS bought, count(CASE WHEN nth > 0 THEN 1 END) AS x_ahead, max(purchases) AS most FROM (${counted}) GROUP BY place`;
  return sql`SELECT b.*, o.n, o.x_n, o.t_n, o.bought, o.x_ahead, o.most FROM (${purchaseSummary(seed)}) b LEFT JOIN (${each}) o ON o.place = b.place`;
}

/** The one row of `purchase_facts` with how many customers there are in all. */
export function summaryFacts(): Sql {
  return sql`SELECT *, (SELECT CAST(max(as_of) AS VARCHAR) FROM customer_state) AS as_of FROM purchase_facts`;
}

/**
 * Repeat purchases by week of the file (from 1) and the customer's first day (days from the first day of the file): week, born, n. Weeks are cut so that one ends with the last
 * day of the calibration; the first and the last may be shorter.
 */
export function weeklyRepeats(seed: number): Sql {
  const until = sql`(SELECT CAST(calibration_end AS DATE) FROM purchase_facts)`;
  return sql`SELECT CAST((d.day - f.day + 6 - (${until} - f.day) % 7) // 7 + 1 AS INTEGER) AS week, CAST(p.first_order - f.day AS INTEGER) AS born, CAST(count(*) AS INTEGER) AS n
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
