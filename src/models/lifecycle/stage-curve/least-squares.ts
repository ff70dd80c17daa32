import { CodedError } from '#base/error.ts';
import { minimise } from '#numeric/minimise.ts';
import { quantile } from '#numeric/quantile.ts';
import type { StopSignal } from '../../definition.ts';
import { curveAt } from './curve.ts';
import type { CurveParameters } from './curve.ts';

interface Point {
  age: number;
  n: number;
  value: number;
}

/**
 * The curve with the smallest Σ n (value − V(age + ½))² over the points, and the share of variance that it explains (null when nothing varies).
 * Twenty-seven starts (rise, length, steepness) are tried; rates, level and length of the plateau stay positive by logarithms. Throws `model/stopped`.
 */
export function leastSquares(points: readonly Point[], signal: StopSignal): { parameters: CurveParameters; r2: number | null } {
  const weight = points.reduce((sum, { n }) => sum + n, 0);
  const mean = points.reduce((sum, { n, value }) => sum + n * value, 0) / weight;
  const total = points.reduce((sum, { n, value }) => sum + n * (value - mean) ** 2, 0);
  const scale =
    quantile(
      points.map(({ value }) => value),
      0.9,
    )! || Math.max(...points.map(({ value }) => value));
  const ages = points.map(({ age }) => age);
  const span = Math.max(...ages) - Math.min(...ages) + 1;
  const cost = (x: readonly number[]) => {
    const parameters = unpack(x, scale);
    const squares =
      points.reduce((sum, { age, n, value }) => sum + n * ((value - curveAt(parameters, age + 0.5)) / scale) ** 2, 0) / weight;
    return squares + reins(parameters, span);
  };
  let best: { x: number[]; value: number } | null = null;
  for (const rise of [0.02, 0.15, 0.35]) {
    for (const length of [0.4, 0.8, 1.5]) {
      for (const steepness of [3, 8, 20]) {
        if (signal.aborted) throw new CodedError('model/stopped');
        const start = [0, Math.log(steepness / span), rise * span, Math.log(steepness / span), Math.log(length * span)];
        const found = minimise(cost, start, [0.3, 0.5, 0.15 * span, 0.5, 0.4], { iterations: 1500 });
        if (best === null || found.value < best.value) best = found;
      }
    }
  }
  const parameters = unpack(best!.x, scale);
  const left = points.reduce((sum, { age, n, value }) => sum + n * (value - curveAt(parameters, age + 0.5)) ** 2, 0);
  return { parameters, r2: total > 0 ? Math.max(0, 1 - left / total) : null };
}

function unpack(x: readonly number[], scale: number): CurveParameters {
  const tau1 = x[2]!;
  return { vm: scale * Math.exp(x[0]!), k: Math.exp(x[1]!), tau1, q: Math.exp(x[3]!), tau2: tau1 + Math.exp(x[4]!) };
}

/** Keeps what the data say nothing about in sight: bends no sharper than a tenth of a period, branches no further away than ten times the observed ages. */
function reins({ vm, k, tau1, q, tau2 }: CurveParameters, span: number): number {
  const beyond = (value: number, limit: number) => Math.max(0, value - limit) ** 2;
  return (
    beyond(Math.log(k), Math.log(10)) +
    beyond(Math.log(q), Math.log(10)) +
    beyond(-tau1 / span, 2) +
    beyond(tau2 / span, 10) +
    beyond(Math.log(vm), 60)
  );
}
