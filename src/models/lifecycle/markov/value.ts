import { solve } from '#numeric/linear.ts';

/** When in a period its reward is taken to arrive. */
export type Timing = 'start' | 'middle' | 'end';

/**
 * Present value of the rewards of a chain that starts in each state: V = Σ_{t=0..T} (P/(1+d))^t R, and V = (I − P/(1+d))⁻¹R without an end.
 * `discount` d is per period; `horizon` T is the last period counted, so that T + 1 rewards enter, or null for all. Rewards of a period arrive at its
 * start, unless `timing` says otherwise: then all are discounted by half a period or one. Null when the sum has no limit. Source: Pfeifer & Carraway 2000, equations 5 and 6.
 */
export function presentValue(
  matrix: readonly (readonly number[])[],
  rewards: readonly number[],
  discount: number,
  horizon: number | null,
  timing: Timing = 'start',
): number[] | null {
  const factor = 1 / (1 + discount);
  const later = factor ** { start: 0, middle: 0.5, end: 1 }[timing];
  const system = matrix.map((row, i) => row.map((p, j) => Number(i === j) - p * factor));
  const value = horizon === null ? solve(system, rewards) : forward(matrix, rewards, factor, horizon);
  return value && value.map((one) => one * later);
}

function forward(matrix: readonly (readonly number[])[], rewards: readonly number[], factor: number, horizon: number): number[] {
  let value = rewards.map(() => 0);
  for (let t = 0; t <= horizon; t++) {
    const next = value;
    value = matrix.map((row, i) => rewards[i]! + factor * row.reduce((sum, p, j) => sum + p * next[j]!, 0));
  }
  return value;
}

/** Expected periods until the chain first enters a state of `ends`, the present one counted, from every state; null when it may never come. */
export function periodsUntil(matrix: readonly (readonly number[])[], ends: readonly number[]): number[] | null {
  const inside = matrix.map((row, i) => row.map((p, j) => Number(i === j) - (ends.includes(i) || ends.includes(j) ? 0 : p)));
  return solve(
    inside,
    matrix.map((_, i) => Number(!ends.includes(i))),
  );
}

/** Probability that the chain enters state `goal` before state `end`, from every state; null when neither need come. */
export function chanceOf(matrix: readonly (readonly number[])[], goal: number, end: number): number[] | null {
  const stop = (i: number) => i === goal || i === end;
  const inside = matrix.map((row, i) => row.map((p, j) => Number(i === j) - (stop(i) || stop(j) ? 0 : p)));
  return solve(
    inside,
    matrix.map((row, i) => (stop(i) ? Number(i === goal) : row[goal]!)),
  );
}
