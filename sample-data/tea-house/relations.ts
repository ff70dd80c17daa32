import type { Random } from '#numeric/random.ts';
import { normal, poisson } from '#numeric/variates.ts';
import { dayCount, isoDay, monthDays } from './calendar.ts';
import { pacePerDay, type Person } from './people.ts';

const acquisitionCost: Record<string, number> = { store: 230, search: 350, social: 415, fair: 520, referral: 145 };
/** cost of one visit, tasting or consultation, and how many a month a customer asks for */
const serviceCost = 24;
const serviceFirst = 0.8;
const serviceLater = 0.06;

/** Expected direct cost of a customer in one month of relationship age: acquisition in the first, service that fades as both sides learn. */
export function expectedDirectCost(who: Person, age: number): number {
  const service = Math.min(isServed(who, age), 1) * (serviceFirst * Math.exp(-age / 3) + serviceLater) * serviceCost;
  return service + (age === 0 ? acquisitionCost[who.source]! : 0);
}

function isServed(who: Person, age: number): number {
  return age < 2 ? 1 : pacePerDay(who, age) * monthDays > 0.3 ? 1 : 0;
}

/** Costs booked to a customer, and those of the house that belong to nobody. */
export function costRows(next: Random, people: readonly Person[]): string[][] {
  const rows: { day: number; row: string[] }[] = [];
  const add = (day: number, amount: number, type: string, customer: string, basis: string) =>
    rows.push({ day, row: [isoDay(day), amount.toFixed(2), type, customer, basis] });
  for (const who of people) {
    add(who.origin, acquisitionCost[who.source]!, 'acquisition', who.id, who.source);
    for (let age = 0; who.origin + (age + 1) * monthDays < dayCount; age++) {
      const visits = poisson(next, isServed(who, age) * (serviceFirst * Math.exp(-age / 3) + serviceLater));
      for (let visit = 0; visit < visits; visit++)
        add(Math.floor(who.origin + (age + next()) * monthDays), serviceCost, 'service', who.id, 'visit');
    }
  }
  for (let day = 14; day < dayCount; day += monthDays) {
    add(Math.floor(day), 4200 + 300 * normal(next), 'marketing', '', 'brand');
    add(Math.floor(day), 9600 + 200 * normal(next), 'admin', '', 'office');
  }
  return rows.sort((a, b) => a.day - b.day || (a.row[3]! < b.row[3]! ? -1 : 1)).map(({ row }) => row);
}

/** Conversations: a first one before the first order, and some that the customer starts, more so with attachment. */
export function contactRows(next: Random, people: readonly Person[]): string[][] {
  const rows: string[][] = [];
  for (const who of people) {
    rows.push([
      who.id,
      isoDay(who.firstContact),
      'presale',
      who.source === 'store' ? 'store' : 'chat',
      'in',
      String(4 + Math.floor(14 * next())),
      'interested',
    ]);
    for (let age = 0; who.origin + (age + 1) * monthDays < dayCount; age++) {
      const count = poisson(next, Math.min(1, pacePerDay(who, age) * monthDays) * 0.0022 * who.attachment);
      for (let i = 0; i < count; i++)
        rows.push([
          who.id,
          isoDay(who.origin + (age + next()) * monthDays),
          next() < 0.7 ? 'order' : 'service',
          'chat',
          'in',
          String(1 + Math.floor(9 * next())),
          'answered',
        ]);
    }
  }
  return rows.sort((a, b) => (a[1]! < b[1]! ? -1 : a[1]! > b[1]! ? 1 : a[0]! < b[0]! ? -1 : 1));
}

/** Who brought whom, on the day of the first order. */
export function referralRows(people: readonly Person[]): string[][] {
  const brought = people.filter((who) => who.referrer !== null).sort((a, b) => a.origin - b.origin);
  return brought.map((who) => [who.referrer!, who.id, isoDay(who.origin), 'word of mouth', '20.00', 'true']);
}

const items: { id: string; construct: string; text: string; reversed: boolean; mean: (who: Person) => number }[] = [
  {
    id: 'SAT1',
    construct: 'satisfaction',
    text: 'Overall I am satisfied 总体满意',
    reversed: false,
    mean: (who) => 45 + 0.4 * who.attachment,
  },
  { id: 'AFF1', construct: 'affect', text: 'I feel at home here 在这里很自在', reversed: false, mean: (who) => who.attachment },
  { id: 'AFF2', construct: 'affect', text: 'I would not miss this shop 没有这家店也无所谓', reversed: true, mean: (who) => who.attachment },
  {
    id: 'PRF1',
    construct: 'preference',
    text: 'It is my first choice for tea 买茶首选',
    reversed: false,
    mean: (who) => who.attachment + (who.bond === 'monopoly' ? 4 : 0),
  },
  {
    id: 'ALT1',
    construct: 'alternatives',
    text: 'Other shops could serve me as well 别家也能满足我',
    reversed: false,
    mean: (who) => (who.bond === 'monopoly' ? 18 : 80),
  },
  {
    id: 'SWC1',
    construct: 'switching_cost',
    text: 'Changing the shop would be a lot of trouble 换一家很麻烦',
    reversed: false,
    mean: (who) => (who.bond === 'monopoly' ? 84 : 32),
  },
  {
    id: 'REP1',
    construct: 'repurchase',
    text: 'I will buy here again 会再次购买',
    reversed: false,
    mean: (who) => 30 + 0.6 * who.attachment,
  },
  {
    id: 'REC1',
    construct: 'recommend',
    text: 'I would recommend it to friends 会推荐给朋友',
    reversed: false,
    mean: (who) => 10 + 0.85 * who.attachment,
  },
];

/** One survey in the last spring of the export: two thirds of the active customers answer, and a few of those who left. */
export function surveyRows(next: Random, people: readonly Person[]): string[][] {
  const rows: string[][] = [];
  let response = 0;
  for (const who of people) {
    const day = dayCount - 70 + Math.floor(28 * next());
    const age = (day - who.origin) / monthDays;
    if (age < 1) continue;
    const active = pacePerDay(who, age) * monthDays > 0.3;
    if (next() > (active ? 0.66 : 0.07)) continue;
    response += 1;
    for (const item of items) {
      if (next() < 0.02) continue;
      const agree = Math.min(7, Math.max(1, Math.round(1 + (6 * (item.mean(who) + 9 * normal(next))) / 100)));
      rows.push([
        `R${String(response).padStart(4, '0')}`,
        who.id,
        isoDay(day),
        '2026',
        item.id,
        item.text,
        item.construct,
        String(item.reversed ? 8 - agree : agree),
        '1',
        '7',
        String(item.reversed),
      ]);
    }
  }
  return rows;
}
