import type { Random } from '#numeric/random.ts';
import { gamma, normal } from '#numeric/variates.ts';
import { dayCount, monthDays } from './calendar.ts';

export type Pattern = 'one-time' | 'early-miscarriage' | 'midway-death' | 'early-exit' | 'long-lasting';
export type Bond = 'trust' | 'latent' | 'monopoly' | 'inertia' | 'incentive' | 'price' | 'none';

/** The truth about one customer: what the export never shows. */
export interface Person {
  id: string;
  name: string;
  /** day of the first order, counted from the first day of the export */
  origin: number;
  firstContact: number;
  source: string;
  segment: string;
  region: string;
  pattern: Pattern;
  bond: Bond;
  /** orders a month at full maturity */
  scale: number;
  /** ages in months: half of maturity reached, half of it lost */
  rise: number;
  fall: number;
  /** latent attachment, 0..100 */
  attachment: number;
  referrer: string | null;
  /** age in months from which the customer buys again after a call, and for how many months; null when no call had an effect */
  again: { age: number; months: number } | null;
}

const surnames = [
  '王 Wang',
  '李 Li',
  '张 Zhang',
  '刘 Liu',
  '陈 Chen',
  '杨 Yang',
  '黄 Huang',
  '赵 Zhao',
  '周 Zhou',
  '吴 Wu',
  '徐 Xu',
  '孙 Sun',
  '林 Lin',
  '何 He',
  '郭 Guo',
];
const given = [
  '明 Ming',
  '芳 Fang',
  '伟 Wei',
  '娜 Na',
  '静 Jing',
  '强 Qiang',
  '磊 Lei',
  '洋 Yang',
  '艳 Yan',
  '勇 Yong',
  '杰 Jie',
  '娟 Juan',
  '涛 Tao',
  '超 Chao',
  '霞 Xia',
  '平 Ping',
];
const regions = ['Hangzhou 杭州', 'Shanghai 上海', 'Suzhou 苏州', 'Nanjing 南京', 'Beijing 北京'];

function choose<T extends string>(next: Random, shares: Record<T, number>): T {
  let left = next() * Object.values<number>(shares).reduce((sum, share) => sum + share, 0);
  const names = Object.keys(shares) as T[];
  return names.find((name) => (left -= shares[name]) < 0) ?? names[0]!;
}

const bonds: Record<'short' | 'long', Record<Bond, number>> = {
  short: { trust: 4, latent: 24, monopoly: 3, inertia: 12, incentive: 7, price: 26, none: 24 },
  long: { trust: 36, latent: 10, monopoly: 13, inertia: 17, incentive: 14, price: 6, none: 4 },
};

/** How many orders a month each bond allows at maturity, relative to the mean. */
const pace: Record<Bond, number> = { trust: 1.25, latent: 0.5, monopoly: 1.1, inertia: 1.05, incentive: 1.1, price: 0.5, none: 0.5 };

function fallAge(next: Random, pattern: Pattern): number {
  if (pattern === 'midway-death') return 4.5 + 3 * next();
  if (pattern === 'early-exit') return 10 + 5 * next();
  return 17 + 22 * next() ** 1.3;
}

/** One customer with everything that drives the orders. */
export function person(next: Random, index: number, known: readonly Person[]): Person {
  const origin = Math.floor(next() ** 0.92 * (dayCount - 92));
  const pattern = choose(next, { 'one-time': 13, 'early-miscarriage': 14, 'midway-death': 13, 'early-exit': 18, 'long-lasting': 42 });
  const bond = choose(next, bonds[pattern === 'long-lasting' ? 'long' : 'short']);
  const fond = bond === 'trust' || bond === 'latent';
  const segment = choose(next, { home: 70, office: 22, gift: 8 });
  const willing = known.filter((other) => other.attachment > 60 && other.origin + 60 < origin);
  const referrer = willing.length > 0 && next() < 0.12 ? willing[Math.floor(next() * willing.length)]!.id : null;
  return {
    id: `C${String(index + 1).padStart(4, '0')}`,
    name: `${surnames[Math.floor(next() * surnames.length)]} ${given[Math.floor(next() * given.length)]}`,
    origin,
    firstContact: Math.max(0, origin - Math.floor(12 * next())),
    source: referrer ? 'referral' : choose(next, { store: 34, search: 26, social: 28, fair: 12 }),
    segment,
    region: regions[Math.floor(next() ** 1.6 * regions.length)]!,
    pattern,
    bond,
    scale: pace[bond] * (segment === 'office' ? 1.4 : 1) * 2.3 * (gamma(next, 2.2) / 2.2),
    rise: Math.max(2, 4 + 0.7 * normal(next)),
    fall: fallAge(next, pattern),
    attachment: Math.min(98, Math.max(4, (fond ? 74 : 29) + 10 * normal(next))),
    referrer,
    again: null,
  };
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Expected orders a day at an age in months, after the first order; short-lived patterns stop early. Source: lifecycle curve V(τ) = Vm·σ(k(τ−τ1))·σ(−q(τ−τ2)), k = 1, q = 1.2. */
export function pacePerDay(who: Person, age: number): number {
  if (who.pattern === 'one-time') return 0;
  if (who.pattern === 'early-miscarriage') return age < 3.5 ? (0.35 * Math.min(2, who.scale)) / monthDays : 0;
  return (who.scale * logistic(age - who.rise) * logistic(-1.2 * (age - who.fall)) + secondLife(who, age)) / monthDays;
}

/** Orders a month of a customer who was kept or came back: quickly at four fifths of the old pace, as both sides know each other. */
function secondLife({ again, scale }: Person, age: number): number {
  if (!again || age < again.age) return 0;
  const since = age - again.age;
  return 0.8 * scale * logistic(3 * (since - 0.6)) * logistic(-1.2 * (since - again.months));
}
