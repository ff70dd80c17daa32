/** Customers of neighbouring profit ranks; `profit` is their sum. */
export interface ProfitBin {
  customers: number;
  profit: number;
}

/** A concentration curve: cumulative shares of customers and of profit, starting at (0, 0), and what can be read from it. */
export interface Concentration {
  basis: 'total' | 'positive';
  /** total profit, or the positive part of it when the total is not positive; 0 when nobody earns anything */
  divisor: number;
  total: number;
  lossTail: number;
  unprofitableShare: number;
  peak: number;
  peakAt: number;
  shares: number[];
  profits: number[];
}

/**
 * The concentration curve of bins in descending order of profit per customer; empty bins are passed over.
 * `basis` forces the divisor; without it the total divides when it is positive.
 */
export function concentration(bins: readonly ProfitBin[], basis?: 'total' | 'positive'): Concentration {
  let customers = 0;
  let total = 0;
  let positive = 0;
  let below = 0;
  for (const bin of bins) {
    customers += bin.customers;
    total += bin.profit;
    if (bin.profit > 0) positive += bin.profit;
    if (bin.profit < 0) below += bin.customers;
  }
  const chosen = basis ?? (total > 0 ? 'total' : 'positive');
  const divisor = chosen === 'total' ? total : positive;
  const shares = [0];
  const profits = [0];
  let [seen, sum, peak, peakAt] = [0, 0, 0, 0];
  for (const bin of bins) {
    if (bin.customers === 0) continue;
    seen += bin.customers;
    sum += bin.profit;
    shares.push(seen / customers);
    profits.push(divisor > 0 ? sum / divisor : 0);
    if (divisor > 0 && sum / divisor > peak) [peak, peakAt] = [sum / divisor, seen / customers];
  }
  return {
    basis: chosen,
    divisor,
    total,
    lossTail: total - positive,
    unprofitableShare: customers > 0 ? below / customers : 0,
    peak,
    peakAt,
    shares,
    profits,
  };
}

/** The cumulative share of profit at a share of customers (0..1), linear between the bins' edges. */
export function readAt(curve: Concentration, share: number): number {
  const { shares, profits } = curve;
  let low = 0;
  let high = shares.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shares[middle]! < share) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return profits[0]!;
  const width = shares[low]! - shares[low - 1]!;
  const part = width > 0 ? Math.min(1, (share - shares[low - 1]!) / width) : 1;
  return profits[low - 1]! + part * (profits[low]! - profits[low - 1]!);
}
