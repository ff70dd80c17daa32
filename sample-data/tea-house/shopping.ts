import type { Random } from '#numeric/random.ts';
import { dayCount, isoDay, monthDays, promoOn } from './calendar.ts';
import { pacePerDay, type Bond, type Person } from './people.ts';
import { meanCost, meanList, pick } from './products.ts';

export interface Line {
  order: number;
  day: number;
  customer: string;
  sku: string;
  qty: number;
  list: number;
  price: number;
  cogs: number;
  promo: string;
  channel: string;
  status: string;
}

/** What a bond does to the rhythm (share of the usual pace outside promotions) and to the price paid. */
const habits: Record<Bond, { outside: number; promoUse: number; deal: number }> = {
  trust: { outside: 1, promoUse: 0.15, deal: 0.02 },
  latent: { outside: 1, promoUse: 0.25, deal: 0.05 },
  monopoly: { outside: 1, promoUse: 0.15, deal: 0.03 },
  inertia: { outside: 1, promoUse: 0.25, deal: 0.05 },
  incentive: { outside: 0.35, promoUse: 1, deal: 0.04 },
  price: { outside: 0.8, promoUse: 0.9, deal: 0.7 },
  none: { outside: 1, promoUse: 0.25, deal: 0.1 },
};
const promoDays = 56;
const promoPrice = 0.88;
const dealPrice = 0.82;
/** chance of a second and of a third line; chance that a line is taken twice; chance that a line comes back */
const secondLine = 0.3;
const thirdLine = 0.08;
const twice = 0.18;
const returned = 0.014;

/** Expected orders of a person on a day after the first one: the pace, moved towards promotion weeks by the same amount that it loses elsewhere. */
export function expectedOrders(who: Person, day: number): number {
  const age = (day - who.origin) / monthDays;
  if (age <= 0) return 0;
  const { outside } = habits[who.bond];
  const inside = (365.25 - outside * (365.25 - promoDays)) / promoDays;
  return pacePerDay(who, age) * (promoOn(day) ? inside : outside);
}

/** Expected amount and cost of goods of one order of a person on a day, after returns. */
export function expectedBasket(who: Person, day: number): { amount: number; cogs: number } {
  const { promoUse, deal } = habits[who.bond];
  const factor = promoOn(day) ? 1 - promoUse * (1 - promoPrice) : 1 - deal * (1 - dealPrice);
  const pieces = (1 + secondLine + thirdLine) * (1 + twice) * (1 - returned);
  return { amount: pieces * meanList * factor, cogs: pieces * meanCost };
}

function basket(next: Random, who: Person, day: number, order: number): Line[] {
  const { promoUse, deal } = habits[who.bond];
  const promotion = promoOn(day);
  const promo = promotion && next() < promoUse ? promotion : '';
  const factor = promo ? promoPrice : !promotion && next() < deal ? dealPrice : 1;
  const channel = next() < 0.55 ? 'web' : 'store';
  const lines: Line[] = [];
  const uniform = next();
  const count = uniform < thirdLine ? 3 : uniform < secondLine ? 2 : 1;
  for (let i = 0; i < count; i++) {
    const product = pick(next());
    const qty = next() < twice ? 2 : 1;
    const line = {
      order,
      day,
      customer: who.id,
      sku: product.sku,
      qty,
      list: product.list,
      price: Math.round(product.list * factor * 100) / 100,
      cogs: product.cost * qty,
      promo,
      channel,
      status: 'completed',
    };
    lines.push(line);
    if (next() < returned)
      lines.push({
        ...line,
        day: Math.min(dayCount - 1, day + 1 + Math.floor(6 * next())),
        qty: -qty,
        cogs: -line.cogs,
        status: 'refunded',
      });
  }
  return lines;
}

/** Every order line of a person, first order included. */
export function shop(next: Random, who: Person, nextOrder: () => number): Line[] {
  const lines = basket(next, who, who.origin, nextOrder());
  for (let day = who.origin + 1; day < dayCount; day++) {
    if (next() < 1 - Math.exp(-expectedOrders(who, day))) lines.push(...basket(next, who, day, nextOrder()));
  }
  for (const line of [...lines]) if (next() < 0.006) lines.push({ ...line, order: nextOrder(), status: 'cancelled' });
  return lines;
}

/** Lines of walk-in buyers whom nobody knows. */
export function walkIns(next: Random, nextOrder: () => number): Line[] {
  const stranger = { id: '', bond: 'none' } as Person;
  return Array.from({ length: dayCount }, (_, day) =>
    next() < 0.35 ? basket(next, stranger, day, nextOrder()).filter((line) => line.qty > 0) : [],
  ).flat();
}

/** The order lines as CSV rows, by date and order. */
export function orderRows(lines: readonly Line[]): string[][] {
  const numbers = new Map<number, number>();
  const sorted = [...lines].sort((a, b) => a.day - b.day || a.order - b.order);
  return sorted.map((line) => {
    if (!numbers.has(line.order)) numbers.set(line.order, numbers.size + 1);
    const id = `T${String(numbers.get(line.order)).padStart(6, '0')}`;
    const amount = (line.price * line.qty).toFixed(2);
    return [
      id,
      line.customer,
      isoDay(line.day),
      line.sku,
      String(line.qty),
      line.list.toFixed(2),
      line.price.toFixed(2),
      amount,
      line.cogs.toFixed(2),
      line.promo,
      line.channel,
      line.status,
    ];
  });
}
