import { auditRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type AuditCell, auditCells, cellShare } from '../audit-cells.ts';
import { type AuditMeasure, type Bounds, bounds } from '../audit-reading.ts';
import { type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export type AuditBaseOptions = { by: AuditMeasure };

/** What the customers won in a year bring in a year; `cohort` null: start unknown. Months counted from year 0. */
export interface BaseSum {
  cohort: number | null;
  calendar: number;
  active: number;
  value: number;
  partial: boolean;
}

/** The next twelve months of those who are customers today. Money in the measure. */
export interface Ahead {
  value: Bounds;
  /** of what the last 365 days brought */
  share: number | null;
  /** customers valued, and purchases expected of them */
  customers: number;
  orders: number;
  /** part of the last 365 days that customers brought who were won in them (amount) */
  won: number | null;
}

export interface AuditBaseResult extends Told {
  by: AuditMeasure;
  sums: BaseSum[];
  joinedTo: number | null;
  /** the last whole year after the first of the file (in which nobody can be older), and the share of it that customers brought who were won in earlier years */
  year: number | null;
  older: Bounds | null;
  /** the whole years, oldest first */
  years: { calendar: number; value: number; active: number }[];
  ahead: Ahead | null;
  /** why nothing is said of the time ahead (code of the value model); null where it is */
  unknown: string | null;
}

/** The whole base: who brought each year, and how much of the next year today's customers would bring. Lens 5 of the audit. */
export function analyse(statistics: StatisticTables, { by }: AuditBaseOptions, signal: AbortSignal): AuditBaseResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { cells: all, unit } = auditCells(statistics, 'year');
  const cells = unit === 'year' ? all : [];
  const { sums, joinedTo } = sumsOf(cells, by);
  const n = [...new Map(cells.map(({ cohort, n: size }) => [cohort, size])).values()].reduce((sum, size) => sum + size, 0);
  const whole = sums.filter(({ partial }) => !partial);
  const latest = Math.max(...whole.map(({ calendar }) => calendar));
  const year = latest > Math.min(...sums.map(({ calendar }) => calendar)) ? latest : null;
  const share = cellShare(
    cells.filter(({ calendar }) => calendar === year),
    ({ cohort }) => cohort === null || cohort < year!,
    by,
  );
  const ahead = facts.hasAmount ? aheadOf(statistics, by) : null;
  const result: AuditBaseResult = {
    ...told(facts, n, ahead ? 'estimated' : 'measured', by === 'profit'),
    by,
    sums,
    joinedTo,
    year,
    older: share && bounds(share.value, share.error),
    years: [...new Set(whole.map(({ calendar }) => calendar))].map((calendar) => {
      const own = whole.filter((sum) => sum.calendar === calendar);
      return { calendar, value: own.reduce((sum, { value }) => sum + value, 0), active: own.reduce((sum, { active }) => sum + active, 0) };
    }),
    ahead,
    unknown: ahead ? null : String(statistics.audit_outlook?.[0]?.reason ?? 'clv-fit'),
  };
  const silent = { ...result, sums: [] };
  if (facts.orders === 0 && n === 0) return notReady(silent, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(silent, 'missing', 'amount-missing');
  if (n < smallSamples.suppressed) return notReady(silent, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}

function sumsOf(cells: readonly AuditCell[], by: AuditMeasure): { sums: BaseSum[]; joinedTo: number | null } {
  const starts = [...new Set(cells.flatMap(({ cohort }) => (cohort === null ? [] : cohort)))].sort((a, b) => a - b);
  const oldest = starts[Math.max(0, starts.length - auditRules.bands)] ?? 0;
  const found = new Map<string, BaseSum>();
  for (const cell of cells) {
    const cohort = cell.cohort === null ? null : Math.max(oldest, cell.cohort);
    const key = `${String(cohort)} ${cell.calendar}`;
    const sum = found.get(key) ?? { cohort, calendar: cell.calendar, active: 0, value: 0, partial: cell.partial };
    sum.active += cell.active;
    sum.value += cell[by];
    found.set(key, sum);
  }
  const sums = [...found.values()].sort((a, b) => a.calendar - b.calendar || (a.cohort ?? -1) - (b.cohort ?? -1));
  return { sums, joinedTo: starts.length > auditRules.bands ? oldest : null };
}

/**
 * Expected purchases of 365 days × expected spend, summed over customers; for profit × the margin of the base. The interval holds who the customers are (Poisson weights) and the
 * parameters, which all share and whose relative error is taken from the values by customer. Null without a fitted model.
 */
function aheadOf(statistics: StatisticTables, by: AuditMeasure): Ahead | null {
  const row = statistics.audit_outlook?.[0];
  const [amount, margin, orders] = [money(row, 'amount'), number(row, 'margin'), number(row, 'orders')];
  if (amount === null || orders === null || amount <= 0 || orders < 0 || (by === 'profit' && margin === null)) return null;
  const factor = by === 'profit' ? margin! : 1;
  const relative = number(row, 'error');
  const error =
    relative === null ? null : Math.abs(factor) * Math.hypot(Math.sqrt(Math.max(0, number(row, 'squares') ?? 0)), relative * amount);
  const [last, won, sold] = [money(row, by === 'profit' ? 'profit_12' : 'amount_12'), money(row, 'amount_new'), money(row, 'amount_12')];
  return {
    value: bounds(amount * factor, error),
    share: last !== null && last > 0 ? (amount * factor) / last : null,
    customers: count(row, 'customers'),
    orders,
    won: won !== null && sold !== null && sold > 0 ? won / sold : null,
  };
}
