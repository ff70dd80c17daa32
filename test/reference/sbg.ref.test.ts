import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';
import { bdw } from '#models/survival/bdw/definition.ts';
import { bdwProcess } from '#models/survival/bdw/process.ts';
import { survivalAt } from '#models/survival/renewals.ts';
import { sbg } from '#models/survival/sbg/definition.ts';
import { sbgProcess } from '#models/survival/sbg/process.ts';
import { tenuresOfCohorts } from '#models/survival/tenures.ts';

const lines = (file: string): string[][] =>
  readFileSync(referenceFile(`sbg_retention/${file}`), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

const go = { aborted: false };

describe.skipIf(!hasReferenceData)('The segments of Fader & Hardie 2007, from their percentages', () => {
  const segment = (column: number) => lines('fader_hardie_2007_survival_pct.csv').map((fields) => Math.round(Number(fields[column]) * 10));

  test.each([
    ['regular', 1, 0.704, 1.182, -1680.27],
    ['high end', 2, 0.668, 3.806, -1611.16],
  ])('%s: seven renewals foretell the next five within two points', (_, column, alpha, beta, likelihood) => {
    const survivors = segment(column);
    const { estimates, diagnostics } = sbg.fit({ tenures: tenuresOfCohorts([survivors.slice(0, 8)]).tenures }, {}, go);
    expect([estimates!.alpha, estimates!.beta]).toEqual([expect.closeTo(alpha, 3), expect.closeTo(beta, 3)]);
    expect(diagnostics.logLikelihood).toBeCloseTo(likelihood, 2);
    for (let t = 8; t <= 12; t++) {
      expect(Math.abs(survivalAt(sbgProcess, [estimates!.alpha, estimates!.beta], t) * 1000 - survivors[t]!)).toBeLessThan(20);
    }
  });

  test('four renewals of the high end: a risk that may change foretells the eighth year better than a constant one', () => {
    const survivors = segment(2);
    const { tenures } = tenuresOfCohorts([survivors.slice(0, 5)]);
    const { alpha, beta } = sbg.fit({ tenures }, {}, go).estimates!;
    const { gamma, delta, c } = bdw.fit({ tenures }, {}, go).estimates!;
    const miss = (share: number) => Math.abs(share * 1000 - survivors[8]!);
    expect(miss(survivalAt(bdwProcess, [gamma, delta, c], 8))).toBeLessThan(miss(survivalAt(sbgProcess, [alpha, beta], 8)));
  });
});

describe.skipIf(!hasReferenceData)('The two cases of Fader & Hardie 2010', () => {
  test.each([
    ['1', 3.798, 15.192],
    ['2', 0.0667, 0.2667],
  ])('case %s, five cohorts together', (which, alpha, beta) => {
    const cohorts = new Map<string, number[]>();
    for (const [one, cohort, , customers] of lines('fader_hardie_2010_cases.csv')) {
      if (one === which) cohorts.set(cohort!, [...(cohorts.get(cohort!) ?? []), Number(customers)]);
    }
    const { estimates } = sbg.fit({ tenures: tenuresOfCohorts(cohorts.values()).tenures }, {}, go);
    expect(estimates!.alpha / alpha).toBeCloseTo(1, 3);
    expect(estimates!.beta / beta).toBeCloseTo(1, 3);
  });
});
