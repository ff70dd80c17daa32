import type { ProcessFit } from './fit.ts';
import type { Interval, Prediction } from './interval.ts';

/** What the interval is made on: `log` for amounts ≥ 0, `logit` for probabilities, so that it never leaves their range. */
export type Scale = 'log' | 'logit';

/** Half width of a difference in ln parameter. */
const width = 1e-4;

/** The 97.5th percentile of the standard normal. */
const z = 1.959963984540054;

/**
 * The 95 % interval of a prediction by the delta method: the covariance of the ln parameters carried through the slopes of the prediction by them (central
 * differences). Null when the fit has no covariance or the prediction is not finite there. A value at the end of its range (0; 0 or 1) has no width.
 * `parameters` is the order of the prediction's values, that of the fitted process. Source: Davison 2003, Statistical Models, section 4.4.
 */
export function deltaInterval<Name extends string>(
  fit: Pick<ProcessFit<Name>, 'estimates' | 'covariance'>,
  parameters: readonly Name[],
  predict: Prediction,
  scale: Scale = 'log',
): Interval | null {
  const { covariance } = fit;
  const values = parameters.map((name) => fit.estimates[name]);
  const value = predict(values);
  if (!covariance || !Number.isFinite(value)) return null;
  if (value <= 0 || (scale === 'logit' && value >= 1)) return { value, low: value, high: value, method: 'delta' };
  const slopes = values.map((_, axis) => {
    const at = (side: number): number => predict(values.map((v, i) => (i === axis ? v * Math.exp(side * width) : v)));
    return (at(1) - at(-1)) / (2 * width);
  });
  const variance = slopes.reduce(
    (sum, a, i) => sum + slopes.reduce((row, b, j) => row + (a * b * covariance[i]![j]!) / (values[i]! * values[j]!), 0),
    0,
  );
  const reach = z * Math.sqrt(Math.max(0, variance));
  const [low, high] = scale === 'log' ? logScale(value, reach) : logitScale(value, reach);
  return Number.isFinite(high) ? { value, low, high, method: 'delta' } : null;
}

function logScale(value: number, reach: number): [number, number] {
  return [value * Math.exp(-reach / value), value * Math.exp(reach / value)];
}

function logitScale(value: number, reach: number): [number, number] {
  const odds = Math.log(value / (1 - value));
  const wide = reach / (value * (1 - value));
  const back = (logit: number): number => 1 / (1 + Math.exp(-logit));
  return [back(odds - wide), back(odds + wide)];
}
