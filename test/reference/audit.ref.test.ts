import { beforeAll, describe, expect, it } from 'vitest';
import { auditBase } from '#lenses/audit-base/definition.ts';
import { auditCohort } from '#lenses/audit-cohort/definition.ts';
import { auditCohorts } from '#lenses/audit-cohorts/definition.ts';
import { auditPeriod } from '#lenses/audit-period/definition.ts';
import { auditTwoPeriods } from '#lenses/audit-two-periods/definition.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { hasReferenceData } from '../support/reference-data.ts';
import { cdnowFile, realStatistics, superstoreFile } from '../support/real-statistics.ts';

/*
 * Every expected value was computed from the raw files by a separate program (Python, standard library) that shares no code with this repository: customers sorted and cut into tenths,
 * sums by customer and stretch, the factors of a change as means over all 24 (or 6) orders in which they can change, cohorts followed month by month, and intervals by drawing
 * customers again 1,000 to 2,000 times, ranked anew each time.
 */
const { signal } = new AbortController();
const tables = ['profile', 'audit_tenths', 'audit_distribution', 'audit_moves', 'audit_moments', 'audit_cells', 'audit_outlook'];
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe.skipIf(!hasReferenceData)('The audit of CDNOW', () => {
  let statistics: StatisticTables;
  beforeAll(async () => {
    ({ statistics } = await realStatistics(cdnowFile(), tables, '1998-06-30'));
  }, 240_000);

  it('one period: the tenths of the half-year, and the interval of the best as drawing again gives it', async () => {
    const found = await auditPeriod.analyse(statistics, { by: 'amount', view: 'tenths' }, signal);
    expect(found).toMatchObject({
      n: 515,
      stretch: { months: 6, from: '1998-01-01', to: '1998-06-30' },
      median: expect.closeTo(50.215, 3),
    });
    const shares = [0.3822, 0.1841, 0.123, 0.089, 0.0705, 0.0498, 0.0376, 0.03, 0.0205, 0.0131];
    expect(found.groups.map(({ share }) => share!.value)).toEqual(shares.map((share) => expect.closeTo(share, 4)));
    expect(found.groups.map(({ n }) => n)).toEqual([52, 52, 52, 52, 52, 51, 51, 51, 51, 51]);
    const { low, high } = found.groups[0]!.share!;
    expect([low, high]).toEqual([expect.closeTo(0.3508, 2), expect.closeTo(0.4132, 2)]);
  });

  it('two periods: who moved, and what the change is the product of', async () => {
    const found = await auditTwoPeriods.analyse(statistics, { by: 'amount', view: 'moves' }, signal);
    expect(found.moves.map(({ move, n, value }) => [move, n, Math.round(value * 100) / 100])).toEqual([
      ['returned', 193, 10_516.85],
      ['up', 144, 8909.23],
      ['down', 178, -14_546.87],
      ['lost', 297, -17_108.67],
    ]);
    expect(sum(found.moves.map(({ value }) => value))).toBeCloseTo(-12_229.46, 2);
    const drawn = { customers: [-12_518, -5396], orders: [-6843.5, 1295.8], value: [-3559.6, 2543.6] } as const;
    expect(found.factors.map(({ factor, value }) => [factor, Math.round(value * 100) / 100])).toEqual([
      ['customers', -8955.58],
      ['orders', -2496.01],
      ['value', -777.87],
    ]);
    for (const { factor, low, high } of found.factors) {
      const [from, to] = drawn[factor as keyof typeof drawn];
      expect(Math.abs(low! - from)).toBeLessThan(0.1 * (to - from));
      expect(Math.abs(high! - to)).toBeLessThan(0.1 * (to - from));
    }
    expect(found.best!.again.value).toBeCloseTo(27 / 62, 10);
    expect(found.best!.gone.value).toBeCloseTo(13 / 62, 10);
  });

  it('one cohort: the 781 of January 1997, month by month, and the fall of the active', async () => {
    const found = await auditCohort.analyse(statistics, { by: 'amount', cohort: 'all' }, signal);
    expect(found.n).toBe(781);
    const active = [781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33];
    const amounts = [28_592.7, 7003.73, 4241.64, 3755.36, 3833.25, 3547.5, 3172.31, 2313.48, 2292.67];
    expect(found.ages.map((age) => age.active)).toEqual(active);
    amounts.forEach((amount, age) => expect(found.ages[age]!.brings.value).toBeCloseTo(amount / 781, 6));
    expect(found.ages[1]!.orders!.value).toBeCloseTo(174 / 124, 10);
    expect(found.ages[1]!.value!.value).toBeCloseTo(7003.73 / 174, 6);
    expect(found.decay!.value).toBeCloseTo(0.05486, 5);
    expect(found.decay!.low).toBeLessThan(0.0406);
    expect(found.decay!.high).toBeGreaterThan(0.069);
  });

  it('the whole base: nobody is older in the first year; the year ahead by integration over what may be true of each customer', async () => {
    const found = await auditBase.analyse(statistics, { by: 'amount' }, signal);
    expect(found).toMatchObject({ year: null, older: null });
    expect(found.years[0]!.value).toBeCloseTo(201_224.82, 2);
    expect(found.ahead!.orders).toBeCloseTo(1941.69, 1);
    expect(found.ahead!.value.value).toBeCloseTo(71_238.5, 0);
  });
});

