import { stageCurveThresholds } from '#schema/thresholds.ts';

/** The five numbers of the theory's curve, in the symbols of its formula; ages in periods, rates per period. */
export interface CurveParameters {
  /** highest level that the two branches approach, in the unit of the values */
  vm: number;
  k: number;
  tau1: number;
  q: number;
  tau2: number;
}

/** Ages at which the curve enters formation, the stable stage and decline; null where it never does. */
export interface CurveBoundaries {
  formation: number | null;
  stable: number | null;
  decline: number | null;
}

/** 1 / (1 + e^-x). */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** The relationship level at age tau: V = Vm σ(k(τ − τ1)) σ(−q(τ − τ2)). Source: product of a rising and a falling logistic (lesson L1). */
export function curveAt(parameters: CurveParameters, tau: number): number {
  const { vm, k, tau1, q, tau2 } = parameters;
  return vm * logistic(k * (tau - tau1)) * logistic(-q * (tau - tau2));
}

/**
 * Where the curve changes stage: its rising branch crosses the lower and the upper bend of a logistic curve, 21.13 % and 78.87 % of `top`, and its falling branch the upper one.
 * `top` is Vm in the theory. A curve that never rises to the upper bend has neither a stable stage nor its decline (both null).
 */
export function curveBoundaries(parameters: CurveParameters, top = parameters.vm): CurveBoundaries {
  const { k, tau1, q, tau2 } = parameters;
  const peak = peakAge(parameters);
  const { lowerBend, upperBend } = stageCurveThresholds;
  const early = Math.min(peak, tau1) - 40 / k;
  const late = Math.max(peak, tau2) + 40 / q;
  const crossing = (level: number, outside: number) =>
    curveAt(parameters, peak) < level * top ? null : crossingAge(parameters, level * top, peak, outside);
  return { formation: crossing(lowerBend, early), stable: crossing(upperBend, early), decline: crossing(upperBend, late) };
}

/** The age between `inside`, where the curve is above the level, and `outside`, where it is below, by bisection. */
function crossingAge(parameters: CurveParameters, level: number, inside: number, outside: number): number {
  let [above, below] = [inside, outside];
  for (let i = 0; i < 80; i++) {
    const middle = (above + below) / 2;
    if (curveAt(parameters, middle) >= level) above = middle;
    else below = middle;
  }
  return above;
}

/** The age of the highest level, by golden section: the logarithm of the curve is concave, so there is one peak. */
export function peakAge(parameters: CurveParameters): number {
  const { k, tau1, q, tau2 } = parameters;
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.min(tau1, tau2) - 20 / Math.min(k, q);
  let high = Math.max(tau1, tau2) + 20 / Math.min(k, q);
  const log = (tau: number) => -Math.log1p(Math.exp(-k * (tau - tau1))) - Math.log1p(Math.exp(q * (tau - tau2)));
  for (let i = 0; i < 120; i++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (log(left) < log(right)) low = left;
    else high = right;
  }
  return (low + high) / 2;
}
