import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { compress } from '#models/purchases/histories.ts';
import { periodsAYear, type Units } from '#models/purchases/units.ts';
import { customerValue, discountedBySteps } from '#models/purchases/value.ts';
import { gammaGamma } from '#models/spend/gamma-gamma/definition.ts';
import { expectedSpend } from '#models/spend/gamma-gamma/expected.ts';
import { compressSpends } from '#models/spend/spends.ts';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';

/** Customers of the CDNOW sample, weeks, unrounded. */
function customers() {
  const lines = readFileSync(referenceFile('cdnow/cdnow_cbs_btyd.csv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [id, x, tx, T, , m] = line.split(',').map(Number) as [number, number, number, number, number, number];
    return { id, x, tx, T, m };
  });
}

describe.skipIf(!hasReferenceData)('Gamma-Gamma on CDNOW', () => {
  const rows = customers();
  const fit = gammaGamma.fit({ spends: compressSpends(rows).spends }, {}, { aborted: false });
  const estimates = fit.estimates!;
  const spendOf = ({ x, m }: { x: number; m: number }): number => expectedSpend(estimates, x, m)!;

  it('finds p 6.24957, q 3.74422, γ 15.44352 and ln likelihood −4055.9177 on 946 repeat buyers (CLVTools; the paper: 6.25, 3.74, 15.44)', () => {
    expect(fit.diagnostics.n).toBe(946);
    expect(estimates.p).toBeCloseTo(6.24957, 4);
    expect(estimates.q).toBeCloseTo(3.74422, 4);
    expect(estimates.gamma).toBeCloseTo(15.44352, 4);
    expect(fit.diagnostics.logLikelihood).toBeCloseTo(-4055.9177, 3);
    expect(fit).toMatchObject({ warnings: [], diagnostics: { converged: true } });
  });

  it('number and size of purchases have a correlation of 0.114, far from the 0.3 that would be doubted', () => {
    const { value, low, high } = fit.diagnostics.correlation!;
    expect(Math.abs(value - 0.113884)).toBeLessThan(1e-5);
    expect([low, high].map((end) => end.toFixed(3))).toEqual(['0.051', '0.176']);
  });

  it('expects of the first ten customers what the documentation of lifetimes prints', () => {
    const wanted = [24.658619, 18.911489, 35.170981, 35.170981, 35.170981, 71.462843, 18.911489, 35.170981, 27.282408, 35.170981];
    wanted.forEach((spend, i) => expect(Math.abs(spendOf(rows[i]!) - spend)).toBeLessThan(0.01));
    expect(Math.abs(fit.diagnostics.mean!.value - 35.171)).toBeLessThan(0.01);
  });

  it('expects 35.25 on average, near the actual mean of 35.0778', () => {
    const buyers = rows.filter(({ x }) => x > 0);
    expect(buyers.reduce((sum, { m }) => sum + m, 0) / buyers.length).toBeCloseTo(35.0778, 3);
    expect(Math.abs(rows.reduce((sum, row) => sum + spendOf(row), 0) / rows.length - 35.25296)).toBeLessThan(2e-3);
  });

  describe('times the purchases to come under BG/NBD', () => {
    const process = fitProcess(bgNbd, compress(rows).histories, { curvature: false });
    const values = valuesOf(bgNbd, process.estimates);
    const worth = (row: (typeof rows)[number], length: number): number =>
      spendOf(row) * discountedBySteps(bgNbd, values, row, { length, count: 12, rate: 0.01 });

    it('twelve months are 36.1939 for customer 1, 282.9611 for customer 6, 71,354.51 for all', () => {
      expect(worth(rows[0]!, 52 / 12)).toBeCloseTo(36.1939, 3);
      expect(worth(rows[5]!, 52 / 12)).toBeCloseTo(282.9611, 2);
      expect(Math.abs(rows.reduce((sum, row) => sum + worth(row, 52 / 12), 0) - 71_354.51)).toBeLessThan(0.5);
    });

    it('the printed 140.07 of other libraries takes twelve steps of 30 weeks for a year: a reading of the units that is wrong', () => {
      expect(worth(rows[0]!, 30)).toBeCloseTo(140.0748, 2);
      const printed = [140.096211, 18.943467, 38.180574, 38.180574, 38.180574, 1003.868107, 28.109683, 38.180574, 167.418216, 38.180574];
      printed.forEach((value, i) => expect(Math.abs(worth(rows[i]!, 30) / value - 1)).toBeLessThan(1e-3));
    });

    it('a year in one object of units lies between no discount and discounting at the end of each month', () => {
      const units: Units = { period: 'week', horizon: periodsAYear('week'), annualRate: 1.01 ** 12 - 1 };
      const { value, purchases } = customerValue(bgNbd, values, rows[0]!, { spend: spendOf(rows[0]!) }, units);
      expect(value).toBeGreaterThan(worth(rows[0]!, units.horizon / 12));
      expect(purchases).toBeLessThan(bgNbd.conditional(values, rows[0]!, units.horizon));
      const kept = customerValue(bgNbd, values, rows[0]!, { spend: spendOf(rows[0]!), margin: 0.3 }, units);
      expect(kept.value).toBeCloseTo(0.3 * value!, 12);
    });
  });
});
