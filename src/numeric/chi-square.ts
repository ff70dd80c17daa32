import gammainc from '@stdlib/math-base-special-gammainc';

/** P[χ² >= x] with whole `degrees` >= 1: the p-value of a statistic x >= 0. */
export function chiSquareUpper(x: number, degrees: number): number {
  return x <= 0 ? 1 : gammainc(x / 2, degrees / 2, true, true);
}
