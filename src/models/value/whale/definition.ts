import { CodedError } from '#base/error.ts';
import { quantile } from '#numeric/quantile.ts';
import { random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';
import type { Model } from '../../definition.ts';
import type { ProfitBin } from './concentration.ts';
import { concentration, readAt } from './concentration.ts';

/** A share of total profit with its 95 % band; the band is null when nothing could be resampled. */
export interface Banded {
  value: number;
  low: number | null;
  high: number | null;
}

export interface WhaleEstimates {
  /** what the shares divide by: total profit, or the profit of the profitable customers when the total is not positive */
  basis: 'total' | 'positive';
  customers: number;
  /** in the unit of the input */
  totalProfit: number;
  /** shares of the basis earned with the best 10, 20 and 30 % of customers */
  top10: Banded;
  top20: Banded;
  top30: Banded;
  /** highest cumulative share, and the share of customers at which it stands */
  peak: Banded;
  peakAt: Banded;
  /** share of customers whose profit is below 0 */
  unprofitableShare: Banded;
  /** what the customers below 0 lose together, in the unit of the input, at most 0 */
  lossTail: number;
  /** cumulative share of profit over the share of customers, from (0, 0) to (1, …); at most 401 points, band at each */
  curve: { customers: number; profit: number; low: number | null; high: number | null }[];
}

/** Concentration of profit among customers ranked by profit: the whale curve. */
export const whale: Model<{ bins: ProfitBin[] }, { replicates: number; seed: number }, WhaleEstimates, { replicates: number }> = {
  id: 'whale',
  source: 'Kaplan & Narayanan 2001 (whale curve); bands: Poisson bootstrap of customers, percentiles 2.5 and 97.5',
  units: { customers: 'customers in the bin', profit: 'currency, sum over the bin; bins in descending order of profit per customer' },
  defaults: { replicates: 1000, seed: 20010101 },
  fit({ bins }, { replicates, seed }, signal) {
    const customers = bins.reduce((sum, bin) => sum + bin.customers, 0);
    if (customers === 0)
      return { estimates: null, reason: { code: 'whale-no-customers', parameters: {} }, diagnostics: { replicates: 0 }, warnings: [] };
    const own = concentration(bins);
    if (own.divisor === 0)
      return { estimates: null, reason: { code: 'whale-no-profit', parameters: {} }, diagnostics: { replicates: 0 }, warnings: [] };
    const grid = curveGrid(own.shares);
    const resampled = resample(bins, own.basis, { replicates, seed, grid }, signal);
    const banded = (value: number, pick: (replicate: Replicate) => number): Banded => {
      const values = resampled.map(pick);
      return { value, low: quantile(values, 0.025), high: quantile(values, 0.975) };
    };
    return {
      estimates: {
        basis: own.basis,
        customers,
        totalProfit: own.total,
        top10: banded(readAt(own, 0.1), (r) => r.top10),
        top20: banded(readAt(own, 0.2), (r) => r.top20),
        top30: banded(readAt(own, 0.3), (r) => r.top30),
        peak: banded(own.peak, (r) => r.peak),
        peakAt: banded(own.peakAt, (r) => r.peakAt),
        unprofitableShare: banded(own.unprofitableShare, (r) => r.unprofitableShare),
        lossTail: own.lossTail,
        curve: grid.map((share, i) => {
          const { value, low, high } = banded(readAt(own, share), (r) => r.curve[i]!);
          return { customers: share, profit: value, low, high };
        }),
      },
      reason: null,
      diagnostics: { replicates: resampled.length },
      warnings: own.basis === 'positive' ? [{ code: 'whale-total-not-positive', parameters: {} }] : [],
    };
  },
};

interface Replicate {
  top10: number;
  top20: number;
  top30: number;
  peak: number;
  peakAt: number;
  unprofitableShare: number;
  curve: Float64Array;
}

/** Every bin edge while there are at most 400 bins, else 401 even steps. */
function curveGrid(shares: readonly number[]): number[] {
  return shares.length <= 401 ? [...shares] : Array.from({ length: 401 }, (_, i) => i / 400);
}

/** Redraws the customers of every bin: a bin of m customers holds Poisson(m) of them, each with the bin's mean profit. Draws without a usable divisor are left out. */
function resample(
  bins: readonly ProfitBin[],
  basis: 'total' | 'positive',
  how: { replicates: number; seed: number; grid: number[] },
  signal: { readonly aborted: boolean },
): Replicate[] {
  const next = random(how.seed);
  const list: Replicate[] = [];
  for (let r = 0; r < how.replicates; r++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    const drawn = concentration(
      bins.map((bin) => redraw(bin, poisson(next, bin.customers))),
      basis,
    );
    if (drawn.divisor <= 0) continue;
    list.push({
      top10: readAt(drawn, 0.1),
      top20: readAt(drawn, 0.2),
      top30: readAt(drawn, 0.3),
      peak: drawn.peak,
      peakAt: drawn.peakAt,
      unprofitableShare: drawn.unprofitableShare,
      curve: Float64Array.from(how.grid, (share) => readAt(drawn, share)),
    });
  }
  return list;
}

function redraw(bin: ProfitBin, customers: number): ProfitBin {
  return { customers, profit: bin.customers > 0 ? (bin.profit * customers) / bin.customers : 0 };
}
