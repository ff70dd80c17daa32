import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deltaInterval } from '#models/purchases/delta.ts';
import { bdw } from '#models/survival/bdw/definition.ts';
import { bdwProcess } from '#models/survival/bdw/process.ts';
import { logLikelihood } from '#models/survival/renewal-process.ts';
import {
  discountedLifetime,
  discountedResidual,
  expectedTenure,
  residualLifetime,
  retentionAt,
  staysFor,
  survivalAt,
} from '#models/survival/renewals.ts';
import { sbg } from '#models/survival/sbg/definition.ts';
import { sbgProcess } from '#models/survival/sbg/process.ts';
import { customersOf, type Tenures, tenuresOfCohorts, tenuresOfCustomers } from '#models/survival/tenures.ts';

import { quantile } from '#numeric/quantile.ts';
import { random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';

const go = { aborted: false };
const cohort = (...survivors: number[]): Tenures => tenuresOfCohorts([survivors]).tenures;
/** Fader & Hardie 2007, table 1: survivors of 1,000 customers of two segments over seven renewals. */
const regular = [1000, 631, 468, 382, 326, 289, 262, 241];
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];

/** The recursion of the paper (equation 7 of its Appendix B), which shares no code with the model: P(T = t) by t − 1. */
function lossesByRecursion(alpha: number, beta: number, most: number): number[] {
  const p = [alpha / (alpha + beta)];
  for (let t = 2; t <= most; t++) p.push((p.at(-1)! * (beta + t - 2)) / (alpha + beta + t - 1));
  return p;
}

describe('Shifted-beta-geometric: Fader & Hardie 2007', () => {
  test.each([
    ['regular, seven renewals', regular, 0.70408, 1.18204, -1680.2652],
    ['high end, seven renewals', highEnd, 0.66809, 3.80609, -1611.1581],
    ['regular, four renewals', regular.slice(0, 5), 0.76367, 1.29583, -1401.5594],
    ['high end, four renewals', highEnd.slice(0, 5), 1.28098, 7.79038, -1225.1349],
  ])('fits the %s', (_, survivors, alpha, beta, likelihood) => {
    const { estimates, diagnostics, warnings } = sbg.fit({ tenures: cohort(...survivors) }, {}, go);
    expect(estimates!.alpha).toBeCloseTo(alpha, 5);
    expect(estimates!.beta).toBeCloseTo(beta, 5);
    expect(diagnostics.logLikelihood).toBeCloseTo(likelihood, 3);
    expect(diagnostics).toMatchObject({ n: 1000, converged: true, opportunities: survivors.length - 1 });
    expect(warnings).toEqual([]);
  });

  test('gives 0.668, and not the 0.688 that the body of the paper prints, for the high end', () => {
    const tenures = cohort(...highEnd);
    const { estimates, diagnostics } = sbg.fit({ tenures }, {}, go);
    expect(estimates!.alpha).toBeCloseTo(0.668, 3);
    expect(logLikelihood(sbgProcess, tenures, [0.688, 3.806])).toBeLessThan(diagnostics.logLikelihood! - 0.1);
  });

  test.each([
    ['regular', regular, 0.373, [0.6267, 0.4738, 0.388, 0.3321, 0.2923, 0.2625, 0.239, 0.2201, 0.2044, 0.1912, 0.1799, 0.17]],
    ['high end', highEnd, 0.149, [0.8507, 0.7469, 0.6698, 0.6099, 0.5618, 0.5222, 0.4889, 0.4604, 0.4358, 0.4142, 0.3951, 0.378]],
  ])('projects the %s segment over twelve years', (_, survivors, churn, curve) => {
    const { alpha, beta } = sbg.fit({ tenures: cohort(...survivors) }, {}, go).estimates!;
    curve.forEach((share, i) => expect(survivalAt(sbgProcess, [alpha, beta], i + 1)).toBeCloseTo(share, 4));
    expect(alpha / (alpha + beta)).toBeCloseTo(churn, 3);
    expect(retentionAt(sbgProcess, [alpha, beta], 3)).toBeCloseTo((beta + 2) / (alpha + beta + 2), 12);
  });

  test('E7: the multiple at ten per cent', () => {
    expect(discountedLifetime(sbgProcess, [0.668, 3.806], { rate: 0.1 })).toBeCloseTo(5.9226, 4);
    expect(discountedLifetime(sbgProcess, [0.704, 1.182], { rate: 0.1 })).toBeCloseTo(3.6951, 4);
  });
});

