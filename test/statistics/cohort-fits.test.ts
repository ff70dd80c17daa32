import { beforeAll, describe, expect, test } from 'vitest';
import type { StatisticTables } from '#statistics/definition.ts';
import { analyse, engineWith, sale } from '../panel/tables.ts';

let found: StatisticTables;
const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);

/** 110 customers of the first quarter and 20 of the third, of whom every other one comes back, at gaps of their own. */
beforeAll(async () => {
  const orders = Array.from({ length: 130 }, (_, i) => {
    const first = i < 110 ? i % 80 : 190 + (i % 20);
    const again = i % 2 === 0 ? [] : Array.from({ length: 1 + (i % 5) }, (__, k) => first + (k + 1) * (9 + ((i * 7) % 31)));
    return [first, ...again].filter((one) => one < 360).map((one) => sale(`c${i}`, day(one), 20 + (i % 9)));
  }).flat();
  found = (await analyse(await engineWith({ orders: [...orders, sale('c0', day(360), 30)] }), { period: 'month' })).statistics;
}, 120_000);

describe('how often and how recently cohorts bought', () => {
  test('everybody stands in one cohort, and cells add up to it', () => {
    const of = (cohort: string, part: string) =>
      found.history_grid!.filter((row) => row.cohort === cohort && row.part === part).reduce((sum, { n }) => sum + Number(n), 0);
    expect(['all', '2024-01-01', '2024-07-01'].map((cohort) => of(cohort, 'all'))).toEqual([130, 110, 20]);
    for (const cohort of ['all', '2024-01-01', '2024-07-01']) expect(of(cohort, 'cell')).toBe(of(cohort, 'all'));
    expect(new Set(found.history_grid!.map(({ cohort }) => cohort))).toEqual(new Set(['all', '2024-01-01', '2024-07-01']));
  });

  test('who came later has been watched for less time', () => {
    const t = (cohort: string) => Number(found.history_grid!.find((row) => row.cohort === cohort && row.part === 'all')!.t);
    expect(t('2024-07-01')).toBeLessThan(t('2024-01-01'));
  });
});

describe('models fitted to each cohort alone', () => {
  test.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd'])('%s: four parameters of the large cohort; M09: a reason for the small one', (model) => {
    const rows = (cohort: string) => found.cohort_fits!.filter((row) => row.cohort === cohort && row.model === model);
    const large = rows('2024-01-01');
    expect(large.map(({ place }) => place)).toEqual([0, 1, 2, 3]);
    expect(large.every(({ n, estimate, reason }) => n === 110 && Number(estimate) > 0 && reason === null)).toBe(true);
    expect(rows('2024-07-01')).toMatchObject([{ parameter: '', estimate: null, reason: 'clv-customers' }]);
  });

  test('a cohort of its own has a fit that is not that of everybody', () => {
    const whole = found.purchase_fits!.find((row) => row.model === 'mbg-nbd' && row.sample === 'all' && row.place === 0)!;
    const own = found.cohort_fits!.find((row) => row.model === 'mbg-nbd' && row.cohort === '2024-01-01' && row.place === 0)!;
    expect(own.estimate).not.toBe(whole.estimate);
  });
});
