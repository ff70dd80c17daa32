import { benjaminiHochberg } from '#numeric/benjamini-hochberg.ts';
import { chiSquareUpper } from '#numeric/chi-square.ts';

/** An effect on the scale on which it is normal; no error where the information has no inverse. */
export interface Effect {
  effect: number;
  error: number | null;
}

/** What may be said of an effect among many; nulls without an error. */
export interface Claim {
  p: number | null;
  clear: boolean;
  low: number | null;
  high: number | null;
}

/**
 * Which of many effects can be told from 0 with false discoveries held to `rate`, and their intervals: 95 % for those that cannot, and 1 − R·rate/m for
 * the R of m that can, since an interval shown because it excludes 0 would else be too narrow too often.
 * Sources: Benjamini & Hochberg 1995; Benjamini & Yekutieli 2005 (false coverage rate).
 */
export function claimsOf(effects: readonly Effect[], rate: number): Claim[] {
  const p = effects.map(({ effect, error }) => (error ? chiSquareUpper((effect / error) ** 2, 1) : null));
  const clear = benjaminiHochberg(p).map((adjusted) => adjusted !== null && adjusted <= rate);
  const [tested, selected] = [p.filter((one) => one !== null).length, clear.filter(Boolean).length];
  const usual = critical(0.05);
  const wide = selected > 0 ? critical((rate * selected) / tested) : usual;
  return effects.map(({ effect, error }, i) => {
    const half = error === null ? null : error * (clear[i]! ? wide : usual);
    return { p: p[i]!, clear: clear[i]!, low: half === null ? null : effect - half, high: half === null ? null : effect + half };
  });
}

/** The absolute value that a standard normal number exceeds with chance `level`. */
function critical(level: number): number {
  let [low, high] = [0, 10];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (chiSquareUpper(middle ** 2, 1) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
