import { beforeAll, describe, expect, it } from 'vitest';
import type { StatisticRow } from '#statistics/definition.ts';
import { analyse, engineWith, sale } from '../panel/tables.ts';

/** Two cohorts of a quarter: `a` and `b` of the first, `c` of the second; refunds and costs count as money, not as orders. */
const orders = [
  sale('a', '2023-01-10', 10, { cogs: 4 }),
  sale('a', '2023-02-10', 20, { cogs: 4 }),
  sale('a', '2023-05-10', 30, { cogs: 4 }),
  sale('b', '2023-03-31', 40, { cogs: 4 }),
  sale('b', '2023-08-01', 50, { cogs: 4 }),
  sale('c', '2023-04-01', 60, { cogs: 4 }),
  { ...sale('a', '2023-07-02', -5), order_id: 'a back', kind: 'refund' },
];

let rows: StatisticRow[];
const cell = (unit: string, cohort: string, age: number) =>
  rows.find((row) => row.unit === unit && row.cohort === cohort && row.age === age);

describe('the triangle of cohorts', () => {
  beforeAll(async () => {
    const engine = await engineWith({ orders });
    const settings = { asOf: '2023-08-15', period: 'month', startsWith: 'business' } as const;
    rows = (await analyse(engine, settings, ['cohort_triangle'])).statistics.cohort_triangle!;
  });

  it('counts customers, those who ordered, orders and money by calendar quarter of the first order and age', () => {
    expect(cell('quarter', '2023-01-01', 0)).toMatchObject({ n: 2, active: 2, orders: 3, amount: 700_000, profit: 580_000, partial: 0 });
    expect(cell('quarter', '2023-01-01', 1)).toMatchObject({ n: 2, active: 1, orders: 1, amount: 300_000 });
    expect(cell('quarter', '2023-04-01', 0)).toMatchObject({ n: 1, active: 1, amount: 600_000 });
  });

  it('has a row for every cell up to the as-of date, also where nobody ordered, and marks the unit that it cuts', () => {
    expect(rows.filter(({ unit }) => unit === 'quarter')).toHaveLength(3 + 2);
    expect(cell('quarter', '2023-04-01', 1)).toMatchObject({ n: 1, active: 0, amount: 0, partial: 1 });
    expect(rows.filter(({ unit, partial }) => unit === 'month' && partial === 1).map(({ age }) => age)).toEqual([7, 5, 4]);
    expect(cell('year', '2023-01-01', 0)).toMatchObject({ n: 3, active: 3, partial: 1 });
  });

  it('counts a refund as money of the month and as nobody’s order', () => {
    expect(cell('quarter', '2023-01-01', 2)).toMatchObject({ active: 1, orders: 1, amount: 450_000 });
  });

  it('carries the sums of squares by customer, of the cell and of all up to it', () => {
    expect(cell('quarter', '2023-01-01', 0)!.amount_squares).toBe(30 ** 2 + 40 ** 2);
    expect(cell('quarter', '2023-01-01', 2)!.cumulated_squares).toBe(55 ** 2 + 90 ** 2);
  });
});

it('C6: the triangle leaves out customers whose start is unknown, and the units in which it would not fit a page', async () => {
  const old = sale('z', '2014-01-01', 10);
  const engine = await engineWith({ orders: [old, ...orders] });
  const { cohort_triangle: found } = (
    await analyse(engine, { asOf: '2023-08-15', period: 'month', startsWith: 'middle' }, ['cohort_triangle'])
  ).statistics;
  expect(found!.some(({ cohort }) => String(cohort).startsWith('2014'))).toBe(false);
  const all = (await analyse(engine, { asOf: '2033-08-15', period: 'month', startsWith: 'business' }, ['cohort_triangle'])).statistics
    .cohort_triangle!;
  expect([...new Set(all.map(({ unit }) => unit))]).toEqual(['year']);
});