describe.skipIf(!hasReferenceData)('The audit of Superstore, by profit', () => {
  let statistics: StatisticTables;
  beforeAll(async () => {
    ({ statistics } = await realStatistics(superstoreFile(), tables));
  }, 240_000);

  it('one period: losses in the last tenths, and an interval as wide as drawing again', async () => {
    const found = await auditPeriod.analyse(statistics, { by: 'profit', view: 'tenths' }, signal);
    expect(found).toMatchObject({ n: 680, stretch: { months: 12, to: '2018-11-30' } });
    const shares = [0.7952, 0.2176, 0.1326, 0.0853, 0.0523, 0.0288, 0.0125, 0.0037, -0.0194, -0.3087];
    expect(found.groups.map(({ share }) => share!.value)).toEqual(shares.map((share) => expect.closeTo(share, 4)));
    const { low, high } = found.groups[0]!.share!;
    expect((high! - low!) / (0.9525 - 0.6847)).toBeGreaterThan(0.85);
    expect((high! - low!) / (0.9525 - 0.6847)).toBeLessThan(1.15);
  });

  it('two periods: moves and four factors', async () => {
    const found = await auditTwoPeriods.analyse(statistics, { by: 'profit', view: 'factors' }, signal);
    expect(found.moves.map(({ move, n, value }) => [move, n, Math.round(value)])).toEqual([
      ['new', 13, 2491],
      ['returned', 121, 8817],
      ['up', 289, 114_523],
      ['down', 257, -73_035],
      ['lost', 91, -21_882],
    ]);
    expect(found.factors.map(({ factor, value }) => [factor, Math.round(value * 100) / 100])).toEqual([
      ['customers', 5658.6],
      ['orders', 14_307.04],
      ['value', 783.08],
      ['margin', 10_165.67],
    ]);
    expect(found.change!.value).toBeCloseTo(30_914.4, 2);
  });

  it('cohorts: two years at quarter 5, customers of unknown start left out (C6)', async () => {
    const { compared } = await auditCohorts.analyse(statistics, { by: 'profit', view: 'age', cohort: 'all' }, signal);
    expect(compared.map(({ n, value, error }) => [n, value, error])).toEqual([
      [312, expect.closeTo(23.2201, 3), expect.closeTo(5.5934, 3)],
      [136, expect.closeTo(29.9465, 3), expect.closeTo(13.4779, 3)],
    ]);
  });

  it('the whole base: what each year brought, how much of it by older customers; an open parameter leaves no interval and says so', async () => {
    const found = await auditBase.analyse(statistics, { by: 'profit' }, signal);
    expect(found.years.map(({ value, active }) => [Math.round(value * 100) / 100, active])).toEqual([
      [49_543.97, 595],
      [61_618.6, 573],
      [81_795.17, 638],
    ]);
    expect(found.older!.value).toBeCloseTo(0.90293, 5);
    expect(found.ahead!.value).toMatchObject({ low: null, high: null });
    expect(auditBase.narrate(found).warnings.join(' ')).toContain('without an interval');
  });
});
