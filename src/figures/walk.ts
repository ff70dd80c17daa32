import type { FigurePoint } from './definition.ts';

/** The index that a key leads to from `at` among `count` points, or null when the key does not walk. */
export function step(key: string, at: number, count: number): number | null {
  const to = {
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    Home: 0,
    End: count - 1,
    PageDown: at + 10,
    PageUp: at - 10,
  }[key];
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to));
}

/** Axis, direction, and whether the key goes to the last one in it. */
const ways: Readonly<Record<string, { along: 'row' | 'column'; sign: 1 | -1; end: boolean }>> = {
  ArrowRight: { along: 'column', sign: 1, end: false },
  ArrowLeft: { along: 'column', sign: -1, end: false },
  ArrowDown: { along: 'row', sign: 1, end: false },
  ArrowUp: { along: 'row', sign: -1, end: false },
  End: { along: 'column', sign: 1, end: true },
  Home: { along: 'column', sign: -1, end: true },
  PageDown: { along: 'row', sign: 1, end: true },
  PageUp: { along: 'row', sign: -1, end: true },
};

/**
 * The same among points in rows and columns: arrows go to the next point of the row or the column, over gaps; Home and End to the ends of the row, Page Up and Page
 * Down to those of the column. Where nothing lies that way the walk stays; a walk that has not begun begins at the first point.
 */
export function gridStep(key: string, at: number, points: readonly Pick<FigurePoint, 'grid'>[]): number | null {
  const way = ways[key];
  if (!way || points.length === 0) return null;
  const from = points[at]?.grid;
  if (!from) return 0;
  const { along, sign, end } = way;
  const across = along === 'row' ? 'column' : 'row';
  const far = (i: number): number => sign * (points[i]!.grid![along] - from[along]);
  const ahead = points.flatMap(({ grid }, i) => (grid && grid[across] === from[across] && far(i) > 0 ? i : []));
  return ahead.reduce((best, i) => (best === at || (end ? far(i) > far(best) : far(i) < far(best)) ? i : best), at);
}
