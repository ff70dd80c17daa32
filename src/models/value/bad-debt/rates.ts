import { solve } from '#numeric/linear.ts';

/** Open documents that moved from one bucket of days overdue to another between two month ends; `to` = number of buckets means settled. */
export interface Roll {
  from: number;
  to: number;
  documents: number;
  amount: number;
}

/** Share of a bucket's open amount that was found in each bucket, and settled (last entry), a month later; `n` documents behind it. */
export interface RollRow {
  n: number;
  shares: number[];
}

/** The roll-rate matrix by amount, a row a bucket; a bucket never seen has n = 0 and shares of 0. Source: Cyert, Davidson & Thompson 1962 (allowance for doubtful accounts by Markov chains). */
export function rollMatrix(rolls: readonly Roll[], buckets: number): RollRow[] {
  return Array.from({ length: buckets }, (_, from) => {
    const own = rolls.filter((roll) => roll.from === from);
    const total = own.reduce((sum, { amount }) => sum + amount, 0);
    const shares = Array.from({ length: buckets + 1 }, (__, to) =>
      total > 0 ? own.filter((roll) => roll.to === to).reduce((sum, { amount }) => sum + amount, 0) / total : 0,
    );
    return { n: own.reduce((sum, { documents }) => sum + documents, 0), shares };
  });
}

/**
 * Chance that money in each bucket ends in the last one, which counts as lost: absorption of the roll-rate chain, (I − Q)·b = r. Null when a bucket before the
 * last was seen fewer than `least` times, or money never leaves it. The last rate is 1.
 */
export function lossRates(matrix: readonly RollRow[], least: number): number[] | null {
  const last = matrix.length - 1;
  const before = matrix.slice(0, last);
  if (last < 1 || before.some(({ n }) => n < least)) return null;
  const stay = before.map(({ shares }, i) => shares.slice(0, last).map((share, j) => Number(i === j) - share));
  const found = solve(
    stay,
    before.map(({ shares }) => shares[last]!),
  );
  if (!found || found.some((rate) => !Number.isFinite(rate))) return null;
  return [...found.map((rate) => Math.min(1, Math.max(0, rate))), 1];
}
