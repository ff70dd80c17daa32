import { afterEach, describe, expect, test } from 'vitest';
import { readLocaleFrom } from '#i18n/locale.ts';
import { ladder } from '#lenses/ladder/definition.ts';
import { patterns } from '#lenses/patterns/definition.ts';
import { plainHeadline } from '#lenses/rich.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
let undo = (): void => {};
afterEach(() => undo());

describe('patterns', () => {
  const of = (some = {}, show: 'incidence' | 'profit' = 'incidence') => patterns.analyse(syntheticStatistics(some), { show }, signal);

  test('answers the counts of the five, which add up, with their shares', async () => {
    const result = await of();
    expect(result).toMatchObject({ earlyMiscarriage: 360, midwayDeath: 120, earlyExit: 60, longLasting: 360, open: 300, ongoing: 300 });
    expect(result.shares.reduce((sum, { n }) => sum + n, 0)).toBe(1200);
    expect(patterns.narrate(result).foot.join(' · ')).toContain('1,200 relationships judged');
    expect(result.shares[0]).toMatchObject({ share: 0.3 });
    expect(result).toMatchObject({ threshold: 9, thresholdBasis: 'median', thresholdLow: 7, thresholdHigh: 12, badge: 'estimated' });
  });

  test('says how many end from each stage within the time that is seen, with intervals', async () => {
    const result = await of();
    const said = plainHeadline(patterns.narrate(result).headline);
    expect(said).toMatch(
      /^Within 24 months, 33% \(.*\) of relationships end from exploration, 12% \(.*\) from formation and 5\.5% \(.*\) from the stable stage$/,
    );
    undo = readLocaleFrom(() => 'zh-Hans');
    expect(plainHeadline(patterns.narrate(result).headline)).toMatch(/^24个月以内，33%（.*）的关系终止于考察期，/);
  });

  test('where nothing ended, nobody is called long-lasting before somebody is', async () => {
    const tables = syntheticStatistics();
    const result = await patterns.analyse(tables, { show: 'incidence' }, signal);
    const said = (longLasting: number) => {
      const curve = result.curve.map((step) => ({ ...step, lasting: 1, E: 0, F: 0, S: 0 }));
      return plainHeadline(patterns.narrate({ ...result, curve, longLasting }).headline);
    };
    expect(said(0)).toMatch(/^No relationship ended within its first .*, and none has been stable long enough to be called long-lasting$/);
    expect(said(7)).toMatch(/long-lasting already: 7$/);
  });

  test('who ended too early for a pattern stands in the curve and not in the counts, and the foot says so', async () => {
    const result = await of();
    const foot = (tooEarly: number) => patterns.narrate({ ...result, tooEarly }).foot.join(' · ');
    expect(foot(12)).toContain('12 more ended too early for a pattern: in the curve, not in the counts');
    expect(foot(0)).not.toContain('too early for a pattern');
  });

  test('C5: the curve stops where fewer than 20 are at risk', async () => {
    const result = await of({ customers: 31 });
    expect(result.curve.length).toBeGreaterThan(10);
    expect(result.curve.length).toBeLessThan(24);
    expect(result.curve.every(({ atRisk }) => atRisk >= 20)).toBe(true);
  });

  test('compares what a long-lasting relationship earns with one that ends, at an age that both have', async () => {
    const result = await of({}, 'profit');
    expect(plainHeadline(patterns.narrate(result).headline)).toMatch(
      /^In month 18 a long-lasting relationship earns ¥.*; one of the pattern “Early exit” earns ¥/,
    );
    expect(patterns.figure(result).figure).toBe('pattern-profit');
  });

  test('says what is missing where there is no amount', async () => {
    const result = await of({ hasAmount: false }, 'profit');
    expect(result).toMatchObject({ status: 'missing', reason: { code: 'amount-missing' } });
  });

  test('tells why a stay is long, in words', async () => {
    const tables = syntheticStatistics();
    const other = (basis: string): StatisticTables => ({
      ...tables,
      patterns: tables.patterns!.map((row) => (row.item === 'basis-median' ? { ...row, item: basis } : row)),
    });
    const settings = async (some: StatisticTables) =>
      patterns.narrate(await patterns.analyse(some, { show: 'incidence' }, signal)).method.settings;
    expect((await settings(tables))[1]).toContain('9 months on: the median of 480 stays by Kaplan–Meier (95% 7–12)');
    expect((await settings(other('basis-few-stays')))[1]).toContain('ASSUMED');
    expect((await settings(other('basis-median-not-reached')))[1]).toContain('more than half last');
  });
});

describe('ladder', () => {
  test('S2-23: answers the customers of each rung, and what each buys', async () => {
    const result = await ladder.analyse(syntheticStatistics(), { show: 'rungs' }, signal);
    expect(result.counts).toEqual({ prospect: 60, new: 240, regular: 120, old: 240, loyal: 144, occasional: 36, ended: 360 });
    expect(result.rungs.find(({ rung }) => rung === 'loyal')).toMatchObject({ n: 144, share: 0.12, amountShare: 0.4 });
    expect(result.newDays).toBe(41.5);
    expect(ladder.narrate(result).method.settings.join()).toContain('no loyalty index is known');
  });

  test('S2-19: sets the rising share against the claim', async () => {
    const result = await ladder.analyse(syntheticStatistics(), { show: 'migration' }, signal);
    expect(result.upwardShare).toBeCloseTo(72 / 877, 2);
    expect(result.verdict).toBe('supported');
    expect(plainHeadline(ladder.narrate(result).headline)).toContain('within the 5–30% of the source');
    expect(result.migration.reduce((sum, { k }) => sum + k, 0)).toBe(
      syntheticStatistics().tier_migration!.reduce((sum, row) => sum + Number(row.n), 0),
    );
    const flow = ladder.figure(result);
    expect(flow.figure).toBe('flow');
  });

  test('says that a year is missing, and warns of half a year', async () => {
    const tables = syntheticStatistics();
    const none = await ladder.analyse({ ...tables, tier_migration: [] }, { show: 'migration' }, signal);
    expect(none).toMatchObject({ status: 'too-little', reason: { code: 'ladder-one-year' } });
    expect(ladder.narrate(none).notReady!.what).toBe('The file holds no orders of the year before.');
    const short = { ...tables, profile: [{ ...tables.profile![0]!, first_date: '2025-01-01' }] };
    const result = await ladder.analyse(short, { show: 'migration' }, signal);
    expect(ladder.narrate(result).warnings.join()).toContain('The earlier year is not wholly in the file');
    // less than a year of amounts makes every tier of then too low: a rise is no finding
    expect(result.verdict).toBe('undecided');
    expect(plainHeadline(ladder.narrate(result).headline)).toMatch(/not wholly in the file, so the 5–30% of the source cannot be judged$/);
    undo = readLocaleFrom(() => 'zh-Hans');
    expect(plainHeadline(ladder.narrate(result).headline)).not.toMatch(/[A-Za-z]{4}/);
  });
});
