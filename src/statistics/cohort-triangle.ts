import { cohortCells, cohortMonths } from '#panel/months-query.ts';
import { cohortRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row, Table } from '#table/table.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'cohort-triangle';
const schema: Record<string, StatisticType> = {
  unit: 'text',
  cohort: 'date',
  age: 'integer',
  n: 'integer',
  active: 'integer',
  orders: 'integer',
  amount: 'integer',
  profit: 'integer',
  orders_squares: 'number',
  amount_squares: 'number',
  profit_squares: 'number',
  cumulated_squares: 'number',
  partial: 'integer',
};
const nullable = ['amount', 'profit', 'amount_squares', 'profit_squares', 'cumulated_squares'];
const units = { month: 1, quarter: 3, year: 12 } as const;
type Unit = keyof typeof units;

/**
 * Cohorts of customers by the calendar month, quarter or year of their first order (`unit`, `cohort` its first day) and their age in the same units: customers of
 * the cohort, those who ordered, sums in ten-thousandths and sums of squares by customer (currency units) from which intervals come; `cumulated_squares` are
 * those of the amounts up to and with the age. Every cell up to the as-of date has a row; `partial` is 1 in the unit that the as-of date cuts. Units in which
 * the file would have more than a page of cohorts are left out. Customers whose start is unknown are left out (C6).
 */
export const cohortTriangle: Statistic = {
  id,
  table: 'cohort_triangle',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: () => ({
    sizes: cohortMonths(),
    ...Object.fromEntries(Object.entries(units).map(([unit, months]) => [unit, cohortCells(months)])),
  }),
  compute(inputs, { asOf }): StatisticRow[] {
    const sizes = rowsOf(inputs.sizes!).map((row) => ({ month: monthOf(String(row.month)), n: Number(row.n) }));
    return (Object.keys(units) as Unit[]).flatMap((unit) => triangle(unit, sizes, inputs[unit]!, asOf));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['age', 'n', 'active', 'orders', 'orders_squares', 'amount_squares', 'profit_squares']);
    for (const row of rows) expect(id, Number(row.active) <= Number(row.n), `${String(row.active)} of ${String(row.n)} are active`);
  },
};

function triangle(unit: Unit, sizes: readonly { month: number; n: number }[], table: Table, asOf: string): StatisticRow[] {
  const length = units[unit];
  const cohorts = new Map<number, number>();
  for (const { month, n } of sizes) {
    const cohort = Math.floor(month / length);
    cohorts.set(cohort, (cohorts.get(cohort) ?? 0) + n);
  }
  const last = Math.floor(monthOf(asOf) / length);
  if (cohorts.size === 0 || last - Math.min(...cohorts.keys()) + 1 > cohortRules.units) return [];
  const found = new Map(rowsOf(table).map((row) => [`${String(row.cohort)} ${String(row.age)}`, row]));
  const cut = isoOfMonth((last + 1) * length) !== dayAfter(asOf);
  const hasAmount = [...found.values()].some((row) => row.amount !== null);
  return [...cohorts].flatMap(([cohort, n]) => {
    let cumulated = 0;
    return Array.from({ length: Math.max(0, last - cohort + 1) }, (_, age) => {
      const row = found.get(`${cohort} ${age}`);
      cumulated += value(row, 'cumulated_step');
      return {
        unit,
        cohort: isoOfMonth(cohort * length),
        age,
        n,
        active: value(row, 'active'),
        orders: value(row, 'orders'),
        amount: hasAmount ? Math.round(value(row, 'amount') * 10_000) : null,
        profit: hasAmount ? Math.round(value(row, 'profit') * 10_000) : null,
        orders_squares: value(row, 'orders_squares'),
        amount_squares: hasAmount ? value(row, 'amount_squares') : null,
        profit_squares: hasAmount ? value(row, 'profit_squares') : null,
        cumulated_squares: hasAmount ? Math.max(0, cumulated) : null,
        partial: Number(cut && cohort + age === last),
      };
    });
  });
}

function value(row: Row | undefined, name: string): number {
  return Number(row?.[name] ?? 0);
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
