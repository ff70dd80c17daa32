import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { compress, rescale } from '#models/purchases/histories.ts';
import { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';

/** Customers of the CDNOW sample in weeks, with the purchases of the 39 weeks held out. */
function customers() {
  const lines = readFileSync(referenceFile('cdnow/cdnow_cbs_btyd.csv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, x, tx, T, held] = line.split(',').map(Number) as [number, number, number, number, number];
    return { x, tx, T, held };
  });
}

describe.skipIf(!hasReferenceData)('Pareto/NBD on CDNOW', () => {
  const rows = customers();
  const { histories } = compress(rows);
  const fit = fitProcess(paretoNbd, histories);
  const values = valuesOf(paretoNbd, fit.estimates);
  const expected = rows.map((row) => paretoNbd.conditional(values, row, 39));
  const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0);

  it('finds r .553277, alpha 10.577683, s .606240, beta 11.668731 and ln likelihood −9594.97618 on 1,016 unique rows', () => {
    expect(fit).toMatchObject({ n: 2357, uniqueRows: 1016, converged: true, warnings: [] });
    expect(fit.logLikelihood).toBeCloseTo(-9594.97618, 4);
    [0.553277, 10.577683, 0.60624, 11.668731].forEach((estimate, i) => expect(Math.abs(values[i]! - estimate)).toBeLessThan(1e-3));
  });

  it('its standard errors are those of CLVTools within 1 %', () => {
    const wanted = { r: 0.0476264, alpha: 0.8427222, s: 0.1872594, beta: 6.2105448 };
    for (const name of paretoNbd.parameters) expect(Math.abs(fit.standardErrors![name] / wanted[name] - 1)).toBeLessThan(0.01);
  });

  it('fitted in days it finds the same customers', () => {
    const days = fitProcess(paretoNbd, rescale(histories, 7));
    expect(Math.abs(days.estimates.alpha / 7 - fit.estimates.alpha)).toBeLessThan(1e-3);
    expect(days.logLikelihood + 2457 * Math.log(7)).toBeCloseTo(fit.logLikelihood, 5);
  });

  it('a warm start from the top stays there', () => {
    const again = fitProcess(paretoNbd, histories, { from: values, curvature: false });
    expect(again.iterations).toBeLessThan(4);
    expect(again.logLikelihood).toBeCloseTo(fit.logLikelihood, 7);
  });

  it('holds out: 1,665.51 purchases expected of 1,882, correlation .6302, mean absolute error .7545, root mean square 1.6028', () => {
    expect(sum(rows.map(({ held }) => held))).toBe(1882);
    expect(Math.abs(sum(expected) - 1665.51)).toBeLessThan(0.1);
    const n = rows.length;
    const gaps = rows.map(({ held }, i) => held - expected[i]!);
    expect(sum(gaps.map(Math.abs)) / n).toBeCloseTo(0.7545, 3);
    expect(Math.sqrt(sum(gaps.map((gap) => gap * gap)) / n)).toBeCloseTo(1.6028, 3);
    const [a, b] = [1882 / n, sum(expected) / n];
    const both = sum(rows.map(({ held }, i) => (held - a) * (expected[i]! - b)));
    const spreads = sum(rows.map(({ held }) => (held - a) ** 2)) * sum(expected.map((one) => (one - b) ** 2));
    expect(both / Math.sqrt(spreads)).toBeCloseTo(0.6302, 3);
    expect(sum(rows.map((row) => paretoNbd.alive(values, row))) / n).toBeCloseTo(0.4463, 3);
  });

  it('conditional expectations by number of purchases 0..6, 7+ (Fader, Hardie & Lee 2005, figure 6)', () => {
    const wanted = [0.138, 0.6, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403];
    wanted.forEach((mean, bin) => {
      const those = expected.filter((_, i) => Math.min(7, rows[i]!.x) === bin);
      expect(Math.abs(sum(those) / those.length - mean)).toBeLessThan(1e-3);
    });
  });

  it('tracks weeks 20–25 (BTYD walkthrough)', () => {
    const start = Math.max(...rows.map(({ T }) => T));
    const until = (week: number) => sum(rows.map(({ T }) => paretoNbd.expected(values, Math.max(0, week - (start - T)))));
    const weekly = [78.308, 76.419, 74.648, 72.983, 71.414, 69.933];
    const cumulative = [1308.856, 1385.275, 1459.923, 1532.906, 1604.32, 1674.253];
    for (let i = 0; i < 6; i++) {
      expect(Math.abs(until(20 + i) - cumulative[i]!)).toBeLessThan(0.5);
      expect(Math.abs(until(20 + i) - until(19 + i) - weekly[i]!)).toBeLessThan(0.1);
    }
  });

  it('expects a histogram of frequencies at χ² 11.99 from the actual one', () => {
    const bins = Array.from({ length: 8 }, (_, bin) => rows.filter(({ x }) => Math.min(7, x) === bin).length);
    const chances = Array.from({ length: 7 }, (_, n) => sum(rows.map(({ T }) => paretoNbd.probability(values, T, n))));
    const all = [...chances, rows.length - sum(chances)];
    const chi = sum(all.map((one, bin) => (bins[bin]! - one) ** 2 / one));
    expect(Math.abs(chi - 11.99)).toBeLessThan(0.05);
  });
});
