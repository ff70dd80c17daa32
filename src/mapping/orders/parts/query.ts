import { identifier, sql, type Sql } from '#sql/sql.ts';
import { otherCurrency } from '../currency/query.ts';
import { derived, type Made, measured } from '../made.ts';
import type { OrdersDecision } from '../types.ts';
import { badDebt, discountName, giftCard, giftThing, memoMark, testMark } from '../words.ts';

const role = (name: string): Sql => identifier(name);
const money = (expression: Sql): Sql => sql`try_cast(${expression} AS DECIMAL(18,4))`;
const either = (conditions: readonly Sql[]): Sql => conditions.reduce((all, one) => sql`${all} OR ${one}`, sql`FALSE`);
const word = (name: string): Sql => sql`lower(trim(${role(name)}))`;

/** The amount of a line before its sign is set, as the plan says; undefined when the file has none. */
export function amountOf(roles: ReadonlySet<string>, { amount }: OrdersDecision): Made | undefined {
  if (!amount) return undefined;
  const base = amount.rate ? sql`(${lineValue}) * (1 - ${rateOf(amount.rate)})` : baseOf(roles, amount.from, amount.role);
  const off = amount.minus.map((name) => (name === 'tax' || name === 'shipping' ? part(name) : sql`abs(${part(name)})`));
  const changed = [...off.map((value) => sql` - ${value}`), ...amount.plus.map((name) => sql` + ${part(name)}`)];
  if (changed.length === 0 && amount.role === 'net_amount')
    return amount.taxUnsaid ? derived(base, 'made_amount_tax', 'assumed') : measured(base);
  const full = changed.reduce((all, one) => sql`${all}${one}`, base);
  const code = amount.rate
    ? 'made_amount_rate'
    : amount.from === 'price' && changed.length === 0
      ? 'made_amount'
      : `made_amount_${amount.from.replace('-', '_')}`;
  return derived(money(full), code, amount.from === 'paid' || amount.taxUnsaid ? 'assumed' : 'derived');
}

const part = (name: string): Sql => sql`coalesce(${role(name)}, 0)`;

const lineValue = sql`${role('qty')} * ${role('unit_price')}`;

/** A discount rate of 0 to 1; 0 where it is empty. */
function rateOf({ role: name, per }: { role: string; per: number }): Sql {
  return sql`try_cast(coalesce(${role(name)}, 0) / ${per} AS DECIMAL(18,8))`;
}

/** The discount in money that a rate takes off quantity × price. */
export function rateDiscount(rate: { role: string; per: number }): Sql {
  return money(sql`${lineValue} * ${rateOf(rate)}`);
}

function baseOf(roles: ReadonlySet<string>, from: string, name: string | null): Sql {
  if (from === 'price') return lineValue;
  if (from === 'ledger-open') return sql`NULL::DECIMAL(18,4)`;
  if (from === 'ledger-debit' || from === 'ledger-credit') {
    const sign = from === 'ledger-debit' ? 1 : -1;
    if (roles.has('debit') && roles.has('credit')) return sql`${sign} * (${part('debit')} - ${part('credit')})`;
    return sql`CASE WHEN regexp_matches(${word('direction')}, '^(借|dr|debit|d$|s$|soll)') THEN ${sign} ELSE ${-sign} END * abs(${role(name ?? 'net_amount')})`;
  }
  return role(name ?? 'net_amount');
}

