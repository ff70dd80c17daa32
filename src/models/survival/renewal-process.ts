import type { Tenures } from './tenures.ts';

/** How customers under contract leave, with differences between them mixed in: a survival function of renewals and its slopes. */
export interface RenewalProcess<Name extends string = string> {
  /** the model's id */
  id: string;
  /** the literature's symbols; all above 0 */
  parameters: readonly Name[];
  /** where a search begins */
  start: readonly (readonly number[])[];
  /**
   * ln S(t): logarithm of the probability of still being a customer after t renewal opportunities, t ≥ 0; 0 at t = 0. When
   * `slopes` is given it receives the slopes by ln parameter. Defined between whole t, too, where it serves sums without an end.
   */
  logSurvival(values: ArrayLike<number>, t: number, slopes?: Float64Array): number;
}

/**
 * Σ weight · ln likelihood of tenures: S(t−1) − S(t) for a loss at t, S(t) for a customer still there, either divided by S(entry) where it came late.
 * `gradient` receives the slopes by ln parameter. −∞ where a loss is impossible. Source: Fader & Hardie 2007, equations 5, 6 and Appendix B.
 */
export function logLikelihood(
  process: RenewalProcess,
  { lost, kept, entered = [] }: Tenures,
  values: ArrayLike<number>,
  gradient?: Float64Array,
): number {
  const size = values.length;
  gradient?.fill(0);
  let before = { value: 0, slopes: new Float64Array(size) };
  let sum = 0;
  const longest = Math.max(lost.length, kept.length - 1, entered.length - 1);
  for (let t = 0; t <= longest; t++) {
    const slopes = new Float64Array(size);
    const value = process.logSurvival(values, t, gradient && slopes);
    const [ended, there] = [t > 0 ? (lost[t - 1] ?? 0) : 0, (kept[t] ?? 0) - (entered[t] ?? 0)];
    if (there !== 0) {
      sum += there * value;
      gradient?.forEach((_, i) => (gradient[i]! += there * slopes[i]!));
    }
    if (ended > 0) {
      const step = value - before.value;
      const share = -Math.expm1(step);
      sum += ended * (before.value + Math.log(share));
      const stayed = Math.exp(step) / share;
      gradient?.forEach((_, i) => (gradient[i]! += ended * (before.slopes[i]! - (slopes[i]! - before.slopes[i]!) * stayed)));
    }
    before = { value, slopes };
  }
  return sum;
}
