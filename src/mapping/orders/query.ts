import { type Badge, canonicalTable } from '#schema/canonical.ts';
import { identifier, sql, type Sql } from '#sql/sql.ts';
import { engineTypes } from '../columns/query.ts';
import type { Coded } from '../types.ts';

/** How one canonical column of order lines comes from the typed columns of a file, named by their roles. */
export interface OrderColumn {
  column: string;
  expression: Sql;
  /** null when the file has nothing for it */
  badge: Badge | null;
  /** why, for a column that no source column carries */
  reason: Coded | null;
}

const cancelled = 'cancel|void|取消|关闭|關閉|作废|作廢|撤销';
const failed = 'fail|declin|失败|失敗';
const testing = '(^|[^a-z])test([^a-z]|$)|测试|測試';
const unpaid = 'unpaid|not paid|pending|awaiting payment|authorized|on.hold|待付款|未付款|等待买家付款|未支付|待支付|等待付款';

/** Customers that are nobody: one such key would become the largest customer of all. */
const nobody = ['0', 'guest', 'anonymous', 'unknown', 'null', 'none', 'n/a', 'na', '-', '游客', '訪客', '访客', '匿名', '散客'];

/** Order in which a file without a customer id is asked for another key. */
export const weakKeys = ['customers.email', 'customers.phone', 'customers.name'] as const;

/** Every canonical column of order lines from a file that has these roles; `floatIds` are roles whose ids all end in `.0`. */
export function orderColumns(roles: ReadonlySet<string>, floatIds: ReadonlySet<string>): OrderColumn[] {
  const made = madeColumns(roles, floatIds);
  return canonicalTable('orders').columns.map(({ name, type }) => {
    const found = made[name];
    if (found) return { ...found, column: name };
    if (roles.has(name)) return { column: name, expression: idOf(name, floatIds), badge: 'measured', reason: null };
    return { column: name, expression: sql`NULL::${engineTypes[type]}`, badge: null, reason: null };
  });
}

type Made = Omit<OrderColumn, 'column'>;

function madeColumns(roles: ReadonlySet<string>, floatIds: ReadonlySet<string>): Record<string, Made | undefined> {
  const customer = customerOf(roles, floatIds);
  const date = roles.has('date') ? role('date') : sql`${role('ordered_at')}::DATE`;
  const amount = amountOf(roles);
  return {
    customer_id: customer,
    date: roles.has('date') ? measured(date) : derived(date, 'made_date', 'derived'),
    order_id: roles.has('order_id')
      ? undefined
      : derived(
          sql`coalesce(${customer?.expression ?? sql`NULL`}, 'line ' || _line) || ' ' || (${date})::VARCHAR`,
          'made_order_id',
          'assumed',
        ),
    ordered_at: roles.has('ordered_at') ? undefined : roles.has('_date_at') ? measured(role('_date_at')) : undefined,
    kind: kindOf(roles, amount),
    state: stateOf(roles),
    net_amount: amount && {
      ...amount,
      expression: sql`CASE WHEN (${kindOf(roles, amount).expression}) = 'refund' THEN -abs(${amount.expression}) ELSE ${amount.expression} END`,
    },
    cogs: cogsOf(roles, amount),
    list_price: listPriceOf(roles, amount),
  };
}

function customerOf(roles: ReadonlySet<string>, floatIds: ReadonlySet<string>): Made | undefined {
  const key = roles.has('customer_id') ? 'customer_id' : weakKeys.find((candidate) => roles.has(candidate));
  if (key === undefined) return undefined;
  const id = idOf(key, floatIds);
  const known = sql`CASE WHEN lower(${id}) NOT IN (${nobody}) THEN ${key === 'customers.email' ? sql`lower(${id})` : id} END`;
  return key === 'customer_id' ? measured(known) : derived(known, 'made_customer_id', 'assumed', key);
}

function amountOf(roles: ReadonlySet<string>): Made | undefined {
  if (roles.has('net_amount')) return measured(role('net_amount'));
  if (roles.has('qty') && roles.has('unit_price'))
    return derived(money(sql`${role('qty')} * ${role('unit_price')}`), 'made_amount', 'derived');
  return undefined;
}

function cogsOf(roles: ReadonlySet<string>, amount: Made | undefined): Made | undefined {
  if (roles.has('cogs')) return undefined;
  if (roles.has('profit') && amount) return derived(money(sql`${amount.expression} - ${role('profit')}`), 'made_cogs_profit', 'derived');
  if (roles.has('products.unit_cost') && roles.has('qty')) {
    return derived(money(sql`${role('products.unit_cost')} * ${role('qty')}`), 'made_cogs_unit', 'derived');
  }
  return undefined;
}

function listPriceOf(roles: ReadonlySet<string>, amount: Made | undefined): Made | undefined {
  if (roles.has('list_price') || !roles.has('discount_rate') || !roles.has('qty') || !amount) return undefined;
  const full = sql`${amount.expression}::DOUBLE / nullif(${role('qty')}, 0)::DOUBLE / nullif(1 - ${role('discount_rate')}, 0)::DOUBLE`;
  return derived(sql`try_cast(${full} AS DECIMAL(18,4))`, 'made_list_price', 'derived');
}

function kindOf(roles: ReadonlySet<string>, amount: Made | undefined): Made {
  const negative = [amount && sql`${amount.expression} < 0`, roles.has('qty') && sql`${role('qty')} < 0`].filter(
    (condition) => typeof condition === 'object',
  );
  const byAmount = negative.reduce((all, condition) => sql`${all} OR ${condition}`, sql`FALSE`);
  if (roles.has('kind')) return measured(sql`lower(${role('kind')})`);
  return derived(sql`CASE WHEN ${byAmount} THEN 'refund' ELSE 'sale' END`, 'made_kind', 'derived');
}

function stateOf(roles: ReadonlySet<string>): Made {
  if (roles.has('state')) return measured(sql`lower(${role('state')})`);
  if (!roles.has('status_text')) return derived(sql`'counted'`, 'made_state', 'assumed');
  const word = sql`lower(${role('status_text')})`;
  const expression = sql`CASE WHEN regexp_matches(${word}, ${testing}) THEN 'test' WHEN regexp_matches(${word}, ${cancelled}) THEN 'cancelled'
    WHEN regexp_matches(${word}, ${failed}) THEN 'failed' WHEN regexp_matches(${word}, ${unpaid}) THEN 'unpaid' ELSE 'counted' END`;
  return derived(expression, 'made_state_status', 'derived');
}

const measured = (expression: Sql): Made => ({ expression, badge: 'measured', reason: null });

function derived(expression: Sql, code: string, badge: Badge, from = ''): Made {
  return { expression, badge, reason: { code, parameters: from === '' ? {} : { from } } };
}

const role = (name: string): Sql => identifier(name);
const money = (expression: Sql): Sql => sql`try_cast(${expression} AS DECIMAL(18,4))`;

function idOf(name: string, floatIds: ReadonlySet<string>): Sql {
  return floatIds.has(name) ? sql`regexp_replace(${role(name)}, '\\.0$', '')` : role(name);
}
