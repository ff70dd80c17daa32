import { type Units, daysOf } from '#models/purchases/units.ts';

/** One order as a shop keeps it. */
export interface Order {
  customer: string | number;
  /** calendar day, `2024-03-31`; anything behind it (a time of day) is passed over */
  date: string;
  /** in a currency; refunds are negative; when no order of the list has an amount, days are counted alone */
  amount?: number;
}

/** What one customer's orders come to. */
export interface CustomerSummary {
  customer: string | number;
  /** repeat purchase days: days with a purchase after the first */
  x: number;
  /** from the first purchase to the last, in periods */
  tx: number;
  /** from the first purchase to the end of observation, in periods */
  T: number;
  /** mean net amount of the x repeat days; null where x = 0 or there are no amounts */
  m: number | null;
  /** Σ ln(gap in periods) over the x gaps, for models of regular timing */
  logGaps: number;
}

export interface Summary {
  customers: CustomerSummary[];
  left: {
    /** orders without a readable day, or with an amount that is not a number */
    unreadable: number;
    /** orders after the end of observation */
    later: number;
    /** days on which refunds took back all that was bought */
    netted: number;
  };
}

/**
 * Summarises orders by customer as the models of buying read them: several orders of a day are one purchase, amounts are netted by day and days of which
 * nothing remains are none, the first purchase starts the clock and does not count. `end` is the last day of observation (the last day of an order when left out).
 * Nothing is repaired; what is left out is counted. Source: Fader, Hardie & Lee 2005, section 3; Fader & Hardie's notes on their data.
 */
export function summariseOrders(orders: Iterable<Order>, { period, end }: { period: Units['period']; end?: string }): Summary {
  const left = { unreadable: 0, later: 0, netted: 0 };
  const known = new Map<string | number, Map<number, number>>();
  const until = end === undefined ? Infinity : dayOf(end);
  if (until === null) throw new RangeError('the end of observation is a day such as 2024-12-31');
  const all = [...orders];
  const priced = all.some(({ amount }) => amount !== undefined);
  let last = -Infinity;
  for (const { customer, date, amount = priced ? Number.NaN : 1 } of all) {
    const day = dayOf(date);
    if (day === null || !Number.isFinite(amount)) left.unreadable += 1;
    else if (day > until) left.later += 1;
    else {
      const days = known.get(customer) ?? new Map<number, number>();
      known.set(customer, days.set(day, (days.get(day) ?? 0) + amount));
      last = Math.max(last, day);
    }
  }
  const observed = Number.isFinite(until) ? until : last;
  const customers: CustomerSummary[] = [];
  for (const [customer, days] of known) {
    const bought = [...days].filter(([, amount]) => amount > 0).sort(([a], [b]) => a - b);
    left.netted += days.size - bought.length;
    if (bought.length > 0) customers.push(summaryOf(customer, bought, { unit: daysOf[period], observed, priced }));
  }
  return { customers, left };
}

function summaryOf(
  customer: string | number,
  bought: readonly (readonly [day: number, amount: number])[],
  { unit, observed, priced }: { unit: number; observed: number; priced: boolean },
): CustomerSummary {
  const first = bought[0]![0];
  const repeats = bought.slice(1);
  const sum = repeats.reduce((all, [, amount]) => all + amount, 0);
  return {
    customer,
    x: repeats.length,
    tx: (bought.at(-1)![0] - first) / unit,
    T: (observed - first) / unit,
    m: priced && repeats.length > 0 ? sum / repeats.length : null,
    logGaps: repeats.reduce((all, [day], i) => all + Math.log((day - bought[i]![0]) / unit), 0),
  };
}

/** Days since 1970 of a text that begins with a calendar day; null when it is none. */
function dayOf(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? time / 86_400_000 : null;
}
