import { curveAt } from '#models/lifecycle/stage-curve/curve.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { actionStatistics } from './action-statistics.ts';
import { auditStatistics } from './audit-statistics.ts';
import { curveStatistics } from './curve-statistics.ts';
import { linkRows } from './link-statistics.ts';
import { patternStatistics } from './pattern-statistics.ts';
import { profitStatistics } from './profit-statistics.ts';
import { retentionStatistics } from './retention-statistics.ts';
import { stageStatistics } from './stage-statistics.ts';
import { transitionStatistics } from './transition-statistics.ts';
import { valueStatistics } from './value-statistics.ts';

/** What a synthetic base of customers is like. */
export interface Company {
  customers: number;
  ages: number;
  hasAmount: boolean;
  /** lines without a known cost, so that a margin is assumed */
  assumed: boolean;
  survey: boolean;
  unallocated: number;
  /** profit per customer in the first period, in currency units; negative when customers are costly to win */
  start: number;
  seed: number;
}

const teaHouse: Company = {
  customers: 1200,
  ages: 18,
  hasAmount: true,
  assumed: false,
  survey: true,
  unallocated: 12_300,
  start: -160,
  seed: 7,
};
const curve = { vm: 1150, k: 0.9, tau1: 4.2, q: 0.9, tau2: 14.4 };

/** Statistics in the shape of the contract for a company with known curves; deterministic. */
export function syntheticStatistics(some: Partial<Company> = {}): StatisticTables {
  const company = { ...teaHouse, ...some };
  const next = numbers(company.seed);
  const stageAge = Array.from({ length: company.ages + 1 }, (_, age) => ageRow(company, age, next));
  const replicates = Array.from({ length: 200 }, (_, replicate) => stageAge.map((row) => oneReplicate(row, replicate, next))).flat();
  return {
    profile: [profile(company)],
    stage_age: stageAge,
    stage_age_replicates: company.customers === 0 ? [] : replicates,
    stage_now: stageNow(company.customers),
    stage_flow: [
      { from_stage: 'E', to_stage: 'F', n: 700 },
      { from_stage: 'F', to_stage: 'S', n: 500 },
      { from_stage: 'S', to_stage: 'D', n: 300 },
      { from_stage: 'D', to_stage: 'T', n: 200 },
    ],
    profit_rank: company.hasAmount ? profitRank(company, next) : [],
    unallocated_costs: company.unallocated > 0 ? [{ type: 'admin', amount: company.unallocated * 10_000 }] : [],
    loyalty_bins: loyaltyBins(company, next),
    ...actionStatistics(company.customers, company.hasAmount),
    ...auditStatistics(company.customers, company.hasAmount),
    ...curveStatistics(company),
    nine_links: linkRows(company),
    ...patternStatistics(company.customers, company.hasAmount),
    ...profitStatistics(company.customers, company.hasAmount),
    ...transitionStatistics(company),
    ...stageStatistics(company),
    ...retentionStatistics(company.customers, company.hasAmount),
    ...valueStatistics(company.customers, company.hasAmount),
  };
}

function ageRow({ customers, hasAmount, assumed, start, ages }: Company, age: number, next: () => number): StatisticRow {
  const n = Math.max(0, Math.round(customers * (1 - 0.75 * (age / Math.max(1, ages)))));
  const level = curveAt(curve, age + 0.5) * (0.97 + 0.06 * next());
  const profit = assumed ? 0.3 * level : level * 0.55 + (age === 0 ? start : -40 * Math.exp(-age / 3));
  const share = (centre: number, width: number) => Math.max(0, 1 - Math.abs(age - centre) / width);
  const ended = Math.min(0.9, Math.max(0, (age - 3) / 34));
  const [e, f, s] = [share(0, 4), share(4.2, 3.5), Math.max(0.05, share(9, 7))];
  const alive = 1 - ended - (age > 11 ? 0.14 * (age - 11) * (1 - ended) : 0.03 * (1 - ended));
  const of = (part: number) => Math.floor((n * alive * part) / (e + f + s));
  const [exploration, formation, stable, t] = [of(e), of(f), of(s), Math.floor(n * ended)];
  const money = (value: number) => (hasAmount ? Math.round(value * n * 10_000) : null);
  return {
    age,
    n,
    orders: Math.round((n * level) / 320),
    qty: Math.round((n * level) / 90),
    amount: money(level),
    profit: money(profit),
    exploration,
    formation,
    stable,
    ended: t,
    decline: n - exploration - formation - stable - t,
    early: age < 2 ? exploration : 0,
  };
}

