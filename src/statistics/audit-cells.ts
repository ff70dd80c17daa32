import { auditCells as cellsOf, auditCohorts } from '#panel/audit-query.ts';
import { auditRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row, Table } from '#table/table.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'audit-cells';
const schema: Record<string, StatisticType> = {
  ...{
    unit: 'text',
    cohort: 'date',
    calendar: 'date',
    n: 'integer',
    active: 'integer',
    orders: 'integer',
    amount: 'integer',
    profit: 'integer',
  },
  ...{ orders_squares: 'number', amount_squares: 'number', profit_squares: 'number', orders_amount: 'number', partial: 'integer' },
} as Record<string, StatisticType>;
const nullable = ['cohort', 'amount', 'profit', 'amount_squares', 'profit_squares', 'orders_amount'];
const units = { month: 1, quarter: 3, year: 12 } as const;
type Unit = keyof typeof units;

/**
 * Cohorts by the calendar month, quarter or year of the first order (`cohort`; null for customers whose start is unknown) in every calendar unit (`calendar`) up to the as-of date: customers of
 * the cohort, those who ordered, orders and money (ten-thousandths), and by customer the sums of squares and of orders × amount (currency units). `partial` is 1 where the as-of date cuts
 * the unit. The sum over cohorts is the whole base. Months only for a file of at most two years, quarters for one of at most fifteen.
 */
export const auditCells: Statistic = {
  id,
  table: 'audit_cells',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: () => ({ sizes: auditCohorts(), ...Object.fromEntries(Object.entries(units).map(([unit, months]) => [unit, cellsOf(months)])) }),
  compute(inputs, { asOf }): StatisticRow[] {
    const sizes = rowsOf(inputs.sizes!).map((row) => ({ month: row.cohort === null ? null : Number(row.cohort), n: Number(row.n) }));
    return (Object.keys(units) as Unit[]).flatMap((unit) => cells(unit, sizes, inputs[unit]!, asOf));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'active', 'orders', 'orders_squares', 'amount_squares', 'profit_squares']);
    for (const row of rows) expect(id, Number(row.active) <= Number(row.n), `${String(row.active)} of ${String(row.n)} are active`);
  },
};

function cells(unit: Unit, sizes: readonly { month: number | null; n: number }[], table: Table, asOf: string): StatisticRow[] {
  const length = units[unit];
  const cohorts = new Map<number | null, number>();
  for (const { month, n } of sizes) {
    const cohort = month === null ? null : Math.floor(month / length);
    cohorts.set(cohort, (cohorts.get(cohort) ?? 0) + n);
  }
  const rows = rowsOf(table);
  const last = Math.floor(monthOf(asOf) / length);
  const first = Math.min(last, ...rows.map((row) => Number(row.calendar)));
  if (cohorts.size === 0 || last - first + 1 > auditRules.most[unit]) return [];
  const found = new Map(rows.map((row) => [`${String(row.cohort)} ${String(row.calendar)}`, row]));
  const cut = isoOfMonth((last + 1) * length) !== dayAfter(asOf);
  const hasAmount = rows.some((row) => row.amount !== null);
  const value = (row: Row | undefined, name: string): number => Number(row?.[name] ?? 0);
  return [...cohorts].flatMap(([cohort, n]) => {
    const from = cohort ?? first;
    return Array.from({ length: Math.max(0, last - from + 1) }, (_, age): StatisticRow => {
      const row = found.get(`${String(cohort)} ${String(from + age)}`);
      const money = (name: string, factor: number): number | null => (hasAmount ? Math.round(value(row, name) * factor) : null);
      return {
        unit,
        cohort: cohort === null ? null : isoOfMonth(cohort * length),
        calendar: isoOfMonth((from + age) * length),
        n,
        active: value(row, 'active'),
        orders: value(row, 'orders'),
        amount: money('amount', 10_000),
        profit: money('profit', 10_000),
        orders_squares: value(row, 'orders_squares'),
        amount_squares: hasAmount ? value(row, 'amount_squares') : null,
        profit_squares: hasAmount ? value(row, 'profit_squares') : null,
        orders_amount: hasAmount ? value(row, 'orders_amount') : null,
        partial: Number(cut && from + age === last),
      };
    });
  });
}

/** Months since year 0 of an ISO day. */
function monthOf(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}

/** The first day of a month counted from year 0. */
function isoOfMonth(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

function dayAfter(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
