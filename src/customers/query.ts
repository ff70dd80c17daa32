import { CodedError } from '#base/error.ts';
import type { CustomerCondition, CustomerFilter } from '#figures/definition.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';

const money = ['amount', 'profit'];
const spans = ['start_age', 'end_age', 'e_periods', 'f_periods', 's_periods', 'd_periods'];
const costs = [
  'allocated_cost',
  'cost_acquisition',
  'cost_sales',
  'cost_service',
  'cost_marketing',
  'cost_admin',
  'cost_transaction',
  'cost_other',
];
const scores = [
  'attachment',
  'repeat',
  'recency',
  'alternatives',
  'switching',
  'promo_share',
  'promo_lift',
  'deal_share',
  'beta',
  'full_price',
];

/** The columns by which customers may be chosen, by table. */
export const filterColumns: Record<CustomerFilter['table'], readonly string[]> = {
  customer_state: [
    ...['customer_id', 'first_order', 'last_order', 'tenure_days', 'orders', 'complete_periods', 'stage', 'early', 'ended', 'p_alive'],
    ...[...money, ...scores, 'attachment_source', 'tier', 'profit_bin', 'segment', 'source', 'region', 'amount_12', 'profit_12'],
  ],
  stages: [
    ...['customer_id', 'age', 'period', 'period_end', 'episode', 'stage', 'early', 'reason', 'margin', 'level', 'trigger', 'flags'],
    ...['orders', ...money, 'start_known'],
  ],
  panel: [
    ...['customer_id', 'age', 'period', 'exposure', 'orders', 'qty', ...money, 'cogs', 'refunds', 'fees', 'bad_debt', ...costs],
    ...['minutes', 'negotiate_minutes', 'contacts', 'complaints', 'share', 'deseasonalised', 'start_known'],
  ],
  customer_value: ['customer_id', 'p_alive', 'expected_12', 'clv'],
  purchases: ['customer_id', 'first_order', 'x', 't_x', 't', 'spend'],
  customer_months: ['customer_id', 'first_order', 'month', 'orders', ...money, 'start_known'],
  two_periods: [
    ...[
      'customer_id',
      'first_order',
      'move_amount',
      'move_profit',
      'orders_before',
      'orders_now',
      'amount_before',
      'amount_now',
      'profit_before',
      'profit_now',
    ],
    ...['tenth_amount_before', 'tenth_amount_now', 'tenth_profit_before', 'tenth_profit_now'],
  ],
  ladder: ['customer_id', 'rung', 'tier_before', 'tier_now', 'amount_12', 'share', 'new_days'],
  episodes: [...['customer_id', 'episode', 'start_date', 'last_stage', 'exit_from', 'ended', 'orders', ...money, ...spans, 'start_known']],
};

/** The columns of a list of customers, by which it may be sorted. */
export const listColumns = [
  'id',
  'code',
  'stage',
  'firstOrder',
  'lastOrder',
  'orders',
  'amount',
  'profit',
  'tier',
  'segment',
  'pAlive',
] as const;

export type ListColumn = (typeof listColumns)[number];

/** Columns of the list that the state table calls something else. */
const rawColumns: Partial<Record<ListColumn, string>> = {
  id: 'customer_id',
  firstOrder: 'first_order',
  lastOrder: 'last_order',
  pAlive: 'p_alive',
};

/** What is listed: whose, in which order, and how ids are turned into codes. */
export interface ListRequest {
  filter: CustomerFilter;
  /** part of an id, upper or lower case alike; of a code too; empty for all */
  search?: string;
  sort?: { by: ListColumn; descending: boolean };
  /** the secret behind the codes */
  salt: string;
  /** rows at most; all of them when left out */
  limit?: number;
}

/** A number as the double that it is: as text of a decimal it would be another one in the last place. */
function exact(value: string | number | boolean): Sql {
  return typeof value === 'number' && !Number.isInteger(value) ? sql`CAST(${String(value)} AS DOUBLE)` : sql`${value}`;
}

