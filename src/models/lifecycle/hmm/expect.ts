import { countProbabilities, moveProbabilities, type Parameters, symbols } from './parameters.ts';
import type { Sequences } from './sequences.ts';
import type { Shape } from './states.ts';

/** What the histories are expected to hold, given the parameters. */
export interface Expected {
  logLikelihood: number;
  /** expected moves by pattern of forces and move, flat */
  moves: Float64Array;
  /** expected periods by class, state and order count, flat as in `countProbabilities` */
  counts: Float64Array;
  /** expected customers by class */
  classes: Float64Array;
}

/**
 * The forward and backward pass over every sequence and class of customers, each step scaled to sum 1 so that nothing underflows.
 * Source: Rabiner 1989, equations 90 to 95; a class is a customer's own scale for all its periods, as in a latent class hidden Markov model.
 */
export function expect(shape: Shape, parameters: Parameters, data: Sequences): Expected {
  const { moves, names } = shape;
  const states = names.length;
  const classes = parameters.scales.length;
  const [from, to] = [Uint8Array.from(moves, (move) => move.from), Uint8Array.from(moves, (move) => move.to)];
  const table: Tables = {
    from,
    to,
    states,
    step: moveProbabilities(shape, parameters, data.patterns),
    seen: countProbabilities(shape, parameters),
  };
  const answer: Expected = {
    logLikelihood: 0,
    moves: new Float64Array(data.patterns.length * moves.length),
    counts: new Float64Array(classes * states * symbols),
    classes: new Float64Array(classes),
  };
  const width = (data.longest + 1) * states;
  const alphas = Array.from({ length: classes }, () => new Float64Array(width));
  const sums = Array.from({ length: classes }, () => new Float64Array(data.longest + 1));
  const logs = new Float64Array(classes);
  const beta = new Float64Array(2 * states);
  for (let i = 0; i < data.lengths.length; i++) {
    for (let k = 0; k < classes; k++) logs[k] = Math.log(parameters.shares[k]!) + forward(table, data, i, k, alphas[k]!, sums[k]!);
    let most = -Infinity;
    for (let k = 0; k < classes; k++) most = Math.max(most, logs[k]!);
    let total = 0;
    for (let k = 0; k < classes; k++) total += Math.exp(logs[k]! - most);
    answer.logLikelihood += data.weights[i]! * (most + Math.log(total));
    for (let k = 0; k < classes; k++) {
      const weight = (data.weights[i]! * Math.exp(logs[k]! - most)) / total;
      answer.classes[k]! += weight;
      if (weight > 1e-12) backward(table, data, i, k, alphas[k]!, sums[k]!, beta, weight, answer);
    }
  }
  return answer;
}

interface Tables {
  from: Uint8Array;
  to: Uint8Array;
  states: number;
  step: Float64Array;
  seen: Float64Array;
}

/** Fills the scaled forward probabilities and their sums; answers the log-likelihood of one sequence in one class. */
function forward(tables: Tables, data: Sequences, i: number, k: number, alpha: Float64Array, sums: Float64Array): number {
  const { from, to, states, step, seen } = tables;
  const { counts, patternOf } = data;
  const start = data.starts[i]!;
  const length = data.lengths[i]!;
  const size = from.length;
  const own = k * states * symbols;
  alpha.fill(0, 0, (length + 1) * states);
  alpha[0] = 1;
  let log = 0;
  for (let t = 1; t <= length; t++) {
    const pattern = patternOf[start + t - 1]! * size;
    const place = own + counts[start + t - 1]!;
    const now = t * states;
    const before = now - states;
    for (let m = 0; m < size; m++) alpha[now + to[m]!]! += alpha[before + from[m]!]! * step[pattern + m]!;
    let sum = 0;
    for (let s = 0; s < states; s++) {
      const value = alpha[now + s]! * seen[place + s * symbols]!;
      alpha[now + s] = value;
      sum += value;
    }
    for (let s = 0; s < states; s++) alpha[now + s]! /= sum;
    sums[t] = sum;
    log += Math.log(sum);
  }
  return log;
}

/** Adds the expected moves and counts of one sequence in one class, weighed. */
function backward(
  tables: Tables,
  data: Sequences,
  i: number,
  k: number,
  alpha: Float64Array,
  sums: Float64Array,
  beta: Float64Array,
  weight: number,
  answer: Expected,
): void {
  const { from, to, states, step, seen } = tables;
  const { counts, patternOf } = data;
  const { moves: expectedMoves, counts: expectedCounts } = answer;
  const start = data.starts[i]!;
  const size = from.length;
  const own = k * states * symbols;
  let now = 0;
  beta.fill(1, 0, states);
  for (let t = data.lengths[i]!; t >= 1; t--) {
    const before = states - now;
    const pattern = patternOf[start + t - 1]! * size;
    const seenFrom = own + counts[start + t - 1]!;
    const alphaFrom = (t - 1) * states;
    const sum = sums[t]!;
    beta.fill(0, before, before + states);
    for (let m = 0; m < size; m++) {
      const place = seenFrom + to[m]! * symbols;
      const probability = seen[place]!;
      if (probability === 0) continue;
      const ahead = (step[pattern + m]! * probability * beta[now + to[m]!]!) / sum;
      const both = weight * alpha[alphaFrom + from[m]!]! * ahead;
      expectedMoves[pattern + m]! += both;
      expectedCounts[place]! += both;
      beta[before + from[m]!]! += ahead;
    }
    now = before;
  }
}
