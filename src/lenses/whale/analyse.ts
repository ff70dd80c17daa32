import type { StatisticTables } from '#statistics/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import { concentration, readAt } from '#models/value/whale/concentration.ts';
import { type Banded, whale as model } from '#models/value/whale/definition.ts';
import { type Told, count, factsOf, notReady, number, rowsBy, told } from '../reading.ts';

export type WhaleLensOptions = {
  /** bootstrap draws of the bands */
  replicates: number;
};

export interface WhaleResult extends Told {
  /** shares of total profit (of the gains, when the total is not positive) earned with the best 10, 20 and 30 % of customers */
  top10: number;
  top20: number;
  top20Low: number | null;
  top20High: number | null;
  top30: number;
  /** highest cumulative share, and the share of customers at which it stands */
  peak: number;
  peakLow: number | null;
  peakHigh: number | null;
  peakAt: number;
  unprofitableShare: number;
  unprofitableLow: number | null;
  unprofitableHigh: number | null;
  /** currency units; what loss-making customers lose together is at most 0 */
  totalProfit: number;
  lossTail: number;
  basis: 'total' | 'positive';
  customers: number;
  curve: { customers: number; profit: number; low: number | null; high: number | null; amount: number | null; bin: number | null }[];
}

/** Customers of neighbouring ranks; money in whole ten-thousandths, so that sums are exact. */
interface Bin {
  /** its number in the table of customers */
  id: number;
  customers: number;
  profit: number;
  amount: number;
}

/** Ten-thousandths in a currency unit. */
const unit = 10_000;

/** Concentration of profit among customers ranked by profit, with the concentration of amount for contrast. */
export function analyse(statistics: StatisticTables, { replicates }: WhaleLensOptions, signal: AbortSignal): WhaleResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const bins = rowsBy(statistics, 'profit_rank', 'bin')
    .map((row): Bin => ({
      id: count(row, 'bin'),
      customers: count(row, 'customers'),
      profit: number(row, 'profit') ?? 0,
      amount: number(row, 'amount') ?? 0,
    }))
    .filter((bin) => bin.customers > 0)
    .sort((a, b) => b.profit / b.customers - a.profit / a.customers);
  const n = bins.reduce((sum, bin) => sum + bin.customers, 0);
  const shared = told(facts, n, 'measured', true);
  const empty: WhaleResult = { ...shared, ...nothing, customers: n, totalProfit: bins.reduce((sum, bin) => sum + bin.profit, 0) / unit };
  if (facts.orders === 0 && n === 0) return notReady(empty, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(empty, 'missing', 'amount-missing');
  if (n < smallSamples.suppressed) return notReady(empty, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  const { estimates, diagnostics, warnings } = model.fit({ bins }, { ...model.defaults, replicates }, signal);
  const nearZero = estimates?.basis === 'total' && diagnostics.dropped >= 0.025;
  if (!estimates || nearZero) return notReady(empty, 'too-little', 'profit-near-zero');
  const totalProfit = estimates.totalProfit / unit;
  const amounts = concentration(
    [...bins]
      .sort((a, b) => b.amount / b.customers - a.amount / a.customers)
      .map(({ customers, amount }) => ({ customers, profit: amount })),
  );
  const sold = amounts.divisor > 0 && amounts.basis === 'total';
  return {
    ...shared,
    warnings: [
      ...shared.warnings,
      ...(shared.assumedShare >= 0.995 && facts.directCosts === 0 ? [{ code: 'margin-equals-amount', parameters: {} }] : []),
      ...warnings.map((warning) => ({ ...warning, parameters: { ...warning.parameters, total: totalProfit } })),
    ],
    top10: estimates.top10.value,
    ...within('top20', estimates.top20),
    top30: estimates.top30.value,
    ...within('peak', estimates.peak),
    peakAt: estimates.peakAt.value,
    unprofitableShare: estimates.unprofitableShare.value,
    unprofitableLow: estimates.unprofitableShare.low,
    unprofitableHigh: estimates.unprofitableShare.high,
    totalProfit,
    lossTail: estimates.lossTail / unit,
    basis: estimates.basis,
    customers: n,
    curve: estimates.curve.map((point) => ({
      ...point,
      amount: sold ? readAt(amounts, point.customers) : null,
      bin: lastWithin(bins, point.customers * n),
    })),
  };
}

/** The number of the last bin that ends at or before so many customers, best first; null when the first does not. */
function lastWithin(bins: readonly Bin[], customers: number): number | null {
  let seen = 0;
  let last: number | null = null;
  for (const bin of bins) {
    seen += bin.customers;
    if (seen > customers + 1e-6) break;
    last = bin.id;
  }
  return last;
}

const nothing = {
  top10: 0,
  top20: 0,
  top20Low: null,
  top20High: null,
  top30: 0,
  peak: 0,
  peakLow: null,
  peakHigh: null,
  peakAt: 0,
  unprofitableShare: 0,
  unprofitableLow: null,
  unprofitableHigh: null,
  lossTail: 0,
  basis: 'total' as const,
  curve: [],
};

function within<Name extends 'top20' | 'peak'>(
  name: Name,
  { value, low, high }: Banded,
): Record<Name, number> & Record<`${Name}Low` | `${Name}High`, number | null> {
  return { [name]: value, [`${name}Low`]: low, [`${name}High`]: high } as Record<Name, number> &
    Record<`${Name}Low` | `${Name}High`, number | null>;
}
