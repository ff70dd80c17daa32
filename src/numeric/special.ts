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
