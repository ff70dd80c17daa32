import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { activityRules, amountRules, type CostDriver, type CostRules } from '#panel/drivers.ts';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { sql } from '#sql/sql.ts';
import { importTexts, rows } from '../mapping/support.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { ask, build, engineWith, type Records, sale } from './tables.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const files = {
  'orders.csv': `order_id,customer_id,date,net_amount
A1,C1,2024-01-05,30.00
A2,C2,2024-01-07,10.00
A3,C1,2024-02-06,20.00
A4,,2024-01-09,60.00
`,
  'costs.csv': `date,amount,type,customer_id
2024-01-31,10.00,marketing,
2024-01-31,1.00,admin,
2023-12-31,5.00,marketing,
2024-02-01,2.50,service,C1
`,
  'contacts.csv': `customer_id,at,purpose,minutes
C1,2024-01-03 10:00:00,service,30
C2,2024-01-08 10:00:00,service,10
`,
};

async function ledger(costRules: CostRules): Promise<unknown[][]> {
  await importTexts(engine, files);
  await buildPanel({ engine, settings: { costRules }, runStagePass: stagePass });
  const found = await rows(engine, 'SELECT type, customer_id, date, amount, shared FROM cost_ledger ORDER BY type, customer_id, date');
  return found.map((row) => Object.values(row));
}

describe('costs without a customer', () => {
  test('stay without one when no rule says otherwise', async () => {
    expect((await ledger({})).filter(([, customer]) => customer !== null)).toEqual([['service', 'C1', '2024-02-01', 2.5, false]]);
  });

  test('are shared within their month by orders; unknown buyers bear their own share, months without orders keep theirs', async () => {
    expect((await ledger({ marketing: 'orders' })).filter(([type]) => type === 'marketing')).toEqual([
      ['marketing', 'C1', '2024-01-05', 3.3333, true],
      ['marketing', 'C2', '2024-01-07', 3.3334, true],
      ['marketing', null, '2023-12-31', 5, false],
      ['marketing', null, '2024-01-09', 3.3333, true],
    ]);
  });

  test.each([
    ['revenue', [3, 1]],
    ['contacts', [5, 5]],
    ['minutes', [7.5, 2.5]],
    ['new-customers', [5, 5]],
    ['active-customers', [5, 5]],
  ] as const)('by %s', async (driver, shares) => {
    const found = (await ledger({ marketing: driver })).filter(([type, customer]) => type === 'marketing' && customer !== null);
    expect(found.map(([, , , amount]) => amount)).toEqual(shares);
  });

  test('lower the profit of who bears them, and what nobody bears stays visible', async () => {
    await ledger({ marketing: 'revenue' });
    expect(await rows(engine, 'SELECT customer_id, profit FROM customer_state ORDER BY 1')).toEqual([
      { customer_id: 'C1', profit: 50 * 0.3 - 3 - 2.5 },
      { customer_id: 'C2', profit: 10 * 0.3 - 1 },
    ]);
    expect(await rows(engine, 'SELECT direct_costs, unallocated_costs FROM analysis')).toEqual([
      { direct_costs: 65_000, unallocated_costs: 60_000 },
    ]);
  });
});

test('whatever the pools and orders, the ledger adds up to the costs in ten-thousandths', async () => {
  const cents = fc.integer({ min: 1, max: 9_999_999 });
  const order = fc.record({ customer: fc.integer({ min: 0, max: 6 }), day: fc.integer({ min: 1, max: 28 }), amount: cents });
  const drivers = ['orders', 'order-lines', 'revenue', 'new-customers', 'active-customers', 'activity'] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.array(order, { minLength: 1, maxLength: 30 }),
      fc.array(cents, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...drivers),
      async (orders, pools, driver) => {
        const lines = orders.map(
          ({ customer, day, amount }, index) =>
            `A${index},C${customer},2024-01-${String(day).padStart(2, '0')},${(amount / 100).toFixed(2)}`,
        );
        const costs = pools.map((amount, index) => `2024-0${1 + (index % 2)}-15,${(amount / 100).toFixed(2)},marketing,`);
        await importTexts(engine, {
          'orders.csv': ['order_id,customer_id,date,net_amount', ...lines].join('\n'),
          'costs.csv': ['date,amount,type,customer_id', ...costs].join('\n'),
        });
        await buildPanel({ engine, settings: { costRules: { marketing: driver }, asOf: '2024-12-31' }, runStagePass: stagePass });
        const [row] = await rows(engine, 'SELECT (SELECT sum(amount) FROM cost_ledger) AS ours, (SELECT sum(amount) FROM costs) AS theirs');
        expect(row?.ours).toBe(row?.theirs);
      },
    ),
    { seed: 20_261_122, numRuns: 12 },
  );
});

