import { auditRules } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import type { AuditMeasure } from './audit-reading.ts';
import { count, money, number } from './reading.ts';

export type AuditUnit = 'month' | 'quarter' | 'year';

/** Calendar months of a unit, and of the cohorts that are compared in it. */
export const unitMonths: Record<AuditUnit, number> = { month: 1, quarter: 3, year: 12 };
export const cohortMonths: Record<AuditUnit, number> = { month: 3, quarter: 12, year: 12 };

/** One cohort in one unit of the calendar; months are counted from year 0, money in currency units. */
export interface AuditCell {
  /** first month of the cohort; null: the start is unknown */
  cohort: number | null;
  calendar: number;
  /** units since the first; 0 where the start is unknown */
  age: number;
  n: number;
  active: number;
  orders: number;
  amount: number;
  profit: number;
  ordersSquares: number;
  amountSquares: number;
  profitSquares: number;
  ordersAmount: number;
  partial: boolean;
}

/** The finest unit that the table holds and its cells; cells without dates are left out. */
export function auditCells(statistics: StatisticTables, asked?: AuditUnit): { unit: AuditUnit; cells: AuditCell[] } {
  const rows = statistics.audit_cells ?? [];
  const units = (Object.keys(unitMonths) as AuditUnit[]).filter((unit) => rows.some((row) => row.unit === unit));
  const unit = units.find((one) => one === asked) ?? units[0] ?? 'quarter';
  return { unit, cells: rows.filter((row) => row.unit === unit).flatMap((row) => cellOf(row, unitMonths[unit])) };
}

function cellOf(row: StatisticRow, months: number): AuditCell[] {
  const [cohort, calendar] = [monthOf(row.cohort), monthOf(row.calendar)];
  if (calendar === null || (row.cohort !== null && cohort === null) || !(count(row, 'n') > 0)) return [];
  const square = (name: string): number => Math.max(0, number(row, name) ?? 0);
  return [
    {
      cohort,
      calendar,
      age: cohort === null ? 0 : Math.round((calendar - cohort) / months),
      n: count(row, 'n'),
      active: Math.min(count(row, 'n'), count(row, 'active')),
      orders: count(row, 'orders'),
      amount: money(row, 'amount') ?? 0,
      profit: money(row, 'profit') ?? 0,
      ordersSquares: square('orders_squares'),
      amountSquares: square('amount_squares'),
      profitSquares: square('profit_squares'),
      ordersAmount: number(row, 'orders_amount') ?? 0,
      partial: row.partial === 1,
    },
  ];
}

/** The mean of a sum over n customers and its standard error; no error for one customer. */
export function meanOf(sum: number, squares: number, n: number): { value: number; error: number | null } {
  const value = sum / n;
  return { value, error: n < 2 ? null : Math.sqrt(Math.max(0, squares - n * value ** 2) / (n - 1) / n) };
}

/** The ratio of two sums over customers and its standard error (linearised): amount per order. Null where the divisor is 0. */
export function ratioOf(cell: AuditCell): { value: number; error: number } | null {
  if (cell.orders <= 0) return null;
  const value = cell.amount / cell.orders;
  const squared = cell.amountSquares - 2 * value * cell.ordersAmount + value ** 2 * cell.ordersSquares;
  return { value, error: Math.sqrt(Math.max(0, squared)) / cell.orders };
}

/**
 * The share of some cells in all of one calendar unit, with its standard error (linearised, customers the unit); null where the total is not surely above 0.
 */
export function cellShare(
  all: readonly AuditCell[],
  some: (cell: AuditCell) => boolean,
  by: AuditMeasure,
): { value: number; error: number } | null {
  const squares = (cell: AuditCell): number => (by === 'profit' ? cell.profitSquares : cell.amountSquares);
  const sum = all.reduce((total, cell) => total + cell[by], 0);
  const spread = Math.sqrt(all.reduce((total, cell) => total + squares(cell), 0));
  if (!(sum > auditRules.z * spread)) return null;
  const value = all.reduce((total, cell) => total + (some(cell) ? cell[by] : 0), 0) / sum;
  const squared = all.reduce((total, cell) => total + ((some(cell) ? 1 : 0) - value) ** 2 * squares(cell), 0);
  return { value, error: Math.sqrt(squared) / sum };
}

/** Months since year 0 of an ISO day; null for anything else. */
export function monthOf(iso: unknown): number | null {
  const found = typeof iso === 'string' ? /^(\d{4})-(\d{2})-\d{2}$/.exec(iso) : null;
  return found ? Number(found[1]) * 12 + Number(found[2]) - 1 : null;
}

/** The first day of a month counted from year 0. */
export function isoOfMonth(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