/** What one condition asks of its column; nothing, when it asks nothing. */
function asked({ column, is, among, from, to, above, below }: CustomerCondition): Sql[] {
  const name = identifier(column);
  return [
    ...(is === undefined ? [] : [is === null ? sql`${name} IS NULL` : sql`${name} = ${exact(is)}`]),
    ...(among === undefined ? [] : [among.length === 0 ? sql`FALSE` : sql`${name} IN (${among})`]),
    ...(from === undefined ? [] : [sql`${name} >= ${exact(from)}`]),
    ...(to === undefined ? [] : [sql`${name} <= ${exact(to)}`]),
    ...(above === undefined ? [] : [sql`${name} > ${exact(above)}`]),
    ...(below === undefined ? [] : [sql`${name} < ${exact(below)}`]),
  ];
}

/** Whether a customer fits a filter and all that it goes on with. */
function fitting({ table, where, and }: CustomerFilter): Sql {
  const columns: readonly string[] = Object.hasOwn(filterColumns, table) ? filterColumns[table] : [];
  if (columns.length === 0) throw new CodedError('customers/filter', { table, column: 'customer_id' });
  const conditions = where.flatMap((condition) => {
    const parts = asked(condition);
    if (!columns.includes(condition.column) || parts.length === 0)
      throw new CodedError('customers/filter', { table, column: condition.column });
    return parts;
  });
  const own = sql`customer_id IN (SELECT customer_id FROM ${identifier(table)} WHERE ${join([sql`TRUE`, ...conditions], ' AND ')})`;
  return and ? sql`${own} AND ${fitting(and)}` : own;
}

/** Customers of the state table that fit the filter and the search. Throws CodedError `customers/filter` for a column that is not allowed, or a condition that asks nothing. */
function chosen({ filter, search = '', salt }: Omit<ListRequest, 'sort' | 'limit'>): Sql {
  const wanted = search.trim().toLowerCase();
  const found = wanted === '' ? sql`TRUE` : sql`(contains(lower(customer_id), ${wanted}) OR starts_with(${code(salt)}, ${wanted}))`;
  return sql`SELECT * FROM customer_state WHERE ${fitting(filter)} AND ${found}`;
}

/** A short code in place of an id: the first 12 hexadecimal digits of the SHA-256 of a secret and the id. */
function code(salt: string): Sql {
  return sql`substr(sha256(${`${salt}:`} || customer_id), 1, 12)`;
}

function customer(salt: string): Sql {
  return sql`customer_id AS id, ${code(salt)} AS code, CASE WHEN NOT early THEN stage END AS stage, early, CAST(first_order AS VARCHAR) AS "firstOrder",
    CAST(last_order AS VARCHAR) AS "lastOrder", CAST(orders AS DOUBLE) AS orders, CAST(amount AS DOUBLE) AS amount, CAST(profit AS DOUBLE) AS profit,
    tier, segment, p_alive AS "pAlive"`;
}

/** How many customers fit; one row, `total`. */
export function countOf(request: Omit<ListRequest, 'sort' | 'limit'>): Sql {
  return sql`SELECT CAST(count(*) AS DOUBLE) AS total FROM (${chosen(request)})`;
}

/** The customers that fit, sorted (by amount, largest first, unless told otherwise), missing values last, ties by id. */
export function listOf({ sort = { by: 'amount', descending: true }, limit, ...request }: ListRequest): Sql {
  if (!listColumns.includes(sort.by)) throw new CodedError('customers/filter', { table: 'customer_state', column: sort.by });
  const by = sort.by === 'code' ? code(request.salt) : identifier(rawColumns[sort.by] ?? sort.by);
  const order = sql`ORDER BY ${by} ${sort.descending ? sql`DESC` : sql`ASC`} NULLS LAST, customer_id`;
  const cut = limit === undefined ? sql`` : sql`${order} LIMIT ${limit}`;
  return sql`SELECT ${customer(request.salt)} FROM (${chosen(request)} ${cut}) ${order}`;
}

const asOf = sql`(SELECT max(as_of) FROM customer_state)`;

