import { describe, expect, test } from 'vitest';
import { activityRules, amountRules } from '#panel/drivers.ts';
import { sql } from '#sql/sql.ts';
import { analyse, ask, build, engineWith, type Records, sale } from './tables.ts';

const steps = sql`SELECT step, customers, amount FROM profit_steps WHERE segment = '' AND amount <> 0`;
const byStep = async (records: Records, costRules = {}) => {
  const engine = await engineWith(records);
  await build(engine, { costRules, asOf: '2024-06-30' });
  return { engine, steps: Object.fromEntries((await ask(engine, steps)).map(({ step, amount }) => [step, amount])) };
};
const records: Records = {
  orders: [
    sale('a', '2024-01-01', 100, { cogs: 40, fee: 3, written_off: 20 }),
    sale('a', '2024-01-02', -10, { kind: 'refund', cogs: -4 }),
    sale('a', '2024-01-03', -5, { kind: 'adjustment' }),
    sale('b', '2024-01-05', 50, { cogs: 20 }),
    sale(null, '2024-01-06', 30, { cogs: 12, fee: 1 }),
  ],
  costs: [
    { date: '2024-01-31', amount: 7, type: 'service', customer_id: 'b' },
    { date: '2024-01-31', amount: 2, type: 'rent', customer_id: 'b' },
    { date: '2024-01-31', amount: 3, type: 'sales', customer_id: 'nobody' },
    { date: '2024-01-31', amount: 9, type: 'transaction' },
    { date: '2024-01-31', amount: 11, type: 'rent' },
  ],
  receivables: [{ document_id: 'x', customer_id: 'nobody', kind: 'writeoff', date: '2024-02-01', amount: -4 }],
};

describe('from revenue to profit', () => {
  test('every step stands apart, unknown buyers and what nobody bears included', async () => {
    expect((await byStep(records)).steps).toEqual({
      revenue: 150,
      refunds: -10,
      adjustments: -5,
      cogs: -56,
      fees: -3,
      'cost-service': -7,
      'cost-other': -2,
      'bad-debt': -20,
      'unknown-buyers': 17,
      unallocated: -3 - 9 - 11 - 4,
      ledger: 165 - 68 - 4 - 20 - 32 - 4,
    });
  });

  test.each([
    ['no rules', {}],
    ['activity', activityRules],
    ['amount', amountRules],
  ])('C12: customers and what nobody bears add up to the books exactly: %s', async (_, costRules) => {
    const { engine, steps: found } = await byStep(records, costRules);
    const { ledger, ...rest } = found;
    expect(Object.values(rest).reduce<number>((sum, amount) => sum + Number(amount) * 10_000, 0)).toBeCloseTo(Number(ledger) * 10_000, 6);
    const [customers] = await ask(engine, sql`SELECT sum(profit) AS profit FROM customer_state`);
    const { 'unknown-buyers': unknown = 0, unallocated = 0 } = rest;
    expect(Number(customers!.profit)).toBeCloseTo(Number(ledger) - Number(unknown) - Number(unallocated), 8);
    if (costRules === activityRules) expect(unknown).toBe(17 - 9 / 3);
  });

  test('hold for the largest segments alone, others together; small segments have no name', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `c${index}`);
    const engine = await engineWith({
      orders: ids.map((id) => sale(id, '2024-01-01', 10, { cogs: 4 })),
      customers: ids.map((id, index) => ({ customer_id: id, segment: index < 6 ? 'shops' : index < 9 ? 'few' : null })),
    });
    await build(engine);
    expect(
      await ask(engine, sql`SELECT segment, customers, amount FROM profit_steps WHERE step = 'revenue' ORDER BY segment NULLS LAST`),
    ).toEqual([
      { segment: '', customers: 12, amount: 120 },
      { segment: 'shops', customers: 6, amount: 60 },
      { segment: null, customers: 6, amount: 60 },
    ]);
  });

  test('count the customers whom a step touches', async () => {
    const engine = await engineWith({
      orders: [sale('a', '2024-01-28', 100), sale('b', '2024-01-29', 100), sale('b', '2024-01-30', -10, { kind: 'refund' })],
    });
    await build(engine);
    const touched = await ask(
      engine,
      sql`SELECT step, customers FROM profit_steps WHERE step IN ('revenue', 'refunds', 'fees') ORDER BY step`,
    );
    expect(touched.map(({ step, customers }) => [step, customers])).toEqual([
      ['fees', 0],
      ['refunds', 1],
      ['revenue', 2],
    ]);
  });

  test('add up where some lines have no amount: what such a line earned is not known, so it has no costs either', async () => {
    const { steps: found } = await byStep({
      orders: [
        sale('a', '2024-01-01', 100, { cogs: 40 }),
        { order_id: 'x', customer_id: 'b', date: '2024-01-02', net_amount: null, cogs: 30, fee: 5, written_off: 2 },
      ],
    });
    expect(found).toEqual({ revenue: 100, cogs: -40, ledger: 60 });
  });

  test('are no rows where the file has no amounts', async () => {
    const engine = await engineWith({ orders: [{ order_id: '1', customer_id: 'a', date: '2024-01-01' }] });
    await build(engine);
    expect(await ask(engine, sql`SELECT count(*) AS n FROM profit_steps`)).toEqual([{ n: 0 }]);
  });
});

