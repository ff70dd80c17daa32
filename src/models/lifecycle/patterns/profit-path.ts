import { CodedError } from '#base/error.ts';
import { poissonWeight, weightKey } from '#numeric/poisson-weight.ts';
import { quantileSorted } from '#numeric/quantile.ts';
import { patternRules } from '#schema/thresholds.ts';
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
 * a path describes those who lasted so long (C7). Bands: `replicates` seeded Poisson bootstrap draws of customers (of random groups of them where they are many), percentiles 2.5 and 97.5 (C15).
 * Throws CodedError `model/stopped`.
 */
export function profitPaths(
  cells: readonly PatternCell[],
  { replicates, seed, smallest, ages }: { replicates: number; seed: number; smallest: number; ages: number },
  signal: StopSignal,
): PathPoint[] {
  const used = cells.filter(({ age }) => age >= 0 && age < ages);
  const placeOf = (cell: PatternCell) => patterns.indexOf(cell.pattern) * ages + cell.age;
  const counts = new Float64Array(patterns.length * ages);
  for (const cell of used) counts[placeOf(cell)]! += 1;
  const shown = shownPlaces(counts, ages, smallest);
  const columns = new Map(shown.map((place, i) => [place, i]));
  const groupOf = groupsOf(used, seed);
  const groups = Math.max(0, ...groupOf.values()) + 1;
  const [sizes, sums] = [new Float64Array(groups * shown.length), new Float64Array(groups * shown.length)];
  for (const cell of used) {
    const column = columns.get(placeOf(cell));
    if (column === undefined) continue;
    const at = groupOf.get(cell.customerId)! * shown.length + column;
    sizes[at]! += 1;
    sums[at]! += cell.profit;
  }
  const means = (weightOf: (group: number) => number): (number | null)[] => {
    const [n, sum] = [new Float64Array(shown.length), new Float64Array(shown.length)];
    for (let group = 0; group < groups; group++) {
      const weight = weightOf(group);
      if (weight === 0) continue;
      for (let i = 0, at = group * shown.length; i < shown.length; i++, at++) {
        n[i]! += weight * sizes[at]!;
        sum[i]! += weight * sums[at]!;
      }
    }
    return shown.map((_, i) => (n[i]! > 0 ? sum[i]! / n[i]! : null));
  };
  const own = means(() => 1);
  const keys = Array.from({ length: groups }, (_, group) => weightKey(seed, String(group)));
  const draws = Array.from({ length: replicates }, (_, replicate) => {
    if (signal.aborted) throw new CodedError('model/stopped');
    return means((group) => poissonWeight(keys[group]!, replicate));
  });
  return shown.map((place, i) => {
    const sorted = Float64Array.from(draws.flatMap((draw) => draw[i] ?? [])).sort();
    const profit = own[i]!;
    return {
      pattern: patterns[Math.floor(place / ages)]!,
      age: place % ages,
      n: counts[place]!,
      profit,
      low: quantileSorted(sorted, 0.025) ?? profit,
      high: quantileSorted(sorted, 0.975) ?? profit,
    };
  });
}

/** The random group of each customer; while there are few, each customer is one. */
function groupsOf(cells: readonly PatternCell[], seed: number): Map<string, number> {
  const keyed = [...new Set(cells.map(({ customerId }) => customerId))].map((id) => ({ id, key: weightKey(seed, id) }));
  keyed.sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1));
  return new Map(keyed.map(({ id }, i) => [id, i % patternRules.groups]));
}

/** Places of the ages before the first one with too few, for each pattern. */
function shownPlaces(counts: Float64Array, ages: number, smallest: number): number[] {
  return patterns.flatMap((_, pattern) => {
    const shown: number[] = [];
    for (let age = 0; age < ages && counts[pattern * ages + age]! >= Math.max(1, smallest); age++) shown.push(pattern * ages + age);
    return shown;
  });
}
