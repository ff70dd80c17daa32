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
 * Where the curve changes stage: the bends of the rising branch at τ1 ∓ ln(2 + √3)/k, and where the falling branch crosses the upper bend's level, 78.87 % of Vm.
 * A curve that never rises to that level has neither a stable stage nor its decline (both null).
 */
export function curveBoundaries(parameters: CurveParameters): CurveBoundaries {
  const { vm, k, tau1, q, tau2 } = parameters;
  const bend = Math.log(2 + Math.sqrt(3));
  const formation = tau1 - bend / k;
  const level = stageCurveThresholds.upperBend * vm;
  const peak = peakAge(parameters);
  if (curveAt(parameters, peak) < level) return { formation, stable: null, decline: null };
  let low = peak;
  let high = Math.max(peak, tau2) + 10 / q;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (curveAt(parameters, middle) >= level) low = middle;
    else high = middle;
  }
  return { formation, stable: tau1 + bend / k, decline: low };
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
