import { legalMoves, type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

const parts: Record<StageLetter, Partial<Record<StageLetter, number>>> = {
  E: { E: 0.72, F: 0.2, D: 0.08 },
  F: { F: 0.74, S: 0.18, D: 0.08 },
  S: { S: 0.95, D: 0.05 },
  D: { F: 0.12, D: 0.68, T: 0.2 },
  T: { E: 0.02, T: 0.98 },
};
const base: Record<StageLetter, number> = { E: 3, F: 2.5, S: 9, D: 2, T: 3.5 };
const profit: Record<StageLetter, number> = { E: -12, F: 85, S: 240, D: 60, T: 0 };

/** Moves, profit by stage and hidden stages of a company of so many customers, deterministic; `shift` makes decline likelier in later half-years. */
export function transitionStatistics(
  { customers, hasAmount }: { customers: number; hasAmount: boolean },
  shift = 0,
): Pick<StatisticTables, 'transitions' | 'stage_value' | 'hmm'> {
  const halves = [4046, 4047, 4048, 4049];
  const moves = stageOrder.flatMap((from) =>
    legalMoves[from].flatMap((to) =>
      halves.map((half, i): StatisticRow => {
        const part = (parts[from][to] ?? 0) * (to === 'D' && from !== 'D' ? 1 + shift * i : 1);
        return { from_stage: from, to_stage: to, half, early: 0, n: Math.round(customers * base[from] * part) };
      }),
    ),
  );
  const early = { from_stage: 'E', to_stage: 'E', half: 4046, early: 1, n: customers };
  const value = stageOrder.map((stage): StatisticRow => {
    const n = Math.round(customers * base[stage] * 4);
    const of = Math.max(1, Math.round(customers * 0.6));
    const periods = n / of;
    const mean = profit[stage];
    return {
      stage,
      customers: of,
      n: Math.max(of, n),
      profit: Math.round(mean * Math.max(of, n) * 10_000),
      squares: of * (mean * mean * periods * periods + 900 * periods),
      cross: of * mean * periods * periods,
      sizes: of * periods * periods,
    };
  });
  return {
    transitions: customers === 0 ? [] : [early, ...moves].filter(({ n }) => Number(n) > 0),
    stage_value: hasAmount && customers > 0 ? value : [],
    hmm: customers === 0 ? [] : hidden(customers),
  };
}

const empty = { from_stage: null, to_stage: null, name: null, value: 0, low: null, high: null, n: null, p: null, clear: null };

function hidden(customers: number): StatisticRow[] {
  const near = (value: number, spread: number) => ({ value, low: value / spread, high: value * spread });
  const moves = (['E', 'F', 'S', 'D'] as const).flatMap((from) =>
    legalMoves[from].map((to) => ({
      ...empty,
      kind: 'transition',
      from_stage: from,
      to_stage: to,
      ...near(parts[from][to]!, 1.02),
      n: customers * 2,
    })),
  );
  const rates = { E: 0.7, F: 1.4, S: 3.1, D: 0.3 };
  const odds = [
    ['complaints', 'S', 'D', 2.6, 1.3, 1],
    ['complaints', 'F', 'D', 1.6, 1.7, 0],
    ['contacts', 'E', 'F', 1.9, 1.35, 1],
    ['contacts', 'S', 'D', 0.8, 1.4, 0],
    ['contacts', 'D', 'F', 1.2, 1.6, 0],
  ] as const;
  return [
    ...moves,
    ...Object.entries(rates).map(([stage, rate]) => ({ ...empty, kind: 'rate', from_stage: stage, ...near(rate, 1.08), n: customers * 5 })),
    ...[0.5, 1.2].map((scale, i) => ({ ...empty, kind: 'scale', name: String(i + 1), value: scale, n: i === 0 ? 0.3 : 0.7 })),
    ...odds.map(([name, from, to, value, spread, clear]) => ({
      ...empty,
      kind: 'driver',
      from_stage: from,
      to_stage: to,
      name,
      ...near(value, spread),
      n: customers,
      p: clear === 1 ? 0.001 : 0.2,
      clear,
    })),
    ...Object.entries({ customers, everyone: customers * 2, moves: customers * 20, bic: 9000, bicThreeStates: 9400, bicForces: 8980 }).map(
      ([name, value]) => ({ ...empty, kind: 'fit', name, value }),
    ),
    ...Object.entries({ starts: 20, finalists: 2, agreeing: 2, steps: 40, converged: 1 }).map(([name, value]) => ({
      ...empty,
      kind: 'fit',
      name,
      value,
    })),
  ];
}
