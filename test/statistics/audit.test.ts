import { beforeAll, describe, expect, it } from 'vitest';
import type { PanelSettings } from '#panel/build.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { statistics } from '#statistics/index.ts';
import { build, engineWith, sale } from '../panel/tables.ts';

/** Two half-years of 2023 and a month before them: `a` kept up, `b` kept down, `c` lost, `d` new, `e` came back, `f` had money back and no order. */
const orders = [
  ...['2022-12-10', '2023-03-10'].map((day) => sale('e', day, 10, { cogs: 5 })).slice(0, 1),
  sale('a', '2023-02-10', 100, { cogs: 50 }),
  sale('b', '2023-03-10', 80, { cogs: 40 }),
  sale('c', '2023-04-10', 60, { cogs: 30 }),
  sale('a', '2023-08-10', 120, { cogs: 50 }),
  sale('a', '2023-09-10', 30, { cogs: 20 }),
  sale('b', '2023-10-10', 70, { cogs: 20 }),
  sale('d', '2023-11-10', 40, { cogs: 60 }),
  sale('e', '2023-12-10', 20, { cogs: 10 }),
  sale('f', '2022-12-05', 9, { cogs: 4 }),
  { ...sale('f', '2023-01-15', -9), order_id: 'f back', kind: 'refund' },
];

/** The statistics of the audit alone. */
async function audited(records: typeof orders, settings: PanelSettings): Promise<StatisticTables> {
  const engine = await engineWith({ orders: records });
  const { asOf } = await build(engine, { period: 'month', ...settings });
  const own = statistics.filter(({ id }) => id.startsWith('audit-'));
  return computeStatistics(engine, own, { asOf }, new AbortController().signal);
}

let tables: StatisticTables;
const pick = (table: string, some: StatisticRow): StatisticRow[] =>
  tables[table]!.filter((row) => Object.entries(some).every(([name, value]) => row[name] === value));

describe('the customer-base audit', () => {
  beforeAll(async () => {
    tables = await audited(orders, { asOf: '2024-01-15', startsWith: 'business' });
  });

  it('takes two stretches of whole months that fit into the file, and leaves out the month that the as-of date cuts', () => {
    expect(tables.audit_moments![0]).toMatchObject({
      months: 6,
      before_from: '2023-01-01',
      now_from: '2023-07-01',
      now_to: '2023-12-31',
      n: 6,
    });
    expect(tables.audit_moments![0]).toMatchObject({ active_before: 3, active_now: 4, orders_before: 3, orders_now: 5 });
  });

  it('says what became of every customer, and the changes add up to the change of the whole', () => {
    const of = (move: string) => pick('audit_moves', { measure: 'amount', move });
    const sum = (name: string) => pick('audit_moves', { measure: 'amount' }).reduce((all, row) => all + Number(row[name]), 0);
    for (const move of ['new', 'returned', 'up', 'down', 'lost', 'idle']) expect(of(move).map(({ n }) => n)).toEqual([1]);
    expect(of('up')[0]).toMatchObject({ amount_before: 1_000_000, amount_now: 1_500_000, orders_before: 1, orders_now: 2, squares: 2500 });
    expect(of('idle')[0]).toMatchObject({ amount_before: -90_000, tenth_before: 'none', tenth_now: 'none' });
    const { amount_before: before, amount_now: now } = tables.audit_moments![0]!;
    expect([sum('amount_before'), sum('amount_now')]).toEqual([Number(before) * 10_000, Number(now) * 10_000]);
    expect([before, now]).toEqual([231, 280]);
  });

  it('calls a customer kept up or down by the measure that is asked for', () => {
    expect(pick('audit_moves', { measure: 'profit', move: 'up' }).reduce((all, { n }) => all + Number(n), 0)).toBe(2);
    expect(pick('audit_moves', { measure: 'profit', move: 'down' })).toEqual([]);
  });

  it('ranks those who ordered, best first, by amount and by profit', () => {
    const best = pick('audit_tenths', { period: 'now', measure: 'amount', tenth: '1' })[0];
    expect(best).toMatchObject({ n: 1, orders: 2, amount: 1_500_000, squares: 22_500, least: 1_500_000, most: 1_500_000 });
    expect(pick('audit_tenths', { period: 'now', measure: 'profit', tenth: '4' })[0]).toMatchObject({ profit: -200_000 });
    expect(pick('audit_tenths', { period: 'now', measure: 'amount' })).toHaveLength(4);
  });

  it('counts customers by their orders and by their amount in steps that double', () => {
    expect(pick('audit_distribution', { period: 'now', part: 'orders' }).map(({ bin, n }) => [bin, n])).toEqual([
      [1, 3],
      [2, 1],
    ]);
    expect(pick('audit_distribution', { period: 'now', part: 'spend', bin: 7 })[0]).toMatchObject({ n: 1, amount: 1_500_000 });
  });

  it('carries the products from which intervals follow', () => {
    const row = tables.audit_moments![0]!;
    expect(row.orders_now__orders_now).toBe(4 + 1 + 1 + 1);
    expect(row.amount_before__amount_now).toBe(100 * 150 + 80 * 70);
  });

  it('has every cohort in every calendar unit, and the cells add up to the base', () => {
    const years = pick('audit_cells', { unit: 'year' });
    expect(years.map(({ cohort, calendar, n, active, partial }) => [cohort, calendar, n, active, partial])).toEqual([
      ['2022-01-01', '2022-01-01', 2, 2, 0],
      ['2022-01-01', '2023-01-01', 2, 1, 0],
      ['2022-01-01', '2024-01-01', 2, 0, 1],
      ['2023-01-01', '2023-01-01', 4, 4, 0],
      ['2023-01-01', '2024-01-01', 4, 0, 1],
    ]);
    expect(years.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(5_300_000);
    expect(pick('audit_cells', { unit: 'year', cohort: '2023-01-01', calendar: '2023-01-01' })[0]).toMatchObject({
      orders: 7,
      orders_amount: 3 * 250 + 2 * 150 + 60 + 40,
    });
  });

  it('gives no expectation, and says why, where the value model has too few customers', () => {
    expect(tables.audit_outlook![0]).toMatchObject({ customers: 0, amount: null });
    expect(tables.audit_outlook![0]!.reason).not.toBeNull();
  });
});

it('C6: customers whose start is unknown are a cohort of their own, so that the base stays whole', async () => {
  const old = sale('z', '2014-01-01', 10);
  const { audit_cells: cells } = await audited([old, ...orders], { asOf: '2023-12-31', startsWith: 'middle' });
  expect(cells!.filter(({ unit, cohort }) => unit === 'year' && cohort === null)[0]).toMatchObject({
    calendar: '2014-01-01',
    n: 1,
    amount: 100_000,
  });
});
