import { groupShares } from '#numeric/group-share.ts';
import { wilson } from '#numeric/wilson.ts';
import { auditRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type AuditMeasure, type Bounds, type Stretch, bounds, stretchOf, total } from '../audit-reading.ts';
import { type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export type AuditPeriodOptions = { by: AuditMeasure; view: 'tenths' | 'orders' | 'spend' };

/** Customers who are alike in rank, orders or spend, and what they brought. Money in currency units. */
export interface AuditGroup {
  /** the first tenth, the number of orders, or the power of 2 at which the spend begins (-1000: nothing or less) */
  key: number;
  n: number;
  /** share of the measure (view tenths) or of the customers (other views) */
  share: Bounds | null;
  /** share of the measure that the group brings */
  brings: number | null;
  orders: number;
  value: number | null;
  margin: number | null;
  mean: number | null;
}

export interface AuditPeriodResult extends Told {
  by: AuditMeasure;
  view: AuditPeriodOptions['view'];
  stretch: Stretch | null;
  /** tenths that a group holds: 1 with a hundred customers or more, then 2, then 5 */
  joined: number;
  groups: AuditGroup[];
  /** the best group against the others: orders per customer, amount per order */
  timesOrders: number | null;
  timesValue: number | null;
  /** amount: of the middle customer, and the mean */
  median: number | null;
  mean: Bounds | null;
  /** money of customers without an order in the stretch, in the measure */
  idle: number;
}

/** How different are the customers of one stretch of time? Lens 1 of the audit (C15: tenths are joined while they would hold fewer than ten). */
export function analyse(statistics: StatisticTables, { by, view }: AuditPeriodOptions, signal: AbortSignal): AuditPeriodResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const stretch = stretchOf(statistics);
  const tenths = rowsOf(statistics, by);
  const n = total(tenths, 'n');
  const joined = n >= 10 * smallSamples.suppressed ? 1 : n >= 5 * smallSamples.suppressed ? 2 : 5;
  const groups = view === 'tenths' ? ranked(tenths, by, joined) : distributed(statistics, view, by);
  const best = groups[0];
  const rest = groups.slice(1);
  const [restN, restOrders] = [rest.reduce((sum, group) => sum + group.n, 0), rest.reduce((sum, group) => sum + group.orders * group.n, 0)];
  const restAmount = rest.reduce((sum, group) => sum + (group.value ?? 0) * group.orders * group.n, 0);
  const spend = spendOf(rowsOf(statistics, 'amount'));
  const result: AuditPeriodResult = {
    ...told(facts, n, 'measured', by === 'profit'),
    by,
    view,
    stretch,
    joined,
    groups,
    timesOrders: view === 'tenths' && best && restOrders > 0 ? best.orders / (restOrders / restN) : null,
    timesValue: view === 'tenths' && best?.value && restOrders > 0 && restAmount > 0 ? best.value / (restAmount / restOrders) : null,
    ...spend,
    idle: (money(sumsOf(statistics), by) ?? 0) - total(tenths, by) / 10_000,
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady({ ...result, groups: [] }, 'missing', 'amount-missing');
  if (!stretch) return notReady({ ...result, groups: [] }, 'too-little', 'audit-short');
  if (n < smallSamples.suppressed)
    return notReady({ ...result, groups: [] }, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (view === 'tenths' && groups.some(({ share }) => share === null))
    return notReady({ ...result, groups: [] }, 'too-little', 'profit-near-zero');
  return result;
}

/** The sum over all customers, in ten-thousandths as statistics have it. */
function sumsOf(statistics: StatisticTables): StatisticRow {
  const row = statistics.audit_moments?.[0];
  const scaled = (name: string): number => (number(row, name) ?? 0) * 10_000;
  return { amount: scaled('amount_now'), profit: scaled('profit_now') };
}

function rowsOf(statistics: StatisticTables, by: AuditMeasure): StatisticRow[] {
  return (statistics.audit_tenths ?? [])
    .filter((row) => row.period === 'now' && row.measure === by && tenthOf(row) >= 1 && tenthOf(row) <= 10 && count(row, 'n') > 0)
    .sort((a, b) => tenthOf(a) - tenthOf(b));
}

function tenthOf(row: StatisticRow): number {
  return Math.round(Number(row.tenth ?? NaN));
}

/** Tenths by rank, joined where they would be too small. */
function ranked(rows: readonly StatisticRow[], by: AuditMeasure, joined: number): AuditGroup[] {
  const found = new Map<number, StatisticRow[]>();
  for (const row of rows) {
    const first = Math.floor((tenthOf(row) - 1) / joined) * joined + 1;
    found.set(first, [...(found.get(first) ?? []), row]);
  }
  const groups = [...found];
  const sized = groups.map(([, own]) => ({
    n: total(own, 'n'),
    sum: total(own, by) / 10_000,
    squares: total(own, 'squares'),
    least: Math.min(...own.map((row) => money(row, 'least') ?? 0)),
    most: Math.max(...own.map((row) => money(row, 'most') ?? 0)),
  }));
  const shares = groupShares(sized);
  return groups.map(([key, own], i) => {
    const share = shares[i] ?? null;
    return { key, ...means(own, by), share: share && bounds(share.share, share.error), brings: share?.share ?? null };
  });
}

/** Customers by their number of orders, or by spend in steps that double. */
function distributed(statistics: StatisticTables, part: 'orders' | 'spend', by: AuditMeasure): AuditGroup[] {
  const rows = (statistics.audit_distribution ?? []).filter((row) => row.period === 'now' && row.part === part && count(row, 'n') > 0);
  const [all, sum] = [total(rows, 'n'), total(rows, by)];
  const keyed = new Map<number, StatisticRow[]>();
  for (const row of rows) {
    const key = number(row, 'bin') ?? -1000;
    keyed.set(key, [...(keyed.get(key) ?? []), row]);
  }
  return [...keyed]
    .sort(([a], [b]) => a - b)
    .map(([key, own]) => {
      const n = total(own, 'n');
      const range = wilson(n, all);
      return {
        key,
        ...means(own, by),
        share: { value: n / all, low: range?.low ?? null, high: range?.high ?? null },
        brings: sum > 0 ? total(own, by) / sum : null,
      };
    });
}

/** Means of a group; none where fewer than ten customers stand behind them (C15), save for ranks, which are joined instead. */
function means(rows: readonly StatisticRow[], by: AuditMeasure): Pick<AuditGroup, 'n' | 'orders' | 'value' | 'margin' | 'mean'> {
  const [n, orders] = [total(rows, 'n'), total(rows, 'orders')];
  const [amount, profit] = [total(rows, 'amount') / 10_000, total(rows, 'profit') / 10_000];
  return {
    n,
    orders: n > 0 ? orders / n : 0,
    value: orders > 0 ? amount / orders : null,
    margin: amount > 0 && n >= smallSamples.suppressed ? profit / amount : null,
    mean: n >= smallSamples.suppressed ? (by === 'profit' ? profit : amount) / n : null,
  };
}

/** What the middle customer spends, and the mean with its interval. */
function spendOf(rows: readonly StatisticRow[]): { median: number | null; mean: Bounds | null } {
  const [n, sum, squares] = [total(rows, 'n'), total(rows, 'amount') / 10_000, total(rows, 'squares')];
  if (n < 2) return { median: null, mean: null };
  const [above, below] = [5, 6].map((tenth) => rows.find((row) => tenthOf(row) === tenth));
  const [least, most] = [money(above, 'least'), money(below, 'most')];
  const mean = sum / n;
  const half = auditRules.z * Math.sqrt(Math.max(0, squares - n * mean ** 2) / (n - 1) / n);
  return {
    median: least === null || most === null ? null : (least + most) / 2,
    mean: { value: mean, low: mean - half, high: mean + half },
  };
}
