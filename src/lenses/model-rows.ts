import { type DayRange, dayRange, everyone, lastDay, linkedWords, monthsName } from '#figures/linked.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import type { Warning } from './definition.ts';
import { number } from './reading.ts';

/** Rows of a statistic of the value models for everybody or for the cohort that a person chose. */
export interface CohortRows {
  rows: StatisticRow[];
  /** the name of that cohort, a quarter or a year; null for everybody */
  cohort: string | null;
  /** its first and its last day; null for everybody */
  days: DayRange | null;
  /** the chosen range where other customers stand for it: a longer stretch, or everybody */
  warnings: Warning[];
}

/** The rows of a table whose column `cohort` is 'all' or the first day of a quarter or a year. A chosen range stands for the one in which it begins; where the table has none, everybody. */
export function rowsOfCohort(statistics: StatisticTables, table: string, link: unknown): CohortRows {
  const rows = statistics[table] ?? [];
  const all = { rows: rows.filter((row) => row.cohort === everyone), cohort: null, days: null, warnings: [] };
  const range = dayRange(link);
  if (!range) return all;
  const names = [...new Set(rows.map((row) => String(row.cohort)))].filter((name) => /^\d{4}-\d{2}-01$/.test(name)).sort();
  const months = monthsOf(names);
  const found = names.findLast((name) => name <= range.from);
  const asked = linkedWords(link);
  if (found === undefined || monthIndex(range.from) - monthIndex(found) >= months)
    return { ...all, warnings: [{ code: 'cohort-everybody', parameters: { asked } }] };
  const cohort = monthsName(found, months);
  const days = { from: found, to: lastDay(found, months) };
  const same = days.from === range.from && days.to === range.to;
  const warnings = same ? [] : [{ code: 'cohort-other', parameters: { asked, cohort } }];
  return { rows: rows.filter((row) => row.cohort === found), cohort, days, warnings };
}

/** Months of each of the cohorts that tables of the value models name by their first days: a quarter's, or a year's where all begin in January. */
export function monthsOf(cohorts: readonly string[]): number {
  return cohorts.every((name) => name.slice(5, 7) === '01') ? 12 : 3;
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

/** Codes of the models of the leaderboard that a picture of counts or of weeks cannot hold: the one of opportunities always, the one of regular timing where it is the MBG/NBD (k = 1). */
export function absentModels(statistics: StatisticTables): string[] {
  const k = (statistics.purchase_fits ?? []).find(({ sample, parameter }) => sample === 'calibration' && parameter === 'k');
  return [...(number(k, 'estimate') === 1 ? ['regular'] : []), 'opportunities'];
}

/** A number of a row that is at least 0; 0 when it is missing. */
export function atLeastZero(row: StatisticRow | undefined, key: string): number {
  return Math.max(0, number(row, key) ?? 0);
}

function monthIndex(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}
