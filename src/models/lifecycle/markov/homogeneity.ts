import { chiSquareUpper } from '#numeric/chi-square.ts';
import { legalMoves, type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import { markovRules } from '#schema/thresholds.ts';
import type { CountedMoves, Designs } from './chain.ts';

/** Whether the probabilities are the same at all times. */
export interface Homogeneity {
  /** untestable: nowhere are there two stretches of time with enough moves */
  verdict: 'steady' | 'shifts-little' | 'shifts' | 'untestable';
  chi2: number;
  degrees: number;
  p: number | null;
  /** √(χ²/N) of the counts as they are, N moves in the tables compared; 0.1 is small by Cohen */
  effect: number;
  /** stretches of time compared in the row that has most of them, after merging */
  stretches: number;
  /** the change of stage whose share differs most between stretches */
  widest: { from: StageLetter; to: StageLetter; least: number; most: number } | null;
}

/**
 * Pearson's χ² test that every row of the chain is the same in all stretches of time. Only legal cells that occur count towards the degrees of freedom;
 * rare cells of a row are merged with the next rarest, and neighbouring stretches until 5 moves are expected in each cell.
 * `designs` divide the χ² of each row, since moves of one customer resemble each other (Rao & Scott 1981, first order); the effect does without.
 * Source: Anderson & Goodman 1957, stationarity of a Markov chain; effect size w of Cohen 1988.
 */
export function homogeneity(moves: readonly CountedMoves[], designs: Designs = {}): Homogeneity {
  const sum = { chi2: 0, degrees: 0, n: 0, stretches: 0 };
  let raw = 0;
  let widest: Homogeneity['widest'] = null;
  for (const from of stageOrder) {
    const table = tableOf(from, moves);
    if (!table) continue;
    const tested = pearson(table.rows);
    sum.chi2 += tested.chi2 / (designs[from] ?? 1);
    raw += tested.chi2;
    sum.degrees += tested.degrees;
    sum.n += tested.n;
    sum.stretches = Math.max(sum.stretches, table.rows.length);
    table.cells.forEach((cell, j) => {
      const shares = table.rows.map((row) => row[j]! / row.reduce((a, b) => a + b, 0));
      const [least, most] = [Math.min(...shares), Math.max(...shares)];
      const moved = cell.length === 1 && cell[0] !== from;
      if (moved && (!widest || most - least > widest.most - widest.least)) widest = { from, to: cell[0]!, least, most };
    });
  }
  if (sum.degrees === 0) return { verdict: 'untestable', chi2: 0, degrees: 0, p: null, effect: 0, stretches: 0, widest: null };
  const p = chiSquareUpper(sum.chi2, sum.degrees);
  const effect = Math.sqrt(raw / sum.n);
  const shifts = effect < markovRules.smallEffect ? 'shifts-little' : 'shifts';
  return {
    verdict: p >= markovRules.steadyLevel ? 'steady' : shifts,
    chi2: sum.chi2,
    degrees: sum.degrees,
    p,
    effect,
    stretches: sum.stretches,
    widest,
  };
}

/** Counts of one row by stretch of time and cell, merged so that the test's approximation holds; null when fewer than two of either are left. */
function tableOf(from: StageLetter, moves: readonly CountedMoves[]): { cells: StageLetter[][]; rows: number[][] } | null {
  const own = moves.filter((move) => move.from === from && move.n > 0 && legalMoves[from].includes(move.to));
  const times = [...new Set(own.map(({ time }) => time))].sort((a, b) => a - b);
  const countOf = (cell: readonly StageLetter[], time?: number) =>
    own.reduce((sum, move) => (cell.includes(move.to) && (time === undefined || move.time === time) ? sum + move.n : sum), 0);
  const total = countOf(legalMoves[from]);
  let cells = legalMoves[from].map((to) => [to]).filter((cell) => countOf(cell) > 0);
  const least = markovRules.expected;
  for (cells.sort((a, b) => countOf(a) - countOf(b)); cells.length > 1 && countOf(cells[0]!) < 2 * least;) {
    const [first, second, ...rest] = cells as [StageLetter[], StageLetter[], ...StageLetter[][]];
    cells = [[...first, ...second], ...rest].sort((a, b) => countOf(a) - countOf(b));
  }
  if (cells.length < 2) return null;
  const needed = (least * total) / countOf(cells[0]!);
  const rows: number[][] = [];
  for (const time of times) {
    const counts = cells.map((cell) => countOf(cell, time));
    const last = rows.at(-1);
    if (last && last.reduce((a, b) => a + b, 0) < needed) counts.forEach((count, j) => (last[j]! += count));
    else rows.push(counts);
  }
  if (rows.length > 1 && rows.at(-1)!.reduce((a, b) => a + b, 0) < needed) rows.pop()!.forEach((count, j) => (rows.at(-1)![j]! += count));
  return rows.length < 2 ? null : { cells, rows };
}

function pearson(rows: readonly (readonly number[])[]): { chi2: number; degrees: number; n: number } {
  const sums = rows.map((row) => row.reduce((a, b) => a + b, 0));
  const columns = rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0));
  const n = sums.reduce((a, b) => a + b, 0);
  let chi2 = 0;
  rows.forEach((row, i) =>
    row.forEach((count, j) => {
      const expected = (sums[i]! * columns[j]!) / n;
      chi2 += (count - expected) ** 2 / expected;
    }),
  );
  return { chi2, degrees: (rows.length - 1) * (columns.length - 1), n };
}
