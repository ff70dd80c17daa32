import { describe, expect, it } from 'vitest';
import { bgNbdValuesWith } from '#models/purchases/bg-nbd/covariates.ts';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import type { CovariateEffect } from '#models/purchases/covariate-model.ts';
import { paretoNbdValuesWith } from '#models/purchases/pareto-nbd/covariates.ts';
import { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';

/** x, tx, T, a covariate of buying, a covariate of dropping out. */
const customers = [
  [0, 0, 30, 0, 0],
  [2, 20, 30, 1, 0],
  [1, 4, 28, 0, 1],
  [5, 26, 30, 1, 1],
  [0, 0, 25, 1, 0],
  [3, 12, 27, 0, 0],
  [1, 22, 26, 1, 1],
  [0, 0, 29, 0, 1],
] as const;
const effect = (name: string, on: 'rate' | 'dropout', coefficient: number): CovariateEffect => ({
  ...{ name, on, coefficient, standardError: null, ratio: Math.exp(coefficient), low: null, high: null },
});
const effects = [effect('buys', 'rate', 0.4), effect('leaves', 'dropout', -0.5)];
const one = (value: number): Float64Array => Float64Array.of(value);

/*
 * Logarithms of the likelihoods of single histories, integrated over the rate and the way of leaving of each customer (grid of at least 900 by 900 on the scales of ln λ and ln μ or logit p) by a separate program
 * (Python, standard library): the mixing distributions Gamma(r, α·e^−γz), Gamma(s, β·e^−δz) and Beta(a·e^δz, b), the histories as Schmittlein, Morrison & Colombo 1987 and Fader, Hardie & Lee 2005 write them.
 */
describe('likelihoods with covariates are those of the mixture, integrated', () => {
  it('Pareto/NBD', () => {
    const expected = [-0.581451289, -8.89094427, -4.607103066, -15.801578866, -0.684397145, -10.603268671, -5.532196275, -0.657236879];
    const estimates = { r: 0.6, alpha: 8, s: 0.7, beta: 12, effects };
    customers.forEach(([x, tx, T, buys, leaves], i) => {
      const values = paretoNbdValuesWith(estimates, { buys, leaves });
      const found = paretoNbd.logLikelihood({ x: one(x), tx: one(tx), T: one(T), weight: one(1) }, values);
      expect(found).toBeCloseTo(expected[i]!, 6);
    });
  });

  it('BG/NBD', () => {
    const expected = [-0.895879735, -8.486444455, -4.370174344, -15.84133076, -0.988145973, -10.472943735, -5.053698497, -0.881794296];
    const estimates = { r: 0.5, alpha: 6, a: 0.9, b: 2.2, effects };
    customers.forEach(([x, tx, T, buys, leaves], i) => {
      const values = bgNbdValuesWith(estimates, { buys, leaves });
      const found = bgNbd.logLikelihood({ x: one(x), tx: one(tx), T: one(T), weight: one(1) }, values);
      expect(found).toBeCloseTo(expected[i]!, 7);
    });
  });
});
