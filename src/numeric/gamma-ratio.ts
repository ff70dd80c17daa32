import { logGamma } from './special.ts';

/** Where the series takes over, in units of the shift: its error is then below 1e-15. */
const far = 1e4;

/**
 * ln Γ(x + a) − ln Γ(x) for x > 0 and a ≥ 0, without the cancellation of two large logarithms: far out (x ≥ 10⁴, and 10⁴·a) by the first two terms of the
 * series around the middle. Source: Fields 1966; NIST Digital Library of Mathematical Functions, 5.11.14.
 */
export function logGammaRatio(x: number, a: number): number {
  if (x < far * Math.max(1, a)) return logGamma(x + a) - logGamma(x);
  const middle = x + (a - 1) / 2;
  return a * Math.log(middle) - (a * (a * a - 1)) / (24 * middle * middle);
}
