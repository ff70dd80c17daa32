import { solve } from '#numeric/linear.ts';
import { hmmRules, markovRules } from '#schema/thresholds.ts';
import type { Expected } from './expect.ts';
import { logCounts, moveProbabilities, type Parameters, symbols } from './parameters.ts';
import type { Sequences } from './sequences.ts';
import type { Shape } from './states.ts';

const smallest = 1e-3;

/** The parameters that explain what is expected best, each part given the others: one conditional maximisation of the EM algorithm (Meng & Rubin 1993). */
export function maximise(shape: Shape, before: Parameters, expected: Expected, data: Sequences): Parameters {
  const next = { ...before, ...moveOdds(shape, before, priorMoves(shape, expected, data), data) };
  const classes = expected.classes.reduce((a, b) => a + b, 0);
  next.shares = Array.from(expected.classes, (n) => (n + 1) / (classes + expected.classes.length));
  next.rates = orderRates(shape, next, expected);
  next.scales = customerScales(shape, next, expected);
  const mean = next.scales.reduce((sum, scale, k) => sum + scale * next.shares[k]!, 0);
  next.scales = next.scales.map((scale) => scale / mean);
  next.rates = next.rates.map((rate) => Math.max(smallest, rate * mean));
  if (Number.isFinite(before.size)) next.size = bestSize(shape, next, expected);
  return next;
}

/** Expected moves with the prior's half a move in every cell, shared out over the patterns as the moves are. */
export function priorMoves(shape: Shape, expected: Expected, data: Sequences): Float64Array {
  const size = shape.moves.length;
  return expected.moves.map((n, i) => n + markovRules.prior * data.patternShares[Math.floor(i / size)]!);
}

/** Log odds and effects of every row by Newton's method on the weighted multinomial logit; in closed form without forces. */
function moveOdds(shape: Shape, before: Parameters, moves: Float64Array, data: Sequences): Pick<Parameters, 'odds' | 'effects'> {
  const forces = data.patterns[0]!.length;
  const size = shape.moves.length;
  const odds = [...before.odds];
  const effects = before.effects.map((row) => [...row]);
  const stays = shape.names.map((_, state) => shape.moves.findIndex(({ from, to }) => from === state && to === state));
  if (forces === 0) {
    shape.moves.forEach(({ from }, m) => (odds[m] = Math.log(moves[m]! / moves[stays[from]!]!)));
    return { odds, effects };
  }
  for (let state = 0; state < shape.living; state++) {
    const cells = shape.moves.flatMap(({ from, to }, m) => (from === state && to !== state ? [m] : []));
    for (let step = 0; step < 4; step++) {
      const probabilities = moveProbabilities(shape, { ...before, odds, effects }, data.patterns);
      const { gradient, curvature } = slopes(cells, { state, size, moves, probabilities, effects, data, shape });
      const change = solve(curvature, gradient);
      if (!change) break;
      const width = forces + 1;
      const longest = Math.max(...change.map(Math.abs));
      const damp = longest > 1 ? 1 / longest : 1;
      cells.forEach((m, c) => {
        odds[m]! += damp * change[c * width]!;
        for (let force = 0; force < forces; force++) effects[m]![force]! += damp * change[c * width + 1 + force]!;
      });
      if (longest < 1e-7) break;
    }
  }
  return { odds, effects };
}

interface Row {
  state: number;
  size: number;
  moves: Float64Array;
  probabilities: Float64Array;
  effects: readonly (readonly number[])[];
  data: Sequences;
  shape: Shape;
}

/** Gradient and negative Hessian of one row's penalised log-likelihood over (odds, effects) of its cells. */
function slopes(
  cells: readonly number[],
  { state, size, moves, probabilities, effects, data, shape }: Row,
): { gradient: number[]; curvature: number[][] } {
  const width = data.patterns[0]!.length + 1;
  const gradient = Array.from({ length: cells.length * width }, () => 0);
  const curvature = gradient.map(() => gradient.map(() => 0));
  data.patterns.forEach((pattern, p) => {
    const z = [1, ...pattern];
    const total = shape.moves.reduce((sum, { from }, m) => (from === state ? sum + moves[p * size + m]! : sum), 0);
    cells.forEach((m, c) => {
      const own = probabilities[p * size + m]!;
      z.forEach((value, i) => {
        if (value === 0) return;
        gradient[c * width + i]! += moves[p * size + m]! - total * own;
        cells.forEach((other, d) => {
          const both = total * own * (Number(m === other) - probabilities[p * size + other]!);
          z.forEach((second, j) => (curvature[c * width + i]![d * width + j]! += both * second));
        });
      });
    });
  });
  cells.forEach((m, c) =>
    effects[m]!.forEach((effect, force) => {
      const place = c * width + 1 + force;
      gradient[place]! -= effect / hmmRules.effectSpread ** 2;
      curvature[place]![place]! += 1 / hmmRules.effectSpread ** 2;
    }),
  );
  return { gradient, curvature };
}

