import { flags, marginNames, reasonNames, stageNames, triggerNames } from '#models/lifecycle/stages/trace.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { ageOf, complaintsByCell, contactsByCell, costsByCell, costTypes, moneyByCell, pricesByCell } from './cells-query.ts';
import { scratch, tenThousandths, unfinished } from './scratch.ts';

export interface Scale {
  /** business date, ISO */
  asOf: string;
  /** days of a period */
  periodDays: number;
  hasAmount: boolean;
  hasQty: boolean;
  /** the table of seasonality has its twelve rows */
  seasonal?: boolean;
}

/**
 * The relationship panel: one row a customer and period of relationship age up to the as-of date, the last one cut by it (exposure < 1).
 * Money in DECIMAL(18,4); amount, refunds (0 or less), cogs and profit are null without any amount in the file, qty without any quantity. Refunds and
 * costs stand at their date; the columns cost_* add up to allocated_cost. Minutes are null where no contact of the file has any. `price_log` and
 * `price_weight`: see `pricesByCell`; null without a price. `deseasonalised` is the amount over the season of its calendar month, null where seasons are unknown; `share` is unknown; `start_known` is false where the
 * relationship may be older than the file. Source: rule M01 of the specification.
 */
export function panel({ asOf, periodDays: h, hasAmount, hasQty, seasonal = false }: Scale): Sql {
  const decimal = (value: Sql, name: Sql): Sql => sql`CAST(coalesce(${value}.${name}, 0) AS DECIMAL(18,4)) AS ${name}`;
  const money = (name: Sql): Sql => (hasAmount ? decimal(sql`v`, name) : sql`CAST(NULL AS DECIMAL(18,4)) AS ${name}`);
  const lived = sql`date_diff('day', origin, CAST(${asOf} AS DATE))`;
  const cells = sql`SELECT customer_id, origin, start_known, unnest(range(0, CAST(floor(${lived} / CAST(${h} AS DOUBLE)) AS INTEGER) + 1)) AS age, ${lived} + 1 AS lived
    FROM ${scratch.customers} WHERE origin IS NOT NULL`;
  const costs = [...costTypes, 'other'].map((type) => decimal(sql`b`, identifier(`cost_${type}`)));
  const noted = (name: Sql, condition: Sql): Sql =>
    sql`CASE WHEN EXISTS (SELECT 1 FROM contacts WHERE minutes IS NOT NULL AND ${condition}) THEN CAST(coalesce(m.${name}, 0) AS DOUBLE) END AS ${name}`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('panel')} AS SELECT a.customer_id, CAST(a.age AS INTEGER) AS age,
      CAST(a.origin + CAST(ceil(a.age * CAST(${h} AS DOUBLE)) AS INTEGER) AS DATE) AS period,
      least(1.0, a.lived / CAST(${h} AS DOUBLE) - a.age) AS exposure, CAST(coalesce(v.orders, 0) AS INTEGER) AS orders,
      ${hasQty ? sql`CAST(coalesce(v.qty, 0) AS DECIMAL(18,4))` : sql`CAST(NULL AS DECIMAL(18,4))`} AS qty,
      ${money(sql`amount`)}, ${money(sql`refunds`)}, ${money(sql`cogs`)}, CAST(coalesce(v.cost, 0) AS DECIMAL(18,4)) AS allocated_cost, ${join(costs)},
      ${decimal(sql`v`, sql`fees`)}, ${decimal(sql`v`, sql`bad_debt`)}, ${money(sql`profit`)},
      CAST(coalesce(m.n, 0) AS INTEGER) AS contacts, ${noted(sql`minutes`, sql`TRUE`)},
      ${noted(sql`negotiate_minutes`, sql`purpose IN ('negotiate', 'presale')`)}, CAST(coalesce(k.n, 0) AS INTEGER) AS complaints,
      r.price_log, r.price_weight, CAST(NULL AS DOUBLE) AS share, CASE WHEN ${seasonal} THEN coalesce(v.deseasonalised, 0) END AS deseasonalised, a.start_known
    FROM (${cells}) a LEFT JOIN (${moneyByCell(h, seasonal)}) v ON v.customer_id = a.customer_id AND v.age = a.age
    LEFT JOIN (${costsByCell(h)}) b ON b.customer_id = a.customer_id AND b.age = a.age
    LEFT JOIN (${contactsByCell(h, asOf)}) m ON m.customer_id = a.customer_id AND m.age = a.age
    LEFT JOIN (${complaintsByCell(h, asOf)}) k ON k.customer_id = a.customer_id AND k.age = a.age
    LEFT JOIN (${pricesByCell(h)}) r ON r.customer_id = a.customer_id AND r.age = a.age`;
}

/**
 * What the stage pass reads, ordered by customer (`place`) and day: day (since 1970-01-01), is_order 0/1, sale_amount of the order, amount and
 * profit of the day with refunds and costs (ten-thousandths or null), and in every row the customer's complete periods and start_known 0/1.
 * A row of `open_items` from 0 on is no day of trade but the end of a contract; all others have -1.
 */
export function dayStream({ asOf, periodDays: h }: Scale): Sql {
  const since = (day: Sql): Sql => sql`date_diff('day', DATE '1970-01-01', ${day})`;
  const zero = tenThousandths(sql`CAST(0 AS DECIMAL(18,4))`);
  const customer = sql`CAST(floor((date_diff('day', c.origin, CAST(${asOf} AS DATE)) + 1) / CAST(${h} AS DOUBLE)) AS INTEGER) AS complete, CAST(c.start_known AS INTEGER) AS start_known`;
  return sql`SELECT c.place, d.customer_id, ${since(sql`d.day`)} AS day, d.is_order, ${tenThousandths(sql`d.sale_amount`)} AS sale_amount,
      ${tenThousandths(sql`d.amount`)} AS amount, ${tenThousandths(sql`d.profit`)} AS profit, -1 AS open_items, ${customer}
    FROM ${scratch.days} d INNER JOIN ${scratch.customers} c ON c.customer_id = d.customer_id WHERE c.origin IS NOT NULL
    UNION ALL SELECT c.place, e.customer_id, ${since(sql`e.ended`)}, 0, ${zero}, ${zero}, ${zero}, e.open_items, ${customer}
    FROM ${unfinished('contract_ends')} e INNER JOIN ${scratch.customers} c ON c.customer_id = e.customer_id WHERE c.origin <= e.ended
    ORDER BY 1, 3`;
}

/**
 * The rhythm of the base by the month in which each observation closed (year · 12 + month − 1): `kind` gap = days between two orders,
 * first = days from first to second order, active = whole periods between two periods with orders; with counts.
 */
export function rhythm({ periodDays: h }: Scale): Sql {
  const ordered = sql`SELECT d.customer_id, d.day, lag(d.day) OVER (PARTITION BY d.customer_id ORDER BY d.day) AS before, c.origin, c.start_known,
      ${ageOf(sql`d.day`, h)} AS age
    FROM ${scratch.days} d INNER JOIN ${scratch.customers} c ON c.customer_id = d.customer_id WHERE d.is_order = 1`;
  const active = sql`SELECT min(day) AS day, age - lag(age) OVER (PARTITION BY customer_id ORDER BY age) AS value
    FROM (${ordered}) GROUP BY customer_id, age`;
  const gaps = sql`SELECT day, date_diff('day', before, day) AS value, before = origin AND start_known AS first FROM (${ordered}) WHERE before IS NOT NULL`;
  const month = sql`CAST(year(day) * 12 + month(day) - 1 AS INTEGER)`;
  return sql`SELECT kind, closed, CAST(value AS INTEGER) AS value, CAST(count(*) AS INTEGER) AS n FROM (
      SELECT 'gap' AS kind, ${month} AS closed, value FROM (${gaps})
      UNION ALL SELECT 'first', ${month}, value FROM (${gaps}) WHERE first
      UNION ALL SELECT 'active', ${month}, value FROM (${active}) WHERE value IS NOT NULL)
    GROUP BY kind, closed, value ORDER BY kind, closed, value`;
}

/**
 * The table of stages: what the pass decided (codes of the machine), with the period's own numbers from the panel. `level` is the last three
 * rhythms over the best six so far, null before both are lived; `flags` are names parted by spaces; `period_end` is the last day of the period.
 */
export function stages(h: number): Sql {
  const named = (names: readonly string[], code: Sql): Sql => sql`list_extract([${names}], ${code} + 1)`;
  const flagged = Object.entries(flags).map(
    ([name, bit]) => sql`CASE WHEN (CAST(s.flags AS INTEGER) & ${bit}) > 0 THEN ${dashed(name)} END`,
  );
  return sql`CREATE OR REPLACE TABLE ${unfinished('stages')} AS SELECT p.customer_id, p.age, p.period, ${lastDay(h)} AS period_end,
      CAST(s.episode AS INTEGER) AS episode, ${named(stageNames, sql`s.stage`)} AS stage, s.early = 1 AS early, ${named(reasonNames, sql`s.reason`)} AS reason,
      ${named(marginNames, sql`s.margin`)} AS margin, s.level / 10000.0 AS level, ${named(triggerNames, sql`s."trigger"`)} AS "trigger",
      concat_ws(' ', ${join(flagged)}) AS flags, p.orders, p.amount, p.profit, p.start_known
    FROM ${scratch.decided} s INNER JOIN ${scratch.customers} c ON c.place = s.place
    INNER JOIN ${unfinished('panel')} p ON p.customer_id = c.customer_id AND p.age = s.age`;
}

/** The last day that lies wholly or partly in the period of relationship age p.age of customer c. */
function lastDay(h: number): Sql {
  return sql`CAST(c.origin + CAST(ceil((p.age + 1) * CAST(${h} AS DOUBLE)) AS INTEGER) - 1 AS DATE)`;
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
