import { random } from '#numeric/random.ts';
import { dayCount, isoDay, monthDays } from './calendar.ts';
import type { Person } from './people.ts';
import type { Line } from './shopping.ts';

/** complaints an order in usual months and in those around the fall, where trouble is a part of the reason */
const usual = 0.008;
const troubled = 0.06;

const kinds = ['product', 'delivery', 'service', 'billing'] as const;

/** Complaints about orders: those who are about to leave have more of them. Some are never closed, some nobody rates, some name the customer in small letters. */
export function complaintRows(people: readonly Person[], lines: readonly Line[]): string[][] {
  const byId = new Map(people.map((who) => [who.id, who]));
  const rows: { day: number; row: string[] }[] = [];
  for (const line of lines) {
    const who = byId.get(line.customer);
    if (!who || line.status !== 'completed') continue;
    const next = random(`complaint about ${line.order} ${line.sku}`);
    const age = (line.day - who.origin) / monthDays;
    const fading = who.pattern !== 'long-lasting' && Math.abs(age - who.fall) < 2.5;
    if (next() > (fading ? troubled : usual)) continue;
    const day = line.day + 1 + Math.floor(8 * next());
    if (day >= dayCount) continue;
    const severity = next() < (fading ? 0.4 : 0.12) ? 3 : next() < 0.5 ? 2 : 1;
    const closed = next() < 0.06 ? null : day + Math.floor(1 + 12 * next() * severity);
    const pleased = Math.min(5, Math.max(1, Math.round(5.2 - severity + 2 * next() - 0.5)));
    const id = who.id.toLowerCase();
    rows.push({
      day,
      row: [
        next() < 0.03 ? id : who.id,
        isoDay(day),
        closed !== null && closed < dayCount ? isoDay(closed) : '',
        kinds[Math.floor(next() ** 1.5 * kinds.length)]!,
        String(severity),
        String(10 + Math.floor(600 * next() ** 3)),
        next() < 0.35 ? '' : String(pleased),
        String(severity > 1 && next() < 0.12),
        severity === 3 && next() < 0.5 ? '20.00' : '',
      ],
    });
  }
  rows.sort((a, b) => a.day - b.day);
  return rows.map(({ row }, index) => [`K${String(index + 1).padStart(4, '0')}`, ...row]);
}
