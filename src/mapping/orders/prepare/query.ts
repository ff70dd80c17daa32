import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { textOf } from '../../columns/query.ts';
import type { MappingDecision } from '../../decision.ts';
import { inCurrency } from '../currency/query.ts';
import type { OrderColumn } from '../made.ts';
import { blank, filledDown } from '../measure/query.ts';
import { amountOf } from '../parts/query.ts';
import type { OrdersDecision } from '../types.ts';
import { refundName } from '../words.ts';

/** The staging table of a file of orders with what later rows of an order leave out filled in: order numbers, the order's own columns, dates told by the number. */
export function orderSource(staging: string, { orders, uses }: MappingDecision): Sql {
  const plain = sql`SELECT * FROM ${identifier(staging)}`;
  const key = uses.find(({ role }) => role.role === 'order_id')?.staged;
  if (!orders || key === undefined) return plain;
  const number = identifier(key);
  const date = uses.find(({ role }) => role.role === 'date')?.staged;
  let source = plain;
  if (orders.continued) {
    const bare = sql`${blank([key, ...orders.continued.empty])} AND NOT ${blank(orders.continued.items)}`;
    source = sql`SELECT * REPLACE (CASE WHEN ${bare} THEN last_value(${textOf(key)} IGNORE NULLS) OVER (ORDER BY _line) ELSE ${number} END AS ${number}) FROM (${source})`;
  }
  if (orders.fill.length > 0) {
    const filled = orders.fill.map((column) => sql`${filledDown(column, key)} AS ${identifier(column)}`);
    source = sql`SELECT * REPLACE (${join(filled)}) FROM (${source})`;
  }
  if (orders.dateFromNumber && date !== undefined) {
    const told = sql`regexp_replace(trim(${number}), '^(\\d{2})(\\d{2})(\\d{2})-.*$', '20\\1-\\2-\\3')`;
    source = sql`SELECT * REPLACE (CASE WHEN ${textOf(date)} IS NULL AND regexp_matches(trim(${number}), '^\\d{6}-\\d{15}$') THEN ${told} ELSE ${identifier(date)} END AS ${identifier(date)}) FROM (${source})`;
  }
  return source;
}

/** True for rows that merely go on with the record before; null when the file has none. */
export function goesOn({ orders, uses }: MappingDecision): Sql | null {
  const key = uses.find(({ role }) => role.role === 'order_id')?.staged;
  return orders?.continued && key !== undefined ? blank([key, ...orders.continued.empty, ...orders.continued.items]) : null;
}

/** Roles whose value the amount cannot do without. */
export function amountInputs({ amount }: OrdersDecision): string[] {
  if (!amount) return [];
  if (amount.from === 'price') return ['qty', 'unit_price'];
  return amount.role === null || amount.from === 'paid' ? [] : [amount.role];
}

/** True for rows whose status says that no money moved: they may lack an amount. */
export function withoutMoney({ orders, uses }: MappingDecision): Sql | null {
  const status = uses.find(({ role }) => role.role === 'status_text')?.staged;
  const idle = ['cancelled', 'failed', 'unpaid', 'excluded'].flatMap((state) => orders?.statuses[state] ?? []);
  return status !== undefined && idle.length > 0 ? sql`lower(trim(${identifier(status)})) IN (${idle})` : null;
}

/**
 * Shares the values of whole orders over the orders' sound rows by amount, quantity, or evenly; the shares add up to the value exactly, in hundredths when it is in
 * hundredths (largest remainder). Values that differ inside an order stay as they are. Null when the file has none.
 */
