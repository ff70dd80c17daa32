import { dayRange } from '#figures/linked.ts';
import { wilson } from '#numeric/wilson.ts';
import type { StatisticRow } from '#statistics/definition.ts';
import { count, money, number } from '../reading.ts';

export type CohortMeasure = 'retention' | 'orders' | 'amount' | 'profit' | 'cumulated';
export type CohortUnit = 'month' | 'quarter' | 'year';

/** Calendar months of a unit. */
export const unitMonths: Record<CohortUnit, number> = { month: 1, quarter: 3, year: 12 };

/** One cohort at one age. */
export interface CohortCell {
  /** first day of the cohort, ISO */
  cohort: string;
  age: number;
  /** first day of the stretch of the calendar in which the cohort has this age, ISO */
  calendar: string;
  /** customers of the cohort */
  n: number;
  /** those who ordered in the stretch */
  active: number;
  /** share who ordered, or per customer of the cohort: orders, or currency units */
  value: number;
  low: number | null;
  high: number | null;
  /** standard error of a mean; null for a share, and where one customer makes the cohort */
  error: number | null;
  /** the as-of date cuts the stretch */
  partial: boolean;
}

const z = 1.959963984540054;

/** The cells of one unit's rows, cohorts oldest first, ages ascending. Rows without a date are left out. */
export function cellsOf(rows: readonly StatisticRow[], measure: CohortMeasure, unit: CohortUnit): CohortCell[] {
  const sums = new Map<string, number>();
  return rows
    .filter((row) => typeof row.cohort === 'string' && monthIndex(row.cohort) !== null && count(row, 'n') > 0)
    .sort((a, b) => (a.cohort === b.cohort ? count(a, 'age') - count(b, 'age') : String(a.cohort) < String(b.cohort) ? -1 : 1))
    .map((row) => {
      const cohort = String(row.cohort);
      const [age, n] = [count(row, 'age'), count(row, 'n')];
      const active = Math.min(n, count(row, 'active'));
      sums.set(cohort, (sums.get(cohort) ?? 0) + (money(row, 'amount') ?? 0));
      const place = {
        cohort,
        age,
        calendar: isoOfMonth(monthIndex(cohort)! + age * unitMonths[unit]),
        n,
        active,
        partial: row.partial === 1,
      };
      if (measure === 'retention') {
        const range = wilson(active, n);
        return { ...place, value: active / n, low: range?.low ?? null, high: range?.high ?? null, error: null };
      }
      return { ...place, ...meanOf(row, measure, n, sums.get(cohort)!) };
    });
}

/** The mean per customer of the cohort with its standard error and 95 % interval (normal; customers are the unit). */
function meanOf(row: StatisticRow, measure: Exclude<CohortMeasure, 'retention'>, n: number, cumulated: number) {
  const sum = measure === 'cumulated' ? cumulated : measure === 'orders' ? count(row, 'orders') : (money(row, measure) ?? 0);
  const squares = number(row, `${measure}_squares`);
  const value = sum / n;
  const error = squares === null || n < 2 ? null : Math.sqrt(Math.max(0, squares - n * value ** 2) / (n - 1) / n);
  const half = error === null ? null : z * error;
  return { value, error, low: half === null ? null : value - half, high: half === null ? null : value + half };
}

/** The first day among `known` whose unit holds the beginning of a range of days; null where none does. */
export function chosenColumn(value: string, known: readonly string[], unit: CohortUnit): string | null {
  const range = dayRange(value);
  const month = range ? monthIndex(range.from) : null;
  if (month === null) return null;
  const first = isoOfMonth(Math.floor(month / unitMonths[unit]) * unitMonths[unit]);
  return known.includes(first) ? first : null;
}

function monthIndex(date: string): number | null {
  const found = /^(\d{4})-(\d{2})-\d{2}$/.exec(date);
  return found ? Number(found[1]) * 12 + Number(found[2]) - 1 : null;
}

function isoOfMonth(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}
