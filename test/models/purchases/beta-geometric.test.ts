import { describe, expect, it } from 'vitest';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { compress } from '#models/purchases/histories.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { densities, meanOver, type Seen } from './by-integration.ts';

const sets = [
  [0.243, 4.414, 0.793, 2.426],
  [1.3, 9, 1, 0.4],
  [2.5, 0.6, 3.1, 7.5],
];
const histories: Seen[] = [
  { x: 0, tx: 0, T: 12 },
  { x: 1, tx: 2.5, T: 12 },
  { x: 3, tx: 11.9, T: 12 },
  { x: 6, tx: 6, T: 6 },
];
const kinds = [
  { process: bgNbd, early: 0 },
  { process: mbgNbd, early: 1 },
] as const;
const cases = kinds.flatMap((kind) => sets.map((values) => ({ ...kind, values, id: kind.process.id })));

/** Mean of f over the customers with this history who are alive, weighted by how likely they are; `whole` is all the likelihood. */
function posterior(values: readonly number[], history: Seen, early: 0 | 1, f: (lambda: number, p: number) => number) {
  const whole = meanOver(values, (lambda, p) => {
    const { alive, gone } = densities(history, early, 1, lambda, p);
    return alive + gone;
  });
  const part = meanOver(values, (lambda, p) => densities(history, early, 1, lambda, p).alive * f(lambda, p));
  return { whole, answer: part / whole };
}

describe.each(cases)('$id at $values against integrals over λ and p', ({ process, early, values }) => {
  it.each(histories)('$x purchases, the last at $tx of $T', (history) => {
    const alive = posterior(values, history, early, () => 1);
    expect(process.logLikelihood(compress([history]).histories, values)).toBeCloseTo(Math.log(alive.whole), 9);
    expect(process.alive(values, history)).toBeCloseTo(alive.answer, 9);
    const still = posterior(values, history, early, (lambda, p) => Math.exp(-lambda * p * 5));
    expect(process.alive(values, history, 5)).toBeCloseTo(still.answer, 9);
    const ahead = posterior(values, history, early, (lambda, p) => -Math.expm1(-lambda * p * 20) / p);
    expect(process.conditional(values, history, 20) / ahead.answer).toBeCloseTo(1, 9);
    const flow = posterior(values, history, early, (lambda, p) => (lambda * -Math.expm1(-(0.01 + lambda * p) * 100)) / (0.01 + lambda * p));
    expect(process.residual(values, history, 0.01, 100) / flow.answer).toBeCloseTo(1, 8);
    const ever = posterior(values, history, early, (lambda, p) => lambda / (0.002 + lambda * p));
    expect(process.residual(values, history, 0.002, Infinity) / ever.answer).toBeCloseTo(1, 8);
  });

  it('what is expected of a new customer, and how often', () => {
    const made = meanOver(values, (lambda, p) => ((early ? 1 - p : 1) * -Math.expm1(-lambda * p * 20)) / p);
    expect(process.expected(values, 20) / made).toBeCloseTo(1, 9);
    const twice = meanOver(values, (lambda, p) => {
      const mean = lambda * 20;
      const [two, atLeastTwo] = [(mean ** 2 / 2) * Math.exp(-mean), 1 - Math.exp(-mean) * (1 + mean)];
      return (early ? 1 - p : 1) * (1 - p) * (two * (1 - p) + atLeastTwo * p);
    });
    expect(process.probability(values, 20, 2) / twice).toBeCloseTo(1, 9);
  });
});

describe('long horizons and extreme customers', () => {
  it.each(kinds)('the sum over counts and the quadrature over p meet: $process.id', ({ process }) => {
    const values = [0.243, 4.414, 0.793, 2.426];
    for (const x of [0, 3, 40]) {
      const history = { x, tx: x ? 30 : 0, T: 30 };
      const horizons = [5, 20, 60, 120, 400, 2000, 1e5];
      const flow = horizons.map((t) => process.conditional(values, history, t));
      const summed = horizons.map((t) => process.residual(values, history, 1e-13, t));
      flow.forEach((purchases, i) => expect(summed[i]! / purchases).toBeCloseTo(1, 7));
    }
  });
});
