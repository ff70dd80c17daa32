import { CodedError } from '#base/error.ts';
import { type Random, random } from '#numeric/random.ts';
import { hmmRules } from '#schema/thresholds.ts';
import type { StopSignal } from '../../definition.ts';
import { expect } from './expect.ts';
import { pack, unpack } from './information.ts';
import { maximise } from './maximise.ts';
import type { Parameters } from './parameters.ts';
import { type History, type Sequences, sequencesOf } from './sequences.ts';
import type { Shape } from './states.ts';

/** Where the EM algorithm ended. */
export interface Climb {
  parameters: Parameters;
  logLikelihood: number;
  steps: number;
  /** the last step gained next to nothing */
  converged: boolean;
}

/**
 * EM steps from a start until one gains nothing or the steps are used up; after every two a longer step along their line, taken back when it does not
 * gain. Sources: Dempster, Laird & Rubin 1977; Varadhan & Roland 2008 (SQUAREM, scheme S3). Throws `model/stopped`.
 */
export function climb(shape: Shape, start: Parameters, data: Sequences, steps: number, signal: StopSignal): Climb {
  let used = 0;
  const look = (at: Parameters) => {
    if (signal.aborted) throw new CodedError('model/stopped');
    used += 1;
    return { at, ...expect(shape, at, data) };
  };
  let before = look(start);
  while (used < steps) {
    const once = look(maximise(shape, before.at, before, data));
    const gained = once.logLikelihood - before.logLikelihood;
    if (used > 2 && Math.abs(gained) < hmmRules.gain * data.customers)
      return { parameters: once.at, logLikelihood: once.logLikelihood, steps: used, converged: true };
    const twice = maximise(shape, once.at, once, data);
    const far = leap(shape, before.at, once.at, twice);
    const tried = far && used < steps ? look(far) : null;
    before = tried && tried.logLikelihood > once.logLikelihood ? tried : used < steps ? look(twice) : once;
  }
  return { parameters: before.at, logLikelihood: before.logLikelihood, steps: used, converged: false };
}

/** Where the line of two EM steps leads when it is followed further; null where that is no further, or where rates would leave their order. */
function leap(shape: Shape, from: Parameters, once: Parameters, twice: Parameters): Parameters | null {
  const [a, b, c] = [pack(shape, from), pack(shape, once), pack(shape, twice)] as const;
  const first = b.map((value, i) => value - a[i]!);
  const bend = c.map((value, i) => value - b[i]! - first[i]!);
  const length = (list: readonly number[]) => Math.sqrt(list.reduce((sum, value) => sum + value * value, 0));
  const stretch = Math.min(hmmRules.longestLeap, length(first) / length(bend));
  if (!(stretch > 1)) return null;
  const there = unpack(
    shape,
    a.map((value, i) => value + 2 * stretch * first[i]! + stretch ** 2 * bend[i]!),
    twice,
  );
  const isOrdered = there.rates.every((rate, s) => s === 0 || s >= shape.rising || rate >= there.rates[s - 1]! * hmmRules.separation);
  return isOrdered ? there : null;
}

/** The best end of many random starts: each climbs a little on a part of the customers, the best go on with all. */
export interface Search extends Climb {
  starts: number;
  /** finalists, and how many of them ended within half a unit of log-likelihood of the best */
  finalists: number;
  agreeing: number;
}

/** Source of the strategy: short runs of EM, Biernacki, Celeux & Govaert 2003. */
export function search(
  shape: Shape,
  histories: readonly History[],
  options: { starts: number; classes: number; seed: number },
  signal: StopSignal,
): Search {
  const all = sequencesOf(histories, 0);
  const few = histories.length > hmmRules.startCustomers ? sequencesOf(histories.slice(0, hmmRules.startCustomers), 0) : all;
  const next = random(options.seed);
  const mean = meanOrders(all);
  const short = Array.from({ length: options.starts }, () =>
    climb(shape, someStart(shape, mean, options.classes, next), few, hmmRules.startSteps, signal),
  );
  short.sort((a, b) => b.logLikelihood - a.logLikelihood);
  const ends = short.slice(0, hmmRules.finalists).map(({ parameters }) => climb(shape, parameters, all, hmmRules.steps, signal));
  ends.sort((a, b) => b.logLikelihood - a.logLikelihood);
  const [best] = ends as [Climb, ...Climb[]];
  const agreeing = ends.filter(({ logLikelihood }) => best.logLikelihood - logLikelihood < 0.5).length;
  return { ...best, starts: options.starts, finalists: ends.length, agreeing };
}

function meanOrders(data: Sequences): number {
  let sum = 0;
  data.lengths.forEach((length, i) => {
    for (let t = 0; t < length; t++) sum += data.weights[i]! * data.counts[data.starts[i]! + t]!;
  });
  return Math.max(0.01, sum / data.moves);
}

/** A random start: stages that mostly stay, rates around the mean, classes of small to large buyers. */
function someStart(shape: Shape, mean: number, classes: number, next: Random): Parameters {
  const rates = [mean * (0.3 + 0.9 * next())];
  for (let state = 1; state < shape.rising; state++) rates.push(rates[state - 1]! * (1.2 + 1.3 * next()));
  rates.push(mean * (0.05 + 0.6 * next()));
  const scales = Array.from({ length: classes }, (_, k) => (classes === 1 ? 1 : 0.4 * 5 ** ((k + 0.4 * (next() - 0.5)) / (classes - 1))));
  const middle = scales.reduce((a, b) => a + b, 0) / classes;
  return {
    odds: shape.moves.map(({ from, to }) => (from === to ? 0 : -0.7 - 2.5 * next())),
    effects: shape.moves.map(() => []),
    rates,
    scales: scales.map((scale) => scale / middle),
    shares: scales.map(() => 1 / classes),
    size: Infinity,
  };
}
