import { stageSamples } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';

/** The stage of every customer from the last day of a period to the day before the next one ends; `early` instead of a stage too early to judge. */
function spans(asOf: string): Sql {
  return sql`SELECT customer_id, CASE WHEN early THEN 'early' ELSE stage END AS stage, period_end AS since,
      coalesce(lead(period_end) OVER (PARTITION BY customer_id ORDER BY age), CAST(${asOf} AS DATE) + 1) AS until FROM stages`;
}

/** The last days of the calendar periods up to the as-of date, as long as the period of the analysis, the latest ones. */
function periodEnds(asOf: string): Sql {
  const months = sql`(SELECT CASE period WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half-year' THEN 6 ELSE 12 END FROM analysis)`;
  const every = sql`SELECT last_day(CAST(d AS DATE)) AS day FROM generate_series(CAST((SELECT date_trunc('year', min(period)) FROM stages) AS TIMESTAMP),
      CAST(${asOf} AS TIMESTAMP), INTERVAL 1 MONTH) AS g(d)`;
  return sql`SELECT day FROM (${every}) WHERE day <= CAST(${asOf} AS DATE) AND month(day) % ${months} = 0 ORDER BY day DESC LIMIT ${stageSamples.historyPeriods}`;
}

/** Customers by stage at the last day of each calendar period: day, stage (or early), n. The last complete period of a customer counts until the next. */
export function stageHistory(asOf: string): Sql {
  return sql`SELECT CAST(e.day AS VARCHAR) AS day, s.stage, CAST(count(*) AS INTEGER) AS n FROM (${spans(asOf)}) s
    INNER JOIN (${periodEnds(asOf)}) e ON s.since <= e.day AND e.day < s.until GROUP BY 1, 2`;
}

/**
 * The customers of each stage at the last of these days: how many of them were judged a year before, and how many stood in the same stage then: stage,
 * judged_before, stayed.
 */
export function stagesAgain(asOf: string): Sql {
  const last = sql`(SELECT max(day) FROM (${periodEnds(asOf)}))`;
  const on = (day: Sql): Sql =>
    sql`SELECT customer_id, stage FROM (${spans(asOf)}) WHERE since <= ${day} AND ${day} < until AND stage <> 'early'`;
  return sql`SELECT t.stage AS stage, CAST(count(*) AS INTEGER) AS judged_before, CAST(count(CASE WHEN f.stage = t.stage THEN 1 END) AS INTEGER) AS stayed
    FROM (${on(last)}) t INNER JOIN (${on(sql`last_day(CAST(${last} - INTERVAL 1 YEAR AS DATE))`)}) f ON f.customer_id = t.customer_id GROUP BY 1`;
}

/**
 * How customers went from stage to stage in each of the last three years before the as-of date: `back` 0 = the last year; from_stage is `new` for
 * those who had no complete period a year before. Customers too early to judge are `early`.
 */
export function stageYears(asOf: string): Sql {
  const at = (back: number): Sql => sql`SELECT customer_id, stage FROM (${spans(asOf)}) q
    WHERE since <= CAST(${asOf} AS DATE) - INTERVAL ${back} YEAR AND until > CAST(${asOf} AS DATE) - INTERVAL ${back} YEAR`;
  const year = (
    back: number,
  ): Sql => sql`SELECT ${back} AS back, coalesce(f.stage, 'new') AS from_stage, t.stage AS to_stage, CAST(count(*) AS INTEGER) AS n
    FROM (${at(back)}) t LEFT JOIN (${at(back + 1)}) f ON f.customer_id = t.customer_id GROUP BY 1, 2, 3`;
  return sql`${year(0)} UNION ALL ${year(1)} UNION ALL ${year(2)}`;
}

/** The stages of a seeded sample of customers, period by period: customer_id, age, stage, early; and how many customers there are in all. */
export function ribbonSample(seed: number): Record<string, Sql> {
  const chosen = sql`SELECT customer_id FROM (SELECT DISTINCT customer_id FROM stages WHERE age < 1)
    ORDER BY md5(concat(${String(seed)}, customer_id)), customer_id LIMIT ${stageSamples.ribbon}`;
  return {
    cells: sql`SELECT customer_id, age, stage, CAST(early AS INTEGER) AS early FROM stages
      WHERE age < ${stageSamples.ribbonPeriods} AND customer_id IN (${chosen}) ORDER BY customer_id, age`,
  };
}