export function shareTotals(typed: string, { orders, uses }: MappingDecision): Sql | null {
  if (!orders || orders.shared.length === 0) return null;
  const roles = new Set(uses.map(({ role }) => role.role));
  const names = orders.shared;
  const id = (name: string, part: string): Sql => identifier(`_${part}_${name}`);
  const first = names.map((name) => {
    const whole = sql`max(${identifier(name)}) OVER o`;
    return sql`CASE WHEN ${whole} = min(${identifier(name)}) OVER o THEN (abs(${whole}) * 10000)::BIGINT END AS ${id(name, 'd')}, sign(${whole}) AS ${id(name, 's')}`;
  });
  const second = names.map((name) => {
    const unit = sql`CASE WHEN ${id(name, 'd')} % 100 = 0 THEN 100 ELSE 1 END`;
    return sql`${unit} AS ${id(name, 'u')}, ((${id(name, 'd')} // (${unit}))::HUGEINT * _v) // _all AS ${id(name, 'f')}, ((${id(name, 'd')} // (${unit}))::HUGEINT * _v) % _all AS ${id(name, 'r')}`;
  });
  const third = names.map(
    (name) =>
      sql`${id(name, 'd')} // ${id(name, 'u')} - sum(${id(name, 'f')}) OVER o AS ${id(name, 'left')}, row_number() OVER (PARTITION BY order_id, _rule IS NULL ORDER BY ${id(name, 'r')} DESC, _n) AS ${id(name, 'rank')}`,
  );
  const replaced = names.map((name) => {
    const units = sql`(${id(name, 'f')} + CASE WHEN ${id(name, 'rank')} <= ${id(name, 'left')} THEN 1 ELSE 0 END) * ${id(name, 'u')}`;
    return sql`CASE WHEN ${id(name, 'd')} IS NULL THEN ${identifier(name)} ELSE (${id(name, 's')} * (${units})::DECIMAL(18,0) * CAST('0.0001' AS DECIMAL(4,4)))::DECIMAL(18,4) END AS ${identifier(name)}`;
  });
  const own = sql`WINDOW o AS (PARTITION BY order_id, _rule IS NULL)`;
  return sql`CREATE OR REPLACE TABLE ${identifier(typed)} AS
    SELECT * EXCLUDE (_n, _w, _whole, _v, _all, ${join(names.flatMap((name) => ['d', 's', 'u', 'f', 'r', 'left', 'rank'].map((part) => id(name, part))))}) REPLACE (${join(replaced)})
    FROM (SELECT *, ${join(third)} FROM (SELECT *, ${join(second)} FROM (SELECT *, CASE WHEN _whole = 0 THEN 1 ELSE _w END AS _v, CASE WHEN _whole = 0 THEN count(*) OVER o ELSE _whole END AS _all
      FROM (SELECT *, (sum(_w) OVER o)::BIGINT AS _whole, ${join(first)} FROM (SELECT *, row_number() OVER () AS _n, ${weight(roles, orders)} AS _w FROM ${identifier(typed)}) ${own}) ${own})) ${own}) ORDER BY _n`;
}

function weight(roles: ReadonlySet<string>, { amount, shared }: OrdersDecision): Sql {
  const lineOwn = (name: string): boolean => roles.has(name) && !shared.includes(name);
  const units = (value: Sql): Sql => sql`coalesce((abs(${value}) * 10000)::BIGINT, 0)`;
  if (amount?.from === 'line' && lineOwn(amount.role ?? '')) return units(identifier(amount.role ?? ''));
  if (lineOwn('qty') && lineOwn('unit_price')) return units(sql`(qty * unit_price)::DECIMAL(18,4)`);
  return lineOwn('qty') ? units(identifier('qty')) : sql`1::BIGINT`;
}

/**
 * Puts a refund row beside every sold line whose money went back according to a column or a status: never both, and not when the file has the refund as a row of its own.
 * Null when the file tells of no such refunds.
 */
export function insertRefunds(target: string, typed: string, decision: MappingDecision, columns: readonly OrderColumn[]): Sql | null {
  const steps = refundSteps(typed, decision, columns);
  if (!steps) return null;
  const dated = decision.uses.some(({ role }) => role.role === 'refund_date');
  const day = dated ? sql`coalesce(_day, date)` : sql`date`;
  const none = ['tax', 'shipping', 'discount', 'fee', 'tip', 'paid_amount', 'written_off'].map((name) => sql`NULL AS ${identifier(name)}`);
  return sql`INSERT INTO ${identifier(target)} BY NAME ${steps}
    SELECT * EXCLUDE (_back, _full, _document, _day, _all, _sold, _until) REPLACE ('refund' AS kind, -(${sharedBack}) AS net_amount, ${day} AS date,
      CASE WHEN _day IS NULL THEN ordered_at END AS ordered_at, CASE WHEN _full THEN -qty END AS qty, CASE WHEN cogs IS NOT NULL THEN 0 END AS cogs,
      order_id AS refund_of, ${join(none)})
    FROM sold WHERE ${sharedBack} > 0 AND (order_id IS NULL OR order_id NOT IN (SELECT number FROM twice))`;
}

