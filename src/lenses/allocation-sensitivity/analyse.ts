import { wilson } from '#numeric/wilson.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export interface AllocationSensitivityResult extends Told {
  /** rank correlation of the profits under both allocations with its 95 % interval; null where one does not vary */
  rho: number | null;
  rhoLow: number | null;
  rhoHigh: number | null;
  /** customers who gain by one and lose by the other, and their share with its 95 % interval */
  changing: number;
  changingShare: number;
  changingLow: number | null;
  changingHigh: number | null;
  /** customers below zero by each */
  losingByAmount: number;
  losingByActivity: number;
  /** costs that belong to no customer, and what moves between customers; currency units */
  pools: number;
  moved: number;
  /** customers in all; `n` of them were compared */
  customers: number;
  /** profit per customer by amount (x) and by activity (y) */
  dots: { customer_id: string | null; n: number; x: number; y: number }[];
}

/** How far the profit of customers depends on the driver that costs are shared by. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): AllocationSensitivityResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.allocation_sensitivity ?? [];
  const all = rows.find(({ kind }) => kind === 'all');
  const n = count(all, 'n');
  const changing = Math.min(n, count(all, 'changing'));
  const interval = wilson(changing, n);
  const result: AllocationSensitivityResult = {
    ...told(facts, n, 'measured', true),
    rho: number(all, 'rho'),
    rhoLow: number(all, 'rho_low'),
    rhoHigh: number(all, 'rho_high'),
    changing,
    changingShare: n > 0 ? changing / n : 0,
    changingLow: interval?.low ?? null,
    changingHigh: interval?.high ?? null,
    losingByAmount: count(all, 'losing_amount'),
    losingByActivity: count(all, 'losing_activity'),
    pools: money(all, 'pools') ?? 0,
    moved: money(all, 'moved') ?? 0,
    customers: count(all, 'customers'),
    dots: rows
      .filter((row) => row.kind === 'point' && count(row, 'n') > 0)
      .map((row) => ({
        customer_id: typeof row.customer_id === 'string' ? row.customer_id : null,
        n: count(row, 'n'),
        x: (money(row, 'by_amount') ?? 0) / count(row, 'n'),
        y: (money(row, 'by_activity') ?? 0) / count(row, 'n'),
      })),
  };
  const empty = { ...result, dots: [] };
  if (facts.orders === 0 && n === 0) return notReady(empty, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(empty, 'missing', 'amount-missing');
  if (!all) return notReady(empty, 'missing', 'pools-missing');
  if (n < smallSamples.suppressed) return notReady(empty, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}
