import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyRemedies, examine } from '#doctor/examine.ts';
import type { Finding } from '#doctor/definition.ts';
import { findings } from '#doctor/index.ts';
import type { Engine } from '#engine/engine.ts';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { importTexts, rows } from '../mapping/support.ts';
import { openNodeEngine } from '../support/node-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const head = 'order_id,customer_id,date,net_amount,status,currency,sku,customer email,customer name';

/** 60 customers, two orders each, a month apart, from January to August 2024. */
const sound = Array.from({ length: 60 }, (_, customer) =>
  [0, 1].map((order) => {
    const month = String(1 + ((customer + order * 2) % 8)).padStart(2, '0');
    return `A${customer}-${order},C${customer},2024-${month}-${order ? '20' : '10'},${10 + customer / 10},paid,EUR,S${customer},c${customer}@shop.test-free.org,`;
  }),
).flat();

async function load(...more: string[]): Promise<void> {
  await importTexts(engine, { 'orders.csv': [head, ...sound, ...more].join('\n') });
  await buildPanel({ engine, runStagePass: stagePass });
}

async function finding(id: string): Promise<Finding | undefined> {
  return (await examine(engine)).findings.find((one) => one.id === id);
}

/** rows that are found, and after the remedy: customers and revenue against before */
const cases: [string, string, string[], number, { customers: number; revenue: number }][] = [
  ['returns', 'gross', ['R1,C1,2024-08-21,-5,paid,EUR,S1,,', 'R2,C2,2024-08-21,-7,paid,EUR,S1,,'], 2, { customers: 0, revenue: 12 }],
  [
    'repeated-lines',
    'keep-first',
    ['B1,C1,2024-08-21,5,paid,EUR,S1,,', 'B1,C1,2024-08-21,5,paid,EUR,S1,,'],
    1,
    { customers: 0, revenue: -5 },
  ],
  ['same-day', 'merge', ['B1,C1,2024-08-21,5,paid,EUR,S1,,', 'B2,C1,2024-08-21,6,paid,EUR,S2,,'], 1, { customers: 0, revenue: 0 }],
  ['guests', 'leave-out', ['B1,,2024-08-21,5,paid,EUR,S1,,', 'B2,,2024-08-22,6,paid,EUR,S2,,'], 2, { customers: 0, revenue: -11 }],
  [
    'test-buyers',
    'leave-out',
    ['B1,T1,2024-08-21,5,paid,EUR,S1,test@tea.org,', 'B2,T2,2024-08-22,6,paid,EUR,S2,,Test'],
    2,
    { customers: -2, revenue: -11 },
  ],
  ['currency-mix', 'keep-main', [], 0, { customers: 0, revenue: 0 }],
  ['id-variants', 'merge-case', ['B1,c7 ,2024-08-21,9,paid,EUR,S1,,'], 3, { customers: -1, revenue: 0 }],
  ['id-variants', 'merge-zeros', ['B1,00C7,2024-08-21,9,paid,EUR,S1,,'], 3, { customers: -1, revenue: 0 }],
  ['free-rows', 'leave-out', ['B1,N1,2024-08-21,0,paid,EUR,S1,,'], 1, { customers: -1, revenue: 0 }],
  ['left-out', 'count-unpaid', ['B1,N1,2024-08-21,9,pending,EUR,S1,,'], 1, { customers: 1, revenue: 9 }],
  ['shared-email', 'merge', ['B1,N1,2024-08-21,9,paid,EUR,S1,c7@shop.test-free.org,'], 3, { customers: -1, revenue: 0 }],
  [
    'giant-customer',
    'leave-out',
    Array.from({ length: 30 }, (_, n) => `K${n},TILL,2024-08-2${n % 4},1,paid,EUR,S${n},,`),
    30,
    { customers: -1, revenue: -30 },
  ],
  [
    'giant-rows',
    'leave-out',
    [
      ...Array.from({ length: 100 }, (_, n) => `K${n},C${n % 60},2024-08-2${n % 4},1${n},paid,EUR,Z${n},,`),
      'B1,C1,2024-08-21,99999,paid,EUR,S1,,',
    ],
    1,
    { customers: 0, revenue: -99999 },
  ],
];

describe.each(cases)('%s', (id, remedy, lines, count, effect) => {
  if (lines.length > 0) {
    test('is found, tells its effect beforehand, and does what it told', async () => {
      await load(...lines);
      const before = (await examine(engine)).headline;
      const found = await finding(id);
      expect(found?.found.rows).toBe(count);
      const told = found?.remedies.find((one) => one.id === remedy)?.after;
      const [entry] = await applyRemedies(engine, [{ finding: id, remedy }]);
      expect(entry?.after).toEqual(told);
      expect((entry?.after.customers ?? 0) - before.customers).toBe(effect.customers);
      expect((entry?.after.revenue ?? 0) - (before.revenue ?? 0)).toBeCloseTo(effect.revenue, 6);
      expect((await finding(id))?.remedies.some((one) => one.id === remedy) ?? false).toBe(false);
    });
  }

  test('is not found in sound data', async () => {
    await load();
    expect(await finding(id)).toBeUndefined();
  });
});

