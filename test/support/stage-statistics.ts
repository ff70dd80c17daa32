import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

const shares = { E: 0.12, F: 0.18, S: 0.4, D: 0.1, T: 0.2 } as const;
const stages = ['E', 'F', 'S', 'D', 'T'] as const;
const paths = ['EEEEFFFFSSSSSSSS', 'EEEDDDDTTTTTTT', 'EEEEFFFFFSSSSSDDDFFFSSS', 'EEEEEEFFFDDDDDTTTT', 'EEE'];

/** What the pictures of the stages read, of a company of so many customers; deterministic. */
export function stageStatistics({ customers, hasAmount }: { customers: number; hasAmount: boolean }): StatisticTables {
  const some = (share: number): number => Math.round(customers * share);
  const history = Array.from({ length: customers > 0 ? 24 : 0 }, (_, month) => {
    const day = new Date(Date.UTC(2024, month + 1, 0)).toISOString().slice(0, 10);
    const part = 0.5 + month / 46;
    return stages.map((stage): StatisticRow => ({ day, stage, n: Math.floor(customers * part * shares[stage]) }));
  }).flat();
  const moves: [string, string, number][] = [
    ...[
      ['E', 'F', 0.05] as const,
      ['F', 'S', 0.08] as const,
      ['F', 'D', 0.02] as const,
      ['S', 'S', 0.32] as const,
      ['S', 'D', 0.04] as const,
    ],
    ...[
      ['D', 'T', 0.05] as const,
      ['T', 'T', 0.15] as const,
      ['new', 'E', 0.07] as const,
      ['new', 'F', 0.06] as const,
      ['new', 'early', 0.05] as const,
    ],
  ].map(([from, to, share]) => [from, to, share]);
  return {
    stage_ribbon: Array.from({ length: Math.min(200, customers) }, (_, place) =>
      [...paths[Math.floor((place * paths.length) / Math.min(200, customers))]!].map((stage, age): StatisticRow => ({
        place,
        customer_id: `c${String(place).padStart(3, '0')}`,
        age,
        stage,
        early: age < 2 ? 1 : 0,
      })),
    ).flat(),
    stage_history: history,
    stage_years: [0, 1, 2].flatMap((back) =>
      moves.map(([from_stage, to_stage, share]): StatisticRow => ({ back, from_stage, to_stage, n: some(share * (1 - back / 4)) })),
    ),
    stage_confidence:
      customers === 0
        ? []
        : [...stages, 'all' as const].map((stage): StatisticRow => {
            const n = stage === 'all' ? customers : some(shares[stage]);
            const mean = { E: 0.93, F: 0.71, S: 0.82, D: 0.66, T: 0.97, all: 0.83 }[stage];
            const half = 0.2 / Math.sqrt(Math.max(1, n));
            return {
              stage,
              n,
              mean,
              low: mean - half,
              high: Math.min(1, mean + half),
              sure: Math.round(n * (mean - 0.15)),
              single: 0,
              changes: 0.8,
              changes_without: 1.3,
            };
          }),
    stage_tiers: stages.flatMap((stage) =>
      (['top', 'big', 'medium', 'small', 'inactive'] as const).map((tier, i): StatisticRow => {
        const n = some(shares[stage] * [0.02, 0.05, 0.15, 0.58, 0.2][i]!);
        const money = hasAmount ? n * [80, 30, 8, 1, 0][i]! * 1_000_000 : null;
        return { stage, tier, n, amount: money, profit: money === null ? null : Math.round(money * 0.2) };
      }),
    ),
  };
}