describe('Beta-discrete-Weibull: Fader, Hardie, Liu, Davin & Steenburgh 2018', () => {
  test.each([
    ['regular, four renewals', regular.slice(0, 5), [0.523029, 0.894283, 1.196399], -1401.3831],
    ['high end, four renewals', highEnd.slice(0, 5), [0.259336, 1.722551, 1.584362], -1222.7493],
    ['regular, seven renewals', regular, [0.45561, 0.77933, 1.28345], -1679.6028],
    ['high end, seven renewals', highEnd, [0.21425, 1.42657, 1.72356], -1605.3142],
  ])('fits the %s', (_, survivors, [gamma, delta, c], likelihood) => {
    const { estimates, diagnostics } = bdw.fit({ tenures: cohort(...survivors) }, {}, go);
    expect(estimates!.gamma).toBeCloseTo(gamma!, 5);
    expect(estimates!.delta).toBeCloseTo(delta!, 5);
    expect(estimates!.c).toBeCloseTo(c!, 5);
    expect(diagnostics.logLikelihood).toBeCloseTo(likelihood, 3);
  });

  test('with c = 1 is the shifted-beta-geometric', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), fc.double({ min: 0.01, max: 50, noNaN: true }), (alpha, beta) => {
        const [tenures, slopes, three] = [cohort(...highEnd), new Float64Array(2), new Float64Array(3)];
        expect(logLikelihood(bdwProcess, tenures, [alpha, beta, 1], three)).toBeCloseTo(
          logLikelihood(sbgProcess, tenures, [alpha, beta], slopes),
          7,
        );
        slopes.forEach((slope, i) => expect(three[i]).toBeCloseTo(slope, 6));
      }),
      { seed: 5 },
    );
  });
});

