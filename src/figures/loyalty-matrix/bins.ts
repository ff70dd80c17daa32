import type { FigureRow } from '../definition.ts';
import { at } from '../rows.ts';

/** Above so many marks the points of a matrix are joined in squares. */
export const mostMarks = 2000;
const step = 5;

/** A place inside the one-point bin of a score, so that marks of one bin do not all lie on each other; it never leaves the bin, so it crosses no cut. `part` is in 0..1. */
export function spread(score: number, part: number): number {
  const bin = Math.floor(score);
  return Math.min(100, Math.max(score, bin + 0.9 * part));
}

/** Points joined by group in squares of 5 by 5; the mark stands at the mean of its customers. Fewer than `mostMarks` points stay as they are. */
export function joinPoints(rows: readonly FigureRow[]): FigureRow[] {
  if (rows.length <= mostMarks) return [...rows];
  const cells = new Map<string, { x: number; y: number; n: number; group: string }>();
  for (const row of rows) {
    const [x, y, n] = [at(row, 'x') ?? 0, at(row, 'y') ?? 0, at(row, 'n') ?? 0];
    const group = String(row.group);
    const key = `${group}|${Math.floor(Math.min(x, 99.9) / step)}|${Math.floor(Math.min(y, 99.9) / step)}`;
    const cell = cells.get(key) ?? { x: 0, y: 0, n: 0, group };
    cells.set(key, { ...cell, x: cell.x + x * n, y: cell.y + y * n, n: cell.n + n });
  }
  return [...cells.values()].filter(({ n }) => n > 0).map(({ x, y, n, group }) => ({ x: x / n, y: y / n, n, group }));
}
