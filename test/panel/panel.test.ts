import { describe, expect, it } from 'vitest';
import { sql } from '#sql/sql.ts';
import { analyse, ask, build, engineWith, sale } from './tables.ts';

const panelOf = sql`SELECT customer_id, age, period, exposure, orders, qty, amount, cogs, allocated_cost, profit FROM panel ORDER BY customer_id, age`;

describe('the relationship panel', () => {
  it('cuts time into periods of fixed length from the first order of each customer, the last one by the as-of date', async () => {
    const engine = await engineWith({ orders: [sale('a', '2024-01-10', 10), sale('a', '2024-02-09', 20), sale('a', '2024-02-10', 40)] });
    const facts = await build(engine, { period: 'month', asOf: '2024-03-15' });
    expect(facts).toEqual({ asOf: '2024-03-15', period: 'month', periodDays: 30.4375 });
    const rows = await ask(engine, panelOf);
    expect(rows.map(({ age, period, orders, amount }) => [age, period, orders, amount])).toEqual([
      [0, '2024-01-10', 2, 30],
      [1, '2024-02-10', 1, 40],
      [2, '2024-03-11', 0, 0],
    ]);
    expect(rows.map(({ exposure }) => Number(exposure).toFixed(4))).toEqual(['1.0000', '1.0000', (66 / 30.4375 - 2).toFixed(4)]);
  });

  it('calls a period complete when its last day has been lived', async () => {
    const orders = [sale('a', '2024-01-01', 10)];
    const complete = async (asOf: string) =>
      (await analyse(await engineWith({ orders }), { period: 'year', asOf }, ['stage_age'])).statistics.stage_age!.length;
    expect(await complete('2024-12-30')).toBe(0);
    expect(await complete('2024-12-31')).toBe(1);
  });

  it('books refunds at their date and does not count them as orders', async () => {
    const engine = await engineWith({
      orders: [sale('a', '2024-01-01', 100), sale('a', '2024-02-15', -30, { kind: 'refund' }), sale('b', '2024-06-01', 1)],
    });
    await build(engine, { period: 'month', margin: 0.5 });
    const rows = (await ask(engine, panelOf)).filter(({ customer_id: id, age }) => id === 'a' && Number(age) < 2);
    expect(rows.map(({ orders, amount, profit }) => [orders, amount, profit])).toEqual([
      [1, 100, 50],
      [0, -30, -15],
    ]);
  });

  it('makes one order of all orders that a customer places on one day, and of all lines of an order', async () => {
    const engine = await engineWith({
      orders: [
        sale('a', '2024-01-01', 1, { order_id: 'x' }),
        sale('a', '2024-01-01', 2, { order_id: 'y' }),
        sale('a', '2024-01-03', 4, { order_id: 'y' }),
      ],
    });
    await build(engine, { period: 'month', asOf: '2024-03-01' });
    const rows = await ask(engine, sql`SELECT first_order, last_order, orders, amount FROM customer_state`);
    expect(rows).toEqual([{ first_order: '2024-01-01', last_order: '2024-01-01', orders: 1, amount: 7 }]);
  });

  it('takes the cost of goods from the line, else from the product, else from the assumed margin, and counts each', async () => {
    const engine = await engineWith({
      orders: [
        sale('a', '2024-01-01', 100, { cogs: 80, fee: 1 }),
        sale('a', '2024-01-02', 100, { sku: 's', qty: 2 }),
        sale('a', '2024-01-03', 100, { sku: 't', qty: 2 }),
        sale('a', '2024-01-04', -50, { sku: 's', qty: 1, kind: 'refund' }),
      ],
      products: [{ sku: 's', unit_cost: 30 }, { sku: 't' }],
    });
    const { statistics } = await analyse(engine, { margin: 0.4 }, ['profile', 'profit_rank']);
    expect(statistics.profile![0]).toMatchObject({ assumed_lines: 1, derived_cogs_lines: 2, has_cogs: 1, margin: 0.4, revenue: 2_500_000 });
    expect(statistics.profit_rank).toEqual([{ bin: 0, customers: 1, amount: 2_500_000, profit: (19 + 40 + 40 - 20) * 10_000 }]);
  });

  it('subtracts directly booked costs in their period, before the first order in the first period, and keeps the rest in view', async () => {
    const engine = await engineWith({
      orders: [sale('a', '2024-01-01', 100, { cogs: 0 }), sale('a', '2024-05-01', 100, { cogs: 0 })],
      costs: [
        { date: '2023-12-01', amount: 7, type: 'acquisition', customer_id: 'a' },
        { date: '2024-02-15', amount: 5, type: 'service', customer_id: 'a' },
        { date: '2024-02-15', amount: 11, type: 'marketing' },
        { date: '2024-02-16', amount: 2, type: 'marketing' },
        { date: '2024-02-16', amount: 3, type: 'service', customer_id: 'nobody' },
        { date: '2024-07-01', amount: 1000, type: 'admin' },
      ],
    });
    const { statistics } = await analyse(engine, { period: 'month' }, ['stage_age', 'unallocated_costs', 'profile']);
    expect(statistics.stage_age!.map(({ profit }) => profit)).toEqual([930_000, -50_000, 0, 1_000_000]);
    expect(statistics.unallocated_costs).toEqual([
      { type: 'marketing', amount: 130_000 },
      { type: 'service', amount: 30_000 },
    ]);
    expect(statistics.profile![0]).toMatchObject({ direct_costs: 120_000, unallocated_costs: 160_000 });
  });

  it('lists customers with refunds only without a stage, and counts unknown buyers in revenue only', async () => {
    const engine = await engineWith({
      orders: [sale('a', '2024-01-01', 100), sale('r', '2024-02-01', -20, { kind: 'refund' }), sale(null, '2024-03-01', 5)],
    });
    const { statistics } = await analyse(engine, { period: 'month', asOf: '2024-06-30' }, ['profile', 'stage_now', 'profit_rank']);
    expect(statistics.profile![0]).toMatchObject({
      lines: 3,
      orders: 2,
      customers: 2,
      customers_with_stage: 1,
      refund_only: 1,
      unknown_buyer_lines: 1,
      unknown_buyer_revenue: 50_000,
      revenue: 850_000,
    });
    expect(statistics.stage_now).toEqual([{ stage: 'D', n: 1 }]);
    expect(statistics.profit_rank!.map(({ customers, amount }) => [customers, amount])).toEqual([
      [1, 1_000_000],
      [1, -200_000],
    ]);
    expect(await ask(engine, sql`SELECT stage, early, repeat, recency FROM customer_state WHERE customer_id = 'r'`)).toEqual([
      { stage: null, early: null, repeat: null, recency: null },
    ]);
  });

  it('leaves gift cards out and lets adjustments move money without being orders', async () => {
    const orders = [
      sale('a', '2024-01-01', 100),
      sale('a', '2024-01-20', 50, { kind: 'gift_card' }),
      sale('a', '2024-01-25', -10, { kind: 'adjustment' }),
    ];
    const { statistics } = await analyse(await engineWith({ orders }), { margin: 0.5 }, ['profile', 'profit_rank']);
    expect(statistics.profile![0]).toMatchObject({ lines: 2, orders: 1, revenue: 900_000 });
    expect(statistics.profit_rank).toEqual([{ bin: 0, customers: 1, amount: 900_000, profit: 400_000 }]);
  });

  it('knows nothing after the as-of date', async () => {
    const orders = [sale('a', '2024-01-01', 1), sale('a', '2024-09-01', 2)];
    const { statistics } = await analyse(await engineWith({ orders }), { asOf: '2024-06-30' }, ['profile']);
    expect(statistics.profile![0]).toMatchObject({ lines: 1, last_date: '2024-01-01', as_of: '2024-06-30' });
  });

  it('says unknown, not zero, when the file has no amounts', async () => {
    const orders = [sale('a', '2024-01-01', 0), sale('a', '2024-02-01', 0)].map(({ order_id, customer_id, date }) => ({
      order_id,
      customer_id,
      date,
    })) as never[];
    const engine = await engineWith({ orders, costs: [{ date: '2024-01-05', amount: 5, type: 'service', customer_id: 'a' }] });
    const { statistics } = await analyse(engine, { period: 'month', asOf: '2024-06-30' }, ['profile', 'stage_age', 'profit_rank']);
    expect(statistics.stage_age![0]).toMatchObject({ n: 1, orders: 1, amount: null, profit: null, qty: null });
    expect(statistics.profile![0]).toMatchObject({ has_amount: 0, has_cogs: 0, has_qty: 0 });
    expect(statistics.profit_rank).toEqual([]);
  });
});
