import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FormulaOptions, formulaClv } from '#models/value/formula-clv/definition.ts';
import { type Convention, multiple } from '#models/value/formula-clv/multiple.ts';

const round = (value: number | null) => Number(value!.toFixed(2));

describe('The multiple of the margin', () => {
  test('E4: the grid of Gupta & Lehmann', () => {
    const grid = [0.6, 0.7, 0.8, 0.9].map((retention) =>
      [0.1, 0.12, 0.14, 0.16].map((rate) => round(multiple({ retention, rate, convention: 'end' }))),
    );
    expect(grid).toEqual([
      [1.2, 1.15, 1.11, 1.07],
      [1.75, 1.67, 1.59, 1.52],
      [2.67, 2.5, 2.35, 2.22],
      [4.5, 4.09, 3.75, 3.46],
    ]);
  });

  test('E4: with a growing margin', () => {
    const grown = (retention: number) =>
      [0, 0.02, 0.04, 0.06, 0.08].map((growth) => multiple({ retention, rate: 0.12, growth, convention: 'end' })!);
    expect(grown(0.8)).toEqual([2.5, 2.63, 2.78, 2.94, 3.125].map((value) => expect.closeTo(value, 2)));
    expect(grown(0.9)).toEqual([4.09, 4.46, 4.89, 5.42, 6.08].map((value) => expect.closeTo(value, 2)));
  });

  test('E6: the first case of Berger & Nasr', () => {
    const flow = { retention: 0.75, rate: 0.2 };
    const margins = 260 * multiple({ ...flow, convention: 'start', horizon: 11 })!;
    const promotions = 50 * multiple({ ...flow, convention: 'middle', horizon: 10 })!;
    expect(margins - promotions).toBeCloseTo(568.78, 2);
  });

  test('is the sum of its terms, and its limit', () => {
    const rate01 = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(rate01, rate01, fc.double({ min: -0.2, max: 0.3, noNaN: true }), fc.integer({ min: 0, max: 40 }), (r, d, g, horizon) => {
        const terms: Record<Convention, (t: number) => number> = {
          end: (t) => (r ** (t + 1) * (1 + g) ** t) / (1 + d) ** (t + 1),
          start: (t) => (r * (1 + g)) ** t / (1 + d) ** t,
          middle: (t) => (r * (1 + g)) ** t / (1 + d) ** (t + 0.5),
        };
        for (const convention of ['end', 'start', 'middle'] as const) {
          const sum = Array.from({ length: horizon }, (_, t) => terms[convention](t)).reduce((all, one) => all + one, 0);
          const answer = multiple({ retention: r, rate: d, growth: g, horizon, convention })!;
          expect(Math.abs(answer - sum)).toBeLessThan(1e-9 * (1 + sum));
          const forever = multiple({ retention: r, rate: d, growth: g, convention });
          expect(forever === null).toBe(r * (1 + g) >= 1 + d);
        }
      }),
      { seed: 2 },
    );
    expect(multiple({ retention: 0.8, rate: 0.1, convention: 'start', horizon: 400 })).toBeCloseTo(1.1 / 0.3, 9);
  });
});

describe('Lifetime value by formula', () => {
  const fit = (inputs: Partial<Parameters<typeof formulaClv.fit>[0]> = {}, options: Partial<FormulaOptions> = {}) =>
    formulaClv.fit(
      { margin: 100, retention: { value: 0.8, low: 0.75, high: 0.85 }, periodsPerYear: 1, ...inputs },
      { ...formulaClv.defaults, ...options },
      { aborted: false },
    );

  test('has a range from the interval of the retention rate, and says what lies beyond the horizon', () => {
    const { estimates } = fit({ acquisition: 60 }, { horizon: Infinity });
    expect(estimates!.clv).toEqual({ value: expect.closeTo(266.667, 3), low: expect.closeTo(214.286, 3), high: expect.closeTo(340, 3) });
    expect(estimates!.net.value).toBeCloseTo(206.667, 3);
    expect(estimates).toMatchObject({ life: expect.closeTo(5, 9), beyond: null, periods: Infinity });
    expect(fit().estimates!.beyond).toBeCloseTo((0.8 / 1.1) ** 5, 9);
    expect(fit().estimates!.clv.value).toBeCloseTo(266.667 * (1 - (0.8 / 1.1) ** 5), 2);
  });

  test('takes its rate a period from the rate a year', () => {
    const { estimates } = fit({ periodsPerYear: 12 });
    expect(estimates!.ratePerPeriod).toBeCloseTo(1.1 ** (1 / 12) - 1, 12);
    expect(estimates!.periods).toBe(60);
  });

  test('a negative margin keeps its range in order', () => {
    const { clv } = fit({ margin: -10 }).estimates!;
    expect(clv.low).toBeLessThan(clv.value);
    expect(clv.value).toBeLessThan(clv.high);
  });

  test('is refused where it has no limit or the inputs are none', () => {
    expect(fit({}, { annualGrowth: 0.4, horizon: Infinity }).reason?.code).toBe('formula-clv-no-limit');
    expect(fit({}, { annualGrowth: 0.4 }).estimates!.beyond).toBeNull();
    expect(fit({ retention: { value: 0.8, low: 0.9, high: 0.95 } }).reason?.code).toBe('formula-clv-inputs');
    expect(fit({ margin: Number.NaN }).reason?.code).toBe('formula-clv-inputs');
  });
});
