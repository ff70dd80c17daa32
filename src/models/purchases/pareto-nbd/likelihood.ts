import { rising } from '#numeric/rising.ts';
import { logAdd } from '#numeric/special.ts';
import type { Histories, History } from '../histories.ts';
import type { Values } from '../process.ts';
import { dropoutIntegral } from './dropout-integral.ts';

/** What one history says: ln likelihood without the factor Γ(r+x)/Γ(r), and the two ways it can have come about. */
export interface Row {
  /** ln of both ways together */
  log: number;
  /** P(alive) at T */
  alive: number;
  /** slopes by r (without ψ(r+x) − ψ(r)), ln α, s, ln β */
  slopes: Float64Array;
}

const means = new Float64Array(4);

/** A place for the answers of `likelihoodOf`, used again from row to row. */
export function emptyRow(): Row {
  return { log: 0, alive: 0, slopes: new Float64Array(4) };
}

/**
 * Likelihood of one history without Γ(r+x)/Γ(r), with its slopes by r, ln α, s, ln β, written into `row`:
 * α^−x [(1+T/α)^−(r+x) (1+T/β)^−s + s/β ∫ (1+τ/α)^−(r+x) (1+τ/β)^−(s+1) dτ], the first part for a customer who is alive at T, the second for one who is not.
 * Source: Schmittlein, Morrison & Colombo 1987, equations A12 and A19; Fader & Hardie 2005 (note on deriving the Pareto/NBD), equation 9, with α and β
 * taken out of the powers: both may then be as large as they like.
 */
export function likelihoodOf(row: Row, r: number, alpha: number, s: number, beta: number, x: number, tx: number, T: number): void {
  const buys = r + x;
  const [lnAlpha, lnBeta] = [Math.log1p(T / alpha), Math.log1p(T / beta)];
  const staying = -buys * lnAlpha - s * lnBeta;
  const leaving = T > tx ? Math.log(s / beta) + dropoutIntegral(alpha, beta, buys, s + 1, tx, T, means) : -Infinity;
  const sum = logAdd(staying, leaving);
  const alive = Math.exp(staying - sum);
  const gone = leaving === -Infinity ? 0 : Math.exp(leaving - sum);
  row.log = sum - x * Math.log(alpha);
  row.alive = alive;
  row.slopes[0] = -alive * lnAlpha - (gone > 0 ? gone * means[0]! : 0);
  row.slopes[1] = buys * ((alive * T) / (alpha + T) + (gone > 0 ? gone * means[1]! : 0)) - x;
  row.slopes[2] = -alive * lnBeta + (gone > 0 ? gone * (1 / s - means[2]!) : 0);
  row.slopes[3] = (alive * s * T) / (beta + T) + (gone > 0 ? gone * ((s + 1) * means[3]! - 1) : 0);
}

/** Σ weight · ln likelihood over the histories, slopes by ln r, ln α, ln s, ln β. Source: as `likelihoodOf`. */
export function logLikelihood({ x, tx, T, weight }: Histories, values: Values, gradient?: Float64Array): number {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const factorial = rising(r, mostIn(x));
  const row = emptyRow();
  gradient?.fill(0);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    likelihoodOf(row, r, alpha, s, beta, x[i]!, tx[i]!, T[i]!);
    const w = weight[i]!;
    total += w * (row.log + factorial.log[x[i]!]!);
    if (!gradient) continue;
    gradient[0]! += w * r * (row.slopes[0]! + factorial.slope[x[i]!]!);
    gradient[1]! += w * row.slopes[1]!;
    gradient[2]! += w * s * row.slopes[2]!;
    gradient[3]! += w * row.slopes[3]!;
  }
  return total;
}

/** P(alive) at T given the history. Source: Schmittlein, Morrison & Colombo 1987, equation 11; Fader & Hardie 2005, equation 24. */
export function aliveAtEnd(values: Values, { x, tx, T }: History): number {
  const row = emptyRow();
  likelihoodOf(row, values[0]!, values[1]!, values[2]!, values[3]!, x, tx, T);
  return row.alive;
}

/** The largest of the counts; 0 when there is none. */
export function mostIn(x: Float64Array): number {
  let most = 0;
  for (const count of x) most = Math.max(most, count);
  return most;
}
