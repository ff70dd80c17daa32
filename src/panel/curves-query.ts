import { stageVariableThresholds } from '#schema/thresholds.ts';
import type { Sql } from '#sql/sql.ts';
import { identifier, join, sql } from '#sql/sql.ts';

/** A variable of a cell as what is summed over what; `mean` divides by the number of cells. */
interface Summed {
  variable: string;
  over: Sql;
  under: Sql;
  mean: boolean;
}

/** Every variable of M04 from columns of `cells` below; `over` is null where the file does not hold the variable. */
const summed: readonly Summed[] = [
  { variable: 'input', over: sql`CASE WHEN has_input THEN input END`, under: sql`1`, mean: true },
  { variable: 'volume', over: sql`orders`, under: sql`1`, mean: true },
  { variable: 'price', over: sql`price_log`, under: sql`price_weight`, mean: false },
  { variable: 'indirect', over: sql`CASE WHEN has_referrals THEN referred END`, under: sql`1`, mean: true },
  { variable: 'amount', over: sql`amount`, under: sql`1`, mean: true },
  { variable: 'profit', over: sql`profit`, under: sql`1`, mean: true },
  { variable: 'scale', over: sql`CASE WHEN has_cogs THEN cogs END`, under: sql`qty`, mean: false },
  { variable: 'efficiency', over: sql`CASE WHEN has_transaction THEN transaction_cost END`, under: sql`orders`, mean: false },
  {
    variable: 'coordination',
    over: sql`CASE WHEN has_negotiation THEN coalesce(negotiate_minutes, 0) END`,
    under: sql`orders`,
    mean: false,
  },
  { variable: 'communication', over: sql`CASE WHEN has_minutes THEN 1000 * coalesce(minutes, 0) END`, under: sql`amount`, mean: false },
];

/** The variables that are drawn along age and calendar. */
const drawn = summed.slice(0, 6);

const column = (variable: string, part: string): Sql => identifier(`${variable}_${part}`);

/**
 * Customers whose start is known, with their random group (all groups as large as one another), whether they still are customers, and
 * whether they belong to the balanced panel: not ended, and at least `lasting` periods old, the median age of those not ended.
 */
function members(): Sql {
  return sql`alive AS (SELECT customer_id, count(*) AS complete, arg_max(stage, age) <> 'T' AS survivor FROM stages WHERE start_known GROUP BY customer_id),
    lasting AS (SELECT coalesce(quantile_disc(complete, 0.5), 0) AS lasting FROM alive WHERE survivor),
    members AS (SELECT a.customer_id, a.survivor, a.survivor AND a.complete >= l.lasting AS balanced, l.lasting,
        CAST((row_number() OVER (ORDER BY hash(a.customer_id), a.customer_id) - 1) % ${stageVariableThresholds.blocks} AS INTEGER) AS block
      FROM alive a CROSS JOIN lasting l)`;
}

/** Complete customer-periods with what M04 sums, and what the file holds at all. */
function cells(): Sql {
  const any = (expression: Sql): Sql => sql`coalesce(bool_or(${expression}), FALSE)`;
  return sql`held AS (SELECT ${any(sql`cost_acquisition + cost_marketing + cost_sales <> 0`)} AS has_input, ${any(sql`cost_transaction <> 0`)} AS has_transaction,
        ${any(sql`negotiate_minutes > 0`)} AS has_negotiation, ${any(sql`minutes > 0`)} AS has_minutes FROM panel),
    facts AS (SELECT h.*, a.has_cogs = 1 AS has_cogs, a.referrals > 0 AS has_referrals, a.period, a.period_days FROM held h CROSS JOIN analysis a),
    referred AS (SELECT o.customer_id, CAST(greatest(0, floor(date_diff('day', o.period, r.date) / f.period_days)) AS INTEGER) AS age, count(*) AS referred
      FROM referrals r INNER JOIN panel o ON o.customer_id = r.referrer_id AND o.age = 0 CROSS JOIN facts f GROUP BY 1, 2),
    cells AS (SELECT p.customer_id, p.age, p.period AS first_day, s.stage, CAST(p.orders AS DOUBLE) AS orders, CAST(p.qty AS DOUBLE) AS qty,
        CAST(p.amount AS DOUBLE) AS amount, CAST(p.cogs AS DOUBLE) AS cogs, CAST(p.profit AS DOUBLE) AS profit,
        CAST(p.cost_acquisition + p.cost_marketing + p.cost_sales AS DOUBLE) AS input, CAST(p.cost_transaction AS DOUBLE) AS transaction_cost,
        p.negotiate_minutes, p.minutes, CAST(p.price_log AS DOUBLE) AS price_log, CAST(p.price_weight AS DOUBLE) AS price_weight,
        CAST(coalesce(r.referred, 0) AS DOUBLE) AS referred, f.period, f.has_input, f.has_transaction, f.has_negotiation, f.has_minutes, f.has_cogs,
        f.has_referrals, m.block, m.survivor, m.balanced, m.lasting
      FROM panel p INNER JOIN stages s ON s.customer_id = p.customer_id AND s.age = p.age
      INNER JOIN members m ON m.customer_id = p.customer_id CROSS JOIN facts f
      LEFT JOIN referred r ON r.customer_id = p.customer_id AND r.age = p.age WHERE p.exposure >= 1)`;
}

