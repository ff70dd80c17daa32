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
 * ln of ∫ (α + τ)^−(r+x) · (β + τ)^−(s+1) dτ over the time from tx to T in which a customer may have dropped out unseen; −∞ when tx = T.
 * Every argument is above 0 but x, tx ≥ 0 and T ≥ tx. `means` (4 places) receives the averages of ln(α+τ), 1/(α+τ), ln(β+τ), 1/(β+τ) under the
 * integrand: they carry the slopes by all parameters. Nothing cancels, unlike in the difference of two hypergeometric functions that it equals.
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
  const [near, a, b] = swap ? [beta, atBeta, atAlpha] : [alpha, atAlpha, atBeta];
  const gap = Math.abs(alpha - beta);
  const length = Math.log1p((T - tx) / (near + tx));
  const first = Math.log(near + tx);
  const start = (a - 1) * first + b * Math.log(gap + near + tx);
  let [total, logNear, logFar, overNear, overFar] = [0, 0, 0, 0, 0];
  for (let from = 0; from < length;) {
    let width = Math.min(length - from, long.width);
    let fall = width * (a - 1 + b);
    if (fall > short.fall) while ((fall = width * fallAt(first + from + width, a, b, gap)) > long.fall) width /= 2;
    const { at, weight } = width <= short.width && fall <= short.fall ? short : long;
    const half = width / 2;
    const centre = first + from + half;
    const middle = Math.exp(centre);
    let sum = 0;
    for (let i = 0; i < at.length; i++) {
      const step = half * at[i]!;
      const factor = Math.exp(step);
      for (let side = 1; side >= -1; side -= 2) {
        const u = centre + side * step;
        const time = side === 1 ? middle * factor : middle / factor;
        const far = gap + time;
        const lnFar = Math.log(far);
        const value = half * weight[i]! * Math.exp(start - (a - 1) * u - b * lnFar);
        sum += value;
        logNear += value * u;
        logFar += value * lnFar;
        overNear += value / time;
        overFar += value / far;
      }
    }
    total += sum;
    if (sum < 1e-17 * total) break;
    from += width;
  }
  if (!(total > 0)) return -Infinity;
  const place = swap ? 2 : 0;
  means[place] = logNear / total;
  means[place + 1] = overNear / total;
  means[2 - place] = logFar / total;
  means[3 - place] = overFar / total;
  return Math.log(total) - start;
}

/** How fast the integrand falls in ln time, which only grows with time, up to a + b − 1. */
function fallAt(u: number, a: number, b: number, gap: number): number {
  const time = Math.exp(u);
  return a - 1 + (b * time) / (gap + time);
}
