import { legalMoves, type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import { rowDesigns } from './clusters.ts';
import type { CountedMoves } from './chain.ts';
import type { MarkovInputs, StageReward } from './definition.ts';

type Row = Readonly<Record<string, number | string | null>>;

/** Ten-thousandths in a currency unit; days in a year. */
const unit = 10_000;
const year = 365.25;

const finite = (row: Row, key: string): number | null => {
  const value = row[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/**
 * The model's inputs out of the rows of `transitions`, `stage_flow_spread`, `stage_value` and `profile`; rows that hold no move or no stage are left out. `young` says whether
 * moves into a period that is too early to be judged, where the stage stands by rule, are counted.
 */
export function markovInputs(
  { moves, spread, worth }: { moves: readonly Row[]; spread: readonly Row[]; worth: readonly Row[] },
  profile: Row | undefined,
  young: boolean,
): MarkovInputs {
  const days = finite(profile ?? {}, 'period_days') ?? 0;
  return {
    moves: moves.flatMap((row) => moveOf(row, young) ?? []),
    designs: rowDesigns(spread),
    rewards: worth.flatMap((row) => rewardOf(row) ?? []),
    periodsPerYear: days > 0 ? year / days : 12,
  };
}

function moveOf(row: Row, young: boolean): CountedMoves | null {
  const [from, to] = [row.from_stage, row.to_stage] as StageLetter[];
  const n = finite(row, 'n') ?? 0;
  if (!stageOrder.includes(from!) || !stageOrder.includes(to!) || !(n > 0) || (!young && row.early !== 0)) return null;
  return { from: from!, to: to!, time: finite(row, 'half') ?? 0, n };
}

/** Mean per period Σs/Σk; its variance is Σ(s − r·k)²/(Σk)² with the customer as the unit. Source: Cochran 1977, equation 6.4, ratio of two sums. */
function rewardOf(row: Row): StageReward | null {
  const stage = row.stage as StageLetter;
  const [n, profit, customers] = [finite(row, 'n'), finite(row, 'profit'), finite(row, 'customers')];
  if (!(stage in legalMoves) || !n || n < 1 || profit === null || !customers || customers < 2) return null;
  const mean = profit / unit / n;
  const [squares, cross, sizes] = ['squares', 'cross', 'sizes'].map((key) => finite(row, key) ?? 0) as [number, number, number];
  const spread = Math.max(0, squares - 2 * mean * cross + mean * mean * sizes);
  return { stage, mean, error: Math.sqrt((spread * customers) / (customers - 1)) / n };
}