/** The three bases of C7, by a condition on a row. */
function bases(survivors: Sql, balanced: Sql): Sql {
  return sql`(base = 'all' OR (base = 'survivors' AND ${survivors}) OR (base = 'balanced' AND ${balanced}))`;
}

const baseNames = sql`(SELECT unnest(['all', 'survivors', 'balanced']) AS base)`;

/**
 * Whether a customer counts for a variable, by the sums of one customer. What is not averaged over customers is divided by the sum over all of them, so that effort
 * on customers without an order counts; a price needs weight of its own.
 */
function counts(mean: boolean, variable: string, over: Sql, under: Sql): Sql {
  return mean || variable === 'price' ? sql`${over} IS NOT NULL AND ${under} > 0` : sql`${over} IS NOT NULL AND ${under} IS NOT NULL`;
}

/** Sums over one customer and stage. */
function byCustomer(): Sql {
  const sums = summed.map(
    ({ variable, over, under }) =>
      sql`sum(CASE WHEN (${under}) IS NOT NULL THEN ${over} END) AS ${column(variable, 'over')}, sum(CASE WHEN (${over}) IS NOT NULL THEN ${under} END) AS ${column(variable, 'under')}`,
  );
  return sql`by_customer AS (SELECT customer_id, stage, any_value(block) AS block, any_value(survivor) AS survivor, any_value(balanced) AS balanced, ${join(sums)}
    FROM cells WHERE stage <> 'T' GROUP BY customer_id, stage)`;
}

/** The four columns of one variable in one block: customers, and what is divided by what; the last two only in contrasts. */
function blockColumns(variable: string, condition: Sql, parts: readonly [string, Sql][]): Sql {
  return join([
    sql`CAST(count(CASE WHEN ${condition} THEN 1 END) AS INTEGER) AS ${column(variable, 'n')}`,
    ...parts.map(
      ([name, value]) => sql`CAST(coalesce(sum(CASE WHEN ${condition} THEN ${value} END), 0) AS DOUBLE) AS ${column(variable, name)}`,
    ),
  ]);
}

/** For each base, stage and block the sums of every variable over the customer-periods of that stage. */
export function stageSums(): Sql {
  const parts = summed.map(({ variable, mean }) =>
    blockColumns(variable, counts(mean, variable, column(variable, 'over'), column(variable, 'under')), [
      ['over', column(variable, 'over')],
      ['under', column(variable, 'under')],
    ]),
  );
  return sql`WITH ${members()}, ${cells()}, ${byCustomer()}
    SELECT base, stage AS place, block, ${join(parts)} FROM by_customer CROSS JOIN ${baseNames} WHERE ${bases(sql`survivor`, sql`balanced`)} GROUP BY base, stage, block`;
}

/** For each base and stage the median over customers of what each customer shows in that stage. */
export function stageMedians(): Sql {
  const parts = summed.map(({ variable }) => {
    const [over, under] = [column(variable, 'over'), column(variable, 'under')];
    const own = sql`CASE WHEN ${under} > 0 THEN ${over} / ${under} END`;
    const median = sql`quantile_cont(${own}, 0.5)`;
    return sql`CAST(${variable === 'price' ? sql`exp(${median})` : median} AS DOUBLE) AS ${column(variable, 'median')}`;
  });
  return sql`WITH ${members()}, ${cells()}, ${byCustomer()}
    SELECT base, stage AS place, ${join(parts)} FROM by_customer CROSS JOIN ${baseNames} WHERE ${bases(sql`survivor`, sql`balanced`)} GROUP BY base, stage`;
}

