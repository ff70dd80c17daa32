import { expect, test } from 'vitest';
import { analyse, engineWith, type Records, sale } from '../panel/tables.ts';

const cut = '2024-02-29';

/** Two years of orders, refunds, contacts, complaints, costs, referrals, answers and debts of two dozen customers, by plain arithmetic. */
function company(): Records {
  const day = (n: number): string => new Date(Date.UTC(2023, 0, 5) + n * 86_400_000).toISOString().slice(0, 10);
  const orders = Array.from({ length: 24 }, (_, c) =>
    Array.from({ length: 1 + ((c * 5) % 13) }, (_, i) =>
      sale(`c${c}`, day(((c * 29) % 400) + i * (17 + (c % 5) * 9)), 20 + ((c * i) % 60), {
        cogs: 8 + (c % 4),
        qty: 1 + (i % 3),
        sku: `s${i % 4}`,
      }),
    ),
  ).flat();
  const some = (n: number) => Array.from({ length: n }, (_, i) => ({ customer_id: `c${(i * 7) % 24}`, on: day(i * 31) }));
  return {
    orders: [
      ...orders,
      ...some(20).map(({ customer_id, on }, i) => ({ order_id: `r${i}`, customer_id, date: on, kind: 'refund', net_amount: -5 })),
    ],
    contacts: some(22).map(({ customer_id, on }) => ({
      customer_id,
      at: `${on} 10:00:00`,
      purpose: 'service',
      minutes: 5,
      direction: 'in',
    })),
    complaints: some(22).map(({ customer_id, on }, i) => ({ ticket_id: `t${i}`, customer_id, opened: `${on} 09:00:00`, type: 'delivery' })),
    costs: some(22).map(({ customer_id, on }, i) => ({ date: on, type: 'service', amount: 3, ...(i % 2 ? { customer_id } : {}) })),
    referrals: some(18).map(({ customer_id, on }, i) => ({ referrer_id: customer_id, referred_id: `c${(i * 11 + 1) % 24}`, date: on })),
    receivables: some(18).map(({ customer_id, on }, i) => ({ document_id: `d${i}`, customer_id, date: on, kind: 'invoice', amount: 40 })),
    surveys: some(18).map(({ customer_id, on }, i) => ({
      response_id: `a${i}`,
      customer_id,
      date: on,
      item_id: 'q',
      construct: 'affect',
      value: 1 + (i % 5),
      scale_min: 1,
      scale_max: 5,
    })),
  };
}

/** The records as they were known on the day: nothing dated after it. */
function known(records: Records): Records {
  const dateOf = (row: Record<string, unknown>): string => String(row.date ?? row.at ?? row.opened).slice(0, 10);
  return Object.fromEntries(Object.entries(records).map(([table, rows]) => [table, rows.filter((row) => dateOf(row) <= cut)]));
}

test('every statistic as of a day is that of files cut at the day', { timeout: 120_000 }, async () => {
  expect(known(company()).orders!.length).toBeLessThan(company().orders!.length * 0.9);
  const settings = { period: 'month', asOf: cut } as const;
  const whole = await analyse(await engineWith(company()), settings);
  const early = await analyse(await engineWith(known(company())), settings);
  expect(whole.facts).toEqual(early.facts);
  expect(Object.keys(whole.statistics).length).toBeGreaterThan(7);
  for (const [table, rows] of Object.entries(whole.statistics)) expect({ table, rows }).toEqual({ table, rows: early.statistics[table] });
});
