import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** Statistics of warnings, win-back, receivables and recommendations in the shape of the contract, for a base of this size; deterministic. */
export function actionStatistics(customers: number, hasAmount: boolean): StatisticTables {
  if (customers === 0) return {};
  const money = (value: number) => (hasAmount ? Math.round(value * 10_000) : null);
  const warned = Math.ceil(customers / 10);
  return {
    warnings: [
      ...Array.from({ length: Math.min(200, warned) }, (_, i) => warning(i, 'warned', money)),
      ...Array.from({ length: Math.min(200, warned) }, (_, i) => warning(i, 'declining', money)),
    ],
    warning_fit: fit(customers, warned),
    contact_outcomes: [
      { purpose: 'base', arm: 'none', n: customers, kept: customers, cost: money(1200) },
      { purpose: 'retention', arm: 'none', n: 40, kept: 22, cost: money(18) },
    ],
    win_back: winBack(customers, money),
    win_back_curve: Array.from({ length: 24 }, (_, i) => {
      const share = 0.12 * (1 - Math.exp(-(i + 1) / 6));
      return {
        periods: i + 1,
        at_risk: Math.max(1, customers - i * 20),
        returned: i < 10 ? 3 : 0,
        share,
        low: share * 0.8,
        high: share * 1.25,
      };
    }),
    receivable_ages: receivables(customers),
    referral_values: referrals(customers, money),
  };
}

type Money = (value: number) => number | null;
const reasons = ['gap-long,level,falling', 'gap,complaint', 'level-low,late', 'gap-long,new'];

function warning(i: number, state: string, money: Money): StatisticRow {
  const declining = state === 'declining';
  const value = 5200 / (1 + i / 3) - (i % 7 === 6 ? 4000 : 0);
  return {
    state,
    rank: i + 1,
    customer_id: `C${1000 + i * 7 + Number(declining)}`,
    stage: declining ? 'D' : ['S', 'F', 'S', 'E'][i % 4]!,
    score: declining ? null : 0.82 - 0.5 * (i / (i + 9)),
    points: 6 - (i % 4),
    reasons: reasons[i % 4]!,
    level: 0.62,
    gap: 2.4,
    profit: money(value / 2.2),
    value: money(value),
    last_order: '2026-04-12',
  };
}

function fit(customers: number, warned: number): StatisticRow[] {
  const row = (part: string, item: string, n: number, some: Partial<StatisticRow> = {}): StatisticRow =>
    ({ part, item, n, value: null, low: null, high: null, expected: null, ...some }) as StatisticRow;
  return [
    row('count', 'at-risk', customers),
    row('count', 'too-early', 12),
    row('count', 'declining', Math.floor(customers / 8)),
    row('count', 'warned', warned),
    row('count', 'red', Math.floor(warned / 2)),
    row('fit', 'basis', customers, { value: 1 }),
    row('fit', 'cells', customers * 14),
    row('fit', 'events', customers, { value: 0.055 }),
    row('fit', 'converged', 8, { value: 1 }),
    row('coefficient', 'constant', customers, { value: -4.1, low: -4.4, high: -3.8 }),
    row('coefficient', 'gap', customers, { value: 1.6, low: 1.4, high: 1.8 }),
    row('trial', 'events', 133, { value: 2600 }),
    row('trial', 'precision', customers, { value: 0.38, low: 0.32, high: 0.45 }),
    row('trial', 'recall', customers, { value: 0.68, low: 0.61, high: 0.77 }),
    row('trial', 'auc', customers, { value: 0.93, low: 0.91, high: 0.96 }),
    row('trial', 'brier', customers, { value: 0.034, low: 0.028, high: 0.041 }),
    row('trial', 'lead', customers, { value: 1 }),
    row('trial', 'rule-precision', 1300, { value: 0.1 }),
    row('trial', 'rule-recall', 1300, { value: 0.98 }),
    ...Array.from({ length: 10 }, (_, i) => {
      const expected = 0.4 * (i / 9) ** 3;
      return row('calibration', String(i + 1).padStart(2, '0'), 260, {
        expected,
        value: expected * 1.05,
        low: expected * 0.8,
        high: expected * 1.3 + 0.01,
      });
    }),
  ];
}