describe('costs booked after the last order', () => {
  const records = (booked: string): Records => ({
    orders: [sale('a', '2024-01-28', 100, { cogs: 40 })],
    costs: [
      { date: booked, amount: 7, type: 'service' },
      { date: '2024-03-31', amount: 9, type: 'service' },
    ],
  });
  const built = async (booked: string, settings = {}) => {
    const engine = await engineWith(records(booked));
    const { asOf } = await build(engine, settings);
    return [asOf, Object.fromEntries((await ask(engine, steps)).map(({ step, amount }) => [step, amount]))];
  };

  test('count when they close the month of the last order within a week; later ones are told', async () => {
    expect(await built('2024-01-31')).toEqual(['2024-01-31', { revenue: 100, cogs: -40, unallocated: -7, ledger: 53, later: -9 }]);
    expect(await built('2024-02-01')).toEqual(['2024-01-28', { revenue: 100, cogs: -40, ledger: 60, later: -16 }]);
  });

  test('are unknown as of a chosen day', async () => {
    expect(await built('2024-01-31', { asOf: '2024-01-28' })).toEqual(['2024-01-28', { revenue: 100, cogs: -40, ledger: 60 }]);
  });
});

test('every foot tells the same costs of nobody: without the share of unknown buyers, with debts of nobody who bought', async () => {
  const engine = await engineWith({
    orders: [sale('a', '2024-01-28', 100, { cogs: 40 }), sale(null, '2024-01-29', 100)],
    costs: [
      { date: '2024-01-29', amount: 8, type: 'service' },
      { date: '2024-01-29', amount: 2, type: 'rent' },
    ],
    receivables: [{ document_id: 'z', customer_id: 'nobody', kind: 'writeoff', date: '2024-01-20', amount: -3 }],
  });
  const { statistics } = await analyse(engine, { asOf: '2024-01-31', costRules: activityRules }, [
    'profit_waterfall',
    'profile',
    'unallocated_costs',
  ]);
  expect(statistics.profit_waterfall!.find(({ step }) => step === 'unallocated')).toMatchObject({ amount: -50_000 });
  expect(statistics.profile![0]).toMatchObject({ unallocated_costs: 50_000, direct_costs: 40_000 });
  expect(statistics.unallocated_costs!.map(({ type, amount }) => [type, amount]).toSorted()).toEqual([
    ['bad-debt', 30_000],
    ['rent', 20_000],
  ]);
});
