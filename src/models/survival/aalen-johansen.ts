import { logLogInterval } from './interval.ts';
import { type Life, moments } from './lives.ts';

/** The share that has ended in one way by a time. */
export interface Incidence {
  /** 0..1 */
  value: number;
  variance: number;
  /** 95 % interval on the log-log scale; null at 0 and 1 */
  low: number | null;
  high: number | null;
}

export interface IncidenceStep {
  time: number;
  /** weight under observation just before */
  atRisk: number;
  /** weight that ended, by cause − 1 */
  ended: number[];
  censored: number;
  /** probability to last beyond this time in any way, 0..1 */
  survival: number;
  /** by cause − 1; with `survival` they add up to 1 */
  incidence: Incidence[];
}

/**
 * Cumulative incidence of each of `causes` ways to end under competing risks, with delayed entry, weights and ties: I_k(t) = Σ S(t⁻)·d_k/n. One less
 * Kaplan–Meier, with the other ways as censored, would overstate it. The variance is Greenwood's, carried to several causes by the delta method; with one
 * cause it is Greenwood's own. Sources: Aalen & Johansen 1978; Gooley et al. 1999; variance: Marubini & Valsecchi 1995, equation 10.12.
 */
export function aalenJohansen(lives: readonly Life[], causes: number): IncidenceStep[] {
  const sums = Array.from({ length: causes }, () => new Spread());
  let survival = 1;
  return moments(lives, causes).map(({ time, atRisk, ended, censored }) => {
    const before = survival;
    const all = ended.reduce((sum, d) => sum + d, 0);
    survival = before * Math.max(0, 1 - all / atRisk);
    const incidence = sums.map((sum, k) => sum.step(before, ended[k]!, all, atRisk));
    return { time, atRisk, ended, censored, survival, incidence };
  });
}

/**
 * The incidence of one cause and the sums of its variance, kept as a polynomial in I(t) so that a step costs the same at every time:
 * Σ [I(t) − I_j]²·A_j + Σ B_j − 2 Σ [I(t) − I_j]·C_j with A = d/(n(n − d)), B = S²·d_k(n − d_k)/n³, C = S·d_k/n².
 */
class Spread {
  #value = 0;
  #a = 0;
  #aI = 0;
  #aII = 0;
  #b = 0;
  #c = 0;
  #cI = 0;

  step(before: number, own: number, all: number, n: number): Incidence {
    this.#value += (before * own) / n;
    const value = this.#value;
    const a = all < n ? all / (n * (n - all)) : 0;
    const c = (before * own) / n ** 2;
    this.#a += a;
    this.#aI += a * value;
    this.#aII += a * value ** 2;
    this.#b += (before ** 2 * own * (n - own)) / n ** 3;
    this.#c += c;
    this.#cI += c * value;
    const squares = value ** 2 * this.#a - 2 * value * this.#aI + this.#aII;
    const variance = Math.max(0, squares + this.#b - 2 * (value * this.#c - this.#cI));
    return { value, variance, ...logLogInterval(value, variance) };
  }
}
