import { panelRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';
import type { Table } from '#table/table.ts';
import { scratch } from './scratch.ts';

/** One calendar month of the base. */
export interface MonthSum {
  /** year · 12 + month − 1 */
  month: number;
  amount: number;
}

/** The season of one calendar month: mean 1 over the year; `n` ratios in which it was seen. */
export interface Season {
  /** 1 = January */
  month: number;
  index: number;
  /** whole years of the file */
  years: number;
  n: number;
}

/** Amounts of orders by calendar month, only whole months of the file, ascending. */
export function monthSums(asOf: string): Sql {
  const month = (day: Sql): Sql => sql`CAST(year(${day}) * 12 + month(${day}) - 1 AS INTEGER)`;
  return sql`SELECT ${month(sql`day`)} AS month, CAST(sum(sale_amount) AS DOUBLE) AS amount FROM ${scratch.days} WHERE is_order = 1
      AND day >= (SELECT CASE WHEN day(min(day)) <= ${panelRules.firstMonthStarts} THEN min(day) ELSE last_day(min(day)) + 1 END FROM ${scratch.days} WHERE is_order = 1)
      AND day < date_trunc('month', CAST(${asOf} AS DATE) + 1)
    GROUP BY 1 HAVING sum(sale_amount) > 0 ORDER BY 1`;
}

/**
 * Seasonal indices by calendar month: ratios of the months' amounts to their centred 2×12 moving average, averaged by calendar month and scaled to
 * mean 1. Null with fewer than two whole years, or where a month in between has no amount: then nothing is deseasonalised.
 * Source: classical multiplicative decomposition (ratio to moving average); rule M01 of the specification.
 */
export function seasonalIndices(sums: readonly MonthSum[]): Season[] | null {
  const years = Math.floor(sums.length / 12);
  const [first] = sums;
  if (!first || years < panelRules.seasonalYears || sums.some(({ month }, index) => month !== first.month + index)) return null;
  const ratios: number[][] = Array.from({ length: 12 }, () => []);
  for (let at = 6; at + 6 < sums.length; at++) {
    const around =
      sums.slice(at - 6, at + 7).reduce((sum, { amount }, index) => sum + (index === 0 || index === 12 ? amount / 2 : amount), 0) / 12;
    ratios[sums[at]!.month % 12]!.push(sums[at]!.amount / around);
  }
  const raw = ratios.map((list) => mean(list));
  const level = mean(raw);
  return raw.map((index, month) => ({ month: month + 1, index: index / level, years, n: ratios[month]!.length }));
}

/** The table `seasonality`: month 1..12, index, years, n; no rows where nothing is known of seasons. */
export function seasonalityTable(seasons: readonly Season[]): Table {
  const column = (name: keyof Season) => ({ name, kind: 'number' as const, values: seasons.map((season) => season[name]) });
  return { rowCount: seasons.length, columns: [column('month'), column('index'), column('years'), column('n')] };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
