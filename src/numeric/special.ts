import betainc from '@stdlib/math-base-special-betainc';
import betaln from '@stdlib/math-base-special-betaln';
import digammaOf from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import trigammaOf from '@stdlib/math-base-special-trigamma';

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  return gammaln(x);
}

/** ψ(x), the slope of ln Γ at x > 0. */
export function digamma(x: number): number {
  return digammaOf(x);
}

/** ψ′(x), the slope of ψ at x > 0. */
export function trigamma(x: number): number {
  return trigammaOf(x);
}

/** ln B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return betaln(a, b);
}

/** I_x(a, b): the chance that a beta number with shapes a, b > 0 is at most x, 0..1. */
export function betaBelow(x: number, a: number, b: number): number {
  return betainc(x, a, b, true, false);
}

/** ln(eᵃ + eᵇ) without overflow; −∞ stands for zero. */
export function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b;
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}

/** ln(eᵃ − eᵇ) for a ≥ b; −∞ where they are equal. */
export function logSubtract(a: number, b: number): number {
  if (b === -Infinity) return a;
  const gap = b - a;
  return gap >= 0 ? -Infinity : a + (gap > -Math.LN2 ? Math.log(-Math.expm1(gap)) : Math.log1p(-Math.exp(gap)));
}

/** Up to here a rising factorial is a sum of logarithms: exact where a difference of ln Γ of large numbers cancels. */
const few = 40;

/** ln (a)ₙ = ln Γ(a + n) − ln Γ(a), the rising factorial, for a > 0 and whole n ≥ 0. */
export function logRising(a: number, n: number): number {
  if (n > few) return gammaln(a + n) - gammaln(a);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(a + i);
  return sum;
}

/** ψ(a + n) − ψ(a), the slope of ln (a)ₙ by a, for a > 0 and whole n ≥ 0. */
export function slopeOfRising(a: number, n: number): number {
  if (n > few) return digammaOf(a + n) - digammaOf(a);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += 1 / (a + i);
  return sum;
}
