import { CodedError } from '#base/error.ts';
import { invert } from '#numeric/linear.ts';
import { hmmRules } from '#schema/thresholds.ts';
import type { StopSignal } from '../../definition.ts';
import { type Expected, expect } from './expect.ts';
import { countLikelihood, priorMoves } from './maximise.ts';
import { moveProbabilities, type Parameters } from './parameters.ts';
import type { Sequences } from './sequences.ts';
import type { Shape } from './states.ts';

/** Parameters as free numbers: odds and effects of every change of state, logarithms of rates, relative scales, odds of the shares, logarithm of the size. */
export function pack(shape: Shape, { odds, effects, rates, scales, shares, size }: Parameters): number[] {
  const list = shape.moves.flatMap(({ from, to }, m) => (from === to ? [] : [odds[m]!, ...effects[m]!]));
  list.push(...rates.map(Math.log));
  for (let k = 1; k < scales.length; k++) list.push(Math.log(scales[k]! / scales[0]!), Math.log(shares[k]! / shares[0]!));
  if (Number.isFinite(size)) list.push(Math.log(size));
  return list;
}

/** The parameters of free numbers; `like` says which there are. Scales have mean 1. */
export function unpack(shape: Shape, list: readonly number[], like: Parameters): Parameters {
  let place = 0;
  const take = () => list[place++]!;
  const odds = [...like.odds];
  const effects = like.effects.map((row) => [...row]);
  shape.moves.forEach(({ from, to }, m) => {
    if (from === to) return;
    odds[m] = take();
    effects[m] = effects[m]!.map(take);
  });
  const rates = like.rates.map(() => Math.exp(take()));
  const [scales, shares] = [[1], [1]];
  for (let k = 1; k < like.scales.length; k++) {
    scales.push(Math.exp(take()));
    shares.push(Math.exp(take()));
  }
  const everyone = shares.reduce((a, b) => a + b, 0);
  const mean = scales.reduce((sum, scale, k) => sum + (scale * shares[k]!) / everyone, 0);
  return {
    odds,
    effects,
    rates,
    scales: scales.map((scale) => scale / mean),
    shares: shares.map((share) => share / everyone),
    size: Number.isFinite(like.size) ? Math.exp(take()) : Infinity,
  };
}

/** The penalised expected log-likelihood that a maximisation step climbs. */
export function objective(shape: Shape, parameters: Parameters, expected: Expected, data: Sequences): number {
  const moves = priorMoves(shape, expected, data);
  const probabilities = moveProbabilities(shape, parameters, data.patterns);
  let sum = countLikelihood(shape, parameters, expected);
  moves.forEach((n, i) => (sum += n * Math.log(probabilities[i]!)));
  expected.classes.forEach((n, k) => (sum += (n + 1) * Math.log(parameters.shares[k]!)));
  for (const row of parameters.effects) for (const effect of row) sum -= effect ** 2 / (2 * hmmRules.effectSpread ** 2);
  return sum;
}

/**
 * The covariance of the free numbers at the estimate: the inverse of the observed information. The score is the gradient of the expected
 * log-likelihood (Fisher's identity), its slopes are central differences (Jamshidian & Jennrich 2000). Null when the information has no inverse.
 */
export function covariance(shape: Shape, at: Parameters, data: Sequences, signal: StopSignal): number[][] | null {
  const centre = pack(shape, at);
  const moved = (list: readonly number[], i: number, by: number) => list.map((value, j) => (i === j ? value + by : value));
  const score = (list: readonly number[]): number[] => {
    if (signal.aborted) throw new CodedError('model/stopped');
    const expected = expect(shape, unpack(shape, list, at), data);
    const value = (other: readonly number[]) => objective(shape, unpack(shape, other, at), expected, data);
    return list.map((_, i) => (value(moved(list, i, 1e-4)) - value(moved(list, i, -1e-4))) / 2e-4);
  };
  const step = 1e-3;
  const slopes = centre.map((_, i) => {
    const [up, down] = [score(moved(centre, i, step)), score(moved(centre, i, -step))];
    return up.map((value, j) => (down[j]! - value) / (2 * step));
  });
  return invert(slopes.map((row, i) => row.map((value, j) => (value + slopes[j]![i]!) / 2)));
}

/** Standard error of a number made of the free ones, by the delta method; null when its variance is not positive. */
export function errorOf(
  list: readonly number[],
  covered: readonly (readonly number[])[],
  number: (list: readonly number[]) => number,
): number | null {
  const slopes = list.map((_, i) => {
    const at = (by: number) => number(list.map((value, j) => (i === j ? value + by : value)));
    return (at(1e-4) - at(-1e-4)) / 2e-4;
  });
  const variance = slopes.reduce(
    (sum, a, i) => (a === 0 ? sum : sum + a * slopes.reduce((inner, b, j) => inner + b * covered[i]![j]!, 0)),
    0,
  );
  return variance > 0 && Number.isFinite(variance) ? Math.sqrt(variance) : null;
}
