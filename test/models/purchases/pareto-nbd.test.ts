import { describe, expect, it, test } from 'vitest';
import { fitProcess } from '#models/purchases/fit.ts';
import { compress, type History, type HistoryRow } from '#models/purchases/histories.ts';
import { paretoNbdModel } from '#models/purchases/pareto-nbd/definition.ts';
import { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';
import { random } from '#numeric/random.ts';
import { exponential, gamma } from '#numeric/variates.ts';

/** Maximum of the likelihood on CDNOW, weeks, unrounded (r, alpha, s, beta). */
const cdnow = [0.553277, 10.577683, 0.60624, 11.668731];

/** Estimates printed in the walkthrough of the R package BTYD (Dziurzynski, Wadsworth & McCarthy). */
const walkthrough = [0.55339714, 10.58019854, 0.6060625, 11.65622367];

const relative = (value: number, wanted: number): number => Math.abs(value / wanted - 1);

describe('Pareto/NBD at published estimates', () => {
  const buyer: History = { x: 26, tx: 30.857143, T: 31 };

  it('a new customer buys 1.473434 times in 52 weeks at the maximum of the likelihood, 1.473113 at the walkthrough’s four decimals', () => {
    expect(paretoNbd.expected(cdnow, 52)).toBeCloseTo(1.473434, 4);
    expect(paretoNbd.expected(walkthrough, 52)).toBeCloseTo(1.473113, 6);
  });

  it('a frequent buyer: E[Y(52)] 25.45518 at the maximum, 25.45418 at the four decimals; P(alive) 0.997874', () => {
    expect(paretoNbd.conditional(cdnow, buyer, 52)).toBeCloseTo(25.45518, 3);
    expect(paretoNbd.conditional(walkthrough, buyer, 52)).toBeCloseTo(25.45418, 5);
    expect(Math.abs(paretoNbd.alive(walkthrough, buyer) - 0.997874)).toBeLessThan(1e-5);
  });

  it('more purchases before the same last one mean fewer to come (paradox of frequency; walkthrough, section 3.3)', () => {
    const wanted: [number, number][] = [
      [10, 0.7062289],
      [15, 0.1442396],
      [20, 0.02250658],
      [25, 0.00309267],
    ];
    for (const [x, purchases] of wanted)
      expect(relative(paretoNbd.conditional(walkthrough, { x, tx: 20, T: 39 }, 52), purchases)).toBeLessThan(1e-3);
  });

  it('E[X(0..9)] (lifetimes, tests/test_estimation.py, at 0.55, 10.56, 0.61, 11.64)', () => {
    const wanted = [0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211];
    wanted.forEach((purchases, t) => expect(Math.abs(paretoNbd.expected([0.55, 10.56, 0.61, 11.64], t) - purchases)).toBeLessThan(1e-8));
  });

  it('132 and 133 purchases in 200 weeks do not underflow (lifetimes, tests/test_estimation.py)', () => {
    const at = [0.55, 10.58, 0.61, 11.67];
    expect(paretoNbd.conditional(at, { x: 132, tx: 200, T: 200 }, 10)).toBeCloseTo(6.2060517889632418, 8);
    expect(paretoNbd.conditional(at, { x: 133, tx: 200, T: 200 }, 10)).toBeCloseTo(6.2528722475748113, 8);
  });

  it('hundreds of purchases at a tiny alpha do not overflow', () => {
    const at = [10.465, 0.00798565181, 3.0516, 2.82];
    for (const seen of [
      { x: 400, tx: 5, T: 6 },
      { x: 500, tx: 1, T: 37 },
      { x: 500, tx: 4, T: 37 },
    ]) {
      expect(paretoNbd.logLikelihood(compress([seen]).histories, at)).toSatisfy(Number.isFinite);
      expect(paretoNbd.alive(at, seen)).toSatisfy((p: number) => p >= 0 && p <= 1);
    }
  });

  it('rates of buying and of dropping out have means .0523 and .052, variances .0049 and .0045', () => {
    const { rate, dropout } = paretoNbd.heterogeneity;
    const wanted = [
      [rate(cdnow), 0.0523, 0.0049],
      [dropout(cdnow), 0.052, 0.0045],
    ] as const;
    for (const [spread, mean, variance] of wanted) {
      if (spread.kind !== 'gamma') throw new Error('rates are gamma');
      expect(spread.shape / spread.rate).toBeCloseTo(mean, 3);
      expect(spread.shape / spread.rate ** 2).toBeCloseTo(variance, 4);
    }
  });
});

/** Means over λ ~ gamma(r, α), μ ~ gamma(s, β) by the trapezoid rule in ln λ and ln μ: nothing but the definitions. */
function meanOver([r, alpha, s, beta]: readonly number[], f: (lambda: number, mu: number) => number): number {
  const line = (shape: number, rate: number) => {
    const points = Array.from({ length: 300 }, (_, i) => -60 + i * 0.22).map((v) => ({
      at: Math.exp(v) / rate,
      ln: shape * v - Math.exp(v),
    }));
    const top = Math.max(...points.map(({ ln }) => ln));
    const mass = points.reduce((sum, { ln }) => sum + Math.exp(ln - top), 0);
    return points.map(({ at, ln }) => ({ at, share: Math.exp(ln - top) / mass })).filter(({ share }) => share > 1e-18);
  };
  const rates = line(r!, alpha!);
  return line(s!, beta!).reduce((sum, mu) => sum + mu.share * rates.reduce((part, one) => part + one.share * f(one.at, mu.at), 0), 0);
}

describe('Pareto/NBD against the mean over all customers by numerical integration', () => {
  const sets = [cdnow, [1.4, 0.8, 2.1, 6], [0.8, 5, 1, 5]];
  const seen: History[] = [
    { x: 0, tx: 0, T: 12 },
    { x: 3, tx: 9.5, T: 12 },
    { x: 7, tx: 2, T: 12 },
    { x: 4, tx: 12, T: 12 },
  ];
  const alive = ({ x, T }: History, lambda: number, mu: number) => lambda ** x * Math.exp(-(lambda + mu) * T);
  const gone = ({ x, tx, T }: History, lambda: number, mu: number) =>
    (lambda ** x * mu * Math.exp(-(lambda + mu) * tx) * -Math.expm1(-(lambda + mu) * (T - tx))) / (lambda + mu);

  test.each(sets.flatMap((at) => seen.map((history) => ({ at, history }))))('$at, $history', ({ at, history }) => {
    const likelihood = meanOver(at, (lambda, mu) => alive(history, lambda, mu) + gone(history, lambda, mu));
    const of = (f: (lambda: number, mu: number) => number) =>
      meanOver(at, (lambda, mu) => alive(history, lambda, mu) * f(lambda, mu)) / likelihood;
    expect(paretoNbd.logLikelihood(compress([history]).histories, at)).toBeCloseTo(Math.log(likelihood), 9);
    expect(paretoNbd.alive(at, history)).toBeCloseTo(
      of(() => 1),
      9,
    );
    expect(paretoNbd.alive(at, history, 20)).toBeCloseTo(
      of((_, mu) => Math.exp(-20 * mu)),
      9,
    );
    expect(paretoNbd.conditional(at, history, 20)).toBeCloseTo(
      of((lambda, mu) => (lambda * -Math.expm1(-20 * mu)) / mu),
      8,
    );
    expect(paretoNbd.residual(at, history, 0.03, Infinity)).toBeCloseTo(
      of((lambda, mu) => lambda / (mu + 0.03)),
      8,
    );
    expect(paretoNbd.residual(at, history, 0.03, 26)).toBeCloseTo(
      of((lambda, mu) => (lambda * -Math.expm1(-26 * (mu + 0.03))) / (mu + 0.03)),
      8,
    );
  });

  test.each(sets)('the distribution of counts at %s %s %s %s', (...at) => {
    const t = 8;
    for (const n of [0, 1, 3, 9]) {
      const direct = meanOver(at, (lambda, mu) => {
        const all = (lambda + mu) * t;
        let [term, below] = [Math.exp(-all), 0];
        for (let i = 0; i <= n; i++) {
          below += term;
          term *= all / (i + 1);
        }
        const lived = Math.exp(-mu * t - lambda * t) * (lambda * t) ** n;
        const factorial = Array.from({ length: n }, (_, i) => i + 1).reduce((product, i) => product * i, 1);
        return lived / factorial + (mu / (lambda + mu)) * (lambda / (lambda + mu)) ** n * (1 - below);
      });
      expect(paretoNbd.probability(at, t, n)).toBeCloseTo(direct, 9);
    }
  });
});

describe('Pareto/NBD where all customers are nearly alike', () => {
  it('tends to one rate λ = 0.3 and one of dropping out μ = 0.05: residual λ/(μ+δ), chances of counts', () => {
    const alike = [3e6, 1e7, 5e5, 1e7];
    const justBought: History = { x: 1, tx: 1, T: 1 };
    for (const rate of [1e-6, 0.002, 1]) {
      const wanted = 0.3 / (0.05 + rate);
      expect(Math.abs(paretoNbd.residual(alike, justBought, rate, Infinity) / wanted - 1)).toBeLessThan(1e-5);
    }
    const never = Math.exp(-0.35 * 10) + (0.05 / 0.35) * -Math.expm1(-0.35 * 10);
    expect(paretoNbd.probability(alike, 10, 0)).toBeCloseTo(never, 5);
  });
});

describe('Pareto/NBD fitted', () => {
  /** Histories of customers who follow the model exactly. */
  function simulate(customers: number, [r, alpha, s, beta]: readonly number[], seed: number): HistoryRow[] {
    const next = random(seed);
    return Array.from({ length: customers }, () => {
      const lambda = gamma(next, r!) / alpha!;
      const T = 26 + 26 * next();
      const end = Math.min(T, exponential(next, gamma(next, s!) / beta!));
      let [x, tx] = [0, 0];
      for (let at = exponential(next, lambda); at < end; at += exponential(next, lambda)) [x, tx] = [x + 1, at];
      return { x, tx, T };
    });
  }

  it('finds the parameters behind simulated customers within three standard errors', () => {
    const truth = [0.9, 6, 0.7, 8];
    const fit = fitProcess(paretoNbd, compress(simulate(6000, truth, 20260101)).histories);
    expect(fit.converged).toBe(true);
    expect(fit.warnings).toEqual([]);
    paretoNbd.parameters.forEach((name, i) =>
      expect(Math.abs(fit.estimates[name] - truth[i]!)).toBeLessThan(3 * fit.standardErrors![name]),
    );
  });

  it('as a model: refuses where nobody bought again, and answers with what it says of itself', () => {
    const nobody = compress(Array.from({ length: 50 }, () => ({ x: 0, tx: 0, T: 10 }))).histories;
    expect(paretoNbdModel.fit({ histories: nobody }, {}, { aborted: false })).toMatchObject({
      estimates: null,
      reason: { code: 'purchases-no-repeats' },
    });
    const some = compress(simulate(500, [0.9, 6, 0.7, 8], 3)).histories;
    const { estimates, diagnostics } = paretoNbdModel.fit({ histories: some }, {}, { aborted: false });
    expect(Object.keys(estimates!)).toEqual(['r', 'alpha', 's', 'beta']);
    expect(diagnostics).toMatchObject({ n: 500, converged: true });
  });
});
