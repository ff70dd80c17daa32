import { describe, expect, it } from 'vitest';
import { sql } from '#sql/sql.ts';
import { ask, build, engineWith, sale } from './tables.ts';

const month = { period: 'month', asOf: '2024-02-28' } as const;

describe('the cells of the panel', () => {
  it('hold costs by type, which add up to the allocated cost', async () => {
    const engine = await engineWith({
      orders: [sale('a', '2024-01-01', 100, { cogs: 40 })],
      costs: ['acquisition', 'sales', 'service', 'marketing', 'admin', 'transaction', 'rent'].map((type, index) => ({
        date: '2024-01-05',
        amount: 2 ** index,
        type,
        customer_id: 'a',
      })),
    });
    await build(engine, month);
    const [first] = await ask(engine, sql`SELECT COLUMNS('cost'), profit FROM panel WHERE age = 0`);
    expect(first).toEqual({
      allocated_cost: 127,
      cost_acquisition: 1,
      cost_sales: 2,
      cost_service: 4,
      cost_marketing: 8,
      cost_admin: 16,
      cost_transaction: 32,
      cost_other: 64,
      profit: -67,
    });
  });

  it('show refunds, fees and written-off debts apart and take them off the profit', async () => {
    const engine = await engineWith({
      orders: [
        sale('a', '2024-01-01', 100, { cogs: 40, fee: 3, written_off: 20 }),
        sale('a', '2024-01-02', -10, { kind: 'refund', cogs: -4 }),
        sale('a', '2024-01-03', -5, { kind: 'adjustment' }),
      ],
    });
    await build(engine, month);
    expect(await ask(engine, sql`SELECT amount, refunds, cogs, fees, bad_debt, profit FROM panel WHERE age = 0`)).toEqual([
      { amount: 85, refunds: -10, cogs: 36, fees: 3, bad_debt: 20, profit: 85 - 36 - 3 - 20 },
    ]);
  });

  it('put a debt written off in the accounts into the period of its order, once, else at its date', async () => {
    const writeoff = (id: string, customer: string, amount: number) => ({
      document_id: id,
      customer_id: customer,
      kind: 'writeoff',
      date: '2024-02-15',
      amount,
    });
    const engine = await engineWith({
      orders: [sale('a', '2024-01-01', 100, { order_id: 'A1' }), sale('b', '2024-01-01', 100, { order_id: 'B1', written_off: 30 })],
      receivables: [writeoff('A1', 'a', -7), writeoff('Z9', 'a', -2), writeoff('B1', 'b', -30), writeoff('Z8', 'nobody', -50)],
    });
    await build(engine, month);
    expect(await ask(engine, sql`SELECT customer_id, age, bad_debt FROM panel ORDER BY 1, 2`)).toEqual([
      { customer_id: 'a', age: 0, bad_debt: 7 },
      { customer_id: 'a', age: 1, bad_debt: 2 },
      { customer_id: 'b', age: 0, bad_debt: 30 },
      { customer_id: 'b', age: 1, bad_debt: 0 },
    ]);
  });

  it('hold minutes of contacts, those of negotiating apart, and null where the file has none', async () => {
    const orders = [sale('a', '2024-01-01', 1), sale('b', '2024-01-01', 1)];
    const contact = (purpose: string, minutes: number | null) => ({ customer_id: 'a', at: '2024-01-04 09:00:00', purpose, minutes });
    const minutes = sql`SELECT customer_id, contacts, minutes, negotiate_minutes FROM panel WHERE age = 0 ORDER BY 1`;
    const engine = await engineWith({ orders, contacts: [contact('negotiate', 20), contact('presale', 5), contact('service', 30)] });
    await build(engine, month);
    expect(await ask(engine, minutes)).toEqual([
      { customer_id: 'a', contacts: 3, minutes: 55, negotiate_minutes: 25 },
      { customer_id: 'b', contacts: 0, minutes: 0, negotiate_minutes: 0 },
    ]);
    await build(await engineWith({ orders, contacts: [contact('negotiate', null), contact('service', 30)] }), month);
    expect(await ask(engine, minutes)).toMatchObject([
      { contacts: 2, minutes: 30, negotiate_minutes: null },
      { minutes: 0, negotiate_minutes: null },
    ]);
  });
});

