import { sql, type Sql } from '#sql/sql.ts';
import { rowsOf } from '#table/rows.ts';
import { recencyGrid } from '#schema/thresholds.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'history-grid';
const schema: Record<string, StatisticType> = { part: 'text', x: 'number', recency: 'number', t: 'number', n: 'integer' };
const nullable = ['x', 'recency', 't'];

interface Counted {
  x: number;
  tx: number;
  t: number;
  n: number;
}

/**
 * How often and how recently customers bought, in parts: `all` and `repeaters` (medians of x, of t_x and of T in days), and `cell`: customers by x (the last
 * cell holds all beyond) and by the share t_x / T in steps of a twentieth (`recency` 0..20; 0 where x = 0), with the mean T in days.
 */
export const historyGrid: Statistic = {
  id,
  table: 'history_grid',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (): Record<string, Sql> => ({
    counted: sql`SELECT x, t_x, t, CAST(count(*) AS INTEGER) AS n FROM purchases WHERE t > 0 GROUP BY x, t_x, t`,
  }),
  compute({ counted }): StatisticRow[] {
    const rows = rowsOf(counted!).map((row) => ({ x: Number(row.x), tx: Number(row.t_x), t: Number(row.t), n: Number(row.n) }));
    if (rows.length === 0) return [];
    const repeaters = rows.filter(({ x }) => x > 0);
    const cells = new Map<string, StatisticRow & { n: number; t: number }>();
    for (const { x, tx, t, n } of rows) {
      const [column, recency] = [Math.min(x, recencyGrid.mostPurchases), Math.round((recencyGrid.steps * tx) / t)];
      const key = `${column} ${recency}`;
      const cell = cells.get(key) ?? { part: 'cell', x: column, recency, t: 0, n: 0 };
      cells.set(key, { ...cell, n: cell.n + n, t: cell.t + n * t });
    }
    return [
      medians('all', rows),
      ...(repeaters.length > 0 ? [medians('repeaters', repeaters)] : []),
      ...[...cells.values()].map((cell) => ({ ...cell, t: cell.t / cell.n })),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['x', 'recency', 't', 'n']);
    const count = (part: string) => rows.filter((row) => row.part === part).reduce((sum, row) => sum + Number(row.n), 0);
    expect(id, count('cell') === count('all'), `cells hold ${count('cell')} customers, the base has ${count('all')}`);
  },
};

function medians(part: string, rows: readonly Counted[]): StatisticRow {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const of = (value: (row: Counted) => number) => weightedMedian(rows.map((row) => [value(row), row.n]));
  return { part, x: of(({ x }) => x), recency: of(({ tx }) => tx), t: of(({ t }) => t), n };
}

/** The lower median of values with whole weights. */
function weightedMedian(pairs: [number, number][]): number {
  const half = pairs.reduce((sum, [, n]) => sum + n, 0) / 2;
  let seen = 0;
  for (const [value, n] of pairs.sort(([a], [b]) => a - b)) {
    seen += n;
    if (seen >= half) return value;
  }
  return 0;
}
