import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** Statistics of patterns, ladder and tiers in the shape of the contract, for a base of this size; deterministic. */
export function patternStatistics(customers: number, hasAmount: boolean): StatisticTables {
  if (customers === 0) return {};
  const of = (part: number) => Math.floor(customers * part);
  const ended = [of(0.3), of(0.1), of(0.05)];
  const longLasting = of(0.3);
  const open = customers - ended.reduce((sum, n) => sum + n, 0) - longLasting;
  const fact = (
    item: string,
    n: number,
    value: number | null = null,
    low: number | null = null,
    high: number | null = null,
  ): StatisticRow => {
    return { part: 'fact', item, n, value, low, high };
  };
  return {
    patterns: [
      ...['early-miscarriage', 'midway-death', 'early-exit', 'long-lasting', 'open'].map((item, i) => {
        const n = [...ended, longLasting, open][i]!;
        return { part: 'pattern', item, n, value: n / customers, low: (n / customers) * 0.9, high: Math.min(1, (n / customers) * 1.1) };
      }),
      fact('ongoing', of(0.25)),
      fact('customers', customers),
      fact('start-unknown', 0),
      fact('too-early', 2),
      fact('left-stable', of(0.2)),
      fact('threshold', of(0.4), 9, 7, 12),
      fact('basis-median', of(0.4)),
    ],
    pattern_incidence: Array.from({ length: 24 }, (_, i) => step(i + 1, customers)),
    pattern_profit: hasAmount ? paths(customers) : [],
    ladder_counts: ['ended', 'loyal', 'new', 'occasional', 'old', 'prospect', 'regular'].map((rung, i) => ({
      rung,
      n: of([0.3, 0.12, 0.2, 0.03, 0.2, 0.05, 0.1][i]!),
      amount: hasAmount && rung !== 'prospect' ? of([0.02, 0.4, 0.1, 0.02, 0.3, 0, 0.16][i]!) * 1_000_000 : null,
      share_known: 0,
      new_days: 41.5,
    })),
    tier_migration: hasAmount ? moves(of) : [],
  };
}

function step(periods: number, customers: number): StatisticRow {
  const row: StatisticRow = { periods, at_risk: Math.round(customers * (1 - 0.018 * (periods - 1))) };
  const sizes = { exploration: 0.34, formation: 0.12, stable: 0.06 };
  const late = { exploration: 5, formation: 8, stable: 12 };
  let lasting = 1;
  for (const way of ['exploration', 'formation', 'stable'] as const) {
    const share = periods <= late[way] ? 0 : sizes[way] * (1 - Math.exp(-(periods - late[way]) / 5));
    const spread = share > 0 ? 1.4 / Math.sqrt(customers) : 0;
    Object.assign(row, {
      [`${way}_n`]: Math.round(share * 10),
      [way]: share,
      [`${way}_low`]: share > 0 ? share * (1 - spread * 2) : null,
      [`${way}_high`]: share > 0 ? share * (1 + spread * 2) : null,
    });
    lasting -= share;
  }
  return { ...row, lasting };
}

function paths(customers: number): StatisticRow[] {
  const shapes = { 'early-miscarriage': 7, 'midway-death': 12, 'early-exit': 18, 'long-lasting': 24 };
  const heights = { 'early-miscarriage': 60, 'midway-death': 140, 'early-exit': 320, 'long-lasting': 420 };
  return (Object.keys(shapes) as (keyof typeof shapes)[]).flatMap((pattern) =>
    Array.from({ length: shapes[pattern] }, (_, age) => {
      const mean =
        heights[pattern] * Math.sin((Math.PI * (age + 1)) / (shapes[pattern] * (pattern === 'long-lasting' ? 1.6 : 1.1))) -
        (age === 0 ? 160 : 30);
      const half = 400 / Math.sqrt(customers);
      const money = (value: number) => Math.round(value * 10_000);
      return {
        pattern,
        age,
        n: Math.max(20, Math.round(customers / 4) - age),
        profit: money(mean),
        low: money(mean - half),
        high: money(mean + half),
      };
    }),
  );
}

function moves(of: (part: number) => number): StatisticRow[] {
  const list: [string, string, number][] = [
    ['top', 'top', 0.008],
    ['top', 'big', 0.004],
    ['big', 'top', 0.004],
    ['big', 'big', 0.02],
    ['big', 'medium', 0.01],
    ['medium', 'big', 0.012],
    ['medium', 'medium', 0.06],
    ['medium', 'small', 0.03],
    ['small', 'medium', 0.045],
    ['small', 'small', 0.4],
    ['small', 'inactive', 0.15],
    ['inactive', 'small', 0.05],
    ['inactive', 'inactive', 0.2],
  ];
  return list.map(([from_tier, to_tier, part]) => ({ from_tier, to_tier, n: of(part) }));
}
