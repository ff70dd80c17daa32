import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternModel } from '#models/lifecycle/patterns/definition.ts';
import { type EpisodeGroup, patternOf, patterns } from '#models/lifecycle/patterns/episode.ts';
import { incidenceOf } from '#models/lifecycle/patterns/incidence.ts';
import { type PatternCell, profitPaths } from '#models/lifecycle/patterns/profit-path.ts';
import { thresholdOf } from '#models/lifecycle/patterns/threshold.ts';

const signal = new AbortController().signal;

function episode(some: Partial<EpisodeGroup> = {}): EpisodeGroup {
  const ended = some.exitFrom != null;
  return { ended, exitFrom: null, lastStage: ended ? 'T' : 'E', stablePeriods: 0, periods: 12, startKnown: true, n: 1, ...some };
}

describe('the pattern of an episode', () => {
  const judged = (some: Partial<EpisodeGroup>) => patternOf(episode(some), 4, 3);

  test.each([
    ['that ended from exploration', { exitFrom: 'E' as const }, 'early-miscarriage'],
    ['that ended from formation', { exitFrom: 'F' as const }, 'midway-death'],
    ['that ended after 3 stable periods', { exitFrom: 'S' as const, stablePeriods: 3 }, 'early-exit'],
    ['that ended after 4 stable periods', { exitFrom: 'S' as const, stablePeriods: 4 }, 'long-lasting'],
    ['that has been stable for 4 periods', { lastStage: 'S', stablePeriods: 4 }, 'long-lasting'],
  ])('%s', (_, some, pattern) => expect(judged(some)).toBe(pattern));

  test('C5: a live relationship is in no pattern of ended ones, whatever its stage', () => {
    for (const lastStage of ['E', 'F', 'S', 'D']) {
      for (const stablePeriods of [0, 1, 3]) expect(judged({ lastStage, stablePeriods })).toBe('open');
      expect(judged({ lastStage, stablePeriods: 9 })).toBe('long-lasting');
    }
  });

  test('C6: a relationship whose start is not known is in none, nor one that ended before it could be judged', () => {
    expect(judged({ exitFrom: 'E', startKnown: false })).toBeNull();
    expect(judged({ exitFrom: 'E', periods: 2 })).toBeNull();
  });
});

describe('the length of a long relationship', () => {
  const rules = { least: 30, fixed: 4 };

  test('is 4 periods while fewer than 30 stays are known', () => {
    const few = [episode({ exitFrom: 'S', stablePeriods: 9, n: 29 })];
    expect(thresholdOf(few, rules)).toMatchObject({ periods: 4, basis: 'few-stays', stays: 29, low: null });
  });

  test('is the median stay from 30 on; who still is stable counts as far as seen, who declines has left', () => {
    const stays = [
      episode({ exitFrom: 'S', stablePeriods: 2, n: 10 }),
      episode({ lastStage: 'D', stablePeriods: 5, n: 10 }),
      episode({ lastStage: 'S', stablePeriods: 5, n: 5 }),
      episode({ exitFrom: 'S', stablePeriods: 8, n: 15 }),
    ];
    expect(thresholdOf(stays, rules)).toMatchObject({ periods: 5, basis: 'median', stays: 40, left: 35 });
    const ended = stays.filter(({ ended }) => ended);
    expect(thresholdOf([...ended, episode({ lastStage: 'S', stablePeriods: 1, n: 100 })], rules).periods).toBe(8);
  });

  test('is 4 periods where more than half of the stays last', () => {
    expect(thresholdOf([episode({ lastStage: 'S', stablePeriods: 20, n: 50 })], rules)).toMatchObject({
      periods: 4,
      basis: 'median-not-reached',
    });
  });
});

const groups = fc.array(
  fc
    .record({
      exitFrom: fc.constantFrom(null, 'E' as const, 'F' as const, 'S' as const),
      stablePeriods: fc.integer({ min: 0, max: 9 }),
      periods: fc.integer({ min: 1, max: 24 }),
      startKnown: fc.boolean(),
      n: fc.integer({ min: 1, max: 30 }),
    })
    .map(episode),
  { maxLength: 40 },
);

