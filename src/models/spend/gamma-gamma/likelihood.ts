import { digamma, logGamma } from '#numeric/special.ts';
import type { Spends } from '../spends.ts';

/**
 * The log-likelihood of the Gamma-Gamma model at (p, q, γ), with its slopes by ln parameter, for one set of customers:
 * Γ(px+q)/(Γ(px)Γ(q)) · γ^q m^(px−1) x^(px) / (γ+mx)^(px+q). What does not depend on m is summed once for customers with equal x.
 * Source: Fader & Hardie 2013 (note 025, "The Gamma-Gamma Model of Monetary Value"), equation 1a.
 */
export function spendLikelihood({ x, m, weight }: Spends): (values: ArrayLike<number>, gradient?: Float64Array) => number {
  const groups = new Map<number, { weight: number; logs: number }>();
  const fixed = m.reduce((sum, one, i) => sum - weight[i]! * Math.log(one), 0);
  for (let i = 0; i < x.length; i++) {
    const group = groups.get(x[i]!) ?? { weight: 0, logs: 0 };
    group.weight += weight[i]!;
    group.logs += weight[i]! * x[i]! * Math.log(m[i]! * x[i]!);
    groups.set(x[i]!, group);
  }
  return (values, gradient) => {
    const [p, q, gamma] = [values[0]!, values[1]!, values[2]!];
    let [total, byP, byQ, byGamma] = [fixed, 0, 0, 0];
    for (const [count, { weight: customers, logs }] of groups) {
      const shape = p * count;
      total += customers * (logGamma(shape + q) - logGamma(shape) - logGamma(q) + q * Math.log(gamma)) + p * logs;
      if (!gradient) continue;
      const upper = digamma(shape + q);
      byP += customers * count * (upper - digamma(shape)) + logs;
      byQ += customers * (upper - digamma(q) + Math.log(gamma));
      byGamma += (customers * q) / gamma;
    }
    for (let i = 0; i < x.length; i++) {
      const [w, spent, power] = [weight[i]!, gamma + m[i]! * x[i]!, p * x[i]! + q];
      const log = Math.log(spent);
      total -= w * power * log;
      byP -= w * x[i]! * log;
      byQ -= w * log;
      byGamma -= (w * power) / spent;
    }
    gradient?.set([p * byP, q * byQ, gamma * byGamma]);
    return total;
  };
}
