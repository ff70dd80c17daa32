import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import type { CustomerFilter } from '#figures/definition.ts';
import { allCustomers, customerTimeline, listCustomers, spanOfOrders } from '#customers/customers.ts';
import { analyse, engineWith, sale } from '../panel/tables.ts';

const { signal } = new AbortController();
const salt = 'this visit';
let engine: Engine;

const everyone: CustomerFilter = { table: 'customer_state', where: [] };
const list = (filter: CustomerFilter, more = {}) => listCustomers(engine, { filter, salt, ...more }, signal);
const ids = async (filter: CustomerFilter, more = {}) => (await list(filter, more)).customers.map(({ id }) => id);

beforeAll(async () => {
  const months = Array.from({ length: 8 }, (_, month) => `2024-0${month + 1}-10`);
  engine = await engineWith({
    orders: [
      ...months.map((date) => sale('anna', date, 100)),
      sale("o'brien", '2024-01-10', 50),
      sale('carl', '2024-08-01', 5),
      sale('anna', '2024-12-24', 999),
      { order_id: 'back', customer_id: 'anna', date: '2024-03-20', kind: 'refund', net_amount: -40 },
    ],
    contacts: [
      { customer_id: 'anna', at: '2024-02-02 10:00:00', purpose: 'service', channel: 'phone', cost: 3 },
      { customer_id: 'anna', at: '2024-11-02 10:00:00', purpose: 'winback' },
    ],
    complaints: [{ ticket_id: 't', customer_id: 'anna', opened: '2024-04-04 09:00:00', type: 'delivery' }],
    referrals: [{ referrer_id: 'anna', referred_id: 'carl', date: '2024-08-01' }],
    costs: [{ date: '2024-05-31', type: 'service', customer_id: 'anna', amount: 7 }],
  });
  await analyse(engine, { period: 'month', asOf: '2024-08-31' });
});

describe('a list of customers', () => {
  test('holds everybody who fits, those who bought most first, and says how many there are', async () => {
    const { total, customers } = await list(everyone);
    expect(total).toBe(3);
    expect(customers.map(({ id }) => id)).toEqual(['anna', "o'brien", 'carl']);
    expect(customers[0]).toMatchObject({ firstOrder: '2024-01-10', lastOrder: '2024-08-10', orders: 8, amount: 760, pAlive: null });
  });

  test('is cut where it is told, and the number in all stays', async () => {
    const { total, customers } = await list(everyone, { limit: 2 });
    expect([total, customers.length]).toEqual([3, 2]);
    expect(await allCustomers(engine, { filter: everyone, salt }, signal)).toHaveLength(3);
  });

  test('is sorted by any of its columns', async () => {
    expect(await ids(everyone, { sort: { by: 'id', descending: true } })).toEqual(["o'brien", 'carl', 'anna']);
    expect(await ids(everyone, { sort: { by: 'firstOrder', descending: true } })).toEqual(['carl', 'anna', "o'brien"]);
  });

  test('is searched by part of an id, also one with a quote, and by a code', async () => {
    expect(await ids(everyone, { search: "O'B" })).toEqual(["o'brien"]);
    expect(await ids(everyone, { search: '%' })).toEqual([]);
    const { customers } = await list(everyone);
    expect(await ids(everyone, { search: customers[2]!.code.slice(0, 8) })).toEqual(['carl']);
  });

  test('takes conditions on any of the tables of customers', async () => {
    expect(
      await ids(
        {
          table: 'stages',
          where: [
            { column: 'age', is: 6 },
            { column: 'start_known', is: true },
          ],
        },
        {},
      ),
    ).toEqual(['anna', "o'brien"]);
    expect(await ids({ table: 'panel', where: [{ column: 'complaints', from: 1 }] })).toEqual(['anna']);
    expect(
      await ids({
        table: 'episodes',
        where: [
          { column: 'episode', is: 1 },
          { column: 'orders', to: 1 },
        ],
      }),
    ).toEqual(["o'brien", 'carl']);
    expect(await ids({ table: 'customer_state', where: [{ column: 'first_order', from: '2024-02-01', to: '2024-08-31' }] })).toEqual([
      'carl',
    ]);
    expect(await ids({ table: 'customer_state', where: [{ column: 'p_alive', is: null }] })).toHaveLength(3);
  });

  test('takes several ids, open ends, and conditions on a further table', async () => {
    const state = (where: CustomerFilter['where']): CustomerFilter => ({ table: 'customer_state', where });
    expect(await ids(state([{ column: 'customer_id', among: ['carl', "o'brien", 'nobody'] }]))).toEqual(["o'brien", 'carl']);
    expect(await ids(state([{ column: 'customer_id', among: [] }]))).toEqual([]);
    expect(await ids(state([{ column: 'amount', from: 50, below: 760 }]))).toEqual(["o'brien"]);
    expect(await ids(state([{ column: 'amount', above: 50 }]))).toEqual(['anna']);
    expect(
      await ids({
        ...state([{ column: 'orders', to: 1 }]),
        and: { table: 'purchases', where: [{ column: 'first_order', from: '2024-08-01' }] },
      }),
    ).toEqual(['carl']);
  });

  test.each([
    ['a column that is not in the list', { table: 'customer_state', where: [{ column: 'amount) OR (1', is: 1 }] }],
    ['a condition that asks nothing', { table: 'stages', where: [{ column: 'age' }] }],
    [
      'a column of the further table that is not in the list',
      { ...everyone, and: { table: 'purchases', where: [{ column: 'place', is: 1 }] } },
    ],
    ['another table', { table: 'orders', where: [{ column: 'customer_id', is: 'anna' }] }],
  ])('refuses %s', async (_, filter) => {
    await expect(list(filter as CustomerFilter)).rejects.toMatchObject({ code: 'customers/filter' });
  });
});

