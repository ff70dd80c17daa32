import { wilson } from '#numeric/wilson.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type AuditMeasure, type Bounds, type Stretch, bounds, stretchOf, total } from '../audit-reading.ts';
import { type Told, count, factsOf, notReady, told } from '../reading.ts';
import { type FactorPart, factorsOf } from './factors.ts';

export type AuditTwoPeriodsOptions = { by: AuditMeasure; view: 'moves' | 'factors' | 'tenths' };

/** What became of customers from one stretch to the next; `idle`: no order in either, but money back or a cost. */
export const auditMoves = ['new', 'returned', 'up', 'down', 'lost', 'idle'] as const;
export type AuditMove = (typeof auditMoves)[number];

/** The customers of a move and their money in both stretches, in currency units; the change with its interval. */
export interface MoveGroup extends Bounds {
  move: AuditMove;
  n: number;
  before: number;
  now: number;
}

/** The way from a tenth to a tenth: share of those who stood in the first. */
export interface TenthMove {
  row: string;
  column: string;
  n: number;
  of: number;
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface AuditTwoPeriodsResult extends Told {
  by: AuditMeasure;
  view: AuditTwoPeriodsOptions['view'];
  stretch: Stretch | null;
  before: number;
  now: number;
  change: Bounds | null;
  /** customers with an order in the stretches */
  customersBefore: number;
  customersNow: number;
  /** of those who ordered before, the share who ordered again */
  kept: Bounds | null;
  moves: MoveGroup[];
  factors: FactorPart[];
  cells: TenthMove[];
  /** of the best tenth: share who are in it again, and who did not order */
  best: { again: Bounds; gone: Bounds } | null;
}

/** What changed from one stretch of time to the next, by customers, factors and tenths. Lens 2 of the audit. */
export function analyse(statistics: StatisticTables, { by, view }: AuditTwoPeriodsOptions, signal: AbortSignal): AuditTwoPeriodsResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const stretch = stretchOf(statistics);
  const moment = statistics.audit_moments?.[0];
  const rows = (statistics.audit_moves ?? []).filter((row) => row.measure === by && count(row, 'n') > 0);
  const moves = auditMoves.map((move) => groupOf(rows, move, by)).filter(({ n }) => n > 0);
  const [customersBefore, customersNow] = [count(moment, 'active_before'), count(moment, 'active_now')];
  const kept = moves.filter(({ move }) => move === 'up' || move === 'down').reduce((sum, { n }) => sum + n, 0);
  const n = moves.filter(({ move }) => move !== 'idle').reduce((sum, group) => sum + group.n, 0);
  const [before, now] = [total(rows, `${by}_before`) / 10_000, total(rows, `${by}_now`) / 10_000];
  const cells = cellsOf(rows);
  const cell = (column: string): Bounds | null => {
    const found = cells.find((one) => one.row === '1' && one.column === column);
    return found && found.value !== null ? { value: found.value, low: found.low, high: found.high } : null;
  };
  const [again, gone] = [cell('1'), cell('none')];
  const factors = factorsOf(moment, by);
  const result: AuditTwoPeriodsResult = {
    ...told(facts, n, 'measured', by === 'profit'),
    by,
    view: view === 'factors' && factors.length === 0 ? 'moves' : view,
    stretch,
    before,
    now,
    change: rows.length > 0 ? bounds(now - before, Math.sqrt(total(rows, 'squares'))) : null,
    customersBefore,
    customersNow,
    kept: customersBefore > 0 && kept <= customersBefore ? { value: kept / customersBefore, ...wilson(kept, customersBefore)! } : null,
    moves,
    factors,
    cells,
    best: again && gone ? { again, gone } : null,
  };
  const silent = { ...result, moves: [], cells: [], factors: [] };
  if (facts.orders === 0 && n === 0) return notReady(silent, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(silent, 'missing', 'amount-missing');
  if (!stretch || rows.length === 0) return notReady(silent, 'too-little', 'audit-short');
  const have = Math.min(customersBefore, customersNow);
  if (have < smallSamples.suppressed) return notReady(silent, 'too-little', 'few-customers', { have, need: smallSamples.suppressed });
  return result;
}

/** The sum of squares of single changes is the variance of their sum when customers are drawn by Poisson weights of mean 1. */
function groupOf(rows: readonly StatisticRow[], move: AuditMove, by: AuditMeasure): MoveGroup {
  const own = rows.filter((row) => row.move === move);
  const [before, now] = [total(own, `${by}_before`) / 10_000, total(own, `${by}_now`) / 10_000];
  return { move, n: total(own, 'n'), before, now, ...bounds(now - before, Math.sqrt(total(own, 'squares'))) };
}

/** Where the customers of each tenth stand in the next stretch; tenths of fewer than ten are kept silent (C15). */
function cellsOf(rows: readonly StatisticRow[]): TenthMove[] {
  const tenths = Array.from({ length: 10 }, (_, i) => String(i + 1));
  return tenths.flatMap((row) => {
    const own = rows.filter(({ tenth_before: tenth }) => tenth === row);
    const of = total(own, 'n');
    if (of === 0) return [];
    return [...tenths, 'none'].map((column) => {
      const n = total(
        own.filter(({ tenth_now: tenth }) => tenth === column),
        'n',
      );
      const range = of >= smallSamples.suppressed ? wilson(n, of) : null;
      return { row, column, n, of, value: range ? n / of : null, low: range?.low ?? null, high: range?.high ?? null };
    });
  });
}
