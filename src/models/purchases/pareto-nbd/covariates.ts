import type { Histories } from '../histories.ts';

/** A quality of customers that does not change, one number a history, in the order of the histories; a group is 0 or 1. */
export interface Covariate {
  name: string;
  values: ArrayLike<number>;
}

/** A covariate with a mean of 0 and a standard deviation of 1, for the search. */
export interface Standard {
  name: string;
  z: Float64Array;
  mean: number;
  deviation: number;
}

/**
 * The covariate moved and scaled by its weighted mean and standard deviation; null where it does not vary.
 * Throws RangeError where it does not fit the histories or holds what is not a number.
 */
export function standardise({ name, values }: Covariate, { weight }: Histories): Standard | null {
  const z = Float64Array.from(values);
  if (z.length !== weight.length || !z.every(Number.isFinite)) throw new RangeError(`covariate ${name} needs one number for each history`);
  const n = weight.reduce((sum, one) => sum + one, 0);
  const mean = z.reduce((sum, one, i) => sum + one * weight[i]!, 0) / n;
  const deviation = Math.sqrt(z.reduce((sum, one, i) => sum + (one - mean) ** 2 * weight[i]!, 0) / n);
  if (!(deviation > 1e-12 * Math.max(1, Math.abs(mean)))) return null;
  return { name, z: z.map((one) => (one - mean) / deviation), mean, deviation };
}
