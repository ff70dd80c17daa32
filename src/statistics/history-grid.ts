import { sql, type Sql } from '#sql/sql.ts';
import { rowsOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { summaryFacts } from '#panel/summary-query.ts';
import { recencyGrid } from '#schema/thresholds.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { cohorts } from './value-base.ts';

const id = 'history-grid';
const schema: Record<string, StatisticType> = { cohort: 'text', part: 'text', x: 'number', recency: 'number', t: 'number', n: 'integer' };
const nullable = ['x', 'recency', 't'];

interface Counted {
  x: number;
  tx: number;
  t: number;
  n: number;
}

/** Cohorts of fewer customers are left out (C26). */
const smallest = 5;

/**
 * How often and how recently customers bought, for everybody (`cohort` 'all') and by cohort of the first purchase (first day of its quarter, or of its year), in parts:
 * `all` and `repeaters` (medians of x, of t_x and of T in days), and `cell`: customers by x (the last cell holds all beyond) and by the share t_x / T in steps of a
 * twentieth (`recency` 0..20; 0 where x = 0), with the mean T in days.
 */
export const historyGrid: Statistic = {
  id,
  table: 'history_grid',
  schema,
  nullable,
  smallestGroup: smallest,
  lazy: true,
  inputs: (): Record<string, Sql> => ({
    counted: sql`SELECT x, t_x, t, CAST(count(*) AS INTEGER) AS n FROM purchases WHERE t > 0 GROUP BY x, t_x, t`,
    facts: summaryFacts(),
  }),
  compute({ counted, facts }): StatisticRow[] {
    const rows = rowsOf(counted!).map((row) => ({ x: Number(row.x), tx: Number(row.t_x), t: Number(row.t), n: Number(row.n) }));
    const groups = byCohort(rows, facts!);
    return [['all', rows] as const, ...groups].flatMap(([cohort, group]) => gridOf(group).map((row) => ({ cohort, ...row })));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['x', 'recency', 't', 'n']);
    const counts = new Map<string, { cell: number; all: number }>();
    for (const { cohort, part, n } of rows) {
      const sum = counts.get(String(cohort)) ?? { cell: 0, all: 0 };
      if (part === 'cell' || part === 'all') sum[part] += Number(n);
      counts.set(String(cohort), sum);
    }
    for (const [cohort, { cell, all }] of counts) expect(id, cell === all, `cells of ${cohort} hold ${cell} customers of ${all}`);
  },
};

/** The rows of every cohort of five customers or more, oldest first. All are seen until the same day, so that who is seen longest came on the first day. */
function byCohort(rows: readonly Counted[], facts: Table): [cohort: string, rows: Counted[]][] {
  const first = rowsOf(facts)[0]?.first_day;
  if (rows.length === 0 || typeof first !== 'string') return [];
  const longest = rows.reduce((most, { t }) => Math.max(most, t), 0);
  const cohortOf = cohorts(
    rows.map(({ t }) => longest - t),
    first,
  );
  const groups = new Map<string, Counted[]>();
  for (const row of rows) {
    const cohort = cohortOf(longest - row.t);
    const group = groups.get(cohort);
    if (group) group.push(row);
    else groups.set(cohort, [row]);
  }
  return [...groups].filter(([, group]) => group.reduce((sum, { n }) => sum + n, 0) >= smallest).sort(([a], [b]) => (a < b ? -1 : 1));
}

function gridOf(rows: readonly Counted[]): StatisticRow[] {
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
    ...[...cells.values()].map((cell) => ({ ...cell, t: Math.round((10 * cell.t) / cell.n) / 10 })),
  ];
}

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
