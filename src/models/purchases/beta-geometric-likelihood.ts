import { logGamma, logRising, slopeOfRising } from '#numeric/special.ts';
import { coded } from './coded.ts';
import type { Histories } from './histories.ts';
import type { Values } from './process.ts';

/** How customers of the beta-geometric family buy and drop out. */
export interface BetaGeometric {
  /** 1: a customer may also drop out right after the first purchase (modified BG); 0: only after a repeat purchase */
  early: 0 | 1;
  /** order of the Erlang distribution of the gaps between purchases; 1: purely random (exponential) */
  k: number;
}

/**
 * Σ weight · ln likelihood of the (modified) BG/CNBD-k at (r, alpha, a, b), with its slopes by ln parameter; k = 1 is the (modified) BG/NBD.
 * With R = r + kx and j = x + early chances to drop out, the likelihood of one history is
 * Γ(R)/Γ(r) · α^r · B(a, b+j)/B(a, b) · [ (α+T)^−R · Σᵢ₍ᵢ₌₀..ₖ₋₁₎ (R)ᵢ/i! uⁱ + a/(b+j−1) · (α+tx)^−R ], u = (T−tx)/(α+T), the second term only when
 * j > 0; times Π gap^(k−1)/Γ(k), which moves no parameter. Fader, Hardie & Lee 2005, equation 6; Batislam, Denizel & Filiztekin 2007; Platzer & Reutterer 2016.
 */
export function betaGeometricLikelihood(
  { early, k }: BetaGeometric,
  histories: Histories,
  values: Values,
  gradient?: Float64Array,
): number {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const { x, tx, T, weight, logGaps } = histories;
  const [counts, lasts, ends] = [coded(x), coded(tx), coded(T)];
  const table = byCount(counts.values, { early, k }, r, a, b);
  const logLast = lasts.values.map((t) => Math.log(alpha + t));
  const logEnd = ends.values.map((t) => Math.log(alpha + t));
  const [logAlpha, regular] = [Math.log(alpha), { sum: 1, byR: 0, byAlpha: 0 }];
  let [value, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const w = weight[i]!;
    const c = counts.at[i]!;
    const R = table.shape[c]!;
    const [atLast, atEnd] = [logLast[lasts.at[i]!]!, logEnd[ends.at[i]!]!];
    const until = alpha + T[i]!;
    if (k > 1) quiet(regular, k, R, (T[i]! - tx[i]!) / until, until);
    const gap = table.odds[c]! + R * (atEnd - atLast) - (k > 1 ? Math.log(regular.sum) : 0);
    const tail = gap > 0 ? Math.exp(-gap) : Math.exp(gap);
    const gone = (gap > 0 ? 1 : tail) / (1 + tail);
    const most = gap > 0 ? table.odds[c]! - R * atLast : (k > 1 ? Math.log(regular.sum) : 0) - R * atEnd;
    value += w * (table.fixed[c]! + r * logAlpha + most + Math.log1p(tail));
    if (k > 1) value += w * ((k - 1) * (logGaps?.[i] ?? 0));
    if (!gradient) continue;
    const stay = 1 - gone;
    byR += w * (table.byR[c]! + logAlpha - stay * (atEnd - regular.byR) - gone * atLast);
    byAlpha += w * (r / alpha - stay * (R / until - regular.byAlpha) - (gone * R) / (alpha + tx[i]!));
    byA += w * (table.byA[c]! + gone / a);
    byB += w * (table.byB[c]! - gone * table.fewer[c]!);
  }
  gradient?.set([byR * r, byAlpha * alpha, byA * a, byB * b]);
  return value;
}

/** Everything of one history's likelihood that depends on its count alone. */
function byCount(counts: Float64Array, { early, k }: BetaGeometric, r: number, a: number, b: number) {
  const made = counts.map((x) => k * x);
  const chances = counts.map((x) => x + early);
  const byA = chances.map((j) => -slopeOfRising(a + b, j));
  const perGap = logGamma(k);
  return {
    shape: made.map((m) => r + m),
    fixed: counts.map((x, i) => logRising(r, made[i]!) + logRising(b, chances[i]!) - logRising(a + b, chances[i]!) - x * perGap),
    /** ln of a/(b+j−1): what dropping out after the last purchase has against staying, before time counts */
    odds: chances.map((j) => (j > 0 ? Math.log(a / (b + j - 1)) : -Infinity)),
    byR: made.map((m) => slopeOfRising(r, m)),
    byA,
    byB: chances.map((j, i) => byA[i]! + slopeOfRising(b, j)),
    fewer: chances.map((j) => (j > 0 ? 1 / (b + j - 1) : 0)),
  };
}

/** Σ (R)ᵢ/i! uⁱ for i < k: fewer than k events since the last purchase, with the slopes of its logarithm by R and by alpha. */
function quiet(into: { sum: number; byR: number; byAlpha: number }, k: number, R: number, u: number, until: number): void {
  let [term, slope, sum, byR, byU] = [1, 0, 1, 0, 0];
  for (let i = 1; i < k; i++) {
    term *= ((R + i - 1) / i) * u;
    slope += 1 / (R + i - 1);
    sum += term;
    byR += term * slope;
    byU += term * i;
  }
  into.sum = sum;
  into.byR = byR / sum;
  into.byAlpha = -byU / sum / until;
}
