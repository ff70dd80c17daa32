import { describe, expect, it, test } from 'vitest';
import { bgBbModel } from '#models/purchases/bg-bb/definition.ts';
import { bgBb } from '#models/purchases/bg-bb/process.ts';
import { fitProcess } from '#models/purchases/fit.ts';
import { compress, type History, type HistoryRow } from '#models/purchases/histories.ts';
import { random } from '#numeric/random.ts';
import { gamma } from '#numeric/variates.ts';

/** Maximum of the likelihood on the donations of 1996–2001 (Fader, Hardie & Shang 2010: 1.204, 0.750, 0.657, 2.783). */
const donations = [1.20352, 0.74972, 0.65672, 2.78344];

describe('BG/BB at published estimates', () => {
  it('E[X(n)] of a new donor (pymc-marketing, tests of the model)', () => {
    const wanted = [0.4985, 0.9233, 1.2969, 1.6323, 1.9381, 2.2202, 2.4826, 2.7285, 2.9603, 3.1798, 3.3887];
    wanted.forEach((gifts, i) => expect(Math.abs(bgBb.expected(donations, i + 1) / gifts - 1)).toBeLessThan(1e-3));
  });

  it.each([
    [0, 0, 0.11],
    [2, 4, 0.59],
    [6, 6, 0.93],
  ])('P(alive in 2002), at the next opportunity, after %d gifts, the last in year %d, is %d', (x, tx, alive) => {
    expect(bgBb.alive(donations, { x, tx, T: 6 }, 1)).toBeCloseTo(alive, 2);
  });

  it('who gave at the last opportunity is alive after it for certain', () => {
    expect(bgBb.alive(donations, { x: 6, tx: 6, T: 6 })).toBe(1);
  });

  it('gifts in the next ten years of donors A and B, and of a new donor (BTYD walkthrough, section 5.3)', () => {
    expect(Math.abs(bgBb.conditional(donations, { x: 0, tx: 0, T: 6 }, 10) - 0.1302169)).toBeLessThan(1e-4);
    expect(Math.abs(bgBb.conditional(donations, { x: 4, tx: 5, T: 6 }, 10) - 3.627858)).toBeLessThan(5e-4);
    expect(Math.abs(bgBb.expected(donations, 10) - 3.179805)).toBeLessThan(1e-4);
  });
});

/** Means over p ~ beta(α, β), θ ~ beta(γ, δ) by the trapezoid rule in the log-odds: nothing but the definitions. */
function meanOver([alpha, beta, gammaOf, delta]: readonly number[], f: (p: number, theta: number) => number): number {
  const line = (a: number, b: number) => {
    const points = Array.from({ length: 300 }, (_, i) => -60 + i * 0.4).map((y) => ({
      at: 1 / (1 + Math.exp(-y)),
      ln: -a * Math.log1p(Math.exp(-y)) - b * Math.log1p(Math.exp(y)),
    }));
    const mass = points.reduce((sum, { ln }) => sum + Math.exp(ln), 0);
    return points.map(({ at, ln }) => ({ at, share: Math.exp(ln) / mass })).filter(({ share }) => share > 1e-18);
  };
  const chances = line(alpha!, beta!);
  return line(gammaOf!, delta!).reduce((sum, q) => sum + q.share * chances.reduce((part, p) => part + p.share * f(p.at, q.at), 0), 0);
}

