import { describe, expect, test } from 'vitest';
import { analyse as clv } from '#lenses/clv/analyse.ts';
import { narrate as tellClv } from '#lenses/clv/narrate.ts';
import { fitDoubts } from '#lenses/fitted.ts';
import { analyse as heterogeneity } from '#lenses/heterogeneity/analyse.ts';
import { narrate as tellHeterogeneity } from '#lenses/heterogeneity/narrate.ts';
import { notReady } from '#lenses/reading.ts';
import { valueSilence } from '#lenses/value-words.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';
import { valueFactRows } from '../support/value-statistics.ts';

const signal = new AbortController().signal;
const parameters = ['r', 'alpha', 's', 'beta'];
const fit = (some: (place: number) => Partial<StatisticRow>): StatisticTables => ({
  purchase_fits: parameters.map((parameter, place) => ({
    ...{ model: 'pareto-nbd', sample: 'all', place, parameter, estimate: 2, se: 0.3, converged: 1, reason: null },
    ...some(place),
  })),
});

describe('what readers of a fit must know', () => {
  test('nothing where it settled and every parameter is known', () => {
    expect(
      fitDoubts(
        fit(() => ({})),
        'all',
      ),
    ).toEqual([]);
  });

  test.each([
    ['fit-not-converged', () => ({ converged: 0 })],
    ['fit-no-curvature', () => ({ se: null })],
    ['fit-ridge', (place: number) => (place === 3 ? { se: 90 } : {})],
  ])('%s, with the names of the models', (code, some) => {
    expect(fitDoubts(fit(some), 'all')).toEqual([{ code, parameters: { models: 'pareto-nbd' } }]);
    expect(fitDoubts(fit(some), 'all', 'bg-nbd')).toEqual([]);
    expect(fitDoubts(fit(some), 'calibration')).toEqual([]);
  });

  test('a refused fit has a reason of its own', () => {
    expect(
      fitDoubts(
        fit(() => ({ reason: 'clv-customers', converged: 0 })),
        'all',
      ),
    ).toEqual([]);
  });

  test('stands in words beside the picture of the parameters', () => {
    const statistics = { ...syntheticStatistics(), ...fit((place) => (place === 3 ? { se: 90 } : {})) };
    const { warnings } = tellHeterogeneity(heterogeneity(statistics, { model: 'pareto-nbd' } as never, signal));
    expect(warnings).toContainEqual(expect.stringMatching(/^Pareto\/NBD: many values of a parameter/));
  });
});

describe('why customers have no modelled value', () => {
  const result = clv(
    { ...syntheticStatistics(), value_facts: valueFactRows(60, true, 'clv-customers') },
    { by: 'segment', cohort: 'all' },
    signal,
  );

  test.each(['clv-customers', 'clv-repeaters', 'clv-fit', 'clv-few-amounts', 'clv-same-amounts', 'clv-endless-mean', 'clv-no-margin'])(
    '%s has words of its own',
    (code) => {
      const words = valueSilence(notReady(result, 'too-little', code))!;
      const other = valueSilence(notReady(result, 'missing', 'orders-missing'))!;
      for (const part of ['what', 'why', 'next'] as const) expect(words[part]).not.toBe(other[part]);
    },
  );

  test.each([
    ['clv-same-amounts', 'all customers spend the same'],
    ['clv-endless-mean', 'their expected mean is infinite'],
    ['clv-no-margin', 'without a positive margin'],
  ])('by formula, %s is said in the headline', (reason, words) => {
    const facts = valueFactRows(60, true, 'clv-customers').map((row) => ({ ...row, reason: null, spend_reason: reason }));
    const told = clv(
      { ...syntheticStatistics(), clv_values: [], purchase_fits: [], value_facts: facts },
      { by: 'segment', cohort: 'all' },
      signal,
    );
    expect(told.mode).toBe('formula');
    expect(tellClv(told).headline).toContain(words);
  });
});
