import { canonicalTable } from '#schema/canonical.ts';
import { identifier, sql, type Sql } from '#sql/sql.ts';
import { engineTypes } from '../columns/query.ts';
import { currencyOf, inCurrency, otherCurrency, rowCurrency } from './currency/query.ts';
import { customerKey } from './keys/query.ts';
import { because, derived, type Made, measured, type OrderColumn } from './made.ts';
import { amountOf, kindOf, rateDiscount, stateOf } from './parts/query.ts';
import { plainOrders, type OrdersDecision } from './types.ts';

/** Order in which a file without a customer id is asked for another key. */
export const weakKeys = ['customers.email', 'customers.phone', 'customers.name'] as const;

/** Every canonical column of order lines from a file that has these roles; `floatIds` are roles whose ids all end in `.0`. */
export function orderColumns(roles: ReadonlySet<string>, floatIds: ReadonlySet<string>, orders: OrdersDecision | null): OrderColumn[] {
  const decision = orders ?? plainOrders;
  const made = madeColumns(roles, floatIds, decision);
  return canonicalTable('orders').columns.map(({ name, type }) => {
    const found = made[name];
    const plain: Made = roles.has(name)
      ? { expression: idOf(name, floatIds), badge: 'measured', reason: null }
      : { expression: sql`NULL::${engineTypes[type]}`, badge: null, reason: null };
    const column = found ?? (decision.shared.includes(name) ? { ...plain, reason: because('made_share') } : plain);
    const money = type === 'money' && column.badge !== null;
    return { ...column, column: name, expression: money ? inCurrency(decision.currency, column.expression) : column.expression };
  });
}

function madeColumns(
  roles: ReadonlySet<string>,
  floatIds: ReadonlySet<string>,
  decision: OrdersDecision,
): Record<string, Made | undefined> {
  const customer = customerOf(floatIds, decision);
  const date = roles.has('date') ? role('date') : role('_business_date');
  const amount = amountOf(roles, decision);
  const kind = kindOf(roles, amount, decision);
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
    kind,
    state: stateOf(roles, decision),
    net_amount: amount && { ...amount, expression: signed(amount.expression, kind.expression) },
    cogs: cogsOf(roles, amount, kind.expression, decision),
    fee: feeOf(roles, decision),
    list_price: listPriceOf(roles, amount, decision),
    discount: discountOf(roles, decision),
    currency: currencyColumn(roles, decision),
    refund_of: refundOf(roles, decision, kind),
  };
}

function customerOf(floatIds: ReadonlySet<string>, { keys }: OrdersDecision): Made | undefined {
  const [first, ...others] = keys;
  if (first === undefined) return undefined;
  const known = customerKey(first, idOf(first, floatIds));
  const [other] = others;
  if (other === undefined) return first === 'customer_id' ? measured(known) : derived(known, 'made_customer_id', 'assumed', first);
  const instead = customerKey(other, idOf(other, floatIds));
  const one = sql`max(${known}) OVER (PARTITION BY ${instead})`;
  const owner = sql`CASE WHEN ${instead} IS NOT NULL AND ${one} = min(${known}) OVER (PARTITION BY ${instead}) THEN ${one} END`;
  return derived(sql`coalesce(${known}, ${owner}, ${instead})`, 'made_customer_else', 'derived', other);
}

/** A row of kind refund is negative whatever its sign in the file. */
function signed(amount: Sql, kind: Sql): Sql {
  return sql`CASE WHEN (${kind}) = 'refund' THEN -abs(${amount}) ELSE ${amount} END`;
}

/** Goods that come back take their cost with them: it is negative in a refund row, unless the profit beside it says that they were lost. */
function cogsOf(roles: ReadonlySet<string>, amount: Made | undefined, kind: Sql, { costs }: OrdersDecision): Made | undefined {
  const back = sql`(${kind}) = 'refund'`;
  const told =
    roles.has('profit') && amount
      ? sql`(CASE WHEN ${back} AND ${amount.expression} > 0 THEN -1 ELSE 1 END * (${amount.expression} - ${role('profit')}))`
      : null;
  if (roles.has('cogs') && costs === 'open') return { expression: sql`NULL::DECIMAL(18,4)`, badge: null, reason: null };
  if (roles.has('cogs') && costs === 'unit' && roles.has('qty'))
    return derived(money(signed(sql`${role('cogs')} * ${role('qty')}`, kind)), 'made_cogs_unit', 'derived');
  if (roles.has('cogs')) {
    const signs = told
      ? sql`CASE WHEN abs(${told}) = abs(${role('cogs')}) THEN ${told} ELSE -abs(${role('cogs')}) END`
      : sql`-abs(${role('cogs')})`;
    return measured(sql`CASE WHEN ${back} THEN ${signs} ELSE ${role('cogs')} END`);
  }
  if (told) return derived(money(told), 'made_cogs_profit', 'derived');
  if (roles.has('products.unit_cost') && roles.has('qty')) {
    return derived(money(signed(sql`${role('products.unit_cost')} * ${role('qty')}`, kind)), 'made_cogs_unit', 'derived');
  }
  return undefined;
}

