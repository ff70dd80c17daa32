import { sql, type Sql } from '#sql/sql.ts';

const ends = sql`(SELECT count(*) FROM contract_ends) + (SELECT count(*) FROM subscriptions WHERE start IS NULL AND tenure_months IS NOT NULL AND churned) > 0`;
const most = sql`(SELECT count(DISTINCT customer_id) FROM subscriptions) * 2 >= (SELECT count(DISTINCT customer_id) FROM episodes)`;
const contracts = sql`(${ends}) AND CASE (SELECT max(contractual) FROM choices) WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE ELSE ${most} END`;
const yearly = sql`(SELECT count(*) FROM subscriptions WHERE regexp_matches(lower(coalesce("interval", '')), 'year|annual|年')) * 2 > (SELECT count(*) FROM subscriptions)`;

/**
 * What the lives of `lives` are: one row with contractual (ends of contracts are known, and a person said that relationships end
 * by contract or, unasked, at least half of the customers have one), yearly (most contracts are billed by the year, so that a year
 * is the renewal period, else a month), start_unknown (customers left out because their start is not known) and returned (later lives of customers who came back,
 * which begin anew and are left out).
 */
export function livesFacts(): Sql {
  return sql`SELECT ${contracts} AS contractual, ${yearly} AS yearly,
    CAST((SELECT count(DISTINCT customer_id) FROM episodes WHERE NOT start_known) AS INTEGER) AS start_unknown,
    CAST((SELECT count(*) FROM episodes WHERE start_age > 0) AS INTEGER) AS returned, CAST((SELECT count(*) FROM subscriptions) AS INTEGER) AS contracts`;
}

/**
 * The first life of every customer, counted: grouping (all, cohort by first month, segment, source, region), name, time in whole periods, cause (1 ended, 0 lasts
 * still), n. Under contract (`contractual`), time counts months, or years, to the end without renewal (rounded: the n-th renewal that did not happen) or whole renewals
 * seen by the as-of date; a snapshot gives its tenure. Else time counts periods of relationship age to the end that the stage machine saw, or seen so far; customers
 * whose start is unknown are left out (C6).
 */
export function lives(asOf: string): Sql {
  const until = sql`CAST(${asOf} AS DATE)`;
  const unit = sql`CASE WHEN ${yearly} THEN 365.25 ELSE 30.4375 END`;
  const dated = sql`SELECT s.customer_id, min(s.start) AS start, min(e.ended) AS ended FROM subscriptions s
    LEFT JOIN contract_ends e ON e.customer_id = s.customer_id WHERE s.start IS NOT NULL AND s.start <= ${until} AND s.customer_id IS NOT NULL GROUP BY s.customer_id`;
  const snapshot = sql`SELECT customer_id, max(tenure_months) / CASE WHEN ${yearly} THEN 12.0 ELSE 1.0 END AS tenure, bool_or(coalesce(churned, FALSE)) AS gone
    FROM subscriptions WHERE start IS NULL AND tenure_months IS NOT NULL AND customer_id IS NOT NULL GROUP BY customer_id`;
  const contract = sql`SELECT customer_id, start AS origin, CASE WHEN ended IS NULL THEN floor(date_diff('day', start, ${until}) / ${unit})
        ELSE greatest(1, round(date_diff('day', start, ended) / ${unit})) END AS time, ended IS NOT NULL AS gone FROM (${dated})
    UNION ALL SELECT customer_id, NULL, CASE WHEN gone THEN greatest(1, round(tenure)) ELSE floor(tenure) END, gone FROM (${snapshot})`;
  const silent = sql`SELECT e.customer_id, c.first_order AS origin, e.end_age + 1 AS time, e.ended AS gone FROM episodes e
    INNER JOIN customer_state c ON c.customer_id = e.customer_id WHERE e.start_known AND e.start_age = 0`;
  const described = sql`SELECT customer_id, min(segment) AS segment, min(source) AS source, min(region) AS region FROM customers GROUP BY customer_id`;
  const every = sql`SELECT l.*, d.segment, d.source, d.region FROM (
      SELECT * FROM (${contract}) WHERE ${contracts} UNION ALL SELECT * FROM (${silent}) WHERE NOT (${contracts})) l
    LEFT JOIN (${described}) d ON d.customer_id = l.customer_id`;
  const by = (grouping: string, name: Sql): Sql =>
    sql`SELECT ${grouping} AS grouping, ${name} AS name, CAST(time AS INTEGER) AS time, CAST(gone AS INTEGER) AS cause, CAST(count(*) AS INTEGER) AS n
      FROM every WHERE ${name} IS NOT NULL AND time >= 0 GROUP BY ALL`;
  return sql`WITH every AS (${every}) ${by('all', sql`'all'`)} UNION ALL
    ${by('cohort', sql`CAST(CAST(date_trunc('month', origin) AS DATE) AS VARCHAR)`)} UNION ALL
    ${by('segment', sql`segment`)} UNION ALL ${by('source', sql`source`)} UNION ALL ${by('region', sql`region`)} ORDER BY ALL`;
}
