import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '#numeric/random.ts';
import { normal } from '#numeric/variates.ts';
import { whale } from '#models/value/whale/definition.ts';

const go = { aborted: false };
const each = (profits: number[]) => [...profits].sort((a, b) => b - a).map((profit) => ({ customers: 1, profit }));
const fit = (bins: { customers: number; profit: number }[], replicates = 50) => whale.fit({ bins }, { ...whale.defaults, replicates }, go);

describe('the whale curve', () => {
  it.each([
    [1, 0.48, 1.083, 0.841],
    [2, 0.76, 1.396, 0.692],
    [3, 1.04, 1.763, 0.631],
    [5, 1.6, 2.534, 0.579],
    [6, 1.88, 2.927, 0.566],
  ])('of normal profits with s/μ = %d has the lesson’s numbers', (spread, top20, peak, peakAt) => {
    const next = random('whale');
    const draws = Array.from({ length: 100_000 }, () => normal(next));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const { estimates } = fit(each(draws.map((z) => 1 + spread * (z - mean))), 0);
    expect(estimates!.top20.value).toBeCloseTo(top20, 1);
    expect(estimates!.peak.value).toBeCloseTo(peak, 1);
    expect(estimates!.peakAt.value).toBeCloseTo(peakAt, 2);
    expect(estimates!.unprofitableShare.value).toBeCloseTo(1 - peakAt, 2);
  });
  it('reads shares by hand', () => {
    const { estimates } = fit(each([80, 40, 20, 10, 0, 0, -5, -5, -10, -30]));
    expect(estimates).toMatchObject({ basis: 'total', totalProfit: 100, customers: 10, lossTail: -50 });
    expect(estimates!.top10.value).toBeCloseTo(0.8, 12);
    expect(estimates!.top20.value).toBeCloseTo(1.2, 12);
    expect(estimates!.top30.value).toBeCloseTo(1.4, 12);
    expect(estimates!.peak.value).toBeCloseTo(1.5, 12);
    expect(estimates!.peakAt.value).toBeCloseTo(0.4, 12);
    expect(estimates!.unprofitableShare.value).toBeCloseTo(0.4, 12);
    expect(estimates!.curve[0]).toMatchObject({ customers: 0, profit: 0 });
    expect(estimates!.curve.at(-1)!.profit).toBeCloseTo(1, 12);
  });
  it('interpolates inside a bin', () => {
    expect(fit([{ customers: 4, profit: 100 }]).estimates!.top10.value).toBeCloseTo(0.1, 12);
  });
  it('divides by the positive profits where the total is not positive, and says so', () => {
    const { estimates, warnings } = fit(each([10, 10, -30]));
    expect(estimates!.basis).toBe('positive');
    expect(estimates!.peak.value).toBe(1);
    expect(warnings).toEqual([{ code: 'whale-total-not-positive', parameters: {} }]);
  });
  it('has bands that hold the value and shrink with more customers', () => {
    const draw = (n: number) => {
      const next = random(`band ${n}`);
      return fit(each(Array.from({ length: n }, () => 10 + 20 * normal(next))), 400).estimates!.top20;
    };
    const [few, many] = [draw(60), draw(1500)];
    for (const { value, low, high } of [few, many]) {
      expect(low!).toBeLessThan(value);
      expect(high!).toBeGreaterThan(value);
    }
    expect(many.high! - many.low!).toBeLessThan((few.high! - few.low!) / 2);
  });
  it('parts customers into makers, who earn 80 % of the peak, neutral ones, and takers, who lose', () => {
    const { estimates } = fit(each([80, 40, 20, 10, 0, 0, -5, -5, -10, -30]));
    expect(estimates!.makers.value).toBeCloseTo(0.2, 12); // 80 % of 150 is 120, which the best two earn
    expect(estimates!.neutral).toBeCloseTo(0.4, 12);
    expect(estimates!.makers.low!).toBeLessThanOrEqual(0.2);
    expect(estimates!.makers.high!).toBeGreaterThanOrEqual(0.2);
  });
  it.each([
    [1, 'contradicted'],
    [6, 'supported'],
  ] as const)('C25: the claim that the best fifth earn more than everything is tested: normal profits with s/μ = %d', (spread, verdict) => {
    const next = random('claim');
    const draws = Array.from({ length: 4000 }, () => normal(next));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    expect(fit(each(draws.map((z) => 1 + spread * (z - mean))), 200).estimates!.claim).toBe(verdict);
  });
  it('leaves the claim undecided near its bound, s/μ = 2.86, and untestable where the total is not positive', () => {
    const next = random('bound');
    const draws = Array.from({ length: 4000 }, () => normal(next));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    expect(fit(each(draws.map((z) => 1 + 2.86 * (z - mean))), 200).estimates!.claim).toBe('undecided');
    expect(fit(each([10, 10, -30])).estimates!.claim).toBe('untestable');
  });
  it('is the same on every run', () => {
    expect(fit(each([5, 4, 3, -1]))).toEqual(fit(each([5, 4, 3, -1])));
  });
  it('refuses nobody and nothing, and stops when asked to', () => {
    expect(fit([]).reason!.code).toBe('whale-no-customers');
    expect(fit(each([0, 0])).reason!.code).toBe('whale-no-profit');
    expect(fit(each([-1, -2])).reason!.code).toBe('whale-no-profit');
    expect(() => whale.fit({ bins: each([1]) }, whale.defaults, { aborted: true })).toThrow('model/stopped');
  });
  it('never answers a number that is not finite', () => {
    const bins = fc.array(fc.record({ customers: fc.integer({ min: 0, max: 30 }), profit: fc.integer({ min: -1e9, max: 1e9 }) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(bins, (list) => {
        const sorted = list.filter(({ customers }) => customers > 0).sort((a, b) => b.profit / b.customers - a.profit / a.customers);
        const text = JSON.stringify(fit(sorted, 10), (_, value: unknown) =>
          typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value,
        );
        expect(text).not.toContain('not finite');
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
