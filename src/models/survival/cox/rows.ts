import type { Life } from '../lives.ts';

/** Lives with covariates in columns, covariates scaled to mean 0 and spread 1, with the orders in which a scan back in time meets them. */
export interface CoxRows {
  n: number;
  size: number;
  time: Float64Array;
  entry: Float64Array;
  /** 1 when it ended */
  ended: Uint8Array;
  weight: Float64Array;
  /** covariate j of row i at i · size + j */
  x: Float64Array;
  /** of the covariates as given; scale is 1 for one that does not vary */
  mean: Float64Array;
  scale: Float64Array;
  /** rows by falling time; by falling entry, those with one later than the first end only */
  byTime: Uint32Array;
  byEntry: Uint32Array;
  /** rows that were no use: never at risk, or a covariate that is not a number */
  left: number;
}

/** Rows that can be used, in columns; covariates may be missing in none of them. */
export function coxRows(lives: readonly Life[], covariates: readonly (readonly number[])[], size: number): CoxRows {
  const kept = lives.map((_, i) => i).filter((i) => usable(lives[i]!, covariates[i], size));
  const n = kept.length;
  const column = (of: (life: Life) => number) => Float64Array.from(kept, (i) => of(lives[i]!));
  const weight = column((life) => life.weight);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const [mean, scale] = [new Float64Array(size), new Float64Array(size)];
  const x = new Float64Array(n * size);
  for (let j = 0; j < size; j++) {
    kept.forEach((row, i) => (mean[j]! += (weight[i]! * covariates[row]![j]!) / total));
    kept.forEach((row, i) => (scale[j]! += (weight[i]! * (covariates[row]![j]! - mean[j]!) ** 2) / total));
    scale[j] = scale[j]! > 0 ? Math.sqrt(scale[j]!) : 1;
    kept.forEach((row, i) => (x[i * size + j] = (covariates[row]![j]! - mean[j]!) / scale[j]!));
  }
  const [time, entry] = [column((life) => life.time), column((life) => life.entry)];
  const ended = Uint8Array.from(kept, (i) => Number(lives[i]!.cause > 0));
  const first = time.reduce((least, t, i) => (ended[i] ? Math.min(least, t) : least), Infinity);
  const order = Uint32Array.from(kept, (_, i) => i);
  return {
    ...{ n, size, time, entry, ended, weight, x, mean, scale },
    byTime: order.slice().sort((a, b) => time[b]! - time[a]!),
    byEntry: order.filter((i) => entry[i]! >= first).sort((a, b) => entry[b]! - entry[a]!),
    left: lives.length - n,
  };
}

function usable({ entry, time, weight }: Life, covariates: readonly number[] | undefined, size: number): boolean {
  if (!(time > entry && weight > 0 && Number.isFinite(time) && Number.isFinite(weight))) return false;
  return covariates?.length === size && covariates.every((value) => Number.isFinite(value));
}
