import { wilson } from '#numeric/wilson.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export type RevenueProfitOptions = {
  /** acquisition costs where they fell, or written off over the expected life of a relationship */
  acquisition: 'expensed' | 'amortised';
};

/** A customer, or customers near one another; money in currency units per customer, bounds as they stand in `customer_state`. */
export interface Dot {
  customer_id: string | null;
  n: number;
  x: number;
  y: number;
  amountFrom: number | null;
  amountTo: number | null;
  profitFrom: number | null;
  profitTo: number | null;
}

export interface RevenueProfitResult extends Told {
  acquisition: RevenueProfitOptions['acquisition'];
  /** customers below zero, and their share with its 95 % interval */
  losing: number;
  losingShare: number;
  losingLow: number | null;
  losingHigh: number | null;
  /** what customers below zero lose together, 0 or less, and their share of the amount, null where the amount is not positive */
  loss: number;
  revenueShare: number | null;
  /** expected life in days on which acquisition is spread, and who would then lose; null without acquisition costs or ends */
  lifeDays: number | null;
  losingAmortised: number | null;
  dots: Dot[];
}

/** Amount and full-cost profit of customers, and who costs more than they bring. */
export function analyse(statistics: StatisticTables, { acquisition }: RevenueProfitOptions, signal: AbortSignal): RevenueProfitResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = (statistics.revenue_profit ?? []).filter((row) => count(row, 'n') > 0);
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const n = sum((row) => count(row, 'n'));
  const lifeDays = number(rows[0], 'life_days');
  const spread = acquisition === 'amortised' && lifeDays !== null;
  const profit = (row: (typeof rows)[number]): number => (money(row, 'profit') ?? 0) + (spread ? (money(row, 'deferred') ?? 0) : 0);
  const losing = Math.min(
    n,
    sum((row) => count(row, spread ? 'losing_amortised' : 'losing')),
  );
  const interval = wilson(losing, n);
  const amount = sum((row) => money(row, 'amount') ?? 0);
  const below = rows.filter((row) => count(row, 'losing') > 0);
  const ofLosers = (spreadKey: string, key: string): number =>
    (spread ? rows : below).reduce((total, row) => total + (money(row, spread ? spreadKey : key) ?? 0), 0);
  const amountBelow = ofLosers('amount_amortised', 'amount');
  const result: RevenueProfitResult = {
    ...told(facts, n, 'measured', true),
    acquisition: spread ? 'amortised' : 'expensed',
    losing,
    losingShare: n > 0 ? losing / n : 0,
    losingLow: interval?.low ?? null,
    losingHigh: interval?.high ?? null,
    loss: ofLosers('lost_amortised', 'profit'),
    revenueShare: amount > 0 && amountBelow >= 0 ? amountBelow / amount : null,
    lifeDays,
    losingAmortised: lifeDays === null ? null : sum((row) => count(row, 'losing_amortised')),
    dots: rows.map((row) => ({
      customer_id: typeof row.customer_id === 'string' ? row.customer_id : null,
      n: count(row, 'n'),
      x: (money(row, 'amount') ?? 0) / count(row, 'n'),
      y: profit(row) / count(row, 'n'),
      amountFrom: money(row, 'amount_from'),
      amountTo: money(row, 'amount_to'),
      profitFrom: money(row, 'profit_from'),
      profitTo: money(row, 'profit_to'),
    })),
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady({ ...result, dots: [] }, 'missing', 'amount-missing');
  if (n < smallSamples.suppressed)
    return notReady({ ...result, dots: [] }, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}
