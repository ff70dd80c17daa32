/**
 * When the margin of a period arrives, and from whom:
 * `end` at its end, from those who were retained through it; `start` at its start, from those who are there then, so that the first is certain;
 * `middle` half a period later than `start`, from the same customers.
 */
export type Convention = 'end' | 'start' | 'middle';

export interface Flow {
  /** probability to be retained from one period to the next, 0..1 */
  retention: number;
  /** discount rate per period, compounded, ≥ 0 */
  rate: number;
  /** growth of the margin per period, > −1; 0 when left out */
  growth?: number;
  /** periods whose margin counts, whole; all when left out */
  horizon?: number;
  convention: Convention;
}

/**
 * Lifetime value per unit of margin. Without an end: `end` r/(1 + d − r(1 + g)), `start` (1 + d)/(1 + d − r(1 + g)), `middle` √(1 + d)/(1 + d − r(1 + g)); over a
 * horizon the sum of so many terms. Null where it has no limit: r(1 + g) ≥ 1 + d. Sources: Gupta & Lehmann 2003, Journal of Interactive Marketing
 * 17(1):9–24 (`end`, growth); Berger & Nasr 1998, same journal 12(1):17–30, case 1 (`start`, `middle`).
 */
export function multiple({ retention: r, rate: d, growth: g = 0, horizon = Infinity, convention }: Flow): number | null {
  const ratio = (r * (1 + g)) / (1 + d);
  const first = { end: r / (1 + d), start: 1, middle: 1 / Math.sqrt(1 + d) }[convention];
  if (horizon === Infinity) return ratio < 1 ? first / (1 - ratio) : null;
  return first * geometric(ratio, horizon);
}

/** Σ_{t=0}^{n−1} q^t for q ≥ 0. */
function geometric(q: number, n: number): number {
  if (q === 0) return n > 0 ? 1 : 0;
  const log = Math.log(q);
  return Math.abs(log) < 1e-12 ? n : Math.expm1(n * log) / Math.expm1(log);
}