/** Orders and exposure by state and class; with a negative binomial both weigh what a period's own luck leaves. */
function sums(
  shape: Shape,
  { rates, scales, size }: Parameters,
  { counts }: Expected,
  state: number,
  k: number,
): { orders: number; exposure: number } {
  const states = shape.names.length;
  const mean = rates[state]! * scales[k]!;
  let [orders, exposure] = [0, 0];
  for (let x = 0; x < symbols; x++) {
    const n = counts[(k * states + state) * symbols + x]!;
    orders += n * x;
    exposure += Number.isFinite(size) ? (n * (size + x)) / (size + mean) : n;
  }
  return { orders, exposure };
}

/** Rates with E < F < S, each at least `separation` times the one before: pooling of neighbours that would cross (Barlow et al. 1972), exact for counts. */
function orderRates(shape: Shape, parameters: Parameters, expected: Expected): number[] {
  const own = parameters.rates.map((_, state) => {
    const parts = parameters.scales.map((scale, k) => ({ scale, ...sums(shape, parameters, expected, state, k) }));
    return {
      orders: parts.reduce((sum, { orders }) => sum + orders, 1e-6),
      exposure: parts.reduce((sum, { exposure, scale }) => sum + exposure * scale, 1e-6),
    };
  });
  const pools: { orders: number; exposure: number; members: number }[] = [];
  for (let state = 0; state < shape.rising; state++) {
    const { orders, exposure } = own[state]!;
    pools.push({ orders, exposure: exposure * hmmRules.separation ** state, members: 1 });
    for (let last = pools.length - 1; last > 0 && rateOf(pools[last]!) < rateOf(pools[last - 1]!); last--) {
      const [a, b] = [pools[last - 1]!, pools.pop()!];
      pools[last - 1] = { orders: a.orders + b.orders, exposure: a.exposure + b.exposure, members: a.members + b.members };
    }
  }
  const rising = pools.flatMap((pool) => Array.from({ length: pool.members }, () => rateOf(pool)));
  return own.map((one, state) => Math.max(smallest, state < shape.rising ? rising[state]! * hmmRules.separation ** state : rateOf(one)));
}

function rateOf({ orders, exposure }: { orders: number; exposure: number }): number {
  return orders / exposure;
}

function customerScales(shape: Shape, parameters: Parameters, expected: Expected): number[] {
  return parameters.scales.map((_, k) => {
    let [orders, exposure] = [1e-6, 1e-6];
    parameters.rates.forEach((rate, state) => {
      const part = sums(shape, parameters, expected, state, k);
      orders += part.orders;
      exposure += part.exposure * rate;
    });
    return Math.max(0.02, orders / exposure);
  });
}

/** The size of the negative binomial by golden section on its logarithm, between 0.05 and 1,000. */
function bestSize(shape: Shape, parameters: Parameters, expected: Expected): number {
  const value = (log: number) => countLikelihood(shape, { ...parameters, size: Math.exp(log) }, expected);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.05), Math.log(1000)];
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atA, atB] = [value(a), value(b)];
  while (high - low > 1e-4) {
    if (atA > atB) {
      [high, b, atB] = [b, a, atA];
      a = high - ratio * (high - low);
      atA = value(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + ratio * (high - low);
      atB = value(b);
    }
  }
  return Math.exp((low + high) / 2);
}

/** The part of the expected log-likelihood that the order counts bear. */
export function countLikelihood(shape: Shape, { rates, scales, size }: Parameters, { counts }: Expected): number {
  const states = shape.names.length;
  let sum = 0;
  scales.forEach((scale, k) =>
    rates.forEach((rate, state) => {
      const logs = logCounts(rate * scale, size);
      for (let x = 0; x < symbols; x++) sum += counts[(k * states + state) * symbols + x]! * logs[x]!;
    }),
  );
  return sum;
}