function winBack(customers: number, money: Money): StatisticRow[] {
  const row = (kind: string, some: Partial<StatisticRow>): StatisticRow =>
    ({
      kind,
      rank: 0,
      customer_id: null,
      reason: '',
      n: 0,
      chance: null,
      value: null,
      exit_from: null,
      periods: null,
      last_order: null,
      ...some,
    }) as StatisticRow;
  return [
    row('lost', { n: customers }),
    row('excluded', { reason: 'fraud', n: 1 }),
    row('excluded', { reason: 'opt-out', n: 4 }),
    row('excluded', { reason: 'unpaid', n: 3 }),
    row('second-life', { reason: 'measured', n: 24, chance: 0.7 }),
    ...Array.from({ length: Math.min(200, customers) }, (_, i) =>
      row('listed', {
        rank: i + 1,
        customer_id: `C${2000 + i}`,
        n: 40 - (i % 30),
        chance: 0.11 / (1 + i / 40),
        value: money(4000 / (1 + i / 5)),
        exit_from: i % 3 === 1 ? 'F' : 'S',
        periods: 1 + (i % 20),
        last_order: '2025-11-08',
      }),
    ),
  ];
}

function receivables(customers: number): StatisticRow[] {
  const row = (
    part: string,
    bucket: number | null,
    to: number | null,
    documents: number,
    amount: number,
    of: number | null = null,
  ): StatisticRow => {
    return { part, bucket, to_bucket: to, documents, customers: of, amount: amount * 10_000, low: null, high: null };
  };
  const open = [84_000, 22_000, 9_500, 6_200, 3_100];
  return [
    ...open.map((amount, bucket) => row('open', bucket, null, Math.ceil(amount / 700), amount, Math.ceil(amount / 900))),
    ...[0, 1, 2, 3].flatMap((bucket) => [row('roll', bucket, 5, 70, 7000), row('roll', bucket, bucket + 1, 30, 3000)]),
    row('roll', 4, 4, 60, 6000),
    row('sales', null, null, 365, 900_000),
    row('written-off', null, null, 0, 2_400),
    { ...row('billed', null, null, customers * 6, 0, customers), low: 52_000_000, high: 81_000_000 },
  ];
}

function referrals(customers: number, money: Money): StatisticRow[] {
  const row = (part: string, item: string, n: number, some: Partial<StatisticRow> = {}): StatisticRow =>
    ({ part, item, n, influenced: null, depth: null, cost: null, reward: null, profit: null, ...some }) as StatisticRow;
  const brought = Math.floor(customers / 8);
  const counts = {
    recommended: brought + 9,
    converted: brought,
    self: 2,
    cycle: 1,
    again: 3,
    'was-customer': 4,
    referrers: Math.ceil(brought / 2),
  };
  return [
    ...Object.entries(counts).map(([item, n]) => row('count', item, n)),
    row('side', 'referred', brought, { influenced: brought, depth: Math.floor(brought * 0.7), cost: 0 }),
    row('side', 'others', customers - brought, {
      influenced: customers - brought,
      depth: Math.floor((customers - brought) * 0.55),
      cost: (customers - brought) * 2_400_000,
    }),
    row('total', '', brought, { cost: brought * 100_000, reward: brought * 200_000, profit: money(brought * 300) }),
    ...Array.from({ length: Math.min(200, Math.ceil(brought / 2)) }, (_, i) => {
      const n = Math.max(1, 6 - Math.floor(i / 3));
      return row('referrer', `C${3000 + i}`, n, {
        influenced: n + (i % 3),
        depth: 1 + (i % 2),
        cost: n * 100_000,
        reward: n * 200_000,
        profit: money(n * 300),
      });
    }),
  ];
}
