import { CodedError } from '#base/error.ts';
import { solve } from '#numeric/linear.ts';
import type { StopSignal } from '../../definition.ts';
import type { Partial } from './partial.ts';

/** The top of a concave function, from 0: Newton's method, a step halved while it loses. Throws CodedError `model/stopped`. */
export function ascend(
  f: (beta: Float64Array) => Partial,
  size: number,
  signal: StopSignal,
): { beta: Float64Array; at: Partial; converged: boolean; iterations: number } {
  let beta: Float64Array = new Float64Array(size);
  let at = f(beta);
  for (let iterations = 1; iterations <= 50; iterations++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    const step = solve(at.information, [...at.gradient]);
    if (!step) return { beta, at, converged: false, iterations };
    let [next, length] = [at, 1];
    let place = beta;
    do {
      place = beta.map((value, j) => value + length * step[j]!);
      next = f(place);
      length /= 2;
    } while (next.logLikelihood < at.logLikelihood - 1e-12 * Math.abs(at.logLikelihood) && length > 1e-6);
    const gain = next.logLikelihood - at.logLikelihood;
    if (gain >= 0 || length > 1e-6) [beta, at] = [place, next];
    if (Math.abs(gain) <= 1e-12 * (1 + Math.abs(at.logLikelihood))) return { beta, at, converged: true, iterations };
  }
  return { beta, at, converged: false, iterations: 50 };
}
