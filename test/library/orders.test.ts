import { expect, test } from 'vitest';
import { type Order, summariseOrders } from '../../src/library/orders.ts';

const log = (text: string): Order[] =>
  text.split(', ').map((line) => {
    const [customer, date, amount] = line.split(' ');
    return { customer: customer!, date: date!, ...(amount ? { amount: Number(amount) } : {}) };
  });
const daily = (text: string, end?: string) => summariseOrders(log(text), { period: 'day', ...(end ? { end } : {}) });

test('summarises the log of the published fixture', () => {
  const { customers, left } = daily('1 2015-02-01, 1 2015-02-06, 2 2015-01-01, 3 2015-01-01, 3 2015-01-02, 3 2015-01-05', '2015-02-07');
  expect(customers.map(({ customer, x, tx, T, m }) => [customer, x, tx, T, m])).toEqual([
    ['1', 1, 5, 6, null],
    ['2', 0, 0, 37, null],
    ['3', 2, 4, 37, null],
  ]);
  expect(left).toEqual({ unreadable: 0, later: 0, netted: 0 });
});

test('leaves the first purchase out of the mean amount, whatever the order of the rows', () => {
  const rows = ['a 2015-01-01 10', 'a 2015-01-05 20', 'a 2015-01-09 25'];
  for (const order of [rows, [...rows].reverse()]) expect(daily(order.join(', ')).customers[0]).toMatchObject({ x: 2, m: 22.5 });
});

test('knows that January comes after the November before', () => {
  expect(daily('a 2026-01-15 70, a 2025-11-01 50, a 2025-12-20 60').customers).toEqual([
    { customer: 'a', x: 2, tx: 75, T: 75, m: 65, logGaps: expect.closeTo(Math.log(49) + Math.log(26), 12) as number },
  ]);
});

test('takes several orders of a day for one, nets refunds by day, and drops days of which nothing remains', () => {
  const { customers, left } = daily(
    'a 2024-01-01 10, a 2024-01-01T18:30 5, a 2024-02-01 20, a 2024-02-01 -20, a 2024-03-01 30, a 2024-03-01 -10',
  );
  expect(customers[0]).toMatchObject({ x: 1, tx: 60, m: 20 });
  expect(left.netted).toBe(1);
  expect(daily('b 2024-01-01, b 2024-01-01').customers[0]!.x).toBe(0);
  expect(daily('c 2024-01-01 10, c 2024-01-01 -10').customers).toEqual([]);
});

test('counts in the period that is named', () => {
  const weekly = summariseOrders(log('a 1997-01-01 1, a 1997-08-02 1'), { period: 'week', end: '1997-09-30' }).customers[0]!;
  expect([weekly.tx, weekly.T]).toEqual([213 / 7, 272 / 7]);
});

test('leaves out and counts what it cannot read and what is too late; the end itself must be a day', () => {
  const { customers, left } = daily(
    'a 2024-13-01 1, a 2024-02-30 1, a 03/04/2024 1, a 2024-01-01 x, a 2024-01-02 1, a 2024-05-01 1',
    '2024-04-01',
  );
  expect(left).toEqual({ unreadable: 4, later: 1, netted: 0 });
  expect(customers).toHaveLength(1);
  expect(() => daily('a 2024-01-01', 'April')).toThrow(RangeError);
  expect(daily('a 2024-01-01 5, a 2024-01-03').left.unreadable).toBe(1);
});
