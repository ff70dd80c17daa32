import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bgNbdCovariates } from '#models/purchases/bg-nbd/covariates.ts';
import { paretoNbdCovariates } from '#models/purchases/pareto-nbd/covariates.ts';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';

const dayOf = (date: string): number => Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`) / 86_400_000;

/** CDNOW's customers in weeks up to 30 September 1997, and whether the first day of buying brought more than 30 dollars. */
function customers() {
  const log = new Map<string, Map<number, number>>();
  for (const line of readFileSync(referenceFile('cdnow/cdnowElog.csv'), 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [, id, date, , sales] = line.split(',');
    const days = log.get(id!) ?? new Map<number, number>();
    log.set(id!, days.set(dayOf(date!), (days.get(dayOf(date!)) ?? 0) + Number(sales)));
  }
  const end = dayOf('19970930');
  const rows = [...log.values()].map((days) => {
    const known = [...days.keys()].filter((day) => day <= end).sort((a, b) => a - b);
    const [first, last] = [known[0]!, known[known.length - 1]!];
    return { x: known.length - 1, tx: (last - first) / 7, T: (end - first) / 7, large: Number(days.get(first)! > 30) };
  });
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  const histories = { x: column(({ x }) => x), tx: column(({ tx }) => tx), T: column(({ T }) => T), weight: column(() => 1) };
  return { histories, large: { name: 'large', values: column(({ large }) => large) } };
}

/*
 * No table of these models with static covariates and its data is at hand. The expected values are the maxima of a separate program (Python, standard library): the closed form of BG/NBD, the integral over the time of dropping out of
 * Pareto/NBD (which gives −9594.97618 without covariates, as published), each customer's parameters written out, a simplex over six numbers.
 */
describe.skipIf(!hasReferenceData)('CDNOW with the size of the first purchase as a covariate', () => {
  const { histories, large } = hasReferenceData ? customers() : { histories: null!, large: null! };
  const signal = { aborted: false };

  it('BG/NBD', () => {
    const { estimates, diagnostics } = bgNbdCovariates.fit({ histories, rate: [large], dropout: [large] }, {}, signal);
    expect(diagnostics.logLikelihood).toBeCloseTo(-9563.93747, 4);
    const { r, alpha, a, b, effects } = estimates!;
    expect([r, alpha, a, b]).toEqual([0.25155, 5.9548, 0.86468, 2.51143].map((value) => expect.closeTo(value, 3)));
    expect(effects.map(({ coefficient }) => coefficient)).toEqual([expect.closeTo(0.6164, 4), expect.closeTo(-0.15527, 4)]);
  });

  it('Pareto/NBD', () => {
    const { estimates, diagnostics } = paretoNbdCovariates.fit({ histories, rate: [large], dropout: [large] }, {}, signal);
    expect(diagnostics.logLikelihood).toBeCloseTo(-9574.93052, 4);
    const { r, alpha, s, beta, effects } = estimates!;
    expect([r, alpha, s, beta]).toEqual([0.5745, 13.60507, 0.60516, 12.22145].map((value) => expect.closeTo(value, 3)));
    expect(effects.map(({ coefficient }) => coefficient)).toEqual([expect.closeTo(0.51776, 4), expect.closeTo(0.09541, 4)]);
  });
});
