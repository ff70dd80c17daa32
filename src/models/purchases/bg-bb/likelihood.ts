import { rising, type Rising } from '#numeric/rising.ts';
import type { Histories, History } from '../histories.ts';
import type { Values } from '../process.ts';

/** Rising factorials of α, β, α + β, δ, γ + δ: everything that a likelihood of counts looks up. */
interface Tables {
  alpha: Rising;
  beta: Rising;
  both: Rising;
  delta: Rising;
  all: Rising;
  gamma: number;
}

function tablesFor(values: Values, most: number): Tables {
  const [alpha, beta, gamma, delta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return {
    alpha: rising(alpha, most),
    beta: rising(beta, most),
    both: rising(alpha + beta, most),
    delta: rising(delta, most),
    all: rising(gamma + delta, most + 1),
    gamma,
  };
}

/**
 * Whether every history is one of whole opportunities: x ≤ tx ≤ T, all whole. Histories in days or weeks of continuous time are not.
 */
export function isDiscrete({ x, tx, T }: Histories): boolean {
  return x.every((count, i) => Number.isInteger(tx[i]!) && Number.isInteger(T[i]!) && Number.isInteger(count) && count <= tx[i]!);
}

/**
 * Likelihood of one history, ln of it and its slopes by α, β, γ, δ into `slopes`; returns also P(alive) after the last opportunity T:
 * B(α+x, β+T−x)/B(α, β) · B(γ, δ+T)/B(γ, δ) + Σ B(α+x, β+k−x)/B(α, β) · B(γ+1, δ+k)/B(γ, δ) over k = tx..T−1, the last opportunity lived through.
 * Source: Fader, Hardie & Shang 2010 (Marketing Science 29:1086–1108), equation 5. Terms fall with k; each is the one before times a ratio.
 */
function likelihoodOf(
  tables: Tables,
  values: Values,
  x: number,
  tx: number,
  T: number,
  slopes?: Float64Array,
): { log: number; alive: number } {
  const [alpha, beta, gamma, delta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const living = tables.alpha.log[x]! + tables.beta.log[T - x]! - tables.both.log[T]! + tables.delta.log[T]! - tables.all.log[T]!;
  const first =
    T > tx
      ? tables.alpha.log[x]! +
        tables.beta.log[tx - x]! -
        tables.both.log[tx]! +
        Math.log(gamma) +
        tables.delta.log[tx]! -
        tables.all.log[tx + 1]!
      : -Infinity;
  const top = Math.max(living, first);
  const alive = Math.exp(living - top);
  let [term, gone] = [Math.exp(first - top), 0];
  let [byBeta, byBoth, byDelta, byAll] = [0, 0, 0, 0];
  for (let k = tx; k < T && term > 1e-18 * (alive + gone); k++) {
    gone += term;
    if (slopes) {
      byBeta += term * tables.beta.slope[k - x]!;
      byBoth += term * tables.both.slope[k]!;
      byDelta += term * tables.delta.slope[k]!;
      byAll += term * tables.all.slope[k + 1]!;
    }
    term *= ((beta + k - x) / (alpha + beta + k)) * ((delta + k) / (gamma + delta + k + 1));
  }
  const sum = alive + gone;
  if (slopes) {
    const both = (alive * tables.both.slope[T]! + byBoth) / sum;
    const all = (alive * tables.all.slope[T]! + byAll) / sum;
    slopes[0] = tables.alpha.slope[x]! - both;
    slopes[1] = (alive * tables.beta.slope[T - x]! + byBeta) / sum - both;
    slopes[2] = gone / (sum * gamma) - all;
    slopes[3] = (alive * tables.delta.slope[T]! + byDelta) / sum - all;
  }
  return { log: top + Math.log(sum), alive: alive / sum };
}

/**
 * Σ weight · ln likelihood over the histories, slopes by ln α, ln β, ln γ, ln δ. Source: as above.
 * Throws RangeError for histories that are not of whole opportunities.
 */
export function logLikelihood(histories: Histories, values: Values, gradient?: Float64Array): number {
  if (!isDiscrete(histories)) throw new RangeError('bg-bb needs histories of whole opportunities');
  const { x, tx, T, weight } = histories;
  const tables = tablesFor(
    values,
    T.reduce((most, one) => Math.max(most, one), 0),
  );
  const slopes = gradient && new Float64Array(4);
  gradient?.fill(0);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const w = weight[i]!;
    total += w * likelihoodOf(tables, values, x[i]!, tx[i]!, T[i]!, slopes).log;
    if (gradient && slopes) for (let j = 0; j < 4; j++) gradient[j]! += w * values[j]! * slopes[j]!;
  }
  return total;
}

/** P(alive) after the last opportunity T, given the history. Source: Fader, Hardie & Shang 2010, equation 7, at n in place of n + 1. */
export function aliveAtEnd(values: Values, { x, tx, T }: History): number {
  if (!(Number.isInteger(tx) && Number.isInteger(T) && x <= tx)) throw new RangeError('bg-bb needs histories of whole opportunities');
  return likelihoodOf(tablesFor(values, T), values, x, tx, T).alive;
}