test('a month with hardly any orders in the middle is a break, a thin last month is an unfinished one', async () => {
  const steady = Array.from({ length: 9 }, (_, month) =>
    month === 4 ? [] : Array.from({ length: 10 }, (_line, n) => `M${month}-${n},C${n},2023-0${month + 1}-1${n % 10},5,paid,EUR,S${n},,`),
  ).flat();
  await importTexts(engine, { 'orders.csv': [head, ...steady].join('\n') });
  await buildPanel({ engine, runStagePass: stagePass });
  expect(await finding('volume-breaks')).toMatchObject({ found: { rows: 1, first: '2023-05-01' }, serious: true });
  expect(await finding('partial-month')).toMatchObject({ found: { rows: 10, last: '2023-09-19' } });
});

test('a shop that begins slowly has no break', async () => {
  const growing = Array.from({ length: 9 }, (_, month) =>
    Array.from({ length: month < 3 ? 1 : 40 }, (_line, n) => `M${month}-${n},C${n},2023-0${month + 1}-1${n % 10},5,paid,EUR,S${n},,`),
  ).flat();
  await importTexts(engine, { 'orders.csv': [head, ...growing].join('\n') });
  await buildPanel({ engine, runStagePass: stagePass });
  expect(await finding('volume-breaks')).toBeUndefined();
});

describe('what the import flagged is found, without a remedy', () => {
  test('ids that a spreadsheet damaged', async () => {
    const lines = Array.from({ length: 12 }, (_, n) => `B${n},${n % 2 ? '1.23457E+17' : '5.55E+17'},2024-08-21,5,paid,EUR,S1,,`);
    await importTexts(engine, { 'orders.csv': [head, ...lines].join('\n') });
    await buildPanel({ engine, runStagePass: stagePass });
    expect(await finding('damaged-ids')).toMatchObject({ found: { rows: 12, column: 'customer_id' }, serious: true, remedies: [] });
  });

  test('optional values that could not be read', async () => {
    await importTexts(engine, { 'orders.csv': [`${head},qty`, ...sound.map((line, n) => `${line},${n === 3 ? 'many' : 2}`)].join('\n') });
    await buildPanel({ engine, runStagePass: stagePass });
    expect(await finding('left-empty')).toMatchObject({ found: { rows: 1, column: 'qty', example: 'many' }, remedies: [] });
  });

  test('nothing where nothing was flagged', async () => {
    await load();
    for (const id of ['damaged-ids', 'odd-dates', 'left-empty']) expect(await finding(id)).toBeUndefined();
  });
});

describe('numbers of customers that look alike', () => {
  test('of fifteen characters may be told apart by case: merging is offered, nothing is serious', async () => {
    await load('B1,001A00000AbCdEf,2024-08-21,9,paid,EUR,S1,,', 'B2,001A00000AbCdeF,2024-08-21,9,paid,EUR,S2,,');
    expect(await finding('id-variants')).toMatchObject({ found: { customers: 2 }, serious: false, remedies: [{ id: 'merge-case' }] });
  });

  test('each remedy leaves what the other is for', async () => {
    await load('B1,c7,2024-08-21,9,paid,EUR,S1,,', 'B2,00C8,2024-08-21,9,paid,EUR,S2,,');
    expect(await finding('id-variants')).toMatchObject({ found: { customers: 4, people: 2 }, serious: true });
    const [zeros, cases] = await applyRemedies(engine, [
      { finding: 'id-variants', remedy: 'merge-zeros' },
      { finding: 'id-variants', remedy: 'merge-case' },
    ]);
    expect([zeros?.before.customers, zeros?.after.customers, cases?.after.customers]).toEqual([62, 61, 60]);
  });
});

test('a gift card that is sold is no revenue', async () => {
  await importTexts(engine, {
    'orders.csv': [`${head},product name`, ...sound.map((line) => `${line},Tea`), 'G1,C1,2024-08-21,50,paid,EUR,G,,,Gift card'].join('\n'),
  });
  await buildPanel({ engine, runStagePass: stagePass });
  expect(await rows(engine, "SELECT kind, net_amount::DOUBLE AS amount FROM orders WHERE order_id = 'G1'")).toEqual([
    { kind: 'gift_card', amount: 50 },
  ]);
  const [panel] = await rows(engine, "SELECT sum(net_amount)::DOUBLE AS amount FROM orders WHERE kind <> 'gift_card'");
  expect((await examine(engine)).headline.revenue).toBeCloseTo(Number(panel?.amount), 6);
});