/** Refunds that stand beside their order and as a document of its own with the same customer and amount: `orders`. Null as for `insertRefunds`. */
export function countTwice(typed: string, decision: MappingDecision, columns: readonly OrderColumn[]): Sql | null {
  const steps = refundSteps(typed, decision, columns);
  return steps && sql`${steps} SELECT count(*)::DOUBLE AS "orders" FROM twice`;
}

/**
 * Gives refund documents the buyer of the order that they refund, when the file knows exactly one: some systems name the shop as the sender of a
 * refund. Null when the file does not say which order a refund belongs to.
 */
export function inheritBuyers(target: string, decision: MappingDecision): Sql | null {
  if (decision.table !== 'orders' || !decision.uses.some(({ role }) => role.role === 'refund_of')) return null;
  const orders = identifier(target);
  return sql`UPDATE ${orders} AS r SET customer_id = o.buyer
    FROM (SELECT order_id, min(customer_id) AS buyer FROM ${orders} WHERE _file = ${decision.file} AND kind = 'sale' AND customer_id IS NOT NULL
      GROUP BY order_id HAVING count(DISTINCT customer_id) = 1) AS o
    WHERE r._file = ${decision.file} AND r.kind = 'refund' AND r.refund_of = o.order_id AND r.customer_id IS DISTINCT FROM o.buyer`;
}

/** Leaves out negative rows under numbers of their own where what stands beside the orders is booked instead. Null otherwise. */
export function excludeDocuments(target: string, { orders, file }: MappingDecision): Sql | null {
  if (orders?.refundsFrom !== 'orders') return null;
  const own = sql`SELECT order_id FROM ${identifier(target)} WHERE _file = ${file} AND kind <> 'refund'`;
  return sql`UPDATE ${identifier(target)} SET state = 'excluded' WHERE _file = ${file} AND kind = 'refund' AND refund_of IS NULL AND order_id NOT IN (${own})`;
}

/** The rows that get a refund row (`sold`), and the orders of them whose refund is a document too (`twice`). */
function refundSteps(typed: string, decision: MappingDecision, columns: readonly OrderColumn[]): Sql | null {
  const { orders, uses } = decision;
  const roles = new Set(uses.map(({ role }) => role.role));
  if (!orders?.amount || roles.has('kind') || orders.refundsFrom === 'documents') return null;
  const back = givenBack(roles, orders);
  if (!back) return null;
  const made = columns.map(({ column, expression }) => sql`${expression} AS ${identifier(column)}`);
  const own = sql`coalesce(sku, product_name)`;
  const nth = sql`row_number() OVER (PARTITION BY customer_id, amount ORDER BY number) AS nth`;
  return sql`WITH lines AS (SELECT ${join(made)}, ${back.amount} AS _back, ${back.full} AS _full, ${documented(roles, orders)} AS _document,
        ${roles.has('refund_date') ? sql`refund_date` : sql`NULL::DATE`} AS _day, ${decision.file} AS _file, _line FROM ${identifier(typed)} WHERE _rule IS NULL),
      documents AS (SELECT coalesce(refund_of, order_id) AS number FROM lines AS r WHERE kind = 'refund' AND coalesce(refund_of, order_id) IS NOT NULL
        AND (_document OR refund_of <> order_id OR EXISTS (FROM lines AS s WHERE s.order_id = r.order_id AND s.kind = 'sale' AND coalesce(s.sku, s.product_name) = coalesce(r.sku, r.product_name)))),
      whole AS (SELECT *, sum(_back) FILTER (WHERE kind <> 'gift_card') OVER (PARTITION BY order_id) AS _all FROM lines WHERE order_id IS NULL OR order_id NOT IN (SELECT number FROM documents)),
      sold AS (SELECT *, sum(_back) OVER (PARTITION BY order_id) AS _sold, sum(_back) OVER (PARTITION BY order_id ORDER BY _line, _back, ${own} ROWS UNBOUNDED PRECEDING) AS _until
        FROM whole WHERE kind = 'sale' AND _back > 0),
      beside AS (SELECT *, ${nth} FROM (SELECT order_id AS number, min(customer_id) AS customer_id, sum(${sharedBack}) AS amount FROM sold WHERE state = 'counted' GROUP BY order_id)),
      apart AS (SELECT *, ${nth} FROM (SELECT order_id AS number, min(customer_id) AS customer_id, -sum(net_amount) AS amount FROM lines
        WHERE kind = 'refund' AND state = 'counted' AND coalesce(refund_of, order_id) = order_id AND order_id NOT IN (SELECT order_id FROM lines WHERE kind = 'sale') GROUP BY order_id)),
      twice AS (SELECT beside.number FROM beside JOIN apart USING (customer_id, amount, nth))`;
}

