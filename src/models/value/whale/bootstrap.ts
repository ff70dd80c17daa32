import { CodedError } from '#base/error.ts';
import { random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';
import { whaleRules } from '#schema/thresholds.ts';
import type { ProfitBin } from './concentration.ts';

/** What the draws that have a positive divisor say, one number a draw in every list. */
export interface Draws {
  kept: number;
  /** shares earned with the best 10, 20 and 30 % */
  tops: Float64Array[];
  peak: Float64Array;
  peakAt: Float64Array;
  unprofitableShare: Float64Array;
  /** share of customers who earn the first part of the peak together */
  makers: Float64Array;
  /** the cumulative share at each point of the grid */
  curve: Float64Array[];
}

/** What the curve is read at beside its grid. */
export const tops = [0.1, 0.2, 0.3] as const;

/**
 * Redraws the customers of every bin `replicates` times: a bin of m customers holds Poisson(m) of them, each with the bin's mean profit.
 * `grid` holds ascending shares of customers, 0..1. Draws without a positive divisor are left out.
 */
export function resample(
  bins: readonly ProfitBin[],
  basis: 'total' | 'positive',
  { replicates, seed, grid }: { replicates: number; seed: number; grid: readonly number[] },
  signal: { readonly aborted: boolean },
): Draws {
  const next = random(seed);
  const sizes = Float64Array.from(bins, (bin) => bin.customers);
  const means = Float64Array.from(bins, (bin) => (bin.customers > 0 ? bin.profit / bin.customers : 0));
  const path = { seen: new Float64Array(bins.length + 1), sums: new Float64Array(bins.length + 1) };
  const column = () => new Float64Array(replicates);
  const draws: Draws = {
    kept: 0,
    tops: tops.map(column),
    peak: column(),
    peakAt: column(),
    unprofitableShare: column(),
    makers: column(),
    curve: grid.map(column),
  };
  for (let r = 0; r < replicates; r++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    const { positive, below, peak, peakSeen } = redraw(sizes, means, next, path);
    const divisor = basis === 'total' ? path.sums[bins.length]! : positive;
    if (divisor <= 0) continue;
    const customers = path.seen[bins.length]!;
    draws.peak[draws.kept] = peak / divisor;
    draws.peakAt[draws.kept] = peakSeen / customers;
    draws.unprofitableShare[draws.kept] = below / customers;
    draws.makers[draws.kept] = firstAt(path, whaleRules.makers * peak) / customers;
    readAlong(path, tops, divisor, draws.tops, draws.kept);
    readAlong(path, grid, divisor, draws.curve, draws.kept);
    draws.kept++;
  }
  return draws;
}

interface Path {
  /** customers and profit up to and with each bin, from 0 */
  seen: Float64Array;
  sums: Float64Array;
}

function redraw(sizes: Float64Array, means: Float64Array, next: () => number, { seen, sums }: Path) {
  let [customers, sum, positive, below, peak, peakSeen] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < sizes.length; i++) {
    const drawn = sizes[i] === 1 ? single(next()) : poisson(next, sizes[i]!);
    const profit = drawn * means[i]!;
    customers += drawn;
    sum += profit;
    if (profit > 0) positive += profit;
    else if (profit < 0) below += drawn;
    if (sum > peak) {
      peak = sum;
      peakSeen = customers;
    }
    seen[i + 1] = customers;
    sums[i + 1] = sum;
  }
  return { positive, below, peak, peakSeen };
}

/** Customers, best first, who first earn a sum together, linear within a bin. */
export function firstAt({ seen, sums }: { seen: ArrayLike<number>; sums: ArrayLike<number> }, sum: number): number {
  let i = 1;
  while (i < sums.length - 1 && sums[i]! < sum) i++;
  const rise = sums[i]! - sums[i - 1]!;
  const part = rise > 0 ? Math.min(1, Math.max(0, (sum - sums[i - 1]!) / rise)) : 0;
  return seen[i - 1]! + part * (seen[i]! - seen[i - 1]!);
}

/** P(X ≤ k) of a Poisson(1) variable for k = 0, 1, …, 12; beyond that lies less than the grain of a uniform number. */
const cumulative = ((): number[] => {
  let [part, sum] = [Math.exp(-1), 0];
  return Array.from({ length: 13 }, (_, k) => {
    sum += part;
    part /= k + 1;
    return sum;
  });
})();

/** A Poisson(1) variate from one uniform number, by inversion. */
function single(uniform: number): number {
  let k = 0;
  while (k < cumulative.length && uniform >= cumulative[k]!) k++;
  return k;
}

/** Writes the path's share of the divisor at ascending shares of its customers, linear between the bins' edges, into place `r` of each list. */
function readAlong({ seen, sums }: Path, shares: readonly number[], divisor: number, into: Float64Array[], r: number): void {
  const end = seen.length - 1;
  let i = 0;
  for (let s = 0; s < shares.length; s++) {
    const at = shares[s]! * seen[end]!;
    while (i < end && seen[i]! < at) i++;
    const width = i > 0 ? seen[i]! - seen[i - 1]! : 0;
    const part = width > 0 ? Math.min(1, (at - seen[i - 1]!) / width) : 1;
    const before = i > 0 ? sums[i - 1]! : 0;
    into[s]![r] = (before + part * (sums[i]! - before)) / divisor;
  }
}
