import { chiSquareUpper } from '#numeric/chi-square.ts';
import { solve } from '#numeric/linear.ts';
import { type Life, moments } from './lives.ts';

/** A comparison of survival curves. */
export interface LogRank {
  chiSquare: number;
  /** groups that were ever at risk together with another, less one */
  degrees: number;
  /** probability of such differences when all groups have the same curve */
  p: number;
  /** by group: ends seen, and ends expected if all had the same curve; in units of the weights of times, when there are some */
  groups: { observed: number; expected: number }[];
}

/** Weight of a time by the pooled share that still lasts just before it: S^rho · (1 − S)^gamma; 0, 0 is the log-rank test itself. */
export interface TimeWeights {
  rho?: number;
  gamma?: number;
}

/**
 * The log-rank test of k groups with delayed entry, weights (read as numbers of lives) and ties; with `rho` 1 early differences count more (Peto's
 * Wilcoxon), with `gamma` 1 late ones. Null when there is nothing to compare: fewer than two groups at risk at one time of an end.
 * Sources: Mantel 1966; Peto & Peto 1972; Harrington & Fleming 1982. Variance: multivariate hypergeometric.
 */
export function logRank(groups: readonly (readonly Life[])[], { rho = 0, gamma = 0 }: TimeWeights = {}): LogRank | null {
  const size = groups.length;
  const sums = groups.map(() => ({ observed: 0, expected: 0 }));
  const variance = groups.map(() => new Array<number>(size).fill(0));
  let lasting = 1;
  for (const { atRisk, ended } of together(groups)) {
    const n = atRisk.reduce((sum, one) => sum + one, 0);
    const d = ended.reduce((sum, one) => sum + one, 0);
    if (d === 0) continue;
    const weight = lasting ** rho * (1 - lasting) ** gamma;
    const spread = n > 1 ? (weight ** 2 * d * (n - d)) / (n - 1) : 0;
    for (let i = 0; i < size; i++) {
      const share = atRisk[i]! / n;
      sums[i]!.observed += weight * ended[i]!;
      sums[i]!.expected += weight * d * share;
      for (let j = 0; j < size; j++) variance[i]![j]! += spread * share * (Number(i === j) - atRisk[j]! / n);
    }
    lasting *= Math.max(0, 1 - d / n);
  }
  const told = sums.map((_, i) => i).filter((i) => variance[i]![i]! > 0);
  const free = told.slice(1);
  if (free.length === 0) return null;
  const gaps = free.map((i) => sums[i]!.observed - sums[i]!.expected);
  const solved = solve(
    free.map((i) => free.map((j) => variance[i]![j]!)),
    gaps,
  );
  if (!solved) return null;
  const chiSquare = Math.max(
    0,
    gaps.reduce((sum, gap, i) => sum + gap * solved[i]!, 0),
  );
  return { chiSquare, degrees: free.length, p: chiSquareUpper(chiSquare, free.length), groups: sums };
}

/** At every distinct time of an end or a censoring in any group: who is at risk, and who ends, by group. */
function together(groups: readonly (readonly Life[])[]): { atRisk: number[]; ended: number[] }[] {
  const ways = groups.length;
  const all = groups.flatMap((lives, group) => lives.map((life) => ({ ...life, cause: life.cause > 0 ? group + 1 : 0 })));
  const own = groups.map((lives) => riskAt(lives));
  return moments(all, ways).map(({ time, ended }) => ({ atRisk: own.map((at) => at(time)), ended }));
}

/** The weight of lives at risk at ascending times: entered before, not yet left. */
function riskAt(lives: readonly Life[]): (time: number) => number {
  const seen = lives.filter(({ entry, time, weight }) => time > entry && weight > 0);
  const entries = [...seen].sort((a, b) => a.entry - b.entry);
  const exits = [...seen].sort((a, b) => a.time - b.time);
  let [entered, left, weight] = [0, 0, 0];
  return (time) => {
    for (; entered < entries.length && entries[entered]!.entry < time; entered++) weight += entries[entered]!.weight;
    for (; left < exits.length && exits[left]!.time < time; left++) weight -= exits[left]!.weight;
    return left === entered ? 0 : weight;
  };
}