test('three remedies add up: each starts from what the one before left', async () => {
  await load('R1,C1,2024-08-21,-5,paid,EUR,S1,,', 'B1,,2024-08-21,5,paid,EUR,S1,,', 'B2,c7,2024-08-21,9,paid,EUR,S1,,');
  const ledger = await applyRemedies(engine, [
    { finding: 'returns', remedy: 'gross' },
    { finding: 'guests', remedy: 'leave-out' },
    { finding: 'id-variants', remedy: 'merge-case' },
  ]);
  expect(ledger.map(({ rows: changed }) => changed)).toEqual([1, 1, 1]);
  expect(ledger.slice(1).map(({ before }) => before)).toEqual(ledger.slice(0, -1).map(({ after }) => after));
  const [first] = ledger;
  const last = ledger.at(-1);
  expect((last?.after.revenue ?? 0) - (first?.before.revenue ?? 0)).toBeCloseTo(5 - 5, 6);
  expect(last?.after.customers).toBe(60);
  expect(last?.after).toEqual((await examine(engine)).headline);
});

describe('the ledger', () => {
  beforeEach(() => load('R1,C1,2024-08-21,-5,paid,EUR,S1,,', 'B1,,2024-08-21,5,paid,EUR,S1,,'));
  const chosen = [
    { finding: 'returns', remedy: 'gross' },
    { finding: 'guests', remedy: 'leave-out' },
  ];

  test('says what each remedy changed, one after the other', async () => {
    const [first, second] = await applyRemedies(engine, chosen);
    expect([first?.rows, second?.rows]).toEqual([1, 1]);
    expect(second?.before).toEqual(first?.after);
    expect(await rows(engine, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: 120 }]);
  });

  test('an empty choice brings back the orders as they were read', async () => {
    const before = await rows(engine, 'SELECT * FROM orders_all ORDER BY _line');
    await applyRemedies(engine, chosen);
    await applyRemedies(engine, []);
    expect(await rows(engine, 'SELECT * FROM orders_all ORDER BY _line')).toEqual(before);
  });

  test('choosing anew starts from the orders as they were read', async () => {
    await applyRemedies(engine, chosen);
    await applyRemedies(engine, chosen.slice(1));
    expect(await rows(engine, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: 121 }]);
  });

  test('a new import forgets the old orders', async () => {
    await applyRemedies(engine, chosen);
    await load();
    await applyRemedies(engine, []);
    expect(await rows(engine, 'SELECT count(*) AS n FROM orders_all')).toEqual([{ n: 120 }]);
  });
});

test('nothing at all has no findings and no invented numbers', async () => {
  await importTexts(engine, { 'orders.csv': 'order_id,customer_id,date,net_amount\nA,B,1970-01-01,5\n' });
  await buildPanel({ engine, runStagePass: stagePass });
  expect(await examine(engine)).toEqual({
    headline: { customers: 0, orders: 0, revenue: null, repeatShare: null, gapDays: null },
    findings: [],
  });
});

test('ids are unique', () => {
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
});

test('C1: stage labels of the files that skip a stage, turn back or name none are listed with their rows, and nothing is repaired', async () => {
  const contacts = [
    'customer_id,contact date,purpose,stage label',
    'C1,2024-01-05,service,考察期',
    'C1,2024-02-05,service,稳定期',
    'C2,2024-01-05,service,exploration',
    'C2,2024-02-05,service,formation',
    'C2,2024-02-09,service,formation',
    'C3,2024-02-05,service,',
    'C4,2024-02-05,service,loyal fan',
  ];
  const customers = [
    'customer id,customer name,region,stage label',
    'C1,One,North,S',
    'C2,Two,North,E',
    'C3,Three,South,D',
    'C4,Four,South,',
  ];
  await importTexts(engine, {
    'orders.csv': [head, ...sound].join('\n'),
    'contacts.csv': contacts.join('\n'),
    'customers.csv': customers.join('\n'),
  });
  await buildPanel({ engine, runStagePass: stagePass });
  expect(await finding('stage-labels')).toEqual({
    id: 'stage-labels',
    found: { rows: 3, customers: 3, unknown: 1, labels: 8, from: '考察期', to: '稳定期', customer: 'C1' },
    serious: false,
    remedies: [],
    list: [
      { customer: 'C1', date: '2024-02-05', from: '考察期', to: '稳定期', file: 'contacts.csv', line: 3 },
      { customer: 'C2', date: null, from: 'formation', to: 'E', file: 'customers.csv', line: 3 },
      { customer: 'C4', date: '2024-02-05', from: null, to: 'loyal fan', file: 'contacts.csv', line: 8 },
    ],
  });
  const kept = await rows(engine, "SELECT stage_label AS label FROM customers WHERE customer_id = 'C2'");
  expect(kept).toEqual([{ label: 'E' }]);
});
