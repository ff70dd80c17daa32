import { describe, expect, it } from 'vitest';
import { sql } from '#sql/sql.ts';
import { analyse, engineWith, sale, type Analysis, type Records } from '../panel/tables.ts';

const read = ['stage_age', 'stage_age_replicates', 'stage_now', 'stage_flow', 'loyalty_bins', 'profit_rank', 'profile'];
const run = async (records: Records, settings = {}): Promise<Analysis['statistics']> =>
  (await analyse(await engineWith(records), settings, read)).statistics;

describe('sums by relationship age', () => {
  const orders = [
    sale('a', '2024-01-01', 10, { qty: 1 }),
    sale('a', '2024-02-05', 20, { qty: 2 }),
    sale('b', '2024-02-10', 40, { qty: 3 }),
    sale('b', '2024-03-31', 80, { qty: 4 }),
  ];

  it('count a customer at an age only when that period is complete', async () => {
    const { stage_age: ages, stage_now: now } = await run({ orders }, { period: 'month', asOf: '2024-03-31', margin: 0.5 });
    expect(ages).toEqual([
      {
        age: 0,
        n: 2,
        orders: 2,
        qty: 4,
        amount: 500_000,
        profit: 250_000,
        exploration: 2,
        formation: 0,
        stable: 0,
        decline: 0,
        ended: 0,
        early: 2,
      },
      {
        age: 1,
        n: 1,
        orders: 1,
        qty: 2,
        amount: 200_000,
        profit: 100_000,
        exploration: 1,
        formation: 0,
        stable: 0,
        decline: 0,
        ended: 0,
        early: 1,
      },
    ]);
    expect(now).toEqual([{ stage: 'early', n: 2 }]);
  });

  it('agree with what the replicates are drawn from and with the flows', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      sale(`c${index % 60}`, `2024-${String((index % 12) + 1).padStart(2, '0')}-0${(index % 9) + 1}`, 5 + (index % 7)),
    );
    const tables = await run({ orders: many }, { period: 'month' });
    for (const { age, n, amount } of tables.stage_age!) {
      const drawn = tables.stage_age_replicates!.filter((row) => row.age === age);
      expect(drawn).toHaveLength(200);
      const mean = (name: string): number => drawn.reduce((sum, row) => sum + Number(row[name]), 0) / 200;
      const deviation = Math.sqrt(Number(n));
      expect(Math.abs(mean('n') - Number(n))).toBeLessThan((4 * deviation) / Math.sqrt(200));
      if (Number(amount) > 0) expect(mean('amount') / Number(amount)).toBeCloseTo(1, 0);
    }
    const moves = tables.stage_flow!.reduce((sum, { n }) => sum + Number(n), 0);
    const cells = tables.stage_age!.slice(1).reduce((sum, { n }) => sum + Number(n), 0);
    expect(moves).toBe(cells);
    expect(tables.stage_now!.reduce((sum, { n }) => sum + Number(n), 0)).toBe(tables.profile![0]!.customers_with_stage);
    expect(tables.loyalty_bins!.reduce((sum, { n }) => sum + Number(n), 0)).toBe(tables.profile![0]!.customers_with_stage);
  });
});

describe('the profit rank', () => {
  it('lists each customer, best first', async () => {
    const orders = [
      sale('low', '2024-01-01', 10, { cogs: 20 }),
      sale('high', '2024-01-01', 100, { cogs: 20 }),
      sale('mid', '2024-01-01', 50, { cogs: 20 }),
    ];
    expect((await run({ orders })).profit_rank).toEqual([
      { bin: 0, customers: 1, profit: 800_000, amount: 1_000_000 },
      { bin: 1, customers: 1, profit: 300_000, amount: 500_000 },
      { bin: 2, customers: 1, profit: -100_000, amount: 100_000 },
    ]);
  });

  it('groups many customers into a thousand bins that never mix gain and loss, and loses none', async () => {
    const engine = await engineWith({});
    await engine.execute(sql`INSERT INTO imported.orders_all (order_id, customer_id, date, kind, state, net_amount, cogs)
      SELECT CAST(i AS VARCHAR), 'c' || i, DATE '2024-01-01', 'sale', 'counted', i % 100, 90 FROM range(2001) t(i)`);
    const bins = (await analyse(engine, {}, ['profit_rank'])).statistics.profit_rank!;
    expect(bins.length).toBeLessThanOrEqual(1000);
    expect(bins.reduce((sum, { customers }) => sum + Number(customers), 0)).toBe(2001);
    expect(bins.filter(({ profit }) => Number(profit) >= 0).reduce((sum, { customers }) => sum + Number(customers), 0)).toBe(200);
  });
});
