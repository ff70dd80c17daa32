import { describe, expect, test } from 'vitest';
import { auditCohort } from '#lenses/audit-cohort/definition.ts';
import { customerOutlook } from '#lenses/customer-outlook/definition.ts';
import { heterogeneity } from '#lenses/heterogeneity/definition.ts';
import { isoValue } from '#lenses/iso-value/definition.ts';
import { statisticsFor } from '#lenses/options.ts';
import { recencyFrequency } from '#lenses/recency-frequency/definition.ts';
import { survival } from '#lenses/survival/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
const tables = syntheticStatistics();
const older = '2024-01-01/2024-03-31';
const newer = '2024-07-01/2024-09-30';
const nobody = '2019-01-01/2019-03-31';

describe('maps', () => {
  test.each([['recency-frequency', recencyFrequency] as const, ['iso-value', isoValue] as const])(
    '%s: the customers of the cohort at its median time',
    async (_, lens) => {
      const of = async (cohort: string) => lens.analyse(tables, { ...lens.defaults, cohort } as never, signal);
      const [all, own] = [await of('all'), await of(older)];
      expect([all.cohort, own.cohort]).toEqual([null, '2024 Q1']);
      expect(own.n).toBeLessThan(all.n);
      expect(own.T).toBeGreaterThan(all.T);
      expect(lens.narrate(own as never).headline).toMatch(/^Cohort 2024 Q1: /);
      expect(lens.narrate(own as never).method.settings.join()).toContain('the model is the one fitted to all customers');
    },
  );

  test('a cohort without numbers leaves everybody, and it is said', async () => {
    const result = await recencyFrequency.analyse(tables, { ...recencyFrequency.defaults, cohort: nobody }, signal);
    expect(result.cohort).toBeNull();
    expect(recencyFrequency.narrate(result).warnings).toEqual([
      'There are no numbers of cohort 2019 Q1 alone here, because it is too small or came too late: all customers are shown.',
    ]);
  });
});

describe('how customers differ', () => {
  test('asks for the fits of cohorts only when one is chosen', () => {
    expect(statisticsFor(heterogeneity as never, {})).not.toContain('cohort_fits');
    expect(statisticsFor(heterogeneity as never, { cohort: older })).toContain('cohort_fits');
  });

  test('is that of the cohort alone where it has a fit; M09: else that of everybody, with the reason', async () => {
    const of = async (cohort: string) => heterogeneity.analyse(tables, { ...heterogeneity.defaults, cohort }, signal);
    const [all, own, refused] = [await of('all'), await of(older), await of(newer)];
    expect([own.cohort, refused.cohort]).toEqual(['2024 Q1', null]);
    expect(own.rows).not.toEqual(all.rows);
    expect(refused.rows).toEqual(all.rows);
    expect(heterogeneity.narrate(refused).warnings).toEqual([
      'No model is fitted to cohort 2024 Q3 alone (fewer than 100 customers): what is shown holds for all customers.',
    ]);
  });
});

describe('the line of one customer', () => {
  const of = async (some: object) => customerOutlook.analyse(tables, { ...customerOutlook.defaults, ...some }, signal);

  test('begins as the median repeat customer of the cohort', async () => {
    const { customer, cohort, n } = await of({ cohort: older });
    const row = tables.history_grid!.find((one) => one.cohort === '2024-01-01' && one.part === 'repeaters')!;
    expect([cohort, customer.today, customer.purchases.length, customer.purchases.at(-1)]).toEqual(['2024 Q1', row.t, row.x, row.recency]);
    expect(n).toBe(tables.history_grid!.find((one) => one.cohort === '2024-01-01' && one.part === 'all')!.n);
  });

  test('marks an age, for which it is made long enough, and a stretch of the calendar that lies on it', async () => {
    const { age, span } = await of({ age: '36/38' });
    expect(age).toEqual({ from: 1096, to: 1187, name: 'Quarter 13' });
    expect(span).toBeGreaterThanOrEqual(1187);
    const { calendar, start } = await of({ calendar: '2026-04-01/2026-06-30' });
    expect(calendar!.name).toBe('2026 Q2');
    expect(Date.parse(start) + calendar!.to * 86_400_000).toBe(Date.parse('2026-07-01'));
    const beyond = await of({ calendar: '2012-04-01/2012-06-30' });
    expect(beyond.calendar).toBeNull();
    expect(customerOutlook.narrate(beyond).warnings).toContain('2012 Q2 lies outside this line: it is not marked.');
  });
});

describe('survival', () => {
  const told = async (some: object, base = tables) =>
    survival.narrate(await survival.analyse(base, { ...survival.defaults, ...some }, signal));

  test('says when groups do not single out the cohort, and when the curves end before the age', async () => {
    expect((await told({ by: 'segment', cohort: older })).warnings.join()).toContain('2024 Q1 is not singled out');
    expect((await told({ age: '360/362' })).warnings).toContain('The curves end before Quarter 121: it is not marked.');
  });

  test('without a life that was watched it does not count customers as none', async () => {
    const { notReady } = await told({}, { ...tables, lives: [] });
    expect(notReady!.what).toMatch(/^No relationship has been watched from its beginning for long enough yet: [\d,]+ customers in all/);
  });
});

test('a cohort of several units is followed as one', async () => {
  const of = async (cohort: string) => auditCohort.analyse(tables, { by: 'amount', cohort }, signal);
  const [first, second, both] = [await of('2025-01-01/2025-03-31'), await of('2025-04-01/2025-06-30'), await of('2025-01-01/2025-06-30')];
  expect(both.n).toBe(first.n + second.n);
  expect(both.ages.length).toBe(Math.min(first.ages.length, second.ages.length));
  expect(both.ages[1]!.active).toBe(first.ages[1]!.active + second.ages[1]!.active);
  expect(auditCohort.narrate(both).subtitle).toContain('2025 H1');
});
