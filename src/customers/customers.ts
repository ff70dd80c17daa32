import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { customerLists } from '#schema/thresholds.ts';
import { asking } from './asking.ts';
import { countOf, daysOfOrders, eventsOf, type ListRequest, listOf, periodsOf, prospectOf, stateOf } from './query.ts';

/** A customer as the state table knows it as of the date in force; dates ISO, money in currency units, null is unknown. */
export interface Customer {
  id: string;
  /** what stands for the id where ids are not shown */
  code: string;
  /** null while it is too early to judge, and without an order */
  stage: string | null;
  early: boolean | null;
  firstOrder: string | null;
  lastOrder: string | null;
  orders: number | null;
  amount: number | null;
  profit: number | null;
  tier: string | null;
  segment: string | null;
  pAlive: number | null;
}

/** The first customers that fit, and how many fit in all. */
export interface CustomerList {
  total: number;
  customers: Customer[];
}

export type EventKind = 'order' | 'refund' | 'adjustment' | 'contact' | 'complaint' | 'referral' | 'cost' | 'writeoff';

export interface CustomerEvent {
  date: string;
  kind: EventKind;
  amount: number | null;
  detail: string | null;
}

export interface CustomerPeriod {
  age: number;
  from: string;
  until: string;
  stage: string | null;
  early: boolean | null;
  reason: string | null;
  margin: string | null;
  orders: number;
  amount: number | null;
  profit: number | null;
  cumulative: number | null;
}

/** What is known of a customer before the first order; the date ISO, contacts in days, silent the longest run of periods without one. */
export interface Prospect {
  firstContact: string;
  contacts: number;
  silent: number;
  stage: string;
}

/** One customer's history as of the date in force. */
export interface CustomerTimeline {
  customer: Customer & { tenureDays: number | null; asOf: string };
  /** first to last; the earliest are left out beyond the limit */
  events: CustomerEvent[];
  /** before any was left out */
  eventsTotal: number;
  periods: CustomerPeriod[];
  /** null when nothing is known before the first order */
  prospect: Prospect | null;
}

/**
 * The customers behind a filter, the first 1,000 unless the request says otherwise, with their number in all. Throws CodedError `customers/filter` for a
 * filter on a column that is not allowed, and what the engine throws.
 */
export async function listCustomers(engine: Engine, request: ListRequest, signal: AbortSignal): Promise<CustomerList> {
  const ask = asking(engine, signal);
  const [count] = await ask<{ total: number }>(countOf(request));
  return { total: count?.total ?? 0, customers: await ask<Customer>(listOf({ limit: customerLists.rows, ...request })) };
}

/** Every customer behind a filter, for an export; throws like `listCustomers`. */
export async function allCustomers(engine: Engine, request: Omit<ListRequest, 'limit'>, signal: AbortSignal): Promise<Customer[]> {
  return asking(engine, signal)<Customer>(listOf(request));
}

/** The history of one customer. Throws CodedError `customers/unknown` when there is none of this id as of the date in force, and what the engine throws. */
export async function customerTimeline(engine: Engine, id: string, salt: string, signal: AbortSignal): Promise<CustomerTimeline> {
  const ask = asking(engine, signal);
  const [customer] = await ask<CustomerTimeline['customer']>(stateOf(id, salt));
  if (!customer) throw new CodedError('customers/unknown', { customer: id });
  const events = await ask<CustomerEvent & { total: number }>(eventsOf(id, customerLists.events));
  return {
    customer,
    events: events.map(({ total: _, ...event }) => event).reverse(),
    eventsTotal: events[0]?.total ?? 0,
    periods: await ask<CustomerPeriod>(periodsOf(id)),
    prospect: (await ask<Prospect>(prospectOf(id)))[0] ?? null,
  };
}

/** First and last day of the orders in the engine, whatever the as-of date; null without any. */
export async function spanOfOrders(engine: Engine, signal: AbortSignal): Promise<{ first: string; last: string } | null> {
  const [span] = await asking(engine, signal)<{ first: string | null; last: string | null }>(daysOfOrders());
  return span?.first && span.last ? { first: span.first, last: span.last } : null;
}
