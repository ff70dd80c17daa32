import type { FigureRow } from '#figures/definition.ts';
import type { History } from '#models/purchases/histories.ts';
import { recencyGrid } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import type { Warning } from './definition.ts';
import { rowsOfCohort } from './model-rows.ts';
import { count, number } from './reading.ts';

/** The base by how often and how recently it bought, from statistic `history_grid`; times in weeks. */
export interface HistoryBase {
  /** the name of the cohort that it is of; null for everybody */
  cohort: string | null;
  /** who stands for the chosen cohort, where others do */
  warnings: Warning[];
  n: number;
  repeaters: number;
  /** median time observed: the map is drawn for it */
  T: number;
  /** purchases after the first that the map shows: 0..columns */
  columns: number;
  /** customers of like histories; `share` is the part of their time that lies before the last purchase */
  groups: { history: History; share: number; n: number }[];
}

const week = 7;

/** Reads the base, or the cohort that a link names; null without customers. */
export function historyBase(statistics: StatisticTables, link: unknown = null): HistoryBase | null {
  const { rows, cohort, warnings } = rowsOfCohort(statistics, 'history_grid', link);
  const all = rows.find(({ part }) => part === 'all');
  const T = (number(all, 't') ?? 0) / week;
  const n = count(all, 'n');
  if (n === 0 || !(T > 0)) return null;
  const groups = rows
    .filter((row) => row.part === 'cell' && count(row, 'n') > 0 && (number(row, 't') ?? 0) > 0)
    .map((row) => {
      const x = Math.round(count(row, 'x'));
      const share = x === 0 ? 0 : Math.min(1, Math.max(1 / (2 * recencyGrid.steps), count(row, 'recency') / recencyGrid.steps));
      const length = number(row, 't')! / week;
      return { history: { x, tx: share * length, T: length }, share, n: count(row, 'n') };
    });
  return {
    cohort,
    warnings,
    n,
    repeaters: count(
      rows.find(({ part }) => part === 'repeaters'),
      'n',
    ),
    T,
    columns: columnsOf(groups, n),
    groups,
  };
}

/** The fewest columns that hold most customers, within the limits of the map. */
function columnsOf(groups: HistoryBase['groups'], n: number): number {
  const [least, most] = recencyGrid.columns;
  for (let columns = least; columns < most; columns++) {
    const inside = groups.reduce((sum, group) => sum + (group.history.x <= columns ? group.n : 0), 0);
    if (inside >= recencyGrid.shown * n) return columns;
  }
  return most;
}

/**
 * A quantity over the map for customers observed for the median time: rows `cell` (x, from, to in weeks, value), rows `line` along which the quantity has a level (x, recency), where it grows with
 * recency as all these quantities do, and rows `customer`, placed by their share of time (x, recency, n, value of the history itself).
 */
export function mapRows(base: HistoryBase, of: (history: History) => number, levels: readonly number[]): FigureRow[] {
  const { T, columns } = base;
  const height = T / recencyGrid.rows;
  const middles = Array.from({ length: recencyGrid.rows }, (_, i) => (i + 0.5) * height);
  const values = Array.from({ length: columns }, (_, i) => middles.map((tx) => of({ x: i + 1, tx, T })));
  const cells = values.flatMap((column, i) =>
    column.map((value, j) => ({ kind: 'cell', x: i + 1, from: j * height, to: (j + 1) * height, value })),
  );
  const lines = levels.flatMap((level) =>
    values.flatMap((column, i) => {
      const recency = crossing(column, middles, level);
      return recency === null ? [] : [{ kind: 'line', level, x: i + 1, recency }];
    }),
  );
  const customers = base.groups
    .filter(({ history }) => history.x <= columns)
    .map(({ history, share, n }) => ({ kind: 'customer', x: history.x, recency: share * T, n, value: of(history) }));
  return [{ kind: 'cell', x: 0, from: 0, to: height, value: of({ x: 0, tx: 0, T }) }, ...cells, ...lines, ...customers];
}

/** Where a rising list passes a level, linear between its places; null where it does not. */
function crossing(values: readonly number[], places: readonly number[], level: number): number | null {
  for (let i = 1; i < values.length; i++) {
    const [a, b] = [values[i - 1]!, values[i]!];
    if (a < level && b >= level) return places[i - 1]! + ((level - a) / (b - a)) * (places[i]! - places[i - 1]!);
  }
  return null;
}

/** At most `most` round numbers between the values of a map at which lines are drawn. */
export function roundLevels(highest: number, most = 5): number[] {
  if (!(highest > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(highest));
  const rounds = [1, 0.1, 0.01, 0.001].flatMap((part) => [5, 2, 1].map((step) => Number((step * power * part).toPrecision(1))));
  return rounds.filter((level) => level < highest * 0.9).slice(0, most);
}

/** The paradox of rising frequency, for customers silent for a quarter of the median time: few purchases promise more than many; null where the map does not show it. */
export function paradoxOf(
  base: HistoryBase,
  of: (history: History) => number,
): { silent: number; few: number; many: number; fewValue: number; manyValue: number } | null {
  const [tx, T] = [0.75 * base.T, base.T];
  const values = Array.from({ length: base.columns }, (_, i) => of({ x: i + 1, tx, T }));
  const best = values.reduce((top, value, i) => (value > values[top]! ? i : top), 0);
  const last = values.length - 1;
  if (best >= last || !(values[last]! < values[best]! * 0.9)) return null;
  return { silent: T - tx, few: best + 1, many: last + 1, fewValue: values[best]!, manyValue: values[last]! };
}