describe('C23: the price index', () => {
  const index = sql`SELECT customer_id, sum(price_log) / nullif(sum(price_weight), 0) AS log FROM panel GROUP BY 1 ORDER BY 1`;

  it('compares each product with its peers of the quarter, so that a dearer basket is no higher price', async () => {
    const engine = await engineWith({
      orders: [
        sale('a', '2024-01-01', 10, { sku: 's', qty: 1 }),
        sale('b', '2024-01-02', 20, { sku: 's', qty: 2 }),
        sale('b', '2024-01-02', 900, { sku: 'dear', qty: 1 }),
        sale('c', '2024-01-05', 900, { sku: 'dear', qty: 1 }),
      ],
    });
    await build(engine, month);
    expect(await ask(engine, index)).toEqual(['a', 'b', 'c'].map((customer_id) => ({ customer_id, log: 0 })));
  });

  it('is 1 for the whole base, and shows who pays more', async () => {
    const engine = await engineWith({
      orders: [sale('a', '2024-01-01', 12, { sku: 's', qty: 1 }), sale('b', '2024-01-02', 20, { sku: 's', qty: 2 })],
    });
    await build(engine, month);
    const [a, b] = await ask(engine, index);
    expect(Number(a!.log) - Number(b!.log)).toBeCloseTo(Math.log(1.2), 12);
    const [all] = await ask(engine, sql`SELECT sum(price_log) AS log, sum(price_weight) AS weight FROM panel`);
    expect(Number(all!.log)).toBeCloseTo(0, 12);
    expect(all!.weight).toBe(32);
  });

  it('knows nothing of a product that one customer alone bought in the quarter', async () => {
    const orders = [
      sale('a', '2024-01-01', 10, { sku: 's', qty: 1 }),
      sale('a', '2024-01-09', 20, { sku: 's', qty: 1 }),
      sale('b', '2023-11-01', 10, { sku: 's', qty: 1 }),
    ];
    const engine = await engineWith({ orders });
    await build(engine, month);
    expect(await ask(engine, index)).toEqual([
      { customer_id: 'a', log: null },
      { customer_id: 'b', log: null },
    ]);
  });

  it('is paid over list price where no product has peers', async () => {
    const engine = await engineWith({ orders: [sale('a', '2024-01-01', 80, { qty: 1, list_price: 100 })] });
    await build(engine, month);
    const [a] = await ask(engine, index);
    expect(Number(a!.log)).toBeCloseTo(Math.log(0.8), 12);
  });
});

describe('the state of a customer', () => {
  it('has a value tier by the last 365 days, the description of the customer and the last year', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `c${String(index).padStart(3, '0')}`);
    const engine = await engineWith({
      orders: [
        ...ids.map((id, index) => sale(id, '2024-06-01', 1000 - index, { cogs: 0 })),
        sale('c099', '2022-01-01', 1e6, { cogs: 0 }),
        sale('old', '2022-01-01', 1e6),
      ],
      customers: [{ customer_id: 'c000', segment: 'A', source: 'fair', region: 'north' }],
    });
    await build(engine, { asOf: '2024-12-31' });
    expect(await ask(engine, sql`SELECT tier, count(*) AS n FROM customer_state GROUP BY tier ORDER BY n, tier`)).toEqual([
      { tier: 'inactive', n: 1 },
      { tier: 'top', n: 1 },
      { tier: 'big', n: 4 },
      { tier: 'medium', n: 15 },
      { tier: 'small', n: 80 },
    ]);
    const state = sql`SELECT tier, segment, source, region, amount_12, profit_12 FROM customer_state WHERE customer_id IN ('c000', 'c099', 'old') ORDER BY customer_id`;
    expect(await ask(engine, state)).toEqual([
      { tier: 'top', segment: 'A', source: 'fair', region: 'north', amount_12: 1000, profit_12: 1000 },
      { tier: 'small', segment: null, source: null, region: null, amount_12: 901, profit_12: 901 },
      { tier: 'inactive', segment: null, source: null, region: null, amount_12: 0, profit_12: 0 },
    ]);
  });
});
