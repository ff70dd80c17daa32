import { wilson } from '#numeric/wilson.ts';
import { type Stage, stages } from '#figures/stages.ts';

/** Customers of the risk set by stage at one age. */
export interface StageCounts {
  age: number;
  n: number;
  E: number;
  F: number;
  S: number;
  D: number;
  T: number;
}

/** First age from which the typical stage is this one or a later one and stays so; null if never within the ages shown. */
export interface Boundaries {
  formation: number | null;
  stable: number | null;
  decline: number | null;
}

/** How a share is read off `k` of `n`: as it is, or at an end of its interval. */
type Reading = (k: number, n: number) => number;

const plain: Reading = (k, n) => (n > 0 ? k / n : 0);
const optimistic: Reading = (k, n) => wilson(k, n)?.high ?? 0;
const cautious: Reading = (k, n) => wilson(k, n)?.low ?? 0;

/** Whether the typical stage is `stage` or later: ended or declining customers are half of all, or the median of those in E, F and S has come so far. */
function reached(stage: Exclude<Stage, 'E'>, counts: StageCounts, read: Reading): boolean {
  const { n, E, F, S, D, T } = counts;
  if (stage === 'T') return read(T, n) >= 0.5;
  if (read(D + T, n) >= 0.5) return true;
  if (stage === 'D') return false;
  return E + F + S > 0 && read(stage === 'F' ? F + S : S, E + F + S) >= 0.5;
}

function lasting(ages: readonly StageCounts[], stage: Exclude<Stage, 'E'>, read: Reading): number | null {
  let first = ages.length;
  while (first > 0 && reached(stage, ages[first - 1]!, read)) first--;
  return ages[first]?.age ?? null;
}

/** The boundaries of the stages over ages in ascending order. */
export function boundariesOf(ages: readonly StageCounts[]): Boundaries {
  return { formation: lasting(ages, 'F', plain), stable: lasting(ages, 'S', plain), decline: lasting(ages, 'D', plain) };
}

/** A 95 % interval of one boundary, by reading every share at the ends of its Wilson interval; an end that lies beyond the ages shown is null. */
export function boundaryWithin(ages: readonly StageCounts[], boundary: keyof Boundaries): { low: number | null; high: number | null } {
  const stage = ({ formation: 'F', stable: 'S', decline: 'D' } as const)[boundary];
  return { low: lasting(ages, stage, optimistic), high: lasting(ages, stage, cautious) };
}

/** The ages cut into stretches of one typical stage, in the order of the stages. */
export function zonesOf(ages: readonly StageCounts[]): { stage: Stage; from: number; to: number }[] {
  if (ages.length === 0) return [];
  const first = ages[0]!.age;
  const end = ages[ages.length - 1]!.age + 1;
  const starts = stages.map((stage) => (stage === 'E' ? first : (lasting(ages, stage, plain) ?? end)));
  return stages.flatMap((stage, i) => {
    const to = Math.min(end, ...starts.slice(i + 1));
    return starts[i]! < to ? [{ stage, from: starts[i]!, to }] : [];
  });
}
