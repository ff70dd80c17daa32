import { describe, expect, it } from 'vitest';
import type { StatisticRow } from '#statistics/definition.ts';
import { analyse, engineWith, sale } from '../panel/tables.ts';

const of = (rows: StatisticRow[], grouping: string) =>
  rows.filter((row) => row.grouping === grouping).map(({ name, time, cause, n }) => [name, time, cause, n]);

/** `a` buys every month, `b` stopped after two years; both began in the first month of their own. */
const monthly = (customer: string, from: string, months: number) =>
  Array.from({ length: months }, (_, i) => {
    const date = new Date(`${from}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + i * 30);
    return sale(customer, date.toISOString().slice(0, 10), 10);
  });

describe('lives of customers', () => {
  it('C5: a relationship that lasts is counted as seen so far, one that ended at the period in which the stage machine saw it end', async () => {
    const orders = [...monthly('a', '2020-01-05', 48), ...monthly('b', '2020-02-05', 12)];
    const customers = [
      { customer_id: 'a', segment: 'big' },
      { customer_id: 'b', segment: 'small' },
    ];
    const { lives } = (await analyse(await engineWith({ orders, customers }), { period: 'month', startsWith: 'business' }, ['lives']))
      .statistics;
    const [[, lasted, still], [, ended, gone]] = [of(lives!, 'segment')[0]!, of(lives!, 'segment')[1]!];
    expect([still, gone]).toEqual([0, 1]);
    expect(Number(lasted)).toBeGreaterThan(40);
    expect(Number(ended)).toBeGreaterThan(12);
    expect(of(lives!, 'all').reduce((sum, [, , , n]) => sum + Number(n), 0)).toBe(2);
    expect(of(lives!, 'cohort').map(([name]) => name)).toEqual(['2020-01-01', '2020-02-01']);
    expect(of(lives!, 'fact')).toContainEqual(['contractual', 0, 0, 0]);
  });

  it('C13: where contracts end, they end lives: the n-th renewal that did not happen, and renewals seen so far', async () => {
    const orders = monthly('a', '2023-01-01', 14);
    const subscriptions = [
      { contract_id: '1', customer_id: 'a', start: '2023-01-01' },
      { contract_id: '2', customer_id: 'b', start: '2023-01-01', end: '2023-04-01' },
      { contract_id: '3', customer_id: 'c', start: '2023-01-15', cancelled_at: '2023-03-15' },
      { contract_id: '4', customer_id: 'd', tenure_months: 7, churned: true },
    ];
    const { lives } = (await analyse(await engineWith({ orders, subscriptions }), { asOf: '2023-12-31', period: 'month' }, ['lives']))
      .statistics;
    expect(of(lives!, 'fact')).toContainEqual(['contractual', 0, 0, 1]);
    expect(of(lives!, 'all')).toEqual([
      ['all', 2, 1, 1],
      ['all', 3, 1, 1],
      ['all', 7, 1, 1],
      ['all', 11, 0, 1],
    ]);
  });

  it('takes ends of contracts unasked only where at least half of the customers have one, and where a person said so', async () => {
    const orders = ['a', 'b', 'c'].flatMap((customer) => monthly(customer, '2023-01-01', 14));
    const subscriptions = [{ contract_id: '1', customer_id: 'a', start: '2023-01-01', end: '2023-04-01' }];
    const engine = await engineWith({ orders, subscriptions });
    const settings = { asOf: '2024-03-01', period: 'month', startsWith: 'business' } as const;
    expect(of((await analyse(engine, settings, ['lives'])).statistics.lives!, 'fact')).toContainEqual(['contractual', 0, 0, 0]);
    const said = (await analyse(engine, { ...settings, contractual: true }, ['lives'])).statistics.lives!;
    expect(of(said, 'fact')).toContainEqual(['contractual', 0, 0, 1]);
    expect(of(said, 'all')).toEqual([['all', 3, 1, 1]]);
  });

  it('C13: a contract whose end is to be no event leaves lives to the stage machine', async () => {
    const subscriptions = [{ contract_id: '2', customer_id: 'a', start: '2023-01-01', end: '2023-04-01' }];
    const engine = await engineWith({ orders: monthly('a', '2023-01-01', 14), subscriptions });
    const settings = { asOf: '2024-03-01', period: 'month', contractual: false, startsWith: 'business' } as const;
    const { lives } = (await analyse(engine, settings, ['lives'])).statistics;
    expect(of(lives!, 'fact')).toContainEqual(['contractual', 0, 0, 0]);
    expect(of(lives!, 'all')).toMatchObject([['all', 13, 0, 1]]);
  });
});
