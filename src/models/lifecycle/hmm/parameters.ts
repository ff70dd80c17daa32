import { hmmRules } from '#schema/thresholds.ts';
import type { Shape } from './states.ts';

/** Everything that is estimated. */
export interface Parameters {
  /** log odds of each move of the shape against staying, without any force at work; 0 where the move is staying */
  odds: number[];
  /** what each force adds to them, by move and force */
  effects: number[][];
  /** mean orders per period of a customer of scale 1, by living state */
  rates: number[];
  /** how many times the usual number of orders a class of customers places, with mean 1, and how common it is */
  scales: number[];
  shares: number[];
  /** size of the negative binomial; Infinity for Poisson */
  size: number;
}

/** Probabilities of the moves of a shape, by pattern of forces: `moves.length` numbers each. */
export function moveProbabilities(shape: Shape, parameters: Parameters, patterns: readonly (readonly number[])[]): Float64Array {
  const { moves } = shape;
  const table = new Float64Array(patterns.length * moves.length);
  patterns.forEach((pattern, p) => {
    const sums = shape.names.map(() => 0);
    moves.forEach(({ from, to }, m) => {
      let odds = from === to ? 0 : parameters.odds[m]!;
      if (from !== to) pattern.forEach((bit, force) => (odds += bit * (parameters.effects[m]![force] ?? 0)));
      const weight = Math.exp(Math.max(-30, Math.min(30, odds)));
      table[p * moves.length + m] = weight;
      sums[from]! += weight;
    });
    moves.forEach(({ from }, m) => (table[p * moves.length + m]! /= sums[from]!));
  });
  return table;
}

/** Values of an order count that are told apart. */
export const symbols = hmmRules.mostOrders + 1;

const logFactorials = new Float64Array(symbols);
for (let x = 1; x < symbols; x++) logFactorials[x] = logFactorials[x - 1]! + Math.log(x);

/** ln P of every order count with mean `mean`: Poisson, or negative binomial of a finite `size`. */
export function logCounts(mean: number, size: number): Float64Array {
  const table = new Float64Array(symbols);
  const poisson = !Number.isFinite(size);
  const [base, step] = poisson ? [-mean, Math.log(mean)] : [-size * Math.log1p(mean / size), Math.log(mean / (size + mean))];
  let rising = 0;
  for (let x = 0; x < symbols; x++) {
    table[x] = base + x * step + rising - logFactorials[x]!;
    if (!poisson) rising += Math.log(size + x);
  }
  return table;
}

/** P of every order count in every state (the end included) for customers of each class: `[class][state][count]`, flat. */
export function countProbabilities(shape: Shape, { rates, scales, size }: Parameters): Float64Array {
  const states = shape.names.length;
  const table = new Float64Array(scales.length * states * symbols);
  scales.forEach((scale, k) => {
    rates.forEach((rate, s) => {
      const logs = logCounts(rate * scale, size);
      for (let x = 0; x < symbols; x++) table[(k * states + s) * symbols + x] = Math.max(1e-300, Math.exp(logs[x]!));
    });
    table[(k * states + states - 1) * symbols] = 1;
  });
  return table;
}
