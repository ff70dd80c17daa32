import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaGamma } from '#models/spend/gamma-gamma/definition.ts';
import { expectedSpend, expectedSpendBand } from '#models/spend/gamma-gamma/expected.ts';
import { fitGammaGamma } from '#models/spend/gamma-gamma/fit.ts';
import { spendLikelihood } from '#models/spend/gamma-gamma/likelihood.ts';
import { compressSpends, type SpendRow } from '#models/spend/spends.ts';
import { random } from '#numeric/random.ts';
import { logGamma } from '#numeric/special.ts';
import { gamma, poisson } from '#numeric/variates.ts';

/** Rounded estimates of Fader & Hardie 2013 on the 946 repeat buyers of CDNOW. */
const paper = { p: 6.25, q: 3.74, gamma: 15.44 };
const row = fc.record({
  x: fc.integer({ min: 1, max: 40 }),
  m: fc.double({ min: 0.5, max: 500, noNaN: true }),
  weight: fc.integer({ min: 1, max: 3 }),
});
const rows = fc.array(row, { minLength: 1, maxLength: 10 });
const values = fc.tuple(...[0.2, 0.2, 0.5].map((min) => fc.double({ min, max: 20, noNaN: true })));
const runs = { seed: 7, numRuns: 60 };

/** Customers who follow the model exactly. */
function simulate(customers: number, { p, q, gamma: scale }: typeof paper, seed: number): SpendRow[] {
  const next = random(seed);
  return Array.from({ length: customers }, () => {
    const x = 1 + poisson(next, 2);
    return { x, m: gamma(next, p * x) / x / (gamma(next, q) / scale) };
  });
}

