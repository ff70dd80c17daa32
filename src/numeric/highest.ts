import { CodedError } from '#base/error.ts';
import { climb } from './climb.ts';
import { minimise } from './minimise.ts';

/** A mean log-likelihood at ln parameters of a problem whose numbers are near one; writes its slopes into `gradient`. */
export type Mean = (x: Float64Array, gradient?: Float64Array) => number;

/** Where a search ended. */
export interface Top {
  x: Float64Array;
  value: number;
  gradient: Float64Array;
  iterations: number;
  converged: boolean;
}

export interface SearchOptions {
  /** rows behind an evaluation: what it costs */
  rows: number;
  /** true tries every start and takes the highest top; else the next one is tried only where the last did not end on sound ground */
  every?: boolean;
  /** the inverse of minus the curvature near the one start, where it is known */
  inverse?: readonly (readonly number[])[] | undefined;
  /** throws CodedError `model/stopped` when aborted */
  signal?: { readonly aborted: boolean } | undefined;
}

/** ln of the largest value that a parameter may take, and of the inverse of the smallest: beyond it a likelihood moves no more. */
const wall = Math.log(1e5);

/** A parameter this near to the wall in ln has been stopped by it. */
const near = 0.01;

/** Steps of the simplex search, of two evaluations at most as a rule. */
const simplex = 100;

/**
 * The highest top of a mean log-likelihood from the starts (ln parameters), by slopes; where none settles, a short simplex search goes on from the best point,
 * then slopes again. Parameters are kept between 1e−5 and 1e5 by a wall: there a ridge without a top ends. The search ends on any function, after at most
 * 300 evaluations a climb (120 from ten thousand rows on) and about 200 of the simplex.
 */
export function highest(mean: Mean, starts: readonly (readonly number[])[], { rows, every = false, inverse, signal }: SearchOptions): Top {
  const options = { evaluations: mostEvaluations(rows), ...(signal ? { signal } : {}) };
  const from = (x: ArrayLike<number>, bent = {}): Top => climb(walled(mean), Array.from(x, within), { ...options, ...bent });
  let best: Top | null = null;
  for (const start of starts) {
    const top = from(start, inverse && { inverse });
    if (!best || top.value > best.value || !Number.isFinite(best.value)) best = top;
    if (!every && best.converged && !best.x.some(isAway)) break;
  }
  const found = best!.converged ? best! : again(from, walled(mean), best!, signal);
  return found.x.some(isAway) ? atWall(mean, found) : found;
}

/** Whether a parameter, by its logarithm, has run away along a ridge to where the wall stopped it. */
export function isAway(logarithm: number): boolean {
  return !(Math.abs(logarithm) < wall - near);
}

/** Evaluations of a climb at most: one that settles takes 20 to 60. */
function mostEvaluations(rows: number): number {
  return Math.min(300, Math.max(120, Math.round(1.2e6 / rows)));
}

/** The function with a slope back to the wall added beyond it. */
function walled(f: Mean): Mean {
  return (x, gradient) => {
    let value = f(x, gradient);
    x.forEach((logarithm, i) => {
      const beyond = logarithm - within(logarithm);
      value -= (beyond * beyond) / 2;
      if (gradient) gradient[i]! -= beyond;
    });
    return value;
  };
}

function within(logarithm: number): number {
  return Math.min(wall, Math.max(-wall, logarithm));
}

/** A top at the wall, as the function itself has it. */
function atWall(mean: Mean, top: Top): Top {
  const [x, gradient] = [top.x.map(within), new Float64Array(top.x.length)];
  const value = mean(x, gradient);
  return Number.isFinite(value) ? { ...top, x, value, gradient } : top;
}

/** Goes on from a point that did not settle: a simplex, then slopes again. */
function again(from: (x: readonly number[]) => Top, f: Mean, top: Top, signal: SearchOptions['signal']): Top {
  const settled = minimise(
    (x) => {
      if (signal?.aborted) throw new CodedError('model/stopped');
      return -f(Float64Array.from(x));
    },
    [...top.x],
    [...top.x].map(() => 0.5),
    { iterations: simplex, tolerance: 1e-8 },
  );
  const next = from(settled.x);
  return next.value >= top.value ? { ...next, iterations: top.iterations + next.iterations } : top;
}
