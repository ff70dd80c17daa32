import { CodedError } from '#base/error.ts';
import { poissonWeight, weightKey } from '#numeric/poisson-weight.ts';
import { quantileSorted } from '#numeric/quantile.ts';
import type { StopSignal } from '../../definition.ts';
import { type Pattern, patterns } from './episode.ts';

/** What one relationship earned in one complete period; `age` counts from 0. */
export interface PatternCell {
  customerId: string;
  pattern: Pattern;
  age: number;
  profit: number;
}

/** Mean profit at an age of the relationships of a pattern that lasted so long, with its 95 % interval; in the unit of the cells. */
export interface PathPoint {
  pattern: Pattern;
  age: number;
  n: number;
  profit: number;
  low: number;
  high: number;
}

/**
 * The mean profit path of each pattern, up to the first age with fewer than `smallest` relationships. Who has ended earns nothing more and is left out, so
 * a path describes those who lasted so long (C7). Bands: `replicates` seeded Poisson bootstrap draws of customers, percentiles 2.5 and 97.5 (C15).
 * Throws CodedError `model/stopped`.
 */
export function profitPaths(
  cells: readonly PatternCell[],
  { replicates, seed, smallest, ages }: { replicates: number; seed: number; smallest: number; ages: number },
  signal: StopSignal,
): PathPoint[] {
  const places = patterns.length * ages;
  const used = cells.filter(({ age }) => age >= 0 && age < ages);
  const placeOf = Int32Array.from(used, ({ pattern, age }) => patterns.indexOf(pattern) * ages + age);
  const profits = Float64Array.from(used, ({ profit }) => profit);
  const customers = [...new Set(used.map(({ customerId }) => customerId))];
  const numbers = new Map(customers.map((id, i) => [id, i]));
  const owner = Int32Array.from(used, ({ customerId }) => numbers.get(customerId)!);
  const counts = new Float64Array(places);
  const sums = new Float64Array(places);
  const add = (weights: Uint8Array): void => {
    counts.fill(0);
    sums.fill(0);
    for (let i = 0; i < placeOf.length; i++) {
      const weight = weights[owner[i]!]!;
      counts[placeOf[i]!]! += weight;
      sums[placeOf[i]!]! += weight * profits[i]!;
    }
  };
  const weights = new Uint8Array(customers.length).fill(1);
  add(weights);
  const points = shownPlaces(counts, ages, smallest).map((place) => ({ place, n: counts[place]!, profit: sums[place]! / counts[place]! }));
  const draws = points.map(() => [] as number[]);
  const keys = customers.map((id) => weightKey(seed, id));
  for (let r = 0; r < replicates; r++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    keys.forEach((key, i) => (weights[i] = poissonWeight(key, r)));
    add(weights);
    points.forEach(({ place }, i) => counts[place]! > 0 && draws[i]!.push(sums[place]! / counts[place]!));
  }
  return points.map(({ place, n, profit }, i) => {
    const sorted = Float64Array.from(draws[i]!).sort();
    return {
      pattern: patterns[Math.floor(place / ages)]!,
      age: place % ages,
      n,
      profit,
      low: quantileSorted(sorted, 0.025) ?? profit,
      high: quantileSorted(sorted, 0.975) ?? profit,
    };
  });
}

/** Places of the ages before the first one with too few, for each pattern. */
function shownPlaces(counts: Float64Array, ages: number, smallest: number): number[] {
  return patterns.flatMap((_, pattern) => {
    const shown: number[] = [];
    for (let age = 0; age < ages && counts[pattern * ages + age]! >= Math.max(1, smallest); age++) shown.push(pattern * ages + age);
    return shown;
  });
}