function oneReplicate(row: StatisticRow, replicate: number, next: () => number): StatisticRow {
  const n = Number(row.n);
  const weight = Math.max(0, Math.round(n + 2 * (next() + next() + next() - 1.5) * Math.sqrt(n)));
  const scaled = (value: number | string | null | undefined, spread: number) => {
    if (typeof value !== 'number' || n === 0) return value ?? null;
    const noise = ((next() + next() + next() - 1.5) * 2 * spread) / Math.sqrt(n);
    return Math.round((value / n) * weight * (1 + noise));
  };
  return {
    replicate,
    age: row.age!,
    n: weight,
    orders: scaled(row.orders, 0.8),
    amount: scaled(row.amount, 1.1),
    profit: scaled(row.profit, 1.6),
  };
}

function profile(company: Company): StatisticRow {
  const { customers, hasAmount, assumed, survey, unallocated } = company;
  return {
    lines: customers * 51,
    orders: customers * 34,
    customers,
    customers_with_stage: customers,
    refund_only: 0,
    unknown_buyer_lines: 0,
    first_date: '2022-01-03',
    last_date: '2026-06-30',
    as_of: '2026-06-30',
    period: 'month',
    period_days: 30.4375,
    period_reason: 'enough-orders',
    indicative: 0,
    has_amount: hasAmount ? 1 : 0,
    has_cogs: assumed ? 0 : 1,
    has_qty: 1,
    margin: 0.3,
    assumed_lines: assumed ? customers * 51 : 0,
    derived_cogs_lines: 0,
    direct_costs: 0,
    unallocated_costs: unallocated * 10_000,
    revenue: 88_000_000_000,
    unknown_buyer_revenue: 0,
    left_truncated: 0,
    left_truncated_customers: 0,
    currency: 'CNY',
    survey_responses: survey ? customers : 0,
    contacts: 0,
    referrals: 0,
    false_alarm: 0.12,
    has_promo: 1,
    has_list_price: 1,
  };
}

function stageNow(customers: number): StatisticRow[] {
  const parts = { E: 0.14, F: 0.11, S: 0.416, D: 0.12, T: 0.16 };
  const rows = Object.entries(parts).map(([stage, part]) => ({ stage, n: Math.floor(customers * part) }));
  return [...rows, { stage: 'early', n: customers - rows.reduce((sum, row) => sum + row.n, 0) }];
}

function profitRank({ customers, assumed }: Company, next: () => number): StatisticRow[] {
  const rows = Array.from({ length: customers }, (_, i) => {
    const amount = 400 * Math.exp(1.2 * Math.sin(i * 12.9898) + 1.4 * next());
    const profit = assumed ? amount * 0.3 : amount * 0.42 - 120 - 380 * next() ** 2;
    return { customers: 1, profit: Math.round(profit * 10_000), amount: Math.round(amount * 10_000) };
  });
  return rows.sort((a, b) => b.profit - a.profit).map((row, bin) => ({ bin, ...row }));
}

function loyaltyBins({ customers, survey }: Company, next: () => number): StatisticRow[] {
  return Array.from({ length: customers }, (_, i) => {
    const held = i % 5 < 3;
    const attachment = Math.round(Math.min(100, Math.max(0, (held ? 32 : 74) + 40 * (next() - 0.5))));
    return {
      attachment: survey ? attachment : null,
      attachment_source: survey ? 'survey' : 'none',
      repeat: Math.floor(100 * next()),
      alternatives: survey && i % 7 === 0 ? 0.2 : 0.9,
      switching: null,
      promo_share: i % 4 === 0 ? 0.65 : 0.1,
      promo_lift: null,
      deal_share: i % 3 === 0 ? 0.6 : 0.05,
      beta: null,
      recency: Math.floor(100 * next()),
      full_price: 0.8,
      ended: i % 10 === 9 ? 1 : 0,
      n: 1,
    };
  });
}

/** Numbers in 0..1 of the generator mulberry32, kept here so that the product's own generator may change without touching the goldens. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
