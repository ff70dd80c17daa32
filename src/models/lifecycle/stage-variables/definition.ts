import { CodedError } from '#base/error.ts';
import { poissonWeight } from '#numeric/poisson-weight.ts';
import { quantileSorted } from '#numeric/quantile.ts';
import { twoSided } from '#numeric/student.ts';
import type { Model, StopSignal } from '../../definition.ts';

/** How sums become a value: a ratio of sums, or the exponential of one (an index from logarithms). */
export type Shape = 'ratio' | 'log-ratio';

/**
 * Sums of one variable at one place, one entry a block of customers: the value is Σ over / Σ under, less the same of `fromOver` and
 * `fromUnder` where they are given (a contrast of the same customers).
 */
export interface BlockSums {
  shape: Shape;
  /** number of each block, 0 … blocks − 1 */
  block: ArrayLike<number>;
  over: ArrayLike<number>;
  under: ArrayLike<number>;
  fromOver?: ArrayLike<number>;
  fromUnder?: ArrayLike<number>;
}

/** A value with its 95 % interval and, for a contrast, the two-sided p-value of 0; nulls where the sums do not allow them. */
export interface BlockEstimate {
  value: number | null;
  low: number | null;
  high: number | null;
  p: number | null;
}

/** Means, ratios and within-customer differences with intervals, from sums over blocks of customers. */
export const stageVariableModel: Model<
  { sums: BlockSums[]; blocks: number },
  { replicates: number; seed: number },
  BlockEstimate[],
  { replicates: number }
> = {
  id: 'stage-variables',
  source:
    'Rule M04 of the specification; bootstrap with customers as the unit: whole customers stand in random groups (Wolter 2007, chapter 2) of which each weighs Poisson(1), percentiles 2.5 and 97.5',
  units: { over: 'sum over the block', under: 'sum over the block, of what divides' },
  defaults: { replicates: 1000, seed: 20_261_122 },
  fit({ sums, blocks }, { replicates, seed }, signal) {
    const weights = blockWeights(blocks, replicates, seed);
    return {
      estimates: sums.map((one) => estimate(one, { weights, blocks, replicates }, signal)),
      reason: null,
      diagnostics: { replicates },
      warnings: [],
    };
  },
};

/** Poisson(1) weights by replicate and block, `weights[replicate · blocks + block]`. */
export function blockWeights(blocks: number, replicates: number, seed: number): Uint8Array {
  const weights = new Uint8Array(blocks * replicates);
  for (let replicate = 0; replicate < replicates; replicate++)
    for (let block = 0; block < blocks; block++) weights[replicate * blocks + block] = poissonWeight(seed + block * 2_654_435, replicate);
  return weights;
}

interface Drawn {
  weights: Uint8Array;
  blocks: number;
  replicates: number;
}

function estimate(sums: BlockSums, { weights, blocks, replicates }: Drawn, signal: StopSignal): BlockEstimate {
  if (signal.aborted) throw new CodedError('model/stopped');
  const value = read(sums, null, 0);
  const none = { value, low: null, high: null, p: null };
  if (value === null || sums.block.length < 2) return none;
  const draws = new Float64Array(replicates);
  let kept = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = read(sums, weights, replicate * blocks);
    if (drawn !== null) draws[kept++] = drawn;
  }
  if (kept < replicates * 0.95) return none;
  const sorted = draws.subarray(0, kept).sort();
  const low = quantileSorted(sorted, 0.025)!;
  const high = quantileSorted(sorted, 0.975)!;
  return { value, low, high, p: sums.fromUnder ? pOfZero(value, sorted, sums.block.length - 1) : null };
}

/** The t test of 0 with the spread of the draws as standard error; without any spread a difference is certain and no difference is none. */
function pOfZero(value: number, draws: Float64Array, degrees: number): number {
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const error = Math.sqrt(draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / (draws.length - 1));
  if (error <= 1e-12 * Math.abs(value)) return value === 0 ? 1 : 0;
  return twoSided(value / error, degrees);
}

/** The value under the weights that begin at `start`, or of the data when there are none; null where what divides is not positive. */
function read(sums: BlockSums, weights: Uint8Array | null, start: number): number | null {
  const { block, over, under, fromOver, fromUnder, shape } = sums;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < block.length; i++) {
    const weight = weights ? weights[start + block[i]!]! : 1;
    if (weight === 0) continue;
    a += weight * over[i]!;
    b += weight * under[i]!;
    if (fromUnder) {
      c += weight * fromOver![i]!;
      d += weight * fromUnder[i]!;
    }
  }
  const to = shaped(shape, a, b);
  if (!fromUnder || to === null) return to;
  const from = shaped(shape, c, d);
  return from === null ? null : to - from;
}

function shaped(shape: Shape, over: number, under: number): number | null {
  if (!(under > 1e-9)) return null;
  const value = shape === 'ratio' ? over / under : Math.exp(over / under);
  return Number.isFinite(value) ? value : null;
}