test('the counts of the patterns add up to all episodes that are judged, and their shares to 1', () => {
  fc.assert(
    fc.property(groups, (some) => {
      const { estimates } = patternModel.fit({ groups: some }, patternModel.defaults, signal);
      const all = some.reduce((sum, { n }) => sum + n, 0);
      if (!estimates) {
        expect(some.some(({ startKnown }) => startKnown)).toBe(false);
        return;
      }
      const counted = estimates.counts.reduce((sum, { n }) => sum + n, 0);
      expect(counted + estimates.startUnknown + estimates.tooEarly).toBe(all);
      if (counted > 0) expect(estimates.counts.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 12);
      expect(estimates.ongoing).toBeLessThanOrEqual(estimates.counts.find(({ pattern }) => pattern === 'long-lasting')!.n);
    }),
    { seed: 6 },
  );
});

describe('the curves of ending', () => {
  const some = [
    episode({ exitFrom: 'E', periods: 7, n: 20 }),
    episode({ exitFrom: 'F', periods: 10, n: 10 }),
    episode({ periods: 9, n: 30 }),
    episode({ exitFrom: 'S', periods: 14, n: 8 }),
    episode({ periods: 20, n: 32 }),
  ];

  test('agree with a calculation by hand, and hold every period', () => {
    const rows = incidenceOf(some, 20);
    expect(rows.map(({ periods }) => periods)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const at = (periods: number) => rows[periods - 1]!;
    expect([at(6).atRisk, at(7).atRisk, at(8).atRisk, at(10).atRisk, at(14).atRisk]).toEqual([100, 100, 80, 50, 40]);
    expect(at(7).shares[0].value).toBeCloseTo(0.2, 12);
    expect(at(10).shares[1].value).toBeCloseTo(0.8 * (10 / 50), 12);
    expect(at(14).shares[2].value).toBeCloseTo(0.64 * (8 / 40), 12);
    expect(at(20).lasting).toBeCloseTo(0.512, 12);
  });

  test('C5: stop where fewer than 20 are at risk', () => {
    const short = incidenceOf([...some.slice(0, 4), episode({ periods: 20, n: 10 })], 20);
    expect(short.at(-1)!.periods).toBe(10);
    expect(short.every(({ atRisk }) => atRisk >= 20)).toBe(true);
  });

  test('C5: leaving live customers out would overstate how many end', () => {
    const last = incidenceOf(some, 1).at(-1)!;
    expect(last.shares[0].value).toBeLessThan(20 / 38);
    expect(
      incidenceOf(
        some.filter(({ ended }) => ended),
        1,
      ).at(-1)!.lasting,
    ).toBeCloseTo(0, 12);
  });
});

describe('the profit paths', () => {
  const rules = { replicates: 200, seed: 1, smallest: 20, ages: 12 };
  const path = (pattern: PatternCell['pattern'], customers: number, length: number, profit: (customer: number, age: number) => number) =>
    Array.from({ length: customers }, (_, c) =>
      Array.from({ length }, (_, age): PatternCell => ({ customerId: `${pattern} ${c}`, pattern, age, profit: profit(c, age) })),
    ).flat();

  test('are the means by pattern and age, and end where fewer than 20 lasted so long', () => {
    const cells = [
      ...path('long-lasting', 40, 8, (c, age) => age + (c % 2)),
      ...path('midway-death', 25, 3, () => -2).slice(0, 3 * 25 - 6),
    ];
    const points = profitPaths(cells, rules, signal);
    expect(points.filter(({ pattern }) => pattern === 'long-lasting').map(({ profit }) => profit)).toEqual([
      0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5,
    ]);
    expect(
      points.filter(({ pattern }) => pattern === 'midway-death').map(({ age, n, profit, low, high }) => [age, n, profit, low, high]),
    ).toEqual([
      [0, 23, -2, -2, -2],
      [1, 23, -2, -2, -2],
      [2, 23, -2, -2, -2],
    ]);
  });

  test('C15: have bands from redrawn customers, as wide as the standard error says', () => {
    const cells = path('early-exit', 100, 1, (c) => (c % 2 === 0 ? 0 : 10));
    const [point] = profitPaths(cells, { ...rules, replicates: 1000 }, signal);
    expect(point!.high - point!.low).toBeGreaterThan(1.6);
    expect(point!.high - point!.low).toBeLessThan(2.4);
  });

  test('do not hang on the order of the cells, and stop when they are stopped', () => {
    const cells = path('long-lasting', 30, 4, (c, age) => c * age);
    expect(profitPaths([...cells].reverse(), rules, signal)).toEqual(profitPaths(cells, rules, signal));
    expect(() => profitPaths(cells, rules, AbortSignal.abort())).toThrow('model/stopped');
  });
});

test('the patterns stand in the order of the stages', () => {
  expect(patterns).toEqual(['early-miscarriage', 'midway-death', 'early-exit', 'long-lasting']);
});
