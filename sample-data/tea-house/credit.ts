import { random } from '#numeric/random.ts';
import { dayCount, isoDay } from './calendar.ts';
import type { Person } from './people.ts';
import type { Line } from './shopping.ts';

const billedShare = 0.45;
const terms = 30;

/** Offices that pay by invoice. */
export function isBilled(who: Person): boolean {
  return who.segment === 'office' && random(`terms of ${who.id}`)() < billedShare;
}

/**
 * Accounts of offices that pay by invoice: one invoice at the end of a month for what was bought in it, due after 30 days, and what became of
 * it: paid, some late, some in two parts; a few written off half a year after they were due.
 */
export function receivableRows(people: readonly Person[], lines: readonly Line[]): string[][] {
  const rows: { day: number; row: string[] }[] = [];
  const bought = bills(people, lines);
  let number = 0;
  for (const [key, amount] of [...bought].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [month, customer] = key.split(' ') as [string, string];
    const day = lastDayOf(month);
    if (day >= dayCount || amount <= 0) continue;
    const next = random(`invoice ${key}`);
    const id = `INV${String((number += 1)).padStart(5, '0')}`;
    const bad = next() < 0.018;
    const paidOn = bad ? day + terms + 185 : day + Math.floor(8 + 30 * next() + (next() < 0.22 ? 60 * next() : 0));
    const part = !bad && next() < 0.07 ? Math.round(amount * 60) / 100 : amount;
    const settled = (paidOn < dayCount ? part : 0) + (part < amount && paidOn + 40 < dayCount ? amount - part : 0);
    const add = (at: number, kind: string, value: number, open: string) =>
      rows.push({
        day: at,
        row: [id, customer, kind, isoDay(at), kind === 'invoice' ? isoDay(day + terms) : '', value.toFixed(2), open, 'CNY'],
      });
    add(day, 'invoice', amount, (amount - settled).toFixed(2));
    if (paidOn < dayCount) add(paidOn, bad ? 'writeoff' : 'payment', -part, '');
    if (part < amount && paidOn + 40 < dayCount) add(paidOn + 40, 'payment', part - amount, '');
  }
  return rows.sort((a, b) => a.day - b.day || (a.row[0]! < b.row[0]! ? -1 : 1)).map(({ row }) => row);
}

/** What was bought by month and customer who pays by invoice, refunds taken off. */
function bills(people: readonly Person[], lines: readonly Line[]): Map<string, number> {
  const billed = new Set(people.filter(isBilled).map(({ id }) => id));
  const sums = new Map<string, number>();
  for (const { customer, day, price, qty, status } of lines) {
    if (!billed.has(customer) || status === 'cancelled') continue;
    const key = `${isoDay(day).slice(0, 7)} ${customer}`;
    sums.set(key, Math.round(100 * ((sums.get(key) ?? 0) + price * qty)) / 100);
  }
  return sums;
}

function lastDayOf(month: string): number {
  const [year, place] = month.split('-').map(Number) as [number, number];
  return (Date.UTC(year, place, 0) - Date.parse(isoDay(0))) / 86_400_000;
}

/** What offices said they spend on tea in a year, with us and in all, and where we stand among their shops. */
export function walletRows(people: readonly Person[], lines: readonly Line[]): string[][] {
  const rows: string[][] = [];
  for (const year of ['2024', '2025']) {
    const spent = new Map<string, number>();
    for (const { customer, day, price, qty, status } of lines)
      if (status !== 'cancelled' && isoDay(day).startsWith(year)) spent.set(customer, (spent.get(customer) ?? 0) + price * qty);
    for (const who of people) {
      const next = random(`wallet of ${who.id} in ${year}`);
      const own = spent.get(who.id) ?? 0;
      if (who.segment !== 'office' || own < 100 || next() > 0.7) continue;
      const brands = who.bond === 'monopoly' ? 1 : 2 + Math.floor(3 * next());
      const share = brands === 1 ? 1 : Math.min(0.95, 0.2 + 0.006 * who.attachment + 0.2 * next());
      const rank = share > 0.5 ? 1 : 1 + Math.ceil((brands - 1) * next());
      rows.push([who.id, year, 'Tea 茶', (own / share).toFixed(0), String(brands), String(rank), brands === 1 ? '' : 'Cloud Peak 云峰']);
    }
  }
  return rows;
}
