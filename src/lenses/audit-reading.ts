import { auditRules } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { count } from './reading.ts';

/** What customers are ranked by and money is summed as. */
export type AuditMeasure = 'profit' | 'amount';

/** The two last stretches of whole months. */
export interface Stretch {
  /** months of each: 12, 6, 3 or 1 */
  months: number;
  /** ISO days: first of the earlier one, first and last of the later one */
  beforeFrom: string;
  from: string;
  to: string;
}

/** An estimate with its 95 % interval, nulls where there is none. */
export interface Bounds {
  value: number;
  low: number | null;
  high: number | null;
}

/** The stretches of `audit_moments`; null where the file is shorter than two months. */
export function stretchOf(statistics: StatisticTables): Stretch | null {
  const row = statistics.audit_moments?.[0];
  const months = count(row, 'months');
  const [beforeFrom, from, to] = ['before_from', 'now_from', 'now_to'].map((name) => row?.[name]);
  if (![1, 3, 6, 12].includes(months) || !isDay(beforeFrom) || !isDay(from) || !isDay(to)) return null;
  return { months, beforeFrom, from, to };
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** A value with the interval that its standard error makes (normal); no interval without one. */
export function bounds(value: number, error: number | null): Bounds {
  if (error === null || !Number.isFinite(error)) return { value, low: null, high: null };
  return { value, low: value - auditRules.z * error, high: value + auditRules.z * error };
}

/** True where the interval leaves 0 out. */
export function isSure({ low, high }: Bounds): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}

/** Sums of columns over rows; rows without a value count as 0. */
export function total(rows: readonly StatisticRow[], name: string): number {
  return rows.reduce((sum, row) => sum + (typeof row[name] === 'number' && Number.isFinite(row[name]) ? row[name] : 0), 0);
}
