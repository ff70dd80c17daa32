import { lives as livesQuery, livesFacts } from '#panel/lives-query.ts';
import { survivalRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'lives';
const schema: Record<string, StatisticType> = { grouping: 'text', name: 'text', time: 'integer', cause: 'integer', n: 'integer' };
const groupings = ['all', 'cohort', 'segment', 'source', 'region', 'fact'];

/**
 * First lives of customers counted by how long they have lasted (`time`, whole periods) and whether they ended (`cause` 1) or last still (0), in all and by group:
 * cohort (`name` is the first day of its month, or of its quarter in a long file), segment, source, region (the largest ones). Grouping `fact`: `contractual`
 * (n 1: ends are ends of contracts), `yearly` (renewals by the year), `cohort-months` (months a cohort spans), `start-unknown` and `returned` (left out).
 * From these counts every survival curve, its interval and the log-rank test follow.
 */
export const lives: Statistic = {
  id,
  table: 'lives',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ lives: livesQuery(asOf), facts: livesFacts() }),
  compute({ lives: table, facts }): StatisticRow[] {
    const rows = rowsOf(table!).map((row) => ({
      grouping: String(row.grouping),
      name: String(row.name),
      time: Number(row.time),
      cause: Number(row.cause),
      n: Number(row.n),
    }));
    if (rows.length === 0) return [];
    const [known] = rowsOf(facts!);
    const fact = (name: string, n: unknown) => ({ grouping: 'fact', name, time: 0, cause: 0, n: Number(n ?? 0) });
    const cohorts = new Set(rows.filter(({ grouping }) => grouping === 'cohort').map(({ name }) => name));
    const months = cohorts.size > survivalRules.monthlyCohorts ? 3 : 1;
    return [
      ...merged(
        rows.map((row) => (row.grouping === 'cohort' ? { ...row, name: quarter(row.name, months) } : row)),
        largest(rows),
      ),
      fact('contractual', known?.contractual === true),
      fact('yearly', known?.contractual === true && known.yearly === true),
      fact('cohort-months', months),
      fact('start-unknown', known?.contractual === true ? 0 : known?.start_unknown),
      fact('returned', known?.contractual === true ? 0 : known?.returned),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['time', 'n']);
    for (const { grouping, cause } of rows) {
      expect(id, groupings.includes(String(grouping)), `unknown grouping ${String(grouping)}`);
      expect(id, cause === 0 || cause === 1, `cause = ${String(cause)}`);
    }
  },
};

type LifeRow = { grouping: string; name: string; time: number; cause: number; n: number };

/** The names of each grouping that hold most customers, as many as a reader can compare; cohorts all. */
function largest(rows: readonly LifeRow[]): (row: LifeRow) => boolean {
  const sizes = new Map<string, Map<string, number>>();
  for (const { grouping, name, n } of rows) {
    const names = sizes.get(grouping) ?? new Map<string, number>();
    sizes.set(grouping, names.set(name, (names.get(name) ?? 0) + n));
  }
  const kept = new Map(
    [...sizes].map(([grouping, names]) => {
      const sorted = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return [grouping, new Set(sorted.slice(0, grouping === 'cohort' ? undefined : survivalRules.groupsKept).map(([name]) => name))];
    }),
  );
  return ({ grouping, name }) => grouping === 'cohort' || kept.get(grouping)!.has(name);
}

function merged(rows: readonly LifeRow[], keeps: (row: LifeRow) => boolean): LifeRow[] {
  const found = new Map<string, LifeRow>();
  for (const row of rows) {
    if (!keeps(row)) continue;
    const key = JSON.stringify([row.grouping, row.name, row.time, row.cause]);
    const same = found.get(key);
    if (same) same.n += row.n;
    else found.set(key, { ...row });
  }
  return [...found.values()];
}

function quarter(iso: string, months: number): string {
  const month = Number(iso.slice(5, 7)) - 1;
  return `${iso.slice(0, 4)}-${String(Math.floor(month / months) * months + 1).padStart(2, '0')}-01`;
}
