import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import { type Period, asPeriod } from '#figures/words.ts';
import type { Badge, LensResult, Warning } from './definition.ts';

/** A finite number of a row; null for everything else. */
export function number(row: StatisticRow | undefined, key: string): number | null {
  const value = row?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A count of a row; 0 when it is missing. */
export function count(row: StatisticRow | undefined, key: string): number {
  return Math.max(0, number(row, key) ?? 0);
}

/** Currency units of a money column, which holds ten-thousandths; null when it is missing. */
export function money(row: StatisticRow | undefined, key: string): number | null {
  const value = number(row, key);
  return value === null ? null : value / 10_000;
}

/** The rows of a statistic by age or whatever `key` counts, in ascending order; rows without it are left out. */
export function rowsBy(statistics: StatisticTables, table: string, key: string): StatisticRow[] {
  const rows = (statistics[table] ?? []).filter((row) => number(row, key) !== null);
  return rows.sort((a, b) => number(a, key)! - number(b, key)!);
}

/** What every lens wants to know of the analysis, from statistic `profile`. */
export interface Facts {
  period: Period;
  currency: string | null;
  asOf: string | null;
  orders: number;
  customers: number;
  hasAmount: boolean;
  /** gross margin that was assumed, and for how many of the lines; null when costs are known for all */
  assumed: { margin: number; lines: number; of: number } | null;
  /** costs that no customer bears, in currency units */
  unallocated: number;
  /** costs booked to customers, in currency units */
  directCosts: number;
  /** costs of pools that drivers share out to customers, in currency units: profit that holds them is an estimate */
  sharedCosts: number;
  /** share of simulated steady buyers that the stage rule takes for declining at least once in 40 periods; null when not known */
  falseAlarm: number | null;
  /** customers whose beginning the file does not hold, so that the curves by age leave them out, as a warning of those curves */
  truncated: Warning[];
  warnings: Warning[];
}

/** Reads `profile`; without its row everything is unknown and nothing is assumed. */
export function factsOf(statistics: StatisticTables): Facts {
  const row = statistics.profile?.[0];
  const hasAmount = count(row, 'has_amount') === 1;
  const lines = count(row, 'lines');
  const assumedLines = hasAmount ? count(row, 'assumed_lines') : 0;
  const margin = number(row, 'margin');
  const truncated = count(row, 'left_truncated') === 1 ? count(row, 'left_truncated_customers') : 0;
  const unknown = count(row, 'unknown_buyer_lines');
  const falseAlarm = number(row, 'false_alarm');
  return {
    period: asPeriod(row?.period),
    currency: typeof row?.currency === 'string' ? row.currency : null,
    asOf: typeof row?.as_of === 'string' ? row.as_of : null,
    orders: count(row, 'orders'),
    customers: count(row, 'customers'),
    hasAmount,
    assumed: assumedLines > 0 && margin !== null ? { margin, lines: assumedLines, of: Math.max(lines, assumedLines) } : null,
    unallocated: money(row, 'unallocated_costs') ?? 0,
    directCosts: money(row, 'direct_costs') ?? 0,
    sharedCosts: money(row, 'shared_costs') ?? 0,
    falseAlarm,
    truncated: truncated > 0 ? [{ code: 'left-truncated', parameters: { customers: truncated } }] : [],
    warnings: [
      ...(count(row, 'indicative') === 1 ? [{ code: 'period-indicative', parameters: { falseAlarm: falseAlarm ?? -1 } }] : []),
      ...(unknown > 0 ? [{ code: 'unknown-buyers', parameters: { lines: unknown } }] : []),
    ],
  };
}

/** What the words of every lens need beside the shared part of its result. */
export interface Told extends LensResult {
  period: Period;
  asOf: string | null;
  /** the margin assumed where costs are unknown, null when nothing is assumed */
  assumedMargin: number | null;
  /** share of the lines whose cost is assumed, 0..1 */
  assumedShare: number;
  /** costs that no customer bears, in currency units */
  unallocated: number;
  /** share of simulated steady buyers that the stage rule takes for declining at least once in 40 periods; null when not known */
  falseAlarm: number | null;
}

/** The shared part of a result that stands on profit when `profit` says so; then the weakest of what profit holds lowers the badge: pools shared out by drivers are an estimate, an assumed margin is an assumption. */
export function told(facts: Facts, n: number, badge: Badge, profit: boolean): Told {
  const assumed = profit ? facts.assumed : null;
  const few = n > 0 && n < smallSamples.indicative ? [{ code: 'indicative', parameters: { n } }] : [];
  return {
    badge: assumed ? 'assumed' : profit && badge === 'measured' && facts.sharedCosts !== 0 ? 'estimated' : badge,
    n,
    period: facts.period,
    currency: facts.currency,
    asOf: facts.asOf,
    assumedMargin: assumed?.margin ?? null,
    assumedShare: assumed ? assumed.lines / assumed.of : 0,
    unallocated: profit ? facts.unallocated : 0,
    falseAlarm: facts.falseAlarm,
    warnings: [...facts.warnings, ...few],
    status: 'ready',
    reason: null,
  };
}

/** The same result as one that says why there is no figure; warnings about numbers that are not shown fall away. */
export function notReady<Result extends LensResult>(
  result: Result,
  status: 'too-little' | 'missing',
  code: string,
  parameters: Warning['parameters'] = {},
): Result {
  return { ...result, status, badge: 'unavailable', warnings: [], reason: { code, parameters } };
}

/** Risk set from which ages are shown: 20 customers; in a base of fewer than 30, where all is indicative, 10. */
export function smallestRiskSet(base: number, usual: number): number {
  return base < smallSamples.indicative ? smallSamples.suppressed : usual;
}
