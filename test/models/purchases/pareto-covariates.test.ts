import { describe, expect, it } from 'vitest';
import { fitProcess } from '#models/purchases/fit.ts';
import type { Histories } from '#models/purchases/histories.ts';
import { paretoNbdCovariates, paretoNbdValuesWith } from '#models/purchases/pareto-nbd/covariates.ts';
import { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';
import { random } from '#numeric/random.ts';
import { exponential, gamma, normal } from '#numeric/variates.ts';

const truth = { r: 0.9, alpha: 6, s: 0.8, beta: 9, rate: { club: 0.7, age: 0.02 }, dropout: { club: -0.9 } };

/** Customers who follow the model: club members buy more often and stay longer, older ones buy more often. */
function simulate(customers: number, seed: number): { histories: Histories; club: Float64Array; age: Float64Array } {
  const next = random(seed);
  const column = () => new Float64Array(customers);
  const [x, tx, T, club, age] = [column(), column(), column(), column(), column()];
  for (let i = 0; i < customers; i++) {
    club[i] = Number(next() < 0.4);
    age[i] = 45 + 12 * normal(next);
    const lambda = (gamma(next, truth.r) / truth.alpha) * Math.exp(truth.rate.club * club[i]! + truth.rate.age * age[i]!);
    const mu = (gamma(next, truth.s) / truth.beta) * Math.exp(truth.dropout.club * club[i]!);
    T[i] = 26 + 26 * next();
    const end = Math.min(T[i]!, exponential(next, mu));
    for (let at = exponential(next, lambda); at < end; at += exponential(next, lambda)) [x[i], tx[i]] = [x[i]! + 1, at];
  }
  return { histories: { x, tx, T, weight: new Float64Array(customers).fill(1) }, club, age };
}

describe('Pareto/NBD with static covariates', () => {
  const { histories, club, age } = simulate(5000, 77);
  const columns = { club: { name: 'club', values: club }, age: { name: 'age', values: age } };
  const inputs = { histories, rate: [columns.club, columns.age], dropout: [columns.club] };
  const fit = paretoNbdCovariates.fit(inputs, {}, { aborted: false });

  it('finds the effects behind simulated customers within three standard errors, and the base', () => {
    expect(fit).toMatchObject({ warnings: [], diagnostics: { converged: true, n: 5000 } });
    const wanted = [truth.rate.club, truth.rate.age, truth.dropout.club];
    fit.estimates!.effects.forEach(({ coefficient, standardError, ratio, low, high }, i) => {
      expect(Math.abs(coefficient - wanted[i]!)).toBeLessThan(3 * standardError!);
      expect(standardError).toBeLessThan(0.5);
      expect(low).toBeLessThan(ratio);
      expect(high).toBeGreaterThan(ratio);
    });
    (['r', 'alpha', 's', 'beta'] as const).forEach((name, i) => {
      const error = Math.sqrt(fit.diagnostics.covariance![i]![i]!);
      expect(Math.abs(Math.log(fit.estimates![name] / truth[name]))).toBeLessThan(3 * error);
    });
    expect(fit.diagnostics.likelihoodRatio).toMatchObject({ degrees: 3 });
    expect(fit.diagnostics.likelihoodRatio!.p).toBeLessThan(1e-6);
  });

  it('its likelihood is that of Pareto/NBD at each customer’s own α and β', () => {
    const sum = Array.from(club, (member, i) => {
      const values = paretoNbdValuesWith(fit.estimates!, { club: member, age: age[i]! });
      const one = (column: Float64Array) => column.subarray(i, i + 1);
      return paretoNbd.logLikelihood(
        { x: one(histories.x), tx: one(histories.tx), T: one(histories.T), weight: one(histories.weight) },
        values,
      );
    }).reduce((total, one) => total + one, 0);
    expect(fit.diagnostics.logLikelihood).toBeCloseTo(sum, 5);
  });

  it('a member of the club is expected to buy more, and to stay longer', () => {
    const at = (member: number) => paretoNbdValuesWith(fit.estimates!, { club: member, age: 45 });
    expect(paretoNbd.expected(at(1), 52)).toBeGreaterThan(1.5 * paretoNbd.expected(at(0), 52));
    expect(paretoNbd.alive(at(1), { x: 0, tx: 0, T: 30 })).not.toBe(paretoNbd.alive(at(0), { x: 0, tx: 0, T: 30 }));
  });

  it('a covariate moved and stretched carries its effect along: the years of birth say what the ages do', () => {
    const born = { name: 'born', values: age.map((years) => 2020 - years) };
    const other = paretoNbdCovariates.fit({ histories, rate: [columns.club, born], dropout: [columns.club] }, {}, { aborted: false });
    expect(other.estimates!.effects[1]!.coefficient).toBeCloseTo(-fit.estimates!.effects[1]!.coefficient, 5);
    expect(other.diagnostics.logLikelihood).toBeCloseTo(fit.diagnostics.logLikelihood!, 5);
  });

  it('without covariates it is Pareto/NBD', () => {
    const bare = paretoNbdCovariates.fit({ histories, rate: [], dropout: [] }, {}, { aborted: false });
    const plain = fitProcess(paretoNbd, histories, { curvature: false });
    expect(bare.diagnostics.logLikelihood).toBeCloseTo(plain.logLikelihood, 5);
    expect(bare.estimates!.alpha).toBeCloseTo(plain.estimates.alpha, 2);
    expect(bare.diagnostics.likelihoodRatio).toBeNull();
  });

  it('refuses a covariate that does not vary, by its name, and one that does not fit the histories', () => {
    const same = { name: 'same', values: new Float64Array(5000).fill(3) };
    expect(paretoNbdCovariates.fit({ histories, rate: [], dropout: [same] }, {}, { aborted: false }).reason).toEqual({
      code: 'covariate-constant',
      parameters: { name: 'same' },
    });
    const short = { name: 'short', values: [1, 2] };
    expect(() => paretoNbdCovariates.fit({ histories, rate: [short], dropout: [] }, {}, { aborted: false })).toThrow(RangeError);
  });
});
