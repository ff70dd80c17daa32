import { digamma, logGamma } from '#numeric/special.ts';
import type { Spends } from '../spends.ts';

/**
 * The log-likelihood of the Gamma-Gamma model at (p, q, γ), with its slopes by ln parameter, for one set of customers:
 * Γ(px+q)/(Γ(px)Γ(q)) · γ^q m^(px−1) x^(px) / (γ+mx)^(px+q). What does not depend on m is summed once for customers with equal x.
 * Written with ln(1 + γ/(mx)) and ln(1 + mx/γ), so that large counts do not drown the slopes in rounding.
 * Source: Fader & Hardie 2013 (note 025, "The Gamma-Gamma Model of Monetary Value"), equation 1a.
 */
export function spendLikelihood({ x, m, weight }: Spends): (values: ArrayLike<number>, gradient?: Float64Array) => number {
  const groups = new Map<number, number>();
  for (let i = 0; i < x.length; i++) groups.set(x[i]!, (groups.get(x[i]!) ?? 0) + weight[i]!);
  const fixed = m.reduce((sum, one, i) => sum - weight[i]! * Math.log(one), 0);
  return (values, gradient) => {
    const [p, q, gamma] = [values[0]!, values[1]!, values[2]!];
    let [total, byP, byQ, byGamma] = [fixed, 0, 0, 0];
    for (const [count, customers] of groups) {
      const shape = p * count;
      total += customers * (logGamma(shape + q) - logGamma(shape) - logGamma(q));
      if (!gradient) continue;
      const upper = digamma(shape + q);
      byP += customers * count * (upper - digamma(shape));
      byQ += customers * (upper - digamma(q));
    }
    for (let i = 0; i < x.length; i++) {
      const [w, spent, shape] = [weight[i]!, m[i]! * x[i]!, p * x[i]!];
      const [little, much] = [Math.log1p(gamma / spent), Math.log1p(spent / gamma)];
      total -= w * (shape * little + q * much);
      byP -= w * x[i]! * little;
      byQ -= w * much;
      byGamma += (w * (q * spent - shape * gamma)) / (gamma + spent);
    }
    gradient?.set([p * byP, q * byQ, byGamma]);
    return total;
  };
}
