import { betaQuantile } from '#numeric/beta.ts';
import { legalMoves, type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import { markovRules } from '#schema/thresholds.ts';

/** Moves counted from one period to the next; staying is a move. */
export interface CountedMoves {
  from: StageLetter;
  to: StageLetter;
  /** place in time in ascending order, such as half-years since a fixed one */
  time: number;
  n: number;
}

/** How many moves of one customer say as much as one independent move, by the stage they start from; at least 1. */
export type Designs = Partial<Record<StageLetter, number>>;

/** One legal cell of the matrix. */
export interface Cell {
  from: StageLetter;
  to: StageLetter;
  /** raw count, and the count of its row */
  n: number;
  of: number;
  /** posterior mean, 0..1, with the 95 % interval of its beta marginal */
  probability: number;
  low: number;
  high: number;
  /** of the posterior: the moves, as if independent, and the prior's half */
  weight: number;
  /** a return after the end: the first period of a new relationship, no move of the old one */
  newEpisode: boolean;
}

/** Counts by from and to, all times together; illegal moves are left out and counted in `illegal`. */
export function countMoves(moves: readonly CountedMoves[]): { counts: Map<string, number>; illegal: number } {
  const counts = new Map<string, number>();
  let illegal = 0;
  for (const { from, to, n } of moves) {
    if (legalMoves[from].includes(to)) counts.set(from + to, (counts.get(from + to) ?? 0) + n);
    else illegal += n;
  }
  return { counts, illegal };
}

/**
 * The legal cells in the order of the stages: P̂_ij = (n_ij + a)/(n_i + a·k_i) over the k_i legal cells of row i, a = ½.
 * `designs` are the design effects of the rows: intervals weigh n moves as n/d independent ones (1 when none is given).
 * Source: posterior mean under a Dirichlet(½) prior (Jeffreys); marginals are Beta(n_ij + a, n_i − n_ij + a·(k_i − 1)).
 */
export function chainCells(counts: ReadonlyMap<string, number>, designs?: Designs): Cell[] {
  const prior = markovRules.prior;
  return stageOrder.flatMap((from) => {
    const legal = legalMoves[from];
    const of = legal.reduce((sum, to) => sum + (counts.get(from + to) ?? 0), 0);
    return legal.map((to): Cell => {
      const n = counts.get(from + to) ?? 0;
      const design = designs?.[from] ?? 1;
      const [a, b] = [n / design + prior, (of - n) / design + prior * (legal.length - 1)];
      return {
        from,
        to,
        n,
        of,
        probability: (n + prior) / (of + prior * legal.length),
        weight: a,
        low: betaQuantile(0.025, a, b),
        high: betaQuantile(0.975, a, b),
        newEpisode: from === 'T' && to === 'E',
      };
    });
  });
}

/** The 5 × 5 matrix of some probabilities by cell, zeros elsewhere, rows and columns in the order of the stages. */
export function matrixOf(cells: readonly { from: StageLetter; to: StageLetter; probability: number }[]): number[][] {
  const matrix = stageOrder.map(() => stageOrder.map(() => 0));
  for (const { from, to, probability } of cells) matrix[stageOrder.indexOf(from)]![stageOrder.indexOf(to)] = probability;
  return matrix;
}
