import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import { concentration, readAt } from '#models/value/whale/concentration.ts';
import { type Banded, whale as model } from '#models/value/whale/definition.ts';
import { type Told, count, factsOf, notReady, number, rowsBy, told } from '../reading.ts';

export type WhaleLensOptions = {
  /** bootstrap draws of the bands */
  replicates: number;
  /** whether customers of fewer than four complete periods count: winning them is paid, earning it back has hardly begun */
  young: 'include' | 'exclude';
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
  /** shares of customers: makers earn 80 % of the peak, takers lose, the rest is neutral */
  makers: number;
  makersLow: number | null;
  makersHigh: number | null;
  neutral: number;
  takers: number;
  /** whether the best fifth earn more than total profit, by its interval; untestable where the total is not positive */
  claim: 'supported' | 'contradicted' | 'undecided' | 'untestable';
  /** young customers among all, and whether they were left out */
  youngCustomers: number;
  young: 'include' | 'exclude';
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
export function analyse(
  statistics: StatisticTables,
  { replicates, young = 'include' }: Partial<WhaleLensOptions>,
  signal: AbortSignal,
): WhaleResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const youngRows = rowsBy(statistics, 'profit_rank_young', 'bin');
  const left = new Map(young === 'exclude' ? youngRows.map((row) => [count(row, 'bin'), row]) : []);
  const bins = rowsBy(statistics, 'profit_rank', 'bin')
    .map((row) => binOf(row, left.get(count(row, 'bin'))))
    .filter((bin) => bin.customers > 0)
    .sort((a, b) => b.profit / b.customers - a.profit / a.customers);
  const n = bins.reduce((sum, bin) => sum + bin.customers, 0);
  const shared = told(facts, n, 'measured', true);
  const youngCustomers = youngRows.reduce((sum, row) => sum + count(row, 'customers'), 0);
  const empty: WhaleResult = {
    ...shared,
    ...nothing,
    youngCustomers,
    young,
    customers: n,
    totalProfit: bins.reduce((sum, bin) => sum + bin.profit, 0) / unit,
  };
  if (facts.orders === 0 && n === 0) return notReady(empty, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(empty, 'missing', 'amount-missing');
  if (n < smallSamples.suppressed) return notReady(empty, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  const { estimates, diagnostics, warnings } = model.fit(
    { bins },
    { ...model.defaults, ...(replicates === undefined ? {} : { replicates }) },
    signal,
  );
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
    ...within('makers', estimates.makers),
    neutral: estimates.neutral,
    takers: estimates.unprofitableShare.value,
    claim: estimates.claim,
    youngCustomers,
    young,
    curve: estimates.curve.map((point) => ({
      ...point,
      amount: sold ? readAt(amounts, point.customers) : null,
      bin: lastWithin(bins, point.customers * n),
    })),
  };
}

/** A bin, without the part of it that is left out. */
function binOf(row: StatisticRow, without: StatisticRow | undefined): Bin {
  const rest = (name: string): number => (number(row, name) ?? 0) - (number(without, name) ?? 0);
  return { id: count(row, 'bin'), customers: Math.max(0, rest('customers')), profit: rest('profit'), amount: rest('amount') };
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
  makers: 0,
  makersLow: null,
  makersHigh: null,
  neutral: 0,
  takers: 0,
  claim: 'undecided' as const,
  curve: [],
};

function within<Name extends 'top20' | 'peak' | 'makers'>(
  name: Name,
  { value, low, high }: Banded,
): Record<Name, number> & Record<`${Name}Low` | `${Name}High`, number | null> {
  return { [name]: value, [`${name}Low`]: low, [`${name}High`]: high } as Record<Name, number> &
    Record<`${Name}Low` | `${Name}High`, number | null>;
}
