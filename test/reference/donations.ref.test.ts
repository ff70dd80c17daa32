import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bgBb } from '#models/purchases/bg-bb/process.ts';
import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { compress } from '#models/purchases/histories.ts';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';

function cells() {
  const lines = readFileSync(referenceFile('donations/donations_rf_matrix_btyd.csv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [x, tx, T, weight, held] = line.split(',').map(Number) as [number, number, number, number, number];
    return { x, tx, T, weight, held };
  });
}

describe.skipIf(!hasReferenceData)('BG/BB on the donations of 11,104 supporters (Fader, Hardie & Shang 2010)', () => {
  const rows = cells();
  const { histories } = compress(rows);
  const fit = fitProcess(bgBb, histories);
  const values = valuesOf(bgBb, fit.estimates);
  const meanBy = (key: (row: (typeof rows)[number]) => number, of: (row: (typeof rows)[number]) => number): number[] =>
    Array.from({ length: 7 }, (_, bin) => {
      const those = rows.filter((row) => key(row) === bin);
      return those.reduce((sum, row) => sum + row.weight * of(row), 0) / those.reduce((sum, row) => sum + row.weight, 0);
    });

  it('finds alpha 1.20352, beta 0.74972, gamma 0.65672, delta 2.78344 and ln likelihood −33225.5813 on 22 cells', () => {
    expect(fit).toMatchObject({ n: 11_104, uniqueRows: 22, converged: true, warnings: [] });
    [1.20352, 0.74972, 0.65672, 2.78344].forEach((estimate, i) => expect(values[i]).toBeCloseTo(estimate, 4));
    expect(fit.logLikelihood).toBeCloseTo(-33_225.5813, 3);
  });

  it('expects 12,884.2 gifts in the five years held out, and 3,454.9 / 1,253.1 supporters with none / six in the sample', () => {
    expect(Math.abs(rows.reduce((sum, row) => sum + row.weight * bgBb.conditional(values, row, 5), 0) - 12_884.2)).toBeLessThan(0.5);
    expect(Math.abs(11_104 * bgBb.probability(values, 6, 0) - 3454.9)).toBeLessThan(0.5);
    expect(Math.abs(11_104 * bgBb.probability(values, 6, 6) - 1253.1)).toBeLessThan(0.5);
  });

  it('expects by frequency and by recency what the BTYD walkthrough prints', () => {
    const byFrequency = [0.07286318, 0.3248841, 0.7089417, 1.333666, 2.031203, 2.784482, 3.7525];
    const byRecency = [0.07286318, 0.0856939, 0.1798423, 0.4041111, 0.8510811, 1.726323, 3.02719];
    const expected = (row: (typeof rows)[number]) => bgBb.conditional(values, row, 5);
    meanBy(({ x }) => x, expected).forEach((mean, i) => expect(Math.abs(mean - byFrequency[i]!)).toBeLessThan(1e-4));
    meanBy(({ tx }) => tx, expected).forEach((mean, i) => expect(Math.abs(mean - byRecency[i]!)).toBeLessThan(1e-4));
  });

  it('expects the gifts of each year 1996–2006; the years held out sum to what was given', () => {
    const wanted = [5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647, 2913.778, 2730.482, 2573.731, 2437.854, 2318.727];
    const years = wanted.map((_, i) => 11_104 * (bgBb.expected(values, i + 1) - bgBb.expected(values, i)));
    years.forEach((gifts, i) => expect(Math.abs(gifts - wanted[i]!)).toBeLessThan(0.1));
    expect(rows.reduce((sum, { held }) => sum + held, 0)).toBe(3110 + 2938 + 2703 + 2573 + 1936);
  });

  it('P(alive in 2002) is .11, .59, .93 for none, two gifts up to 1999, six gifts', () => {
    const alive = (x: number, tx: number) => bgBb.alive(values, { x, tx, T: 6 }, 1).toFixed(2);
    expect([alive(0, 0), alive(2, 4), alive(6, 6)]).toEqual(['0.11', '0.59', '0.93']);
  });
});
