import { CodedError } from '#base/error.ts';

/** A function of a few numbers that writes its slopes into `gradient`. A value or slope that is not finite counts as infinitely low. */
export type Slope = (x: Float64Array, gradient: Float64Array) => number;

export interface Climbed {
  x: Float64Array;
  value: number;
  gradient: Float64Array;
  iterations: number;
  /** times the function was computed */
  evaluations: number;
  /** no slope is steeper than the tolerance, or no step gains anything any more */
  converged: boolean;
}

export interface ClimbOptions {
  /** the steepest slope that counts as flat; 1e-9 when left out */
  tolerance?: number;
  iterations?: number;
  /** the search ends, not converged, when the function has been computed so often; 2000 when left out */
  evaluations?: number;
  /** the inverse of minus the curvature near the start, where it is known: positive definite */
  inverse?: readonly (readonly number[])[];
  /** the longest step along any axis; 2 when left out */
  reach?: number;
  /** throws CodedError `model/stopped` when aborted */
  signal?: { readonly aborted: boolean };
}

const [enough, flatter] = [1e-4, 0.9];

/** A step that promises to gain less than this part of the value gains nothing but rounding. */
const rounding = 1e-15;

/** Two values nearer than this part of them may be the same: rounding of a sum over a million rows. */
const noisy = 1e-13;

/**
 * The place of the maximum of a smooth function near `start`, by the quasi-Newton method BFGS with a line search for the Wolfe conditions.
 * Scale the function so that its value is about one (a mean log-likelihood). Source: Nocedal & Wright 2006, algorithms 6.1, 3.5 (bisection in place of interpolation).
 */
export function climb(f: Slope, start: ArrayLike<number>, options: ClimbOptions = {}): Climbed {
  const { tolerance = 1e-9, iterations: most = 500, evaluations: budget = 2000, reach = 2, signal } = options;
  const size = start.length;
  let x: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(size);
  let value = f(x, gradient);
  let [evaluations, iterations] = [1, 0];
  let inverse = options.inverse?.map((row) => [...row]) ?? identity(size, 1);
  let fresh = options.inverse === undefined;
  const done = (converged: boolean): Climbed => ({ x, value, gradient, iterations, evaluations, converged });
  if (!isSound(value, gradient)) return done(false);
  for (; iterations < most && evaluations < budget; iterations++) {
    if (signal?.aborted) throw new CodedError('model/stopped');
    if (steepest(gradient) <= tolerance) return done(true);
    const step = times(inverse, gradient);
    if (!(dot(step, gradient) > 0)) {
      inverse = identity(size, 1);
      fresh = true;
      continue;
    }
    const settled = !fresh && dot(step, gradient) < rounding * Math.max(1, Math.abs(value));
    if (settled && steepest(gradient) <= Math.sqrt(tolerance)) return done(true);
    const farthest = reach / steepest(step);
    if (farthest < 1) step.forEach((s, i) => (step[i] = s * farthest));
    const found = search(f, { x, value, gradient }, step, Math.max(1, farthest), budget - evaluations);
    evaluations += found.evaluations;
    if (!found.better) {
      if (fresh) return done(steepest(gradient) <= Math.sqrt(tolerance));
      inverse = identity(size, 1);
      fresh = true;
      continue;
    }
    const moved = found.x.map((xi, i) => xi - x[i]!);
    const bent = gradient.map((gi, i) => gi - found.gradient[i]!);
    const along = dot(moved, bent);
    if (fresh && along > 0) inverse = identity(size, along / dot(bent, bent));
    if (along > 1e-300) update(inverse, moved, bent, along);
    fresh = false;
    ({ x, value, gradient } = found);
  }
  return done(steepest(gradient) <= Math.sqrt(tolerance));
}

interface Found {
  x: Float64Array;
  value: number;
  gradient: Float64Array;
  evaluations: number;
  better: boolean;
}

/**
 * A point along `step`, at most `farthest` times its length away, that gains enough and is flatter: by doubling and halving. Where a gain would drown in
 * the rounding of the value, a flatter point is taken on the word of its slope alone (Hager & Zhang 2005, SIAM Journal on Optimization 16, 4.1).
 */
function search(
  f: Slope,
  { x, value, gradient }: Pick<Found, 'x' | 'value' | 'gradient'>,
  step: Float64Array,
  farthest: number,
  budget: number,
): Found {
  const slope = dot(step, gradient);
  const noise = noisy * Math.max(1, Math.abs(value));
  let [low, high, length] = [0, Infinity, 1];
  let best: Found = { x, value, gradient, evaluations: 0, better: false };
  let evaluations = 0;
  for (let tries = 0; tries < Math.min(60, budget); tries++) {
    const next = x.map((xi, i) => xi + length * step[i]!);
    const bend = new Float64Array(x.length);
    const reached = f(next, bend);
    evaluations += 1;
    if (Math.abs(reached - value) <= noise && Math.abs(dot(step, bend)) <= flatter * slope)
      return { x: next, value: reached, gradient: bend, evaluations, better: true };
    if (!isSound(reached, bend) || reached < value + enough * length * slope) high = length;
    else {
      if (!best.better || reached > best.value) best = { x: next, value: reached, gradient: bend, evaluations, better: true };
      if (dot(step, bend) <= flatter * slope || length >= farthest) break;
      low = length;
    }
    length = high === Infinity ? Math.min(length * 2, farthest) : (low + high) / 2;
    if (high - low < 1e-14 * high) break;
  }
  return { ...best, evaluations };
}

function isSound(value: number, gradient: Float64Array): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite);
}

function identity(size: number, scale: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? scale : 0)));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function times(matrix: number[][], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => row.reduce((sum, value, i) => sum + value * vector[i]!, 0));
}

function steepest(vector: Float64Array): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  return most;
}

/** The update of the inverse curvature (equation 6.17). */
function update(inverse: number[][], moved: Float64Array, bent: Float64Array, along: number): void {
  const turned = times(inverse, bent);
  const factor = (along + dot(bent, turned)) / (along * along);
  inverse.forEach((row, i) =>
    row.forEach((_, j) => {
      row[j]! += factor * moved[i]! * moved[j]! - (turned[i]! * moved[j]! + moved[i]! * turned[j]!) / along;
    }),
  );
}
