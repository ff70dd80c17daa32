import { quantileSorted } from '#numeric/quantile.ts';
import { random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';
import type { StopSignal } from '../definition.ts';
import { fitProcess, type ProcessFit, valuesOf } from './fit.ts';
import type { Histories } from './histories.ts';
import type { Interval, Prediction } from './interval.ts';
import type { PurchaseProcess } from './process.ts';

/** Parameter values of the fits to resampled customers. */
export interface Draws {
  values: number[][];
  /** resamples whose fit did not settle: left out */
  failed: number;
}

export interface BootstrapOptions {
  replicates: number;
  seed: number | string;
  signal?: StopSignal;
}

/**
 * Fits a process again to `replicates` samples of the customers: the weight of a unique history is Poisson with the customers it stands for as its mean
 * (the sum of a Poisson(1) weight for each), the search begins at the fit. The same seed gives the same draws.
 * Throws CodedError `model/stopped`. Source: Poisson bootstrap, Chamandy et al. 2012.
 */
export function resample<Name extends string>(
  process: PurchaseProcess<Name>,
  histories: Histories,
  fit: Pick<ProcessFit<Name>, 'estimates'>,
  { replicates, seed, signal }: BootstrapOptions,
): Draws {
  const next = random(seed);
  const from = valuesOf(process, fit.estimates);
  const draws: Draws = { values: [], failed: 0 };
  for (let i = 0; i < replicates; i++) {
    const weight = histories.weight.map((customers) => poisson(next, customers));
    const drawn = weight.some((one, row) => one > 0 && histories.x[row]! > 0);
    const again = drawn ? fitProcess(process, { ...histories, weight }, { from, curvature: false, ...(signal ? { signal } : {}) }) : null;
    if (again?.converged) draws.values.push(valuesOf(process, again.estimates));
    else draws.failed += 1;
  }
  return draws;
}

/**
 * The 95 % percentile interval of a prediction over resampled fits, `value` at the fit itself. Null when less than half of the resamples could be fitted, or fewer
 * than 20. Source: Davison & Hinkley 1997, section 5.3.
 */
export function bootstrapInterval({ values, failed }: Draws, fitted: readonly number[], predict: Prediction): Interval | null {
  const sorted = Float64Array.from(values, (draw) => predict(draw))
    .filter(Number.isFinite)
    .sort();
  if (sorted.length < 20 || sorted.length < (values.length + failed) / 2) return null;
  const at = (p: number): number => quantileSorted(sorted, p)!;
  return { value: predict(fitted), low: at(0.025), high: at(0.975), method: 'bootstrap' };
}