/** The state of one customer; one row, none when there is no such customer. */
export function stateOf(id: string, salt: string): Sql {
  return sql`SELECT ${customer(salt)}, CAST(tenure_days AS DOUBLE) AS "tenureDays", CAST(as_of AS VARCHAR) AS "asOf" FROM customer_state WHERE customer_id = ${id}`;
}

/**
 * What happened with one customer up to the as-of date, latest first: date, kind, amount (currency units, null where there is none), detail, and in
 * every row `total`, the number of events before the cut. Lines of one order are one order on its first day; costs stand by month and type.
 */
export function eventsOf(id: string, limit: number): Sql {
  const sum = sql`CAST(sum(net_amount) AS DOUBLE)`;
  const parts = [
    sql`SELECT min(date) AS day, 'order' AS kind, ${sum} AS amount, max(order_id) AS detail FROM orders
      WHERE customer_id = ${id} AND kind = 'sale' AND date <= ${asOf} GROUP BY coalesce(order_id, CAST(date AS VARCHAR))`,
    sql`SELECT date, kind, ${sum}, max(order_id) FROM orders
      WHERE customer_id = ${id} AND kind IN ('refund', 'adjustment') AND date <= ${asOf} GROUP BY kind, date, order_id`,
    sql`SELECT CAST("at" AS DATE), 'contact', CAST(cost AS DOUBLE), nullif(concat_ws(' · ', purpose, channel, outcome), '') FROM contacts
      WHERE customer_id = ${id} AND CAST("at" AS DATE) <= ${asOf}`,
    sql`SELECT CAST(opened AS DATE), 'complaint', CAST(compensation AS DOUBLE), type FROM complaints
      WHERE customer_id = ${id} AND CAST(opened AS DATE) <= ${asOf} AND coalesce(is_complaint, TRUE)`,
    sql`SELECT date, 'referral', NULL, NULL FROM referrals WHERE referrer_id = ${id} AND date <= ${asOf}`,
    sql`SELECT max(date), 'cost', CAST(sum(amount) AS DOUBLE), type FROM cost_ledger
      WHERE customer_id = ${id} AND date <= ${asOf} GROUP BY type, date_trunc('month', date)`,
    sql`SELECT date, 'writeoff', CAST(amount AS DOUBLE), NULL FROM receivables
      WHERE customer_id = ${id} AND kind = 'writeoff' AND date <= ${asOf}`,
  ];
  return sql`SELECT CAST(day AS VARCHAR) AS date, kind, amount, detail, CAST(count(*) OVER () AS DOUBLE) AS total FROM (${join(parts, ' UNION ALL ')})
    WHERE day IS NOT NULL ORDER BY day DESC, kind, detail LIMIT ${limit}`;
}

/** The periods of one customer, first to last, with stage (null before one is decided), numbers, and the profit cumulated up to the end of each. */
export function periodsOf(id: string): Sql {
  return sql`SELECT CAST(p.age AS DOUBLE) AS age, CAST(p.period AS VARCHAR) AS "from", CAST(least(coalesce(s.period_end, ${asOf}), ${asOf}) AS VARCHAR) AS until,
      s.stage, s.early, s.reason, s.margin, CAST(p.orders AS DOUBLE) AS orders, CAST(p.amount AS DOUBLE) AS amount, CAST(p.profit AS DOUBLE) AS profit,
      CAST(sum(p.profit) OVER (ORDER BY p.age) AS DOUBLE) AS cumulative
    FROM panel p LEFT JOIN stages s ON s.customer_id = p.customer_id AND s.age = p.age WHERE p.customer_id = ${id} ORDER BY p.age`;
}

/** What is known of one customer before the first order; one row or none. */
export function prospectOf(id: string): Sql {
  return sql`SELECT CAST(first_contact AS VARCHAR) AS "firstContact", CAST(contacts AS DOUBLE) AS contacts, CAST(silent AS DOUBLE) AS silent, stage
    FROM prospects WHERE customer_id = ${id}`;
}

/** First and last day of the counted orders, whatever the as-of date; one row, null without orders. */
export function daysOfOrders(): Sql {
  return sql`SELECT CAST(min(date) AS VARCHAR) AS "first", CAST(max(date) AS VARCHAR) AS "last" FROM orders`;
}
