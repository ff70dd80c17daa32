import betainc from '@stdlib/math-base-special-betainc';

/** The quantile of a beta distribution with shapes a, b > 0 at p in 0..1, good to 1e-12: bisection of the regularised incomplete beta function. */
export function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (betainc(middle, a, b, true, false) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
