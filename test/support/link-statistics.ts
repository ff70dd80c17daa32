import type { StatisticRow } from '#statistics/definition.ts';

/** Numbers of the nine links of a synthetic company; shares become better at link 1 and worse at link 7. */
export function linkRows({ customers, hasAmount, survey }: { customers: number; hasAmount: boolean; survey: boolean }): StatisticRow[] {
  const row = (link: string, item: string, value: number | null, half: number, change: number | null = 0): StatisticRow => ({
    link,
    item,
    label: null,
    n: customers,
    value,
    low: value === null ? null : value - half,
    high: value === null ? null : value + half,
    change,
    change_low: change === null ? null : change - half,
    change_high: change === null ? null : change + half,
  });
  if (customers === 0) return [];
  return [
    ...(survey ? [row('1', 'intention', 0.4, 0.04, 0.1)] : []),
    ...(hasAmount ? [row('2', 'cac', 3_100_000, 120_000), row('3', 'arpu', 18_000_000, 900_000)] : []),
    row('4b', 'breadth', 3.2, 0.2),
    row('4b', 'cross', 0.8, 0.05),
    row('7', 'churn', 0.3, 0.03, 0.08),
    row('9', 'win-back', 0.02, 0.01, null),
    { ...row('6', 'flow', null, 0, null), label: 'Lake → Hill', n: Math.min(customers, 14) },
    { ...row('6', 'flow', null, 0, null), label: 'Hill → Lake', n: Math.min(customers, 5) },
  ];
}
