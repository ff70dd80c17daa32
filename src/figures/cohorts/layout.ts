import type { FigureRow } from '../definition.ts';
import { textWidth } from '../labels.ts';
import { monthsName } from '../linked.ts';
import { at } from '../rows.ts';
import type { Period } from '../words.ts';

export type CohortsOptions = {
  measure: 'retention' | 'orders' | 'amount' | 'profit' | 'cumulated';
  unit: Extract<Period, 'month' | 'quarter' | 'year'>;
  /** calendar months of the unit */
  months: number;
  cohorts: { cohort: string; n: number }[];
  chosen: { cohort: string | null; age: number | null; calendar: string | null };
  remark: string | null;
};

/** Where rows, columns and diagonals stand; a cohort that is left out keeps its row, so that diagonals stay straight. */
export function layout(rows: readonly FigureRow[], { cohorts, months }: CohortsOptions) {
  const first = monthIndex(cohorts[0]?.cohort ?? '');
  const rowOf = (cohort: string): number => (monthIndex(cohort) - first) / months;
  const last = Math.max(0, ...rows.map((row) => at(row, 'age') ?? 0));
  const height = cohorts.length === 0 ? 1 : rowOf(cohorts[cohorts.length - 1]!.cohort) + 1;
  const days = [...new Set(rows.map((row) => String(row.calendar)))].sort();
  return {
    rowOf,
    height,
    columns: last + 1,
    ages: Array.from({ length: last + 1 }, (_, age) => age),
    calendars: days.map((calendar) => ({ calendar, x: rowOf(calendar) + 1 })),
  };
}

/** True where a cell lies in what is chosen; everything does while nothing is. */
export function isChosen(row: FigureRow, { cohort, age, calendar }: CohortsOptions['chosen']): boolean {
  return (
    (cohort === null || row.cohort === cohort) &&
    (age === null || at(row, 'age') === age) &&
    (calendar === null || row.calendar === calendar)
  );
}

/** Pixels at both sides: the names of the cohorts, with their customers where there is room, and half of the last name under the columns. */
export function marginsOf({ cohorts, months }: CohortsOptions, phone: boolean): { left: number; right: number } {
  const names = cohorts.map(({ cohort }) => textWidth(monthsName(cohort, months), 12));
  return { left: Math.ceil(Math.max(40, ...names) + (phone ? 14 : 58)), right: 16 };
}

/** Months since year 0 of an ISO day. */
export function monthIndex(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}
