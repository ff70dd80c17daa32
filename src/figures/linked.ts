import { m } from '#i18n/messages.ts';
import type { FigurePoint, FigureRow } from './definition.ts';
import { nthPeriod, type Period } from './words.ts';

/** The value of a link that narrows nothing. */
export const everyone = 'all';

/** Whole calendar months from the first to the last day, ISO. */
export interface DayRange {
  from: string;
  to: string;
}

/** The days of a link such as `2021-07-01/2021-09-30`; null for `all` and for anything that is none. */
export function dayRange(value: unknown): DayRange | null {
  const found = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(value) : null;
  return found && found[1]! <= found[2]! ? { from: found[1]!, to: found[2]! } : null;
}

/** The months of a relationship of a link such as `6/8`, counted from 0 at the month of the first order; null for `all` and for anything that is none. */
export function monthRange(value: unknown): { from: number; to: number } | null {
  const found = typeof value === 'string' ? /^(\d{1,4})\/(\d{1,4})$/.exec(value) : null;
  return found && Number(found[1]) <= Number(found[2]) ? { from: Number(found[1]), to: Number(found[2]) } : null;
}

/** The last day of so many months from the first day of a month, ISO; the day itself when it is none. */
export function lastDay(first: string, months: number): string {
  const time = Date.parse(`${first}T00:00:00Z`);
  if (Number.isNaN(time)) return first;
  const day = new Date(time);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 0)).toISOString().slice(0, 10);
}

/** Months as they are written: 2024-03, 2024 Q1, 2024 H1, 2024, 2024–2025. */
export function monthsName(first: string, months: number): string {
  const [year, month] = [first.slice(0, 4), Number(first.slice(5, 7))];
  if (months === 3) return `${year} Q${Math.floor((month - 1) / 3) + 1}`;
  if (months === 6) return `${year} H${month > 6 ? 2 : 1}`;
  if (months === 12) return year;
  return months > 12 ? `${year}–${String(Number(year) + months / 12 - 1)}` : first.slice(0, 7);
}

/** The name of the months of a range of days. */
export function rangeName({ from, to }: DayRange): string {
  return monthsName(from, monthIndex(to) - monthIndex(from) + 1);
}

/** The name of an age range in months, "Quarter 3" for 6 to 8; the months where they make no period. */
export function ageName({ from, to }: { from: number; to: number }): string {
  const periods: Record<number, Period> = { 1: 'month', 3: 'quarter', 6: 'half-year', 12: 'year' };
  const length = to - from + 1;
  const period = periods[length];
  return period && from % length === 0 ? nthPeriod(from / length, period) : m.figures_months_range({ from: from + 1, to: to + 1 });
}

/** The words of the value of a link: a cohort, an age or a stretch of the calendar; any other value as it stands. */
export function linkedWords(value: unknown): string {
  const days = dayRange(value);
  if (days) return rangeName(days);
  const months = monthRange(value);
  return months ? ageName(months) : String(value);
}

/** What choosing a mark of a cohort sets, by the days of its first orders (columns `first` and `last`); nothing where they are not known. */
export function cohortLink({ first, last }: FigureRow, set: string | null): Pick<FigurePoint, 'sets' | 'chosen'> {
  if (typeof first !== 'string' || typeof last !== 'string') return {};
  const cohort = `${first}/${last}`;
  return { sets: { cohort }, chosen: cohort === set };
}

/** What takes a chosen cohort back; null while none is. */
export function cohortBack(set: string | null | undefined): Readonly<Record<string, string>> | null {
  return set ? { cohort: everyone } : null;
}

function monthIndex(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}
