import { describe, expect, it } from 'vitest';
import { choosePeriod, type PeriodCandidate } from '#panel/period.ts';
import { RhythmByMonth } from '#panel/segment.ts';
import { isLeftTruncated } from '#panel/truncation.ts';
import { unknownSegment } from '#models/lifecycle/stages/history.ts';
import { dayOfIso } from '#table/calendar.ts';

describe('the analysis period', () => {
  const candidates = (month: number, quarter: number, half: number, year: number): PeriodCandidate[] => [
    { period: 'month', orders: month, periods: 100 },
    { period: 'quarter', orders: quarter, periods: 100 },
    { period: 'half-year', orders: half, periods: 100 },
    { period: 'year', orders: year, periods: 100 },
  ];

  it('is the shortest in which repeat customers order once on average', () => {
    expect(choosePeriod(candidates(99, 100, 150, 200), 5000, 8)).toEqual({
      period: 'quarter',
      days: 91.3125,
      reason: 'enough-orders',
      indicative: false,
    });
  });

  it('else is the longest that leaves eight periods, and only indicative', () => {
    expect(choosePeriod(candidates(1, 2, 4, 8), 8 * 91.3125, 8)).toMatchObject({
      period: 'quarter',
      reason: 'eight-periods',
      indicative: true,
    });
    expect(choosePeriod(candidates(1, 2, 4, 8), 8 * 91.3125 - 1, 8)).toMatchObject({ period: 'month', reason: 'eight-periods' });
    expect(choosePeriod([], 10, 8)).toMatchObject({ period: 'month', reason: 'too-short', indicative: true });
  });

  it('is the one a person chose, marked indicative where the rule would not have taken it', () => {
    expect(choosePeriod(candidates(50, 120, 150, 200), 5000, 8, 'month')).toMatchObject({
      period: 'month',
      reason: 'chosen',
      indicative: true,
    });
    expect(choosePeriod(candidates(50, 120, 150, 200), 5000, 8, 'year')).toMatchObject({ period: 'year', indicative: false });
  });
});

describe('the start of the file', () => {
  const steady = { early: 10, later: 90, days: 304, periodDays: 30.4, afterCohort: 80 };

  it('looks whole when first orders come at one rate', () => {
    expect(isLeftTruncated(steady, 0.01)).toBe(false);
  });

  it('looks cut when first orders come much faster at the start', () => {
    expect(isLeftTruncated({ ...steady, early: 40 }, 0.01)).toBe(true);
  });

  it('is a cohort when first orders stop', () => {
    expect(isLeftTruncated({ ...steady, early: 400, later: 100, afterCohort: 0 }, 0.01)).toBe(false);
  });
});

describe('the rhythm of the base', () => {
  const day = (iso: string): number => dayOfIso(iso)!;
  const january = 2024 * 12;
  const rhythm = new RhythmByMonth(
    [
      { kind: 'gap', closed: january, value: 10, n: 20 },
      { kind: 'gap', closed: january + 1, value: 40, n: 20 },
      { kind: 'first', closed: january, value: 10, n: 10 },
      { kind: 'first', closed: january + 1, value: 40, n: 10 },
      { kind: 'active', closed: january, value: 1, n: 3 },
      { kind: 'active', closed: january + 1, value: 2, n: 4 },
    ],
    10,
  );

  it('is unknown until the base has closed thirty gaps', () => {
    expect(rhythm.at(day('2023-12-31'))).toEqual(unknownSegment);
    expect(rhythm.at(day('2024-01-31'))).toEqual(unknownSegment);
  });

  it('counts a month when it has ended, never before', () => {
    expect(rhythm.at(day('2024-02-28'))).toEqual(unknownSegment);
    expect(rhythm.at(day('2024-02-29'))).toEqual({ mean: 2.5, cv: Math.sqrt((40 * 225) / 39) / 25, first90: 4, active: 2 });
    expect(rhythm.at(day('2030-01-01'))).toEqual(rhythm.at(day('2024-02-29')));
  });
});
