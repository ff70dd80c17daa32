import { describe, expect, it } from 'vitest';
import { binomialCdf } from '#numeric/binomial.ts';
import { hashText, mix } from '#numeric/hash.ts';
import { minimise } from '#numeric/minimise.ts';
import { poissonWeight, weightKey } from '#numeric/poisson-weight.ts';
import { quantile, quantileOfCounts } from '#numeric/quantile.ts';
import { random } from '#numeric/random.ts';
import { exponential, gamma, normal, poisson } from '#numeric/variates.ts';
import { welchLower } from '#numeric/welch.ts';
import { wilson } from '#numeric/wilson.ts';

const moments = (values: number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { n: values.length, mean, variance: values.reduce((s, v) => s + (v - mean) ** 2, 0) / (values.length - 1) };
};

describe('hash', () => {
  it('equals the published FNV-1a values', () => {
    expect(hashText('')).toBe(0x811c9dc5);
    expect(hashText('a')).toBe(0xe40c292c);
    expect(hashText('foobar')).toBe(0xbf9cf968);
  });
  it('reads Chinese and emoji as UTF-8 bytes', () => {
    const bytes = (text: string) => [...new TextEncoder().encode(text)].reduce((h, b) => Math.imul(h ^ b, 0x01000193) >>> 0, 0x811c9dc5);
    for (const text of ['茶舍', 'é', '🍵']) expect(hashText(text)).toBe(bytes(text));
  });
  it('mixes as MurmurHash3 does', () => {
    expect(mix(0)).toBe(0);
    expect(mix(1)).toBe(0x514e28b7);
  });
});

describe('random numbers', () => {
  it('repeat for a seed and differ between seeds', () => {
    const take = (seed: number | string) => {
      const next = random(seed);
      return [next(), next(), next()];
    };
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
    expect(take('a')).not.toEqual(take('b'));
  });
  it('fill the unit interval evenly', () => {
    const next = random(1);
    const cells = new Array<number>(100).fill(0);
    for (let i = 0; i < 100_000; i++) cells[Math.floor(next() * 100)]!++;
    const chi2 = cells.reduce((s, n) => s + (n - 1000) ** 2 / 1000, 0);
    expect(chi2).toBeGreaterThan(61);
    expect(chi2).toBeLessThan(149);
  });
  it.each([
    ['normal', (next: () => number) => normal(next), 0, 1],
    ['exponential, rate 4', (next: () => number) => exponential(next, 4), 0.25, 1 / 16],
    ['gamma, shape 0.5', (next: () => number) => gamma(next, 0.5), 0.5, 0.5],
    ['gamma, shape 7', (next: () => number) => gamma(next, 7), 7, 7],
    ['Poisson, mean 0.3', (next: () => number) => poisson(next, 0.3), 0.3, 0.3],
    ['Poisson, mean 75', (next: () => number) => poisson(next, 75), 75, 75],
  ])('%s has its mean and variance', (_, draw, mean, variance) => {
    const next = random('moments');
    const sample = moments(Array.from({ length: 40_000 }, () => draw(next)));
    expect(Math.abs(sample.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / 40_000));
    expect(Math.abs(sample.variance / variance - 1)).toBeLessThan(0.06);
  });
});

describe('bootstrap weights', () => {
  it('are Poisson(1) over replicates and over customers', () => {
    const seen = [0, 0, 0, 0];
    for (let customer = 0; customer < 500; customer++) {
      const key = weightKey(42, `C${customer}`);
      for (let replicate = 0; replicate < 200; replicate++) {
        const w = poissonWeight(key, replicate);
        if (w < 4) seen[w]!++;
      }
    }
    [0.36788, 0.36788, 0.18394, 0.06131].forEach((p, w) => expect(seen[w]! / 100_000).toBeCloseTo(p, 2));
  });
  it('of two customers are independent', () => {
    const [a, b] = [weightKey(1, 'A1'), weightKey(1, 'A2')];
    let product = 0;
    for (let r = 0; r < 20_000; r++) product += (poissonWeight(a, r) - 1) * (poissonWeight(b, r) - 1);
    expect(Math.abs(product / 20_000)).toBeLessThan(0.03);
  });
  it('change with the seed', () => {
    const list = (seed: number) => Array.from({ length: 50 }, (_, r) => poissonWeight(weightKey(seed, 'A'), r));
    expect(list(1)).toEqual(list(1));
    expect(list(1)).not.toEqual(list(2));
  });
});

describe('quantiles', () => {
  it('are type 7, as in R', () => {
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
    expect(quantile([], 0.5)).toBeNull();
  });
  it('of a histogram equal those of the listed values', () => {
    const values = [0, 0, 1, 3, 3, 3, 7];
    const counts = [2, 1, 0, 3, 0, 0, 0, 1];
    for (const p of [0, 0.1, 0.25, 0.5, 0.77, 0.9, 1]) expect(quantileOfCounts(counts, p)).toBeCloseTo(quantile(values, p)!, 12);
    expect(quantileOfCounts([0, 0], 0.5)).toBeNull();
  });
});

describe('distributions and tests', () => {
  it('binomial probabilities are exact', () => {
    expect(binomialCdf(3, 10, 0.5)).toBeCloseTo(176 / 1024, 14);
    expect(binomialCdf(0, 3, 1 / 3)).toBeCloseTo(8 / 27, 14);
    expect(binomialCdf(-1, 3, 0.5)).toBe(0);
    expect(binomialCdf(3, 3, 0.5)).toBe(1);
    expect(binomialCdf(0, 0, 0.5)).toBe(1);
    expect(binomialCdf(49_999, 100_001, 0.5)).toBeCloseTo(0.5 - 0.00252, 4);
  });
  it('Welch gives the p-value of R for unequal variances', () => {
    // Student's sleep data; R prints t = -1.8608, df = 17.776, two-sided p = 0.07939
    const a = moments([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const b = moments([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    expect(2 * welchLower(a, b)).toBeCloseTo(0.07939, 5);
    expect(welchLower(b, a)).toBeCloseTo(1 - welchLower(a, b), 12);
    expect(welchLower({ n: 1, mean: 0, variance: 0 }, b)).toBe(1);
    expect(welchLower({ n: 3, mean: 1, variance: 0 }, { n: 3, mean: 2, variance: 0 })).toBe(0);
  });
  it('Wilson gives the interval of the textbook', () => {
    expect(wilson(81, 263)!.low).toBeCloseTo(0.2553, 4);
    expect(wilson(81, 263)!.high).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) });
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('minimise', () => {
  it('finds the valley floor of Rosenbrock', () => {
    const best = minimise((x) => 100 * (x[1]! - x[0]! ** 2) ** 2 + (1 - x[0]!) ** 2, [-1.2, 1], [0.1, 0.1]);
    expect(best.x[0]).toBeCloseTo(1, 3);
    expect(best.x[1]).toBeCloseTo(1, 3);
  });
  it('walks away from places where the function has no value', () => {
    expect(minimise((x) => Math.log(x[0]!) ** 2, [3], [-4]).x[0]).toBeCloseTo(1, 4);
  });
});
