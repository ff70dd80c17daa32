import { quantileSorted } from '#numeric/quantile.ts';
import { whaleRules } from '#schema/thresholds.ts';
import type { Model } from '../../definition.ts';
import { firstAt, resample, tops } from './bootstrap.ts';
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
  /** bands, shares of customers: makers earn 80 % of the peak, takers lose (`unprofitableShare`), the rest is neutral */
  makers: Banded;
  neutral: number;
  /** whether the best 20 % earn more than the whole, by the band of `top20`; untestable where the whole is not positive */
  claim: 'supported' | 'contradicted' | 'undecided' | 'untestable';
  /** what the customers below 0 lose together, in the unit of the input, at most 0 */
  lossTail: number;
  /** cumulative share of profit over the share of customers, from (0, 0) to (1, …); at most 401 points, band at each */
  curve: { customers: number; profit: number; low: number | null; high: number | null }[];
}

export interface WhaleDiagnostics {
  /** draws behind the bands */
  replicates: number;
  /** share of the draws left out because what divides was not positive, 0..1; from 0.025 on the total may be 0 */
  dropped: number;
}

/** Concentration of profit among customers ranked by profit: the whale curve. */
export const whale: Model<{ bins: ProfitBin[] }, { replicates: number; seed: number }, WhaleEstimates, WhaleDiagnostics> = {
  id: 'whale',
  source: 'Kaplan & Narayanan 2001 (whale curve); bands: Poisson bootstrap of customers, percentiles 2.5 and 97.5',
  units: { customers: 'customers in the bin', profit: 'currency, sum over the bin; bins in descending order of profit per customer' },
  defaults: { replicates: 1000, seed: 20010101 },
  fit({ bins }, { replicates, seed }, signal) {
    const customers = bins.reduce((sum, bin) => sum + bin.customers, 0);
    if (customers === 0)
      return { estimates: null, reason: { code: 'whale-no-customers', parameters: {} }, diagnostics: none, warnings: [] };
    const own = concentration(bins);
    if (own.divisor === 0) return { estimates: null, reason: { code: 'whale-no-profit', parameters: {} }, diagnostics: none, warnings: [] };
    const grid = curveGrid(own.shares);
    const draws = resample(bins, own.basis, { replicates, seed, grid }, signal);
    const banded = (value: number, values: Float64Array): Banded => {
      const sorted = values.subarray(0, draws.kept).sort();
      return { value, low: quantileSorted(sorted, 0.025), high: quantileSorted(sorted, 0.975) };
    };
    const [top10, top20, top30] = tops.map((share, i) => banded(readAt(own, share), draws.tops[i]!)) as [Banded, Banded, Banded];
    const makers = banded(firstAt({ seen: own.shares, sums: own.profits }, whaleRules.makers * own.peak), draws.makers);
    return {
      estimates: {
        basis: own.basis,
        customers,
        totalProfit: own.total,
        top10,
        top20,
        top30,
        peak: banded(own.peak, draws.peak),
        peakAt: banded(own.peakAt, draws.peakAt),
        unprofitableShare: banded(own.unprofitableShare, draws.unprofitableShare),
        makers,
        neutral: Math.max(0, 1 - makers.value - own.unprofitableShare),
        claim: claimOf(own.basis, top20),
        lossTail: own.lossTail,
        curve: grid.map((share, i) => {
          const { value, low, high } = banded(readAt(own, share), draws.curve[i]!);
          return { customers: share, profit: value, low, high };
        }),
      },
      reason: null,
      diagnostics: { replicates: draws.kept, dropped: replicates > 0 ? 1 - draws.kept / replicates : 0 },
      warnings: own.basis === 'positive' ? [{ code: 'whale-total-not-positive', parameters: {} }] : [],
    };
  },
};

function claimOf(basis: 'total' | 'positive', { low, high }: Banded): WhaleEstimates['claim'] {
  if (basis === 'positive') return 'untestable';
  if (low === null || high === null) return 'undecided';
  return low > 1 ? 'supported' : high < 1 ? 'contradicted' : 'undecided';
}

const none: WhaleDiagnostics = { replicates: 0, dropped: 0 };

/** Every bin edge while there are at most 400 bins, else 401 even steps. */
function curveGrid(shares: readonly number[]): number[] {
  return shares.length <= 401 ? [...shares] : Array.from({ length: 401 }, (_, i) => i / 400);
}
