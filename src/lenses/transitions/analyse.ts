import type { Cell } from '#models/lifecycle/markov/chain.ts';
import { markov, type StageOutlook } from '#models/lifecycle/markov/definition.ts';
import type { Homogeneity } from '#models/lifecycle/markov/homogeneity.ts';
import { markovInputs } from '#models/lifecycle/markov/from-rows.ts';
import type { Timing } from '#models/lifecycle/markov/value.ts';
import { legalMoves, type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

export type TransitionsOptions = {
  /** interest a year */
  discount: number;
  /** years that the finite value counts */
  horizon: number;
  /** when in a period its profit arrives */
  timing: Timing;
  /** moves into periods that are too early to be judged */
  young: 'counted' | 'left-out';
};

type Square = Record<StageLetter, Record<StageLetter, number>>;

/** A legal cell; nothing is said of rows with too few moves. */
export type ShownCell = Omit<Cell, 'weight' | 'probability' | 'low' | 'high'> & {
  probability: number | null;
  low: number | null;
  high: number | null;
};

export interface TransitionsResult extends Told {
  /** smoothed probabilities from row to column a period, and the raw counts behind them; 0 where a move is impossible */
  matrix: Square;
  counts: Square;
  cells: ShownCell[];
  moves: number;
  /** moves that the theory forbids; 0 unless something is wrong */
  illegal: number;
  /** moves into periods too early to be judged, whether counted or not */
  youngMoves: number;
  homogeneity: Homogeneity | null;
  outlook: StageOutlook[];
  /** the change of stage that is most likely for whoever may make it; a return after the end is none */
  likeliest: ShownCell | null;
  discount: number;
  discountPerPeriod: number;
  horizon: number;
  timing: Timing;
  young: TransitionsOptions['young'];
}

/** How customers move between stages, whether that stays the same over time, and what a customer of each stage is worth. */
export function analyse(statistics: StatisticTables, options: TransitionsOptions, signal: AbortSignal): TransitionsResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.transitions ?? [];
  const n = count(statistics.profile?.[0], 'customers_with_stage');
  const inputs = markovInputs(
    { moves: rows, spread: statistics.stage_flow_spread ?? [], worth: statistics.stage_value ?? [] },
    statistics.profile?.[0],
    options.young === 'counted',
  );
  const { discount, horizon, timing } = options;
  const { estimates, diagnostics } = markov.fit(inputs, { ...markov.defaults, discount, horizon, timing }, signal);
  const cells = (estimates?.cells ?? []).map(shown);
  const priced = estimates?.outlook.some(({ value }) => value !== null) ?? false;
  const result: TransitionsResult = {
    ...told(facts, n, 'estimated', priced),
    badge: 'estimated',
    matrix: square((from, to) => estimates?.cells.find((cell) => cell.from === from && cell.to === to)?.probability ?? 0),
    counts: square((from, to) => cells.find((cell) => cell.from === from && cell.to === to)?.n ?? 0),
    cells,
    moves: diagnostics.moves,
    illegal: diagnostics.illegal,
    youngMoves: rows.reduce((sum, row) => (number(row, 'early') === 1 ? sum + count(row, 'n') : sum), 0),
    homogeneity: estimates?.homogeneity ?? null,
    outlook: estimates?.outlook ?? [],
    likeliest: likeliest(cells),
    discount,
    discountPerPeriod: estimates?.discountPerPeriod ?? 0,
    horizon,
    timing,
    young: options.young,
  };
  if (rows.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (!result.likeliest) return notReady(result, 'too-little', 'few-moves', { have: diagnostics.moves, need: smallSamples.suppressed });
  const shifts = estimates?.homogeneity.verdict === 'shifts' ? [{ code: 'chain-shifts', parameters: {} }] : [];
  return { ...result, warnings: [...result.warnings, ...shifts] };
}

function shown({ weight: _, ...cell }: Cell): ShownCell {
  return cell.of < smallSamples.suppressed ? { ...cell, probability: null, low: null, high: null } : cell;
}

function likeliest(cells: readonly ShownCell[]): ShownCell | null {
  const changes = cells.filter(({ from, to, probability, newEpisode }) => from !== to && probability !== null && !newEpisode);
  return changes.reduce<ShownCell | null>((best, cell) => (best && best.probability! >= cell.probability! ? best : cell), null);
}

function square(value: (from: StageLetter, to: StageLetter) => number): Square {
  const row = (from: StageLetter) => stageOrder.map((to) => [to, legalMoves[from].includes(to) ? value(from, to) : 0]);
  return Object.fromEntries(stageOrder.map((from) => [from, Object.fromEntries(row(from))])) as Square;
}
