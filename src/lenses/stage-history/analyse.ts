import { correlationOf, differenceOf } from '#numeric/mover.ts';
import { wilson } from '#numeric/wilson.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

/** One stage at the end of one calendar period; `from` and `to` bound its area. */
export interface HistoryRow {
  at: number;
  day: string;
  stage: Stage;
  n: number;
  /** customers judged on that day */
  all: number;
  share: number;
  low: number;
  high: number;
  from: number;
  to: number;
}

export interface StageHistoryResult extends Told {
  rows: HistoryRow[];
  periodDays: number;
  /** the stable and the declining share on the last day and a year before it (nulls without such a day), and whether each surely rose or fell */
  change: Record<'S' | 'D', { now: HistoryRow; before: HistoryRow | null; verdict: 'rose' | 'fell' | 'same' | 'unknown' }> | null;
}

const days = { month: 30.4375, quarter: 91.3125, 'half-year': 182.625, year: 365.25 };

/** Shares of the stages among the judged customers at each calendar period end with at least ten of them. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): StageHistoryResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const counts = new Map<string, Map<string, number>>();
  for (const row of statistics.stage_history ?? []) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(row.day))) continue;
    const day = counts.get(String(row.day)) ?? new Map<string, number>();
    counts.set(String(row.day), day.set(String(row.stage), count(row, 'n')));
  }
  const judged = (day: ReadonlyMap<string, number>): number => stages.reduce((sum, stage) => sum + (day.get(stage) ?? 0), 0);
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, day]) => judged(day) >= smallSamples.suppressed)
    .flatMap(([day, of], at) => rowsOf(day, at, of, judged(of)));
  const last = rows.at(-1);
  const pairs = (statistics.stage_history ?? []).filter((row) => row.day === last?.day && number(row, 'judged_before') !== null);
  const result: StageHistoryResult = {
    ...told(facts, last?.all ?? 0, 'estimated', false),
    rows,
    periodDays: days[facts.period],
    change: last ? { S: changeOf(rows, last.day, 'S', pairs), D: changeOf(rows, last.day, 'D', pairs) } : null,
  };
  if (counts.size === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (new Set(rows.map(({ at }) => at)).size < 2)
    return notReady(result, 'too-little', 'few-customers', { have: last?.all ?? 0, need: smallSamples.suppressed });
  return result;
}

function rowsOf(day: string, at: number, of: ReadonlyMap<string, number>, all: number): HistoryRow[] {
  let from = 0;
  return stages.map((stage) => {
    const n = of.get(stage) ?? 0;
    const range = wilson(n, all)!;
    const row = { at, day, stage, n, all, share: n / all, low: range.low, high: range.high, from, to: from + n / all };
    from = row.to;
    return row;
  });
}

/**
 * The share now against the one a year before, or nothing where no day of a year before is there; sure where the interval of their difference leaves 0 out.
 * Customers judged on both days tie the two shares together: the interval is that of a paired difference as far as they are the same.
 */
function changeOf(
  rows: readonly HistoryRow[],
  last: string,
  stage: 'S' | 'D',
  pairs: readonly StatisticRow[],
): NonNullable<StageHistoryResult['change']>['S'] {
  const now = rows.find((row) => row.day === last && row.stage === stage)!;
  const year = `${Number(last.slice(0, 4)) - 1}${last.slice(4, 7)}`;
  const before = rows.find((row) => row.day.startsWith(year) && row.stage === stage) ?? null;
  const bounded = ({ share: value, low, high }: HistoryRow) => ({ value, low, high });
  const change = before && differenceOf(bounded(before), bounded(now), tied(before, now, pairs));
  const verdict = !change ? 'unknown' : change.low > 0 ? 'rose' : change.high < 0 ? 'fell' : 'same';
  return { now, before, verdict };
}

/** How far the two shares go together; 0, as if all customers were other ones, where it is not known who was judged on both days. */
function tied(before: HistoryRow, now: HistoryRow, pairs: readonly StatisticRow[]): number {
  const own = pairs.find((row) => row.stage === now.stage);
  const n = Math.min(
    before.all,
    pairs.reduce((sum, row) => sum + count(row, 'judged_before'), 0),
  );
  const again = { n, from: Math.min(n, before.n), to: Math.min(n, count(own, 'judged_before')), stayed: count(own, 'stayed') };
  return correlationOf({ from: { k: before.n, n: before.all }, to: { k: now.n, n: now.all }, again });
}
