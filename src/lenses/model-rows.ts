import { dayRange, everyone, monthsName } from '#figures/linked.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import type { Warning } from './definition.ts';
import { number } from './reading.ts';

/** Rows of a statistic of the value models for everybody or for the cohort that a person chose. */
export interface CohortRows {
  rows: StatisticRow[];
  /** the name of that cohort, a quarter or a year; null for everybody */
  cohort: string | null;
}

/** The rows of a table whose column `cohort` is 'all' or the first day of a quarter or a year. A chosen range stands for the one in which it begins; where the table has none, everybody. */
export function rowsOfCohort(statistics: StatisticTables, table: string, link: unknown): CohortRows {
  const rows = statistics[table] ?? [];
  const all = { rows: rows.filter((row) => row.cohort === everyone), cohort: null };
  const range = dayRange(link);
  if (!range) return all;
  const names = [...new Set(rows.map((row) => String(row.cohort)))].filter((name) => /^\d{4}-\d{2}-01$/.test(name)).sort();
  const months = names.every((name) => name.slice(5, 7) === '01') ? 12 : 3;
  const found = names.findLast((name) => name <= range.from);
  if (found === undefined || monthIndex(range.from) - monthIndex(found) >= months) return all;
  return { rows: rows.filter((row) => row.cohort === found), cohort: monthsName(found, months) };
}

/** Why the value models have nothing to say, from statistic `purchase_fits`; null where it gives no reason. */
export function fitReason(statistics: StatisticTables): Warning | null {
  const reasons = (statistics.purchase_fits ?? []).filter((row) => row.sample === 'calibration' || row.sample === 'all');
  const code = reasons.find((row) => typeof row.reason === 'string' && row.model !== 'gamma-gamma')?.reason;
  return typeof code === 'string' && code.startsWith('clv-') ? { code, parameters: {} } : null;
}

/** Ids of the models of rows, in their order, each once. */
export function modelsOf(rows: readonly StatisticRow[]): string[] {
  return [...new Set(rows.flatMap((row) => (typeof row.model === 'string' ? [row.model] : [])))];
}

/** A number of a row that is at least 0; 0 when it is missing. */
export function atLeastZero(row: StatisticRow | undefined, key: string): number {
  return Math.max(0, number(row, key) ?? 0);
}

function monthIndex(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}
