import { random, type Random } from '#numeric/random.ts';
import { normal, poisson } from '#numeric/variates.ts';
import type { Call } from './calls.ts';
import { campaigns, dayCount, isoDay, monthDays } from './calendar.ts';
import { pacePerDay, type Person } from './people.ts';

const acquisitionCost: Record<string, number> = { store: 230, search: 350, social: 415, fair: 520, referral: 145 };
/** cost of one visit, tasting or consultation, and how many a month a customer asks for */
const serviceCost = 26;
const serviceFirst = 0.8;
const serviceLater = 0.06;
/** cost of one talk about terms at an office, and how many a month there are at first and later */
const talkCost = 80;
const talksFirst = 0.9;
const talksLater = 0.04;

/** Expected direct cost of a customer in one month of relationship age: acquisition in the first, service that fades as both sides learn. */
export function expectedDirectCost(who: Person, age: number): number {
  const service = Math.min(isServed(who, age), 1) * (serviceFirst * Math.exp(-age / 3) + serviceLater) * serviceCost;
  return service + talksAMonth(who, age) * talkCost + (age === 0 ? acquisitionCost[who.source]! : 0);
}

function talksAMonth(who: Person, age: number): number {
  return who.segment === 'office' ? isServed(who, age) * (talksFirst * Math.exp(-age / 2) + talksLater) : 0;
}

function isServed(who: Person, age: number): number {
  return age < 2 ? 1 : pacePerDay(who, age) * monthDays > 0.3 ? 1 : 0;
}

/** Visits, tastings and consultations of a customer: the days, in order of age. */
function visits(who: Person): number[] {
  const next = random(`visits of ${who.id}`);
  return events(who, next, (age) => isServed(who, age) * (serviceFirst * Math.exp(-age / 3) + serviceLater));
}

/** Talks about prices and terms at an office, with their minutes: long at first, short once both know each other. */
function talks(who: Person): { day: number; minutes: number }[] {
  const next = random(`talks with ${who.id}`);
  const days = events(who, next, (age) => talksAMonth(who, age));
  return days.map((day) => ({ day, minutes: Math.round(12 + 35 * Math.exp(-(day - who.origin) / monthDays / 6) + 10 * next()) }));
}

function events(who: Person, next: Random, rate: (age: number) => number): number[] {
  const days: number[] = [];
  for (let age = 0; who.origin + (age + 1) * monthDays < dayCount; age++) {
    for (let n = poisson(next, rate(age)); n > 0; n--) days.push(Math.floor(who.origin + (age + next()) * monthDays));
  }
  return days;
}

/** Costs booked to a customer, and those of the house that belong to nobody. */
export function costRows(next: Random, people: readonly Person[]): string[][] {
  const rows: { day: number; row: string[] }[] = [];
  const add = (day: number, amount: number, type: string, customer: string, basis: string, campaign = '') =>
    rows.push({ day, row: [isoDay(day), amount.toFixed(2), type, customer, campaign, basis] });
  for (const who of people) {
    add(who.origin, acquisitionCost[who.source]!, 'acquisition', who.id, who.source);
    for (const day of visits(who)) add(day, serviceCost, 'service', who.id, 'visit');
    for (const { day } of talks(who)) add(day, talkCost, 'sales', who.id, 'office visit 上门洽谈');
  }
  for (let day = 14; day < dayCount; day += monthDays) {
    add(Math.floor(day), 2600 + 200 * normal(next), 'marketing', '', 'brand 品牌');
    add(Math.floor(day), 7400 + 200 * normal(next), 'admin', '', 'office 办公');
    add(Math.floor(day), 1100 + 60 * normal(next), 'service', '', 'service desk 客服');
    add(Math.floor(day), 900 + 60 * normal(next), 'sales', '', 'sales desk 销售');
    add(Math.floor(day), 550 + 80 * normal(next), 'transaction', '', 'payment and parcels 支付与物流');
  }
  for (const { id, day } of campaigns()) add(day, 3200 + 300 * normal(next), 'marketing', '', 'campaign 活动', id);
  return rows.sort((a, b) => a.day - b.day || (a.row[3]! < b.row[3]! ? -1 : 1)).map(({ row }) => row);
}

/** Conversations: a first one before the first order, some that the customer starts, more so with attachment, the house's own visits and talks, and calls. */
export function contactRows(next: Random, people: readonly Person[], calls: readonly Call[]): string[][] {
  const rows: string[][] = [];
  const add = (
    who: Person,
    day: number,
    purpose: string,
    way: string,
    minutes: number | null,
    outcome: string,
    more: { out?: boolean; cost?: number; arm?: string } = {},
  ) =>
    rows.push([
      who.id,
      isoDay(day),
      purpose,
      way,
      more.out ? 'out' : 'in',
      minutes === null ? '' : String(minutes),
      more.cost === undefined ? '' : more.cost.toFixed(2),
      outcome,
      more.arm ?? '',
    ]);
  for (const who of people) {
    add(who, who.firstContact, 'presale', who.source === 'store' ? 'store' : 'chat', 4 + Math.floor(14 * next()), 'interested');
    for (let age = 0; who.origin + (age + 1) * monthDays < dayCount; age++) {
      const count = poisson(next, Math.min(1, pacePerDay(who, age) * monthDays) * 0.0022 * who.attachment);
      for (let i = 0; i < count; i++) {
        const day = who.origin + (age + next()) * monthDays;
        add(who, day, next() < 0.7 ? 'order' : 'service', 'chat', 1 + Math.floor(9 * next()), 'answered');
      }
    }
    const own = random(`contacts of ${who.id}`);
    for (const day of visits(who)) {
      const minutes = own() < 0.04 ? null : 10 + Math.floor(25 * own());
      if (own() < 0.6)
        add(who, day, 'service', 'visit', minutes, own() < 0.9 ? 'done 已完成' : 'not at home', { out: true, cost: serviceCost });
    }
    for (const { day, minutes } of talks(who))
      add(who, day, 'negotiate', 'visit', minutes, 'terms agreed 已谈妥', { out: true, cost: talkCost });
  }
  for (const { who, day, purpose, arm, minutes, outcome } of calls)
    add(who, day, purpose, 'phone', arm === 'control' ? null : minutes, outcome, {
      out: true,
      ...(arm === 'control' ? {} : { cost: 6 + minutes }),
      arm,
    });
  return rows.sort((a, b) => (a[1]! < b[1]! ? -1 : a[1]! > b[1]! ? 1 : a[0]! < b[0]! ? -1 : 1));
}

/** Who brought whom, on the day of the first order. */
export function referralRows(people: readonly Person[]): string[][] {
  const brought = people.filter((who) => who.referrer !== null).sort((a, b) => a.origin - b.origin);
  return brought.map((who) => [who.referrer!, who.id, isoDay(who.origin), 'word of mouth', '20.00', 'true']);
}
