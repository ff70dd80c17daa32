import { sql, type Sql } from '#sql/sql.ts';

/** What a value model is fitted on, from the tables of a finished panel. */
export interface ModelScope {
  /** days of a unit of time */
  unitDays: number;
  /** last day that is looked at, ISO; null: the day of the analysis */
  calibrationEnd: string | null;
}

const asOf = sql`(SELECT max(as_of) FROM customer_state)`;
/** Nothing is known after the as-of day: a later end would count days nobody has seen as silence. */
const until = ({ calibrationEnd }: ModelScope): Sql =>
  calibrationEnd === null ? asOf : sql`least(CAST(${calibrationEnd} AS DATE), ${asOf})`;

/** Purchase days up to the end with the customer's first one; who came later is not there. */
function known(scope: ModelScope): Sql {
  return sql`SELECT d.place, d.day, d.before, d.amount, p.first_order FROM purchase_days d INNER JOIN purchases p ON p.place = d.place WHERE p.first_order <= ${until(scope)}`;
}

/**
 * Equal histories once: x, tx and T in units, with `gaps` logGaps in them (Σ ln gap) too, weight (customers) and held (their purchases after the end of the calibration).
 * Customers observed for no time are left out: they say nothing.
 */
export function purchaseHistories(scope: ModelScope, gaps: boolean): Sql {
  const end = until(scope);
  const own = sql`SELECT place, any_value(first_order) AS first_order, count(CASE WHEN day <= ${end} THEN before END) AS x,
      max(CASE WHEN day <= ${end} THEN day END) AS last, coalesce(sum(CASE WHEN day <= ${end} THEN ln((day - before) / CAST(${scope.unitDays} AS DOUBLE)) END), 0) AS gaps,
      count(CASE WHEN day > ${end} THEN 1 END) AS held FROM (${known(scope)}) GROUP BY place`;
  return sql`SELECT CAST(x AS INTEGER) AS x, (last - first_order) / CAST(${scope.unitDays} AS DOUBLE) AS tx, (${end} - first_order) / CAST(${scope.unitDays} AS DOUBLE) AS "T",
      ${gaps ? sql`gaps` : sql`CAST(NULL AS DOUBLE)`} AS "logGaps", CAST(count(*) AS INTEGER) AS weight, CAST(sum(held) AS INTEGER) AS held
    FROM (${own}) WHERE ${end} > first_order GROUP BY 1, 2, 3, 4`;
}

/**
 * Histories of whole opportunities: units since the customer's own first purchase are the opportunities, the first of them after the unit that it fell in; x
 * those with a purchase, tx the last of these, T those that were whole by the end. Source: Fader, Hardie & Shang 2010, 2.
 */
export function opportunities(scope: ModelScope): Sql {
  const end = until(scope);
  const unit = (day: Sql): Sql => sql`CAST(floor((${day} - first_order) / CAST(${scope.unitDays} AS DOUBLE)) AS INTEGER)`;
  const own = sql`SELECT place, ${unit(sql`${end} + 1`)} - 1 AS seen, ${unit(sql`day`)} AS unit, day > ${end} AS later FROM (${known(scope)})`;
  const counted = sql`SELECT place, seen, count(DISTINCT CASE WHEN unit >= 1 AND unit <= seen THEN unit END) AS x,
      coalesce(max(CASE WHEN unit >= 1 AND unit <= seen THEN unit END), 0) AS tx, count(DISTINCT CASE WHEN later AND unit > seen THEN unit END) AS held
    FROM (${own}) GROUP BY place, seen`;
  return sql`SELECT CAST(x AS INTEGER) AS x, CAST(tx AS INTEGER) AS tx, CAST(seen AS INTEGER) AS "T", CAST(count(*) AS INTEGER) AS weight, CAST(sum(held) AS INTEGER) AS held
    FROM (${counted}) WHERE seen >= 1 GROUP BY 1, 2, 3`;
}

/** Mean amounts of the repeat purchases up to the end: x, m, weight. */
export function repeatSpends(scope: ModelScope): Sql {
  const own = sql`SELECT place, count(amount) AS x, sum(CAST(amount AS DOUBLE)) / count(amount) AS m FROM (${known(scope)})
    WHERE before IS NOT NULL AND day <= ${until(scope)} AND amount IS NOT NULL GROUP BY place`;
  return sql`SELECT CAST(x AS INTEGER) AS x, m, CAST(count(*) AS INTEGER) AS weight FROM (${own}) WHERE x > 0 AND m > 0 GROUP BY 1, 2`;
}

/** Customers under contract up to the end: time in units from the first start to the end without renewal, or to the end of the file; ended, weight. */
export function contractLives(scope: ModelScope): Sql {
  const end = until(scope);
  const own = sql`SELECT s.customer_id, min(s.start) AS start, max(e.ended) AS ended,
      bool_or(coalesce(s."end", s.cancelled_at, DATE '9999-12-31') > coalesce(e.ended, DATE '0001-01-01') AND s.start > coalesce(e.ended, DATE '0001-01-01')) AS again
    FROM subscriptions s LEFT JOIN contract_ends e ON e.customer_id = s.customer_id AND e.ended <= ${end}
    WHERE s.customer_id IS NOT NULL AND s.start <= ${end} GROUP BY s.customer_id`;
  return lives(sql`SELECT (CASE WHEN gone THEN ended ELSE ${end} END - start) / CAST(${scope.unitDays} AS DOUBLE) AS time, gone AS ended
    FROM (SELECT *, ended IS NOT NULL AND NOT coalesce(again, FALSE) AS gone FROM (${own}))`);
}

/** Relationships whose start is known: time in units from the first order to the end that the stages found, or to the end of the file; ended, weight. */
export function episodeLives(scope: ModelScope): Sql {
  const period = sql`(SELECT max(period_days) FROM analysis)`;
  const length = sql`(end_age - start_age + 1) * ${period}`;
  return lives(sql`SELECT least(${length}, ${until(scope)} - start_date + 1) / CAST(${scope.unitDays} AS DOUBLE) AS time,
      ended AND start_date + CAST(${length} AS INTEGER) <= ${until(scope)} AS ended FROM episodes WHERE start_known AND start_date <= ${until(scope)}`);
}

function lives(rows: Sql): Sql {
  return sql`SELECT CAST(time AS DOUBLE) AS time, ended, CAST(count(*) AS INTEGER) AS weight FROM (${rows}) WHERE time > 0 GROUP BY 1, 2`;
}

/** Days from a day to the day of the analysis; one row, `days`. */
export function daysAfter(day: string): Sql {
  return sql`SELECT CAST(max(as_of) - CAST(${day} AS DATE) AS INTEGER) AS days FROM customer_state`;
}

/** Whether there are contracts; one row, `there`. */
export function hasContracts(): Sql {
  return sql`SELECT count(*) > 0 AS there FROM subscriptions WHERE start IS NOT NULL`;
}
