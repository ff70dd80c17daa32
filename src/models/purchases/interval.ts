/**
 * A prediction with its 95 % interval. It covers what is unknown of the parameters, given the model: not the chance of a single customer's own count.
 */
export interface Interval {
  value: number;
  low: number;
  high: number;
  /** `delta`: normal on the curvature of the likelihood; `bootstrap`: percentiles over resampled customers */
  method: 'delta' | 'bootstrap';
}

/** Any prediction as a function of a process's parameter values, in their order. */
export type Prediction = (values: readonly number[]) => number;