/** Sale, refund, adjustment or gift card: by the kind column, the C of the order number, the sign, the name of what was sold. */
export function kindOf(roles: ReadonlySet<string>, amount: Made | undefined, decision: OrdersDecision): Made {
  if (roles.has('kind')) return measured(sql`lower(${role('kind')})`);
  const cases: Sql[] = [];
  for (const kind of ['refund', 'adjustment', 'gift_card']) {
    const words = decision.kinds[kind];
    if (roles.has('kind_text') && words && words.length > 0) cases.push(sql`WHEN ${word('kind_text')} IN (${words}) THEN ${kind}`);
  }
  for (const letters of decision.adjusting)
    cases.push(sql`WHEN regexp_matches(lower(${role('order_id')}), ${`^${letters}\\d`}) THEN 'adjustment'`);
  if (decision.charges.length > 0) cases.push(sql`WHEN ${word('sku')} IN (${decision.charges}) THEN 'adjustment'`);
  if (roles.has('product_name')) cases.push(sql`WHEN regexp_matches(lower(${role('product_name')}), ${badDebt}) THEN 'adjustment'`);
  if (decision.prefix) cases.push(sql`WHEN regexp_matches(${role('order_id')}, '^[Cc]\\d') THEN 'refund'`);
  if (roles.has('unit_price') && roles.has('qty'))
    cases.push(sql`WHEN ${role('unit_price')} < 0 AND coalesce(${role('qty')}, 1) > 0 THEN 'adjustment'`);
  const negative = [...(amount ? [sql`${amount.expression} < 0`] : []), ...(roles.has('qty') ? [sql`${role('qty')} < 0`] : [])];
  const named = ['product_name', 'sku', 'category'].filter((name) => roles.has(name));
  if (named.length > 0 && amount) {
    const off = either(named.map((name) => sql`regexp_matches(lower(${role(name)}), ${discountName})`));
    const sold = roles.has('qty') ? sql` AND coalesce(${role('qty')}, 1) > 0` : sql``;
    cases.push(sql`WHEN ${amount.expression} < 0${sold} AND coalesce(${off}, FALSE) THEN 'adjustment'`);
  }
  cases.push(sql`WHEN ${either(negative)} THEN 'refund'`);
  if (named.length > 0) {
    const gift = named.map(
      (name) => sql`regexp_matches(lower(${role(name)}), ${giftCard}) AND NOT regexp_matches(lower(${role(name)}), ${giftThing})`,
    );
    cases.push(sql`WHEN ${either(gift)} THEN 'gift_card'`);
  }
  const told = roles.has('kind_text') && Object.keys(decision.kinds).length > 0;
  const all = cases.reduce((before, one) => sql`${before} ${one}`);
  return derived(sql`CASE ${all} ELSE 'sale' END`, told ? 'made_kind_text' : decision.prefix ? 'made_kind_prefix' : 'made_kind', 'derived');
}

/** The state of a row; what a person counts all the same is counted, except amounts in a currency that is left out. */
export function stateOf(roles: ReadonlySet<string>, decision: OrdersDecision): Made {
  if (roles.has('state')) return measured(sql`lower(${role('state')})`);
  const cases: Sql[] = [];
  if (roles.has('test_mark')) {
    cases.push(
      sql`WHEN regexp_matches(${word('test_mark')}, ${testMark}) THEN 'test' WHEN regexp_matches(${word('test_mark')}, ${memoMark}) THEN 'excluded'`,
    );
  }
  if (roles.has('test_mark') && decision.tests.length > 0) cases.push(sql`WHEN ${word('test_mark')} IN (${decision.tests}) THEN 'test'`);
  if (roles.has('direction') && decision.droppedDirections.length > 0) {
    cases.push(sql`WHEN ${word('direction')} IN (${decision.droppedDirections}) THEN 'excluded'`);
  }
  const dropped = decision.kinds.drop ?? [];
  if (roles.has('kind_text') && dropped.length > 0) cases.push(sql`WHEN ${word('kind_text')} IN (${dropped}) THEN 'excluded'`);
  for (const [state, words] of Object.entries(decision.statuses)) {
    if (state !== 'counted' && words.length > 0) cases.push(sql`WHEN ${word('status_text')} IN (${words}) THEN ${state}`);
  }
  if (roles.has('cancelled_at'))
    cases.push(sql`WHEN ${role('cancelled_at')} IS NOT NULL AND NOT starts_with(${role('cancelled_at')}, '0000') THEN 'cancelled'`);
  if (decision.paidOrUnpaid)
    cases.push(sql`WHEN ${role('paid_date')} IS NULL AND coalesce(${role(unpaidRole(roles))}, 0) = 0 THEN 'unpaid'`);
  const foreign = decision.currency?.keep ? otherCurrency(decision.currency) : null;
  if (cases.length === 0 && !foreign) return derived(sql`'counted'`, 'made_state', 'assumed');
  const all = cases.reduce((before, one) => sql`${before} ${one}`, sql`CASE WHEN FALSE THEN ''`);
  const state = sql`${all} ELSE 'counted' END`;
  const chosen =
    decision.countStates.length > 0 ? sql`CASE WHEN ${state} IN (${decision.countStates}) THEN 'counted' ELSE ${state} END` : state;
  const code = roles.has('status_text') ? 'made_state_status' : 'made_state_marks';
  return derived(foreign ? sql`CASE WHEN ${foreign} THEN 'excluded' ELSE ${chosen} END` : chosen, code, 'derived');
}

/** The role that says whether an unpaid order has been paid after all. */
export function unpaidRole(roles: ReadonlySet<string>): string {
  return roles.has('paid_amount') ? 'paid_amount' : 'net_amount';
}