/**
 * For each base, pair of neighbouring stages and block the sums of the customers seen in both: their means where the variable is a mean
 * (each customer counts once), else what is divided by what in either stage.
 */
export function contrastSums(): Sql {
  const parts = summed.map(({ variable, mean }) => {
    const of = (side: string, part: string): Sql => sql`${identifier(side)}.${column(variable, part)}`;
    const own = (side: string): Sql => counts(mean, variable, of(side, 'over'), of(side, 'under'));
    const both = sql`${own('b')} AND ${own('a')}`;
    const over = (side: string): Sql => (mean ? sql`${of(side, 'over')} / ${of(side, 'under')}` : of(side, 'over'));
    const under = (side: string): Sql => (mean ? sql`1` : of(side, 'under'));
    return blockColumns(variable, both, [
      ['over', over('b')],
      ['under', under('b')],
      ['from_over', over('a')],
      ['from_under', under('a')],
    ]);
  });
  return sql`WITH ${members()}, ${cells()}, ${byCustomer()}
    SELECT base, a.stage || '>' || b.stage AS place, a.block, ${join(parts)} FROM by_customer a
    INNER JOIN by_customer b ON b.customer_id = a.customer_id AND a.stage || b.stage IN ('EF', 'FS', 'SD') CROSS JOIN ${baseNames}
    WHERE ${bases(sql`a.survivor`, sql`a.balanced`)} GROUP BY base, 2, a.block`;
}

/** The calendar period in which a cell begins, as ISO text of its first day. */
const calendar = sql`CAST(CAST(CASE period WHEN 'month' THEN date_trunc('month', first_day) WHEN 'quarter' THEN date_trunc('quarter', first_day)
  WHEN 'half-year' THEN make_date(year(first_day), CASE WHEN month(first_day) > 6 THEN 7 ELSE 1 END, 1) ELSE date_trunc('year', first_day) END AS DATE) AS VARCHAR)`;

/** Who counts in a cell: everyone, those not ended in it, and the same customers at every age. */
const cellBases = bases(sql`stage <> 'T'`, sql`balanced AND (axis = 'calendar' OR age < lasting)`);

const places = sql`(SELECT 'age' AS axis UNION ALL SELECT 'calendar')`;
const placeOf = sql`CASE axis WHEN 'age' THEN CAST(age AS VARCHAR) ELSE ${calendar} END`;
const within = sql`age < ${stageVariableThresholds.places}`;

/** The sums of the drawn variables for each axis (relationship age, calendar), base, place and block. */
export function curveSums(): Sql {
  const parts = drawn.map(({ variable, over, under }) =>
    blockColumns(variable, sql`(${over}) IS NOT NULL AND ${under} > 0`, [
      ['over', over],
      ['under', under],
    ]),
  );
  return sql`WITH ${members()}, ${cells()}
    SELECT axis, base, ${placeOf} AS place, block, ${join(parts)} FROM cells CROSS JOIN ${baseNames} CROSS JOIN ${places}
    WHERE ${within} AND ${cellBases} GROUP BY axis, base, 3, block`;
}

/** The medians over customers of the drawn means for each axis, base and place. */
export function curveMedians(): Sql {
  const parts = drawn.map(({ variable, over, under, mean }) => {
    const own = mean ? sql`quantile_cont(${over}, 0.5)` : sql`exp(quantile_cont(CASE WHEN ${under} > 0 THEN ${over} / ${under} END, 0.5))`;
    return sql`CAST(${own} AS DOUBLE) AS ${column(variable, 'median')}`;
  });
  return sql`WITH ${members()}, ${cells()}
    SELECT axis, base, ${placeOf} AS place, ${join(parts)} FROM cells CROSS JOIN ${baseNames} CROSS JOIN ${places}
    WHERE ${within} AND ${cellBases} GROUP BY axis, base, 3`;
}