describe('C26: codes in place of ids', () => {
  test('stay the same within a visit, differ between visits, and are no part of the id', async () => {
    const code = async (secret: string) => (await listCustomers(engine, { filter: everyone, salt: secret }, signal)).customers[0]!.code;
    expect(await code(salt)).toMatch(/^[0-9a-f]{12}$/);
    expect(await code(salt)).toBe(await code(salt));
    expect(await code(salt)).not.toBe(await code('another visit'));
    expect((await customerTimeline(engine, 'anna', salt, signal)).customer.code).toBe(await code(salt));
  });
});

describe('the timeline of one customer', () => {
  test('tells orders, refunds, contacts, complaints, referrals and costs in their order, and nothing after the as-of date', async () => {
    const { events, eventsTotal, customer } = await customerTimeline(engine, 'anna', salt, signal);
    expect(customer).toMatchObject({ id: 'anna', asOf: '2024-08-31', tenureDays: 234 });
    expect(eventsTotal).toBe(13);
    expect(events).toHaveLength(13);
    const kinds = new Set(events.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['complaint', 'contact', 'cost', 'order', 'referral', 'refund']);
    expect(events.map(({ date }) => date)).toEqual(events.map(({ date }) => date).sort());
    expect(events.find(({ kind }) => kind === 'contact')).toEqual({
      date: '2024-02-02',
      kind: 'contact',
      amount: 3,
      detail: 'service · phone',
    });
    expect(events.find(({ kind }) => kind === 'refund')).toEqual({ date: '2024-03-20', kind: 'refund', amount: -40, detail: 'back' });
  });

  test('has a stage with its reason for every complete period, and profit that adds up to the state of the customer', async () => {
    const { periods, customer } = await customerTimeline(engine, 'anna', salt, signal);
    expect(periods).toHaveLength(8);
    expect(periods.slice(0, 7).every(({ stage, reason, margin }) => stage !== null && reason !== null && margin !== null)).toBe(true);
    expect(periods[0]!.from).toBe('2024-01-10');
    expect(periods[7]).toMatchObject({ stage: null, until: '2024-08-31' });
    expect(periods[7]!.cumulative).toBeCloseTo(customer.profit!, 9);
  });

  test('of nobody is refused by its code', async () => {
    await expect(customerTimeline(engine, 'nobody', salt, signal)).rejects.toMatchObject({ code: 'customers/unknown' });
  });
});

test('the span of the orders is that of the data, whatever the as-of date', async () => {
  expect(await spanOfOrders(engine, signal)).toEqual({ first: '2024-01-10', last: '2024-12-24' });
});
