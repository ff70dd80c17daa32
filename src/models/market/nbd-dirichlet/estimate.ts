import { brandTheory, categoryPenetration } from './theory.ts';

const halvings = 200;

/**
 * K of the NBD from M, the category purchases a customer, and the penetration of the category (0..1); null where buying is as even as by chance alone or
 * evener (penetration ≥ 1 − e^−M), which no NBD explains. Source: Goodhardt, Ehrenberg & Chatfield 1984, section 3.4 (mean and zeros).
 */
export function shapeOf(M: number, penetration: number): number | null {
  if (!(penetration > 0 && penetration < -Math.expm1(-M))) return null;
  return solve((K) => categoryPenetration({ M, K }) - penetration);
}

/**
 * S from one brand: the value at which its share of purchases goes with its penetration; null where none does (penetration at most share × that of the
 * category: nobody would buy two brands; or as large as if all customers chose alike).
 */
export function sumOf({ M, K }: { M: number; K: number }, share: number, penetration: number): number | null {
  const alike = categoryPenetration({ M: M * share, K });
  if (!(penetration > share * categoryPenetration({ M, K }) && penetration < alike)) return null;
  return solve((S) => brandTheory({ M, K, S }, share).penetration - penetration);
}

/** Where a function that rises with ln x passes 0, between e^−20 and e^20, by bisection; null where it does not. */
function solve(f: (x: number) => number): number | null {
  let [low, high] = [-20, 20];
  if (f(Math.exp(low)) > 0 || f(Math.exp(high)) < 0) return null;
  for (let i = 0; i < halvings && high - low > 1e-13; i++) {
    const middle = (low + high) / 2;
    if (f(Math.exp(middle)) < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