describe('Gamma-Gamma', () => {
  it('expects 39.1404 a purchase of who spent 40 on each of two, and 35.2190 of who is unknown, at the paper’s rounded estimates', () => {
    expect(expectedSpend(paper, 2, 40)).toBeCloseTo(39.1404, 4);
    expect(expectedSpend(paper, 0, 0)).toBeCloseTo(35.219, 3);
  });

  it('expects between the mean of the base and the own one, nearer to the own one with every purchase', () => {
    const path = [0, 1, 3, 10, 1000].map((x) => expectedSpend(paper, x, 100)!);
    path.slice(1).forEach((one, i) => expect(one).toBeGreaterThan(path[i]!));
    expect(path[4]).toBeCloseTo(100, 0);
  });

  it('has an infinite mean for q at most 1: null, never a negative amount', () => {
    expect(expectedSpend({ p: 2, q: 0.9, gamma: 10 }, 0, 0)).toBeNull();
    expect(expectedSpend({ p: 0.01, q: 0.9, gamma: 10 }, 3, 20)).toBeNull();
    expect(expectedSpend({ p: 2, q: 0.9, gamma: 10 }, 1, 20)).toBeCloseTo(60 / 1.9, 10);
  });

  it('slopes are those of the likelihood; weights stand for equal rows', () => {
    fc.assert(
      fc.property(rows, values, (some, at) => {
        const likelihood = spendLikelihood(compressSpends(some).spends);
        const slopes = new Float64Array(3);
        const value = likelihood(at, slopes);
        at.forEach((_, axis) => {
          const side = (step: number) => likelihood(at.map((v, i) => (i === axis ? v * Math.exp(step) : v)));
          const difference = (8 * (side(1e-4) - side(-1e-4)) - (side(2e-4) - side(-2e-4))) / 12e-4;
          expect(Math.abs(slopes[axis]! - difference)).toBeLessThan(1e-6 * (10 + Math.abs(value)));
        });
        const apart = some.flatMap(({ weight, ...one }) => Array.from({ length: weight }, () => one));
        const sum = apart.reduce((total, one) => total + spendLikelihood(compressSpends([one]).spends)(at), 0);
        expect(Math.abs(value - sum)).toBeLessThan(1e-9 * (1 + Math.abs(sum)));
      }),
      runs,
    );
  });

  it('is a density of the mean spend: it integrates to 1, with the mean that it expects', () => {
    for (const x of [1, 4]) {
      const density = (m: number) => Math.exp(spendLikelihood(compressSpends([{ x, m }]).spends)([6.25, 3.74, 15.44]));
      let [mass, mean] = [0, 0];
      for (let u = -12; u <= 25; u += 0.02) {
        const m = Math.exp(u);
        mass += density(m) * m * 0.02;
        mean += density(m) * m * m * 0.02;
      }
      expect(mass).toBeCloseTo(1, 9);
      expect(mean).toBeCloseTo(expectedSpend(paper, 0, 0)!, 6);
    }
  });

  it('is, of one customer, the mean over all ν ~ gamma(q, γ) by numerical integration', () => {
    const [x, m] = [3, 22];
    const { p, q, gamma: scale } = paper;
    const constants = logGamma(p * x) + logGamma(q);
    let sum = 0;
    for (let u = -14; u < 4; u += 0.01) {
      const nu = Math.exp(u);
      const spend = p * x * Math.log(nu * x) + (p * x - 1) * Math.log(m) - nu * x * m;
      const between = q * Math.log(scale) + q * Math.log(nu) - scale * nu;
      sum += Math.exp(spend + between - constants) * 0.01;
    }
    expect(spendLikelihood(compressSpends([{ x, m }]).spends)([p, q, scale])).toBeCloseTo(Math.log(sum), 9);
  });

  it('finds the parameters behind simulated customers within three standard errors, in any currency', () => {
    const { spends } = compressSpends(simulate(5000, paper, 31));
    const fit = gammaGamma.fit({ spends }, {}, { aborted: false });
    expect(fit).toMatchObject({ diagnostics: { n: 5000, converged: true }, warnings: [] });
    for (const name of ['p', 'q', 'gamma'] as const)
      expect(Math.abs(fit.estimates![name] - paper[name])).toBeLessThan(3 * fit.diagnostics.standardErrors![name]);
    const cents = fitGammaGamma({ ...spends, m: spends.m.map((one) => one * 100) });
    expect(cents.estimates.gamma / 100).toBeCloseTo(fit.estimates!.gamma, 5);
    expect(cents.estimates.p).toBeCloseTo(fit.estimates!.p, 5);
  });

  it('gives the interval of an expectation by exact slopes of its logarithm', () => {
    const { spends } = compressSpends(simulate(800, paper, 8));
    const { estimates, covariance } = fitGammaGamma(spends);
    const names = ['p', 'q', 'gamma'] as const;
    const slopes = names.map((name) => {
      const at = (factor: number) => Math.log(expectedSpend({ ...estimates, [name]: estimates[name] * factor }, 2, 40)!);
      return (at(1 + 1e-5) - at(1 - 1e-5)) / (2e-5 * estimates[name]);
    });
    const variance = slopes.reduce((sum, a, i) => sum + slopes.reduce((part, b, j) => part + a * b * covariance![i]![j]!, 0), 0);
    const band = expectedSpendBand(estimates, covariance, 2, 40)!;
    expect(Math.log(band.high! / band.value)).toBeCloseTo(1.959964 * Math.sqrt(variance), 6);
    expect(Math.log(band.value / band.low!)).toBeCloseTo(1.959964 * Math.sqrt(variance), 6);
  });

  it('doubts itself where the mean is infinite or size goes with number', () => {
    const wild = compressSpends(simulate(3000, { p: 2, q: 0.7, gamma: 10 }, 4)).spends;
    expect(gammaGamma.fit({ spends: wild }, {}, { aborted: false }).warnings.map(({ code }) => code)).toContain('spend-mean-infinite');
    const related = compressSpends(simulate(400, paper, 2).map(({ x, m }) => ({ x, m: m + 15 * x }))).spends;
    const { warnings } = gammaGamma.fit({ spends: related }, {}, { aborted: false });
    const told = warnings.find(({ code }) => code === 'spend-correlated')!.parameters as { value: number; low: number; high: number };
    expect(told.low).toBeLessThan(told.value);
    expect(told.high).toBeGreaterThan(told.value);
  });

  it.each([
    ['four customers, of one purchase each', [1, 2, 3, 5].map((m) => ({ x: 1, m }))],
    ['nobody differs from purchase to purchase', Array.from({ length: 60 }, (_, i) => ({ x: 1 + (i % 900), m: 10 + (i % 7) }))],
    ['customers who spend all but the same', Array.from({ length: 60 }, (_, i) => ({ x: 1000, m: 20 + 1e-9 * i }))],
    ['amounts from a thousandth to a billion', Array.from({ length: 60 }, (_, i) => ({ x: 1 + (i % 3), m: 10 ** ((i % 13) - 3) }))],
  ])('ends on hard data, and says so where there is no top: %s', (_, rows) => {
    const { spends } = compressSpends(rows);
    const { estimates, diagnostics, warnings } = gammaGamma.fit({ spends }, {}, { aborted: false });
    for (const value of Object.values(estimates!)) expect(Number.isFinite(value) && value > 0).toBe(true);
    expect(diagnostics.logLikelihood).toSatisfy(Number.isFinite);
    expect(diagnostics.iterations).toBeLessThan(600);
    if (!diagnostics.converged || diagnostics.standardErrors === null) expect(warnings.length).toBeGreaterThan(0);
  });

  it('names the parameters that run away where all purchases of all customers are alike', () => {
    const { spends } = compressSpends(Array.from({ length: 60 }, (_, i) => ({ x: 1000, m: 20 + 1e-9 * i })));
    const { warnings } = gammaGamma.fit({ spends }, {}, { aborted: false });
    expect(warnings.find(({ code }) => code === 'fit-ridge')?.parameters.names).toContain('p');
  });

  it('refuses with a reason where there is nothing to fit, and says what was passed over', () => {
    const { spends, left, silent } = compressSpends([
      { x: 0, m: 0 },
      { x: 1, m: -5 },
      { x: 1.5, m: 5 },
      { x: 2, m: 10 },
    ]);
    expect({ left, silent }).toEqual({ left: 2, silent: 1 });
    expect(gammaGamma.fit({ spends }, {}, { aborted: false }).reason!.code).toBe('spend-few-customers');
    const equal = compressSpends(Array.from({ length: 9 }, (_, i) => ({ x: i + 1, m: 20 }))).spends;
    expect(gammaGamma.fit({ spends: equal }, {}, { aborted: false }).reason!.code).toBe('spend-all-equal');
  });
});
