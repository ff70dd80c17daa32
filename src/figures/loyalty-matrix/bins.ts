import type { CustomerFilter, FigureRow } from '../definition.ts';
import { at } from '../rows.ts';

/** Above so many marks the points of a matrix are joined in squares. */
export const mostMarks = 2000;
const step = 5;

/** A place inside the one-point bin of a score, so that marks of one bin do not all lie on each other; it never leaves the bin, so it crosses no cut. `part` is in 0..1. */
export function spread(score: number, part: number): number {
  const bin = Math.floor(score);
  return Math.min(100, Math.max(score, bin + 0.9 * part));
}

/** Points joined by group in squares of 5 by 5 with corner (x0, y0); the mark stands at the mean of its customers. Fewer than `mostMarks` points stay as they are. */
export function joinPoints(rows: readonly FigureRow[]): FigureRow[] {
  if (rows.length <= mostMarks) return [...rows];
  const cells = new Map<string, { x: number; y: number; x0: number; y0: number; n: number; group: string }>();
  for (const row of rows) {
    const [x, y, n] = [at(row, 'x') ?? 0, at(row, 'y') ?? 0, at(row, 'n') ?? 0];
    const group = String(row.group);
    const [x0, y0] = [x, y].map((score) => step * Math.floor(Math.min(score, 99.9) / step)) as [number, number];
    const key = `${group}|${x0}|${y0}`;
    const cell = cells.get(key) ?? { x: 0, y: 0, x0, y0, n: 0, group };
    cells.set(key, { ...cell, x: cell.x + x * n, y: cell.y + y * n, n: cell.n + n });
  }
  return [...cells.values()].filter(({ n }) => n > 0).map(({ x, y, n, ...rest }) => ({ ...rest, x: x / n, y: y / n, n }));
}

/** The customers of a mark: those not ended with its two scores, or in its square where points are joined. Scores tell apart the groups of behaviour, not all types of loyalty. */
export function customersOf(row: FigureRow, view: 'six-types' | 'behavioural'): CustomerFilter {
  const within = (column: string, key: 'x' | 'y') => {
    const [value, corner] = [at(row, key) ?? 0, at(row, `${key}0`)];
    return corner === null ? { column, is: value } : { column, from: corner, to: corner === 95 ? 100 : corner + step - 1 };
  };
  return {
    table: 'customer_state',
    where: [{ column: 'ended', is: false }, within(view === 'six-types' ? 'attachment' : 'recency', 'x'), within('repeat', 'y')],
  };
}
