import { ageCurveThresholds } from '#schema/thresholds.ts';
import { quantile } from '#numeric/quantile.ts';
import type { Model } from '../../definition.ts';

/** Profit summed over the `n` customers whose period `age` is complete. */
export interface ProfitAge {
  age: number;
  n: number;
  profit: number;
}

/** The same sum with the customers weighed as one bootstrap replicate weighs them; `n` is the sum of the weights. */
export interface ProfitReplicate extends ProfitAge {
  replicate: number;
}

export interface ProfitCurveEstimates {
  /** from age 0 without a gap, while enough customers are observed; `profit` per customer of the risk set in the period, `cumulative` per acquired customer */
  ages: {
    age: number;
    n: number;
    profit: number;
    /** 95 % band of `profit`; null without replicates */
    profitLow: number | null;
    profitHigh: number | null;
    cumulative: number;
    /** 95 % band of `cumulative`; null without replicates */
    low: number | null;
    high: number | null;
  }[];
  /** first age from which the cumulative profit stays at or above 0; null if it never does within the ages shown */
  breakEvenAge: number | null;
  /** 95 % interval of the break-even age over replicates; null on a side where the replicate never breaks even */
  breakEvenLow: number | null;
  breakEvenHigh: number | null;
  /** share of replicates that break even within the ages shown; null without replicates */
  breakEvenShare: number | null;
}

/** Profit per acquired customer by relationship age: per period, cumulative, and where it breaks even. Undiscounted. */
export const profitCurve: Model<
  { ages: ProfitAge[]; replicates: ProfitReplicate[] },
  { smallestRiskSet: number },
  ProfitCurveEstimates,
  { agesCut: number }
> = {
  id: 'profit-curve',
  source: 'Reichheld & Sasser 1990 (cumulative customer profit); bands: Poisson bootstrap of customers, percentiles 2.5 and 97.5',
  units: { age: 'whole periods', n: 'customers', profit: 'currency, sum over the risk set' },
  defaults: { smallestRiskSet: ageCurveThresholds.smallestRiskSet },
  fit({ ages, replicates }, { smallestRiskSet }) {
    const shown = unbroken(ages, smallestRiskSet);
    const diagnostics = { agesCut: ages.length - shown.length };
    if (shown.length === 0) {
      const have = ages.find(({ age }) => age === 0)?.n ?? 0;
      return {
        estimates: null,
        reason: { code: 'profit-few-customers', parameters: { have, need: smallestRiskSet } },
        diagnostics,
        warnings: [],
      };
    }
    const paths = replicatePaths(replicates, shown.length);
    const means = shown.map(({ n, profit }) => profit / n);
    const sums = cumulate(means);
    const band = (values: number[][], age: number, p: number) =>
      quantile(
        values.map((path) => path[age]!),
        p,
      );
    const cumulative = paths.map(cumulate);
    const breakEvens = cumulative.map((path) => breakEven(path) ?? Infinity);
    const edge = (p: number) =>
      finite(breakEvens.length === 0 ? null : [...breakEvens].sort((a, b) => a - b)[Math.round((breakEvens.length - 1) * p)]!);
    return {
      estimates: {
        ages: shown.map(({ age, n }) => ({
          age,
          n,
          profit: means[age]!,
          profitLow: band(paths, age, 0.025),
          profitHigh: band(paths, age, 0.975),
          cumulative: sums[age]!,
          low: band(cumulative, age, 0.025),
          high: band(cumulative, age, 0.975),
        })),
        breakEvenAge: breakEven(sums),
        breakEvenLow: edge(0.025),
        breakEvenHigh: edge(0.975),
        breakEvenShare: breakEvens.length === 0 ? null : breakEvens.filter(Number.isFinite).length / breakEvens.length,
      },
      reason: null,
      diagnostics,
      warnings: [],
    };
  },
};

/** Ages 0, 1, 2, … until the first that is missing or has too few customers. */
function unbroken(ages: readonly ProfitAge[], smallestRiskSet: number): ProfitAge[] {
  const sorted = [...ages].sort((a, b) => a.age - b.age);
  const end = sorted.findIndex(({ age, n }, i) => age !== i || n < smallestRiskSet);
  return end < 0 ? sorted : sorted.slice(0, end);
}

/** One list of means by age for every replicate; an age without weight in a replicate counts as 0 there. */
function replicatePaths(replicates: readonly ProfitReplicate[], length: number): number[][] {
  const paths = new Map<number, number[]>();
  for (const { replicate, age, n, profit } of replicates) {
    if (age >= length) continue;
    const path = paths.get(replicate) ?? new Array<number>(length).fill(0);
    path[age] = n > 0 ? profit / n : 0;
    paths.set(replicate, path);
  }
  return [...paths.values()];
}

function cumulate(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

function breakEven(cumulative: readonly number[]): number | null {
  let age = cumulative.length;
  while (age > 0 && cumulative[age - 1]! >= 0) age--;
  return age < cumulative.length ? age : null;
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
