import { gaussLegendre } from '#numeric/gauss-legendre.ts';

/** How far a panel may reach in ln time and how many nats the integrand may fall within it, for its rule to leave less than 1e-13. */
interface Rule {
  width: number;
  fall: number;
  at: Float64Array;
  weight: Float64Array;
}

/** The places above 0 of a rule of even order: each stands for its mirror image too. */
function ruleOf(order: number, width: number, fall: number): Rule {
  const { at, weight } = gaussLegendre(order);
  return { width, fall, at: at.subarray(0, order / 2), weight: weight.subarray(0, order / 2) };
}

const short = ruleOf(8, 1.6, 3);
const long = ruleOf(12, 2, 10);

/**
 * ln of ∫ (1 + τ/α)^−(r+x) · (1 + τ/β)^−(s+1) dτ over the time from tx to T in which a customer may have dropped out unseen; −∞ when tx = T.
 * Every argument is above 0 but x, tx ≥ 0 and T ≥ tx. `means` (4 places) receives the averages of ln(1+τ/α), τ/(α+τ), ln(1+τ/β), τ/(β+τ) under the
 * integrand: they carry the slopes by all parameters. Nothing cancels, unlike in the difference of two hypergeometric functions that it equals, or in
 * powers of α + τ where α or β is large.
 * Source: Schmittlein, Morrison & Colombo 1987, equation A19 before it is written with ₂F₁; Gauss–Legendre panels in ln(min(α, β) + τ),
 * where the integrand's singularities keep a distance of π.
 */
export function dropoutIntegral(
  alpha: number,
  beta: number,
  atAlpha: number,
  atBeta: number,
  tx: number,
  T: number,
  means: Float64Array,
): number {
  const swap = alpha > beta;
  const [near, far, a, b] = swap ? [beta, alpha, atBeta, atAlpha] : [alpha, beta, atAlpha, atBeta];
  const first = near + tx;
  const length = Math.log1p((T - tx) / first);
  const [sinceNear, sinceFar] = [Math.log1p(tx / near), Math.log1p(tx / far)];
  let [total, logNear, logFar, partNear, partFar] = [0, 0, 0, 0, 0];
  for (let from = 0; from < length;) {
    let width = Math.min(length - from, long.width);
    let fall = width * (a - 1 + b);
    if (fall > short.fall) while ((fall = width * fallAt(first * Math.exp(from + width), a, b, far - near)) > long.fall) width /= 2;
    if (!(width > 0)) return -Infinity;
    const { at, weight } = width <= short.width && fall <= short.fall ? short : long;
    const half = width / 2;
    const centre = from + half;
    const middle = first * Math.exp(centre);
    let sum = 0;
    for (let i = 0; i < at.length; i++) {
      const step = half * at[i]!;
      const factor = Math.exp(step);
      for (let side = 1; side >= -1; side -= 2) {
        const v = centre + side * step;
        const grown = side === 1 ? middle * factor : middle / factor;
        const time = Math.max(0, grown - near);
        const lnFar = Math.log1p(time / far);
        const value = half * weight[i]! * Math.exp((1 - a) * v - b * (lnFar - sinceFar));
        sum += value;
        logNear += value * v;
        logFar += value * lnFar;
        partNear += (value * time) / grown;
        partFar += (value * time) / (far + time);
      }
    }
    total += sum;
    if (sum < 1e-17 * total) break;
    from += width;
  }
  if (!(total > 0)) return -Infinity;
  const place = swap ? 2 : 0;
  means[place] = sinceNear + logNear / total;
  means[place + 1] = partNear / total;
  means[2 - place] = logFar / total;
  means[3 - place] = partFar / total;
  return Math.log(first) - a * sinceNear - b * sinceFar + Math.log(total);
}

/** How fast the integrand falls in ln time at `grown`, min(α, β) + τ; it only falls faster later, up to a + b − 1. */
function fallAt(grown: number, a: number, b: number, gap: number): number {
  return a - 1 + (b * grown) / (gap + grown);
}