describe('BG/BB against the mean over all customers by numerical integration', () => {
  const seen: History[] = [
    { x: 0, tx: 0, T: 5 },
    { x: 2, tx: 4, T: 6 },
    { x: 3, tx: 3, T: 8 },
    { x: 6, tx: 6, T: 6 },
  ];
  const alive = ({ x, T }: History, p: number, theta: number) => p ** x * (1 - p) ** (T - x) * (1 - theta) ** T;
  const gone = ({ x, tx, T }: History, p: number, theta: number) =>
    Array.from({ length: T - tx }, (_, i) => p ** x * (1 - p) ** (tx - x + i) * theta * (1 - theta) ** (tx + i)).reduce((a, b) => a + b, 0);

  test.each([donations, [2, 1.5, 1, 4]].flatMap((at) => seen.map((history) => ({ at, history }))))('$at, $history', ({ at, history }) => {
    const likelihood = meanOver(at, (p, theta) => alive(history, p, theta) + gone(history, p, theta));
    const of = (f: (p: number, theta: number) => number) => meanOver(at, (p, theta) => alive(history, p, theta) * f(p, theta)) / likelihood;
    const sum = (from: (k: number) => number, most: number) =>
      Array.from({ length: most }, (_, k) => from(k + 1)).reduce((a, b) => a + b, 0);
    expect(bgBb.logLikelihood(compress([history]).histories, at)).toBeCloseTo(Math.log(likelihood), 9);
    expect(bgBb.alive(at, history, 3)).toBeCloseTo(
      of((_, theta) => (1 - theta) ** 3),
      9,
    );
    expect(bgBb.conditional(at, history, 7)).toBeCloseTo(
      of((p, theta) => p * sum((k) => (1 - theta) ** k, 7)),
      9,
    );
    const keep = Math.exp(-0.1);
    expect(bgBb.residual(at, history, 0.1, Infinity)).toBeCloseTo(
      of((p, theta) => (p * (1 - theta) * keep) / (1 - (1 - theta) * keep)),
      8,
    );
  });

  it('the residual for ever is the limit of long horizons, also at a rate of a ten-thousandth', () => {
    for (const rate of [1, 0.1, 0.01, 1e-4]) {
      const long = bgBb.residual(donations, seen[1]!, rate, 1e6);
      expect(Math.abs(bgBb.residual(donations, seen[1]!, rate, Infinity) / long - 1)).toBeLessThan(1e-9);
    }
  });

  it('no part of an opportunity counts, and there are never more purchases than opportunities', () => {
    expect(bgBb.conditional(donations, seen[1]!, 4.9)).toBe(bgBb.conditional(donations, seen[1]!, 4));
    expect(bgBb.probability(donations, 3, 4)).toBe(0);
  });
});

describe('BG/BB fitted', () => {
  function simulate(customers: number, [alpha, beta, gammaOf, delta]: readonly number[], seed: number): HistoryRow[] {
    const next = random(seed);
    const betaOf = (a: number, b: number): number => {
      const [one, other] = [gamma(next, a), gamma(next, b)];
      return one / (one + other);
    };
    return Array.from({ length: customers }, () => {
      const [p, theta, T] = [betaOf(alpha!, beta!), betaOf(gammaOf!, delta!), 6 + Math.floor(5 * next())];
      let [x, tx] = [0, 0];
      for (let k = 1; k <= T && next() > theta; k++) if (next() < p) [x, tx] = [x + 1, k];
      return { x, tx, T };
    });
  }

  it('finds the parameters behind simulated donors within three standard errors', () => {
    const truth = [1.2, 0.8, 0.9, 3];
    const fit = fitProcess(bgBb, compress(simulate(8000, truth, 5)).histories);
    expect(fit).toMatchObject({ converged: true, warnings: [], n: 8000 });
    bgBb.parameters.forEach((name, i) => expect(Math.abs(fit.estimates[name] - truth[i]!)).toBeLessThan(3 * fit.standardErrors![name]));
  });

  it('as a model: histories that are not of whole opportunities are refused with a reason', () => {
    for (const row of [
      { x: 2, tx: 3.5, T: 6 },
      { x: 4, tx: 3, T: 6 },
    ])
      expect(bgBbModel.fit({ histories: compress([row]).histories }, {}, { aborted: false })).toMatchObject({
        estimates: null,
        reason: { code: 'purchases-not-whole' },
      });
    const { estimates } = bgBbModel.fit({ histories: compress(simulate(800, [1, 1, 1, 3], 1)).histories }, {}, { aborted: false });
    expect(Object.keys(estimates!)).toEqual(['alpha', 'beta', 'gamma', 'delta']);
  });
});
