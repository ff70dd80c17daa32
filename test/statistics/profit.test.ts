import { describe, expect, test } from 'vitest';
import { activityRules } from '#panel/drivers.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { statisticsOf } from '#statistics/index.ts';
import { build, engineWith, type Records, sale } from '../panel/tables.ts';

async function statistics(records: Records, tables: string[], settings = {}) {
  const engine = await engineWith(records);
  const { asOf } = await build(engine, { asOf: '2024-06-30', ...settings });
  return computeStatistics(engine, statisticsOf(tables), { asOf }, new AbortController().signal);
}
const sales = (n: number, cogs = 4) =>
  Array.from({ length: n }, (_, index) => sale(`c${String(index).padStart(3, '0')}`, '2024-01-10', 10 + index, { cogs }));

describe('the waterfall', () => {
  test('is in ten-thousandths, adds up to the books and names who bears each step', async () => {
    const { profit_waterfall: rows } = await statistics(
      { orders: sales(2), costs: [{ date: '2024-02-01', amount: 3, type: 'admin' }] },
      ['profit_waterfall'],
      { costRules: activityRules },
    );
    const shown = rows!.filter(({ amount }) => amount !== 0).map(({ step, customers, amount }) => [step, customers, amount]);
    expect(shown.toSorted()).toEqual([
      ['cogs', 2, -80_000],
      ['ledger', 0, 100_000],
      ['revenue', 2, 210_000],
      ['unallocated', 0, -30_000],
    ]);
  });
});

describe('revenue and profit of customers', () => {
  test('stand customer by customer while they are few', async () => {
    const { revenue_profit: rows } = await statistics({ orders: sales(3, 11) }, ['revenue_profit']);
    expect(
      rows!.map(({ customer_id, n, amount, profit, losing, deferred, amount_from }) => [
        customer_id,
        n,
        amount,
        profit,
        losing,
        deferred,
        amount_from,
      ]),
    ).toEqual([
      ['c000', 1, 100_000, -10_000, 1, null, null],
      ['c001', 1, 110_000, 0, 0, null, null],
      ['c002', 1, 120_000, 10_000, 0, null, null],
    ]);
  });

  test('are cells beyond that, with nothing lost and losses apart from gains', async () => {
    const { revenue_profit: rows } = await statistics({ orders: sales(401, 200) }, ['revenue_profit']);
    const total = (name: string) => rows!.reduce((sum, row) => sum + Number(row[name]), 0);
    expect([total('n'), total('amount'), total('losing')]).toEqual([401, (401 * 10 + 200 * 401) * 10_000, 190]);
    expect(rows!.every((row) => row.customer_id === null && (row.losing === 0 || row.losing === row.n))).toBe(true);
  });

  test('C12: acquisition costs are shown written off over the life that ends let expect, too', async () => {
    const records: Records = {
      orders: [sale('gone', '2022-01-01', 10, { cogs: 0 }), ...['a', 'b'].flatMap((id) => [sale(id, '2024-05-31', 10, { cogs: 0 })])],
      costs: [{ date: '2024-05-31', amount: 20, type: 'acquisition', customer_id: 'a' }],
    };
    const { revenue_profit: rows } = await statistics(records, ['revenue_profit'], { period: 'month' });
    const a = rows!.find(({ customer_id }) => customer_id === 'a')!;
    // who bought once in January 2022 is given up after a dozen periods: the two years of silence after that are no life
    const life = Number(a.life_days);
    expect(life / 30.4375).toBeGreaterThan(5);
    expect(life / 30.4375).toBeLessThan(18);
    const deferred = Math.round(200_000 * (1 - 31 / life));
    expect(a).toMatchObject({ losing: 1, deferred, losing_amortised: 0, lost_amortised: 0, amount_amortised: 0 });
  });
});

describe('C12: the sensitivity of profit to the allocation', () => {
  const records: Records = {
    orders: Array.from({ length: 12 }, (_, index) => sale(`c${index}`, '2024-01-10', 10 * (index + 1), { cogs: 0 })),
    costs: [{ date: '2024-01-31', amount: 78, type: 'service' }],
    contacts: [{ customer_id: 'c0', at: '2024-01-12 09:00:00', purpose: 'service', minutes: 60 }],
  };

  test.each([{}, { service: 'orders' }, activityRules])('is the same whatever rule is in force: %o', async (costRules) => {
    const { allocation_sensitivity: rows } = await statistics(records, ['allocation_sensitivity'], { costRules });
    const [all, ...points] = [rows!.find(({ kind }) => kind === 'all')!, ...rows!.filter(({ kind }) => kind === 'point')];
    expect(all).toMatchObject({ n: 12, customers: 12, changing: 1, losing_amount: 0, losing_activity: 1, moved: 770_000, pools: 780_000 });
    expect(all.rho).toBeCloseTo(1, 1);
    expect(points.find(({ customer_id }) => customer_id === 'c0')).toMatchObject({ by_amount: 90_000, by_activity: -680_000, changing: 1 });
  });

  test('is nothing where every cost has its customer', async () => {
    const { allocation_sensitivity: rows } = await statistics({ orders: sales(12) }, ['allocation_sensitivity']);
    expect(rows).toEqual([]);
  });
});

test('C6, C11: what was decided about the start of the file and refunds is one row', async () => {
  const { choices } = await statistics({ orders: sales(3) }, ['choices'], { refunds: 'accrual', startsWith: 'middle' });
  expect(choices).toEqual([
    {
      cohort_start: 1,
      starts_with: 'middle',
      starts_with_chosen: 1,
      early_customers: 3,
      refunds: 'accrual',
      refund_lines: 0,
      matched_refund_lines: 0,
      seasonal_years: 0,
    },
  ]);
});