describe('costs shared by what was done for a customer', () => {
  const orders = [sale('a', '2024-01-05', 30), sale('a', '2024-01-05', 30, { line_id: '2' }), sale('b', '2024-01-07', 10)];
  const pool = (type: string) => ({ date: '2024-01-31', amount: 12, type });
  const contact = (customer: string, purpose: string, minutes: number | null) => ({
    customer_id: customer,
    at: '2024-01-10 09:00:00',
    purpose,
    minutes,
  });
  const shares = async (records: Records, rules: CostRules = activityRules): Promise<unknown[]> => {
    const filled = await engineWith({ orders, ...records });
    await build(filled, { costRules: rules, asOf: '2024-03-31' });
    const found = await ask(filled, sql`SELECT driver, customer_id, amount FROM cost_ledger WHERE shared ORDER BY driver, customer_id`);
    return found.map((row) => Object.values(row));
  };
  const minutes = [contact('a', 'service', 10), contact('b', 'negotiate', 20), contact('b', 'presale', 30), contact('a', 'negotiate', 0)];

  test.each<[string, Records, [CostDriver, string, number][]]>([
    [
      'service by minutes',
      { costs: [pool('service')], contacts: minutes },
      [
        ['minutes', 'a', 2],
        ['minutes', 'b', 10],
      ],
    ],
    [
      'service by contacts where no minutes are noted',
      { costs: [pool('service')], contacts: [contact('a', 'service', null), contact('b', 'service', null)] },
      [
        ['contacts', 'a', 6],
        ['contacts', 'b', 6],
      ],
    ],
    [
      'service by orders where there are no contacts',
      { costs: [pool('service')] },
      [
        ['orders', 'a', 6],
        ['orders', 'b', 6],
      ],
    ],
    ['sales by minutes of negotiating and presale', { costs: [pool('sales')], contacts: minutes }, [['sales-minutes', 'b', 12]]],
    [
      'transaction by order lines',
      { costs: [pool('transaction')] },
      [
        ['order-lines', 'a', 8],
        ['order-lines', 'b', 4],
      ],
    ],
    [
      'acquisition by new customers',
      { costs: [pool('acquisition')] },
      [
        ['new-customers', 'a', 6],
        ['new-customers', 'b', 6],
      ],
    ],
    [
      'marketing by the reach of campaigns, also of those who never bought',
      {
        costs: [pool('marketing')],
        campaigns: [{ campaign_id: 'k', start: '2024-01-20' }],
        campaign_members: [
          { campaign_id: 'k', customer_id: 'a', exposed: true },
          { campaign_id: 'k', customer_id: 'b', exposed: false },
          { campaign_id: 'k', customer_id: 'nobody', exposed: true },
        ],
      },
      [
        ['campaign-reach', 'a', 6],
        ['campaign-reach', 'nobody', 6],
      ],
    ],
    [
      'marketing by active customers where no campaign says whom it reached',
      { costs: [pool('marketing')] },
      [
        ['active-customers', 'a', 6],
        ['active-customers', 'b', 6],
      ],
    ],
    [
      'admin by directly traced cost',
      { costs: [pool('admin'), { ...pool('service'), amount: 3, customer_id: 'a' }, { ...pool('sales'), amount: 1, customer_id: 'b' }] },
      [
        ['traced-cost', 'a', 9],
        ['traced-cost', 'b', 3],
      ],
    ],
    [
      'admin by revenue where no cost is traced',
      { costs: [pool('admin')] },
      [
        ['revenue', 'a', 10.2857],
        ['revenue', 'b', 1.7143],
      ],
    ],
  ])('%s', async (_, records, expected) => {
    expect(await shares(records)).toEqual(expected);
  });

  test('C12: every unit reconciles whatever the rules, types that nobody knows included', async () => {
    const costs = ['acquisition', 'sales', 'service', 'marketing', 'admin', 'transaction', 'rent'].flatMap((type) => [
      { date: '2024-01-31', amount: 33.33, type },
      { date: '2024-02-29', amount: 0.01, type },
    ]);
    for (const rules of [{}, activityRules, amountRules, { rent: 'activity' } as const]) {
      const filled = await engineWith({ orders, costs, contacts: minutes });
      await build(filled, { costRules: rules, asOf: '2024-03-31' });
      const totals = sql`SELECT type, sum(amount) AS amount FROM cost_ledger GROUP BY type ORDER BY type`;
      expect(await ask(filled, totals)).toEqual(
        ['acquisition', 'admin', 'marketing', 'rent', 'sales', 'service', 'transaction'].map((type) => ({ type, amount: 33.34 })),
      );
    }
  });
});