function listPriceOf(roles: ReadonlySet<string>, amount: Made | undefined, { amount: plan }: OrdersDecision): Made | undefined {
  if (roles.has('list_price') || !roles.has('qty') || !amount) return undefined;
  if (plan?.rate) return derived(money(role('unit_price')), 'made_list_price_unit', 'derived');
  if (!roles.has('discount_rate')) return undefined;
  const full = sql`${amount.expression}::DOUBLE / nullif(${role('qty')}, 0)::DOUBLE / nullif(1 - ${role('discount_rate')}, 0)::DOUBLE`;
  return derived(sql`try_cast(${full} AS DECIMAL(18,4))`, 'made_list_price', 'derived');
}

function discountOf(roles: ReadonlySet<string>, { amount }: OrdersDecision): Made | undefined {
  const own = amount?.rate ? rateDiscount(amount.rate) : roles.has('discount') ? sql`coalesce(abs(${role('discount')}), 0)` : null;
  if (!roles.has('order_discount')) return amount?.rate && own ? derived(own, 'made_discount_rate', 'derived') : undefined;
  const line = own ? sql`${own} + ` : sql``;
  return derived(money(sql`${line}coalesce(abs(${role('order_discount')}), 0)`), 'made_share', 'derived');
}

/** Fees are in the currency into which the system converts: without it they stand beside amounts of that currency only. */
function feeOf(roles: ReadonlySet<string>, { amount }: OrdersDecision): Made | undefined {
  if (!roles.has('fee') || !roles.has('converted_currency') || !roles.has('currency') || amount?.role === 'converted_amount')
    return undefined;
  const settled = sql`coalesce(${currencyOf(role('converted_currency'))} = ${currencyOf(role('currency'))}, TRUE)`;
  return measured(sql`CASE WHEN ${settled} THEN ${role('fee')} END`);
}

function currencyColumn(roles: ReadonlySet<string>, { currency, amount }: OrdersDecision): Made | undefined {
  if (amount?.role === 'converted_amount')
    return roles.has('converted_currency') ? measured(currencyOf(role('converted_currency'))) : undefined;
  if (!currency?.keep) {
    const named = currencyOf(role('currency'));
    return roles.has('currency') ? measured(sql`CASE WHEN regexp_matches(${named}, '^[A-Z]{3}$') THEN ${named} END`) : undefined;
  }
  const kept = sql`CASE WHEN ${otherCurrency(currency)} THEN ${rowCurrency(currency)} ELSE ${/^[A-Z]{3}$/.test(currency.keep) ? currency.keep : null} END`;
  if (currency.blank) return derived(kept, 'made_currency_blank', 'assumed');
  return Object.keys(currency.rates).length > 0 ? derived(kept, 'made_currency', 'derived') : measured(kept);
}

function refundOf(roles: ReadonlySet<string>, { prefix }: OrdersDecision, kind: Made): Made | undefined {
  const given = roles.has('refund_of') ? role('refund_of') : sql`NULL`;
  if (prefix === 'linked') {
    return derived(
      sql`coalesce(${given}, CASE WHEN (${kind.expression}) = 'refund' THEN nullif(regexp_replace(${role('order_id')}, '^[Cc]', ''), ${role('order_id')}) END)`,
      'made_refund_of',
      'derived',
    );
  }
  return roles.has('refund_of') ? measured(sql`CASE WHEN (${kind.expression}) = 'refund' THEN ${given} END`) : undefined;
}

const role = (name: string): Sql => identifier(name);
const money = (expression: Sql): Sql => sql`try_cast(${expression} AS DECIMAL(18,4))`;

function idOf(name: string, floatIds: ReadonlySet<string>): Sql {
  return floatIds.has(name) ? sql`regexp_replace(${role(name)}, '\\.0$', '')` : role(name);
}