describe('Likelihood of tenures', () => {
  test('is that of the recursion of the paper, customer by customer', () => {
    const rows = [
      { time: 1, censored: false },
      { time: 3, censored: false, weight: 2 },
      { time: 4, censored: true },
      { time: 0, censored: true },
      { time: 5, censored: false, entry: 2 },
      { time: 6, censored: true, entry: 3, weight: 3 },
    ];
    const [alpha, beta] = [0.8, 2.3];
    const lost = lossesByRecursion(alpha, beta, 10);
    const lasting = (t: number) => 1 - lost.slice(0, t).reduce((sum, p) => sum + p, 0);
    const byHand = rows.reduce(
      (sum, { time, censored, entry = 0, weight = 1 }) =>
        sum + weight * Math.log((censored ? lasting(time) : lost[time - 1]!) / lasting(entry)),
      0,
    );
    expect(logLikelihood(sbgProcess, tenuresOfCustomers(rows).tenures, [alpha, beta])).toBeCloseTo(byHand, 10);
  });

  test.each([
    [0.7, 1.2, 1],
    [0.26, 1.72, 1.58],
    [3, 9, 0.6],
  ])('survival is the mean of (1 − θ)^(t^c) over customers, by numerical integration: γ = %d, δ = %d, c = %d', (gamma, delta, c) => {
    const overCustomers = (power: number) => {
      let sum = 0;
      for (let y = -200; y <= 200; y += 1 / 32)
        sum += Math.exp(-gamma * Math.log1p(Math.exp(-y)) - (delta + power) * Math.log1p(Math.exp(y)));
      return sum;
    };
    for (const t of [1, 2, 5, 12]) {
      expect(survivalAt(bdwProcess, [gamma, delta, c], t)).toBeCloseTo(overCustomers(t ** c) / overCustomers(0), 10);
    }
  });

  test.each([sbgProcess, bdwProcess])('slopes of $id are those of small steps', (process) => {
    const tenures = { lost: [40, 22, 0, 9, 3], kept: [5, 0, 12, 0, 30, 44], entered: [0, 7, 2] };
    const at = [0.7, 2.1, 1.3].slice(0, process.parameters.length);
    const slopes = new Float64Array(at.length);
    logLikelihood(process, tenures, at, slopes);
    at.forEach((value, i) => {
      const moved = (by: number) =>
        logLikelihood(
          process,
          tenures,
          at.map((v, j) => (j === i ? value * Math.exp(by) : v)),
        );
      expect(slopes[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5);
    });
  });

  test('cohorts, single customers and weights are one', () => {
    const single = (survivors: readonly number[]) => [
      ...survivors.slice(1).flatMap((n, i) => Array.from({ length: survivors[i]! - n }, () => ({ time: i + 1, censored: false }))),
      ...Array.from({ length: survivors.at(-1)! }, () => ({ time: survivors.length - 1, censored: true })),
    ];
    const two = [
      [30, 20, 15],
      [40, 31, 22, 20],
    ];
    const cohorts = tenuresOfCohorts(two).tenures;
    expect(tenuresOfCustomers(two.flatMap(single)).tenures).toEqual(cohorts);
    expect(cohorts).toEqual({ lost: [19, 14, 2], kept: [0, 0, 15, 20] });
    expect(customersOf(cohorts)).toBe(70);
  });

  test('leaves out and counts what is no tenure', () => {
    expect(tenuresOfCohorts([[10, 11], [], [5, Number.NaN], [4, 2]])).toEqual({ tenures: { lost: [2], kept: [0, 2] }, left: 3 });
    const { left } = tenuresOfCustomers([
      { time: 0, censored: false },
      { time: 1.5, censored: true },
      { time: 2, censored: false, entry: 2 },
      { time: 2, censored: true, weight: 0 },
      { time: 2, censored: true, entry: 2 },
    ]);
    expect(left).toBe(4);
  });
});

describe('A fit', () => {
  test('answers standard errors that repeated samples have', () => {
    const { estimates, diagnostics } = sbg.fit({ tenures: cohort(...highEnd) }, {}, go);
    expect(diagnostics.standardErrors!.alpha).toBeCloseTo(Math.sqrt(diagnostics.covariance![0]![0]!), 12);
    const ten = sbg.fit({ tenures: cohort(...highEnd.map((n) => n * 10)) }, {}, go);
    expect(ten.estimates!.alpha).toBeCloseTo(estimates!.alpha, 6);
    expect(ten.diagnostics.standardErrors!.alpha * Math.sqrt(10)).toBeCloseTo(diagnostics.standardErrors!.alpha, 4);
  });

  test('several cohorts of one segment: the two cases of Fader & Hardie 2010', () => {
    const fitted = (...survivors: number[]) =>
      sbg.fit({ tenures: tenuresOfCohorts(survivors.map((_, age) => survivors.slice(0, survivors.length - age))).tenures }, {}, go)
        .estimates!;
    const [even, sorted] = [fitted(10_000, 8000, 6480, 5307, 4391), fitted(10_000, 8000, 7600, 7383, 7235)];
    expect([even.alpha, even.beta]).toEqual([expect.closeTo(3.798, 3), expect.closeTo(15.192, 3)]);
    expect([sorted.alpha, sorted.beta]).toEqual([expect.closeTo(0.0667, 4), expect.closeTo(0.2667, 4)]);
    expect(even.alpha / (even.alpha + even.beta)).toBeCloseTo(0.2, 3);
    expect(sorted.alpha / (sorted.alpha + sorted.beta)).toBeCloseTo(0.2, 3);
    const residual = ({ alpha, beta }: typeof even) => discountedResidual(sbgProcess, [alpha, beta], 1, { rate: 0.1 })!;
    expect(residual(sorted)).toBeGreaterThan(2 * residual(even));
  });

  test('is refused with a reason where tenures say too little', () => {
    const reason = (...survivors: number[]) => sbg.fit({ tenures: cohort(...survivors) }, {}, go).reason?.code;
    expect(reason(100, 80)).toBe('renewals-too-few');
    expect(reason()).toBe('renewals-too-few');
    expect(reason(100, 100, 100)).toBe('renewals-nobody-left');
    expect(reason(100, 0, 0)).toBe('renewals-too-few');
    expect(bdw.fit({ tenures: cohort(100, 80, 70) }, {}, go).reason?.code).toBe('renewals-too-few');
  });

  test('says when everyone seems alike, and when customers are few', () => {
    const alike = sbg.fit({ tenures: cohort(10_000, 5000, 2500, 1250, 625) }, {}, go);
    expect(alike.warnings.map(({ code }) => code)).toContain('fit-ridge');
    const { alpha, beta } = alike.estimates!;
    expect(alpha / (alpha + beta)).toBeCloseTo(0.5, 3);
    expect(sbg.fit({ tenures: cohort(40, 30, 25, 23) }, {}, go).warnings).toContainEqual({
      code: 'renewals-few-customers',
      parameters: { n: 40, need: 100 },
    });
  });
});

describe('Predictions', () => {
  test('have intervals as wide as resampled customers say', () => {
    const { tenures } = tenuresOfCohorts([highEnd]);
    const { estimates, diagnostics } = sbg.fit({ tenures }, {}, go);
    const predict = (v: ArrayLike<number>) => survivalAt(sbgProcess, v, 12);
    const { low, high } = deltaInterval(
      { estimates: estimates!, covariance: diagnostics.covariance },
      sbgProcess.parameters,
      predict,
      'logit',
    )!;
    const next = random(17);
    const draws = Float64Array.from({ length: 300 }, () => {
      const [lost, kept] = [tenures.lost, tenures.kept].map((list) => list.map((n) => poisson(next, n)));
      const again = sbg.fit({ tenures: { lost: lost!, kept: kept! } }, { from: [estimates!.alpha, estimates!.beta] }, go).estimates!;
      return predict([again.alpha, again.beta]);
    });
    const width = (high - low) / (quantile(draws, 0.975)! - quantile(draws, 0.025)!);
    expect(Math.abs(width - 1)).toBeLessThan(0.15);
    expect(Math.abs(low - quantile(draws, 0.025)!)).toBeLessThan(0.01);
    expect(Math.abs(high - quantile(draws, 0.975)!)).toBeLessThan(0.01);
  });

  test('tenure and residual lifetime have the closed forms of the sBG', () => {
    expect(expectedTenure(sbgProcess, [3.8, 15.2])).toBeCloseTo((3.8 + 15.2 - 1) / 2.8, 9);
    expect(expectedTenure(sbgProcess, [1.2, 5])).toBeCloseTo(5.2 / 0.2, 8);
    expect(expectedTenure(sbgProcess, [0.9, 5])).toBeNull();
    expect(residualLifetime(sbgProcess, [3.8, 15.2], 2)).toBeCloseTo((3.8 + 17.2 - 1) / 2.8 - 1, 9);
    expect(expectedTenure(sbgProcess, [0.9, 5], 3)).toBeCloseTo(1 + 5 / 5.9 + (5 * 6) / (5.9 * 6.9), 12);
  });

  test.each([
    [0.1, 5.922596407612753],
    [1e-3, 53.00247067680448],
    [1e-5, 281.35416636525986],
  ])('the discounted lifetime at a rate of %d is the hypergeometric function of the paper', (rate, exact) => {
    expect(discountedLifetime(sbgProcess, [0.668, 3.806], { rate })! / exact).toBeCloseTo(1, 8);
  });

  test('a residual lifetime is what remains of the lifetime: DEL = 1 + r₁ … by hand', () => {
    const [values, rate] = [[0.7, 1.2], 0.08];
    const byHand = (from: number) =>
      Array.from({ length: 4000 }, (_, k) => staysFor(sbgProcess, values, from - 1, k + 1) / 1.08 ** k).reduce((sum, x) => sum + x, 0);
    expect(discountedResidual(sbgProcess, values, 3, { rate })).toBeCloseTo(byHand(3), 9);
    expect(discountedLifetime(sbgProcess, values, { rate })).toBeCloseTo(
      1 + discountedResidual(sbgProcess, values, 1, { rate })! / 1.08,
      9,
    );
  });

  test('survival falls from 1 and never leaves 0..1, however large the numbers', () => {
    const wide = fc.double({ min: 1e-4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(wide, wide, fc.double({ min: 0.05, max: 5, noNaN: true }), fc.integer({ min: 1, max: 100_000 }), (a, b, c, t) => {
        for (const [process, values] of [
          [sbgProcess, [a, b]],
          [bdwProcess, [a, b, c]],
        ] as const) {
          expect(survivalAt(process, values, 0)).toBe(1);
          expect(survivalAt(process, values, t)).toBeGreaterThanOrEqual(0);
          expect(retentionAt(process, values, t)).toBeLessThanOrEqual(1);
          expect(retentionAt(process, values, t)).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 6 },
    );
  });
});