const places = sql`CASE WHEN _all = round(_all, 2) THEN 2 ELSE 4 END`;

/** What goes back on a sold line: what it says itself, or with it its part, in hundredths, of what the lines say that get no refund row (a discount's share). */
const sharedBack = sql`CASE WHEN order_id IS NULL OR _all = _sold THEN _back ELSE (round(_all::DOUBLE * _until / _sold, ${places}) - round(_all::DOUBLE * (_until - _back) / _sold, ${places}))::DECIMAL(18,4) END`;

/** True for a negative row that is a refund by itself: by its kind, its quantity, its name, or because it names nothing; not a coupon that is taken off. */
function documented(roles: ReadonlySet<string>, { kinds }: OrdersDecision): Sql {
  const names = ['product_name', 'sku', 'category'].filter((name) => roles.has(name)).map((name) => identifier(name));
  const told = kinds.refund ?? [];
  const said = [
    ...(roles.has('kind_text') && told.length > 0 ? [sql`lower(trim(kind_text)) IN (${told})`] : []),
    ...(roles.has('qty') ? [sql`qty < 0`] : []),
    names.length === 0 ? sql`TRUE` : sql`coalesce(${join(names)}) IS NULL`,
    ...names.map((name) => sql`regexp_matches(lower(${name}), ${refundName})`),
  ];
  return sql`coalesce(${join(said, ' OR ')}, FALSE)`;
}

/** What went back of a row's net amount, and whether all of it did by its status. */
function givenBack(roles: ReadonlySet<string>, orders: OrdersDecision): { amount: Sql; full: Sql } | null {
  const net = amountOf(roles, orders)?.expression ?? sql`NULL`;
  const said = [
    ...(roles.has('status_text') && orders.refunded.length > 0 ? [sql`lower(trim(status_text)) IN (${orders.refunded})`] : []),
    ...(roles.has('refund_status') && orders.refundStatuses.length > 0
      ? [sql`lower(trim(refund_status)) IN (${orders.refundStatuses})`]
      : []),
  ];
  const full = said.length > 0 ? sql`coalesce(${join(said, ' OR ')}, FALSE)` : sql`FALSE`;
  const whole = sql`CASE WHEN ${full} THEN ${net} END`;
  const { refundColumn } = orders;
  if (!refundColumn) return said.length > 0 ? { amount: inCurrency(orders.currency, whole), full } : null;
  const given = identifier(refundColumn.role);
  const left = identifier(refundColumn.total ?? refundColumn.role);
  const column = refundColumn.adjusted
    ? sql`(CASE WHEN ${given} > 0 AND ${given} < ${left} THEN ${left} - ${given} END)`
    : sql`nullif(${orders.shared.includes(refundColumn.role) || refundColumn.total !== null ? sql`abs(${given})` : sql`CASE WHEN (${net}) < 0 THEN -abs(${given}) ELSE abs(${given}) END`}, 0)`;
  const part =
    refundColumn.total === null
      ? column
      : sql`CASE WHEN coalesce(${identifier(refundColumn.total)}, 0) = 0 THEN ${column} ELSE try_cast(${column}::DOUBLE * (${net})::DOUBLE / ${identifier(refundColumn.total)}::DOUBLE AS DECIMAL(18,4)) END`;
  return { amount: inCurrency(orders.currency, sql`coalesce(${part}, ${whole})`), full: sql`(${column} IS NULL AND ${full})` };
}
