import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openHere } from '#importers/read-here.ts';
import { emptyCanonicalTables, importFiles } from '#mapping/import-files.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { accounted, importOne, importTexts, rolesOfFile, rows } from './support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const head = 'order_id,customer_id,date,net_amount';
const good = `${head}\nA1,C1,2024-01-05,10.50\nA2,C2,2024-02-06,20\n`;

describe('tables', () => {
  test('all canonical tables are there when nothing is loaded', async () => {
    await emptyCanonicalTables(engine);
    for (const table of [
      'orders',
      'orders_all',
      'customers',
      'products',
      'costs',
      'contacts',
      'complaints',
      'surveys',
      'referrals',
      'quarantine',
      'mapped_columns',
    ]) {
      expect(await rows(engine, `SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: 0 }]);
    }
  });

  test('several files of one table append, a file of another table joins', async () => {
    const { files } = await importTexts(engine, {
      'january.csv': `${head}\nA1,C1,2024-01-05,10\n`,
      'february.csv': `${head}\nA2,C1,2024-02-05,20\n`,
      'customers.csv': 'customer_id,name,segment,nickname,note\nC1,Anna,gold,"A ""nn""\n\\",\n',
    });
    expect(files.map(({ table }) => table)).toEqual(['orders', 'orders', 'customers']);
    expect(await rows(engine, 'SELECT order_id, _file, _line FROM orders ORDER BY 1')).toEqual([
      { order_id: 'A1', _file: 'january.csv', _line: 2 },
      { order_id: 'A2', _file: 'february.csv', _line: 2 },
    ]);
    expect(await rows(engine, 'SELECT customer_id, name, segment, attributes FROM customers')).toEqual([
      { customer_id: 'C1', name: 'Anna', segment: 'gold', attributes: JSON.stringify({ nickname: 'A "nn"\n\\' }) },
    ]);
  });

  test('order lines fill customers and products, latest value first, and never over a file of their own', async () => {
    await importTexts(engine, {
      'orders.csv': `${head},segment,sku,product_name,sub-category\nA1,C1,2024-01-05,1,old,S1,Tea,Green\nA2,C1,2024-03-05,1,new,S1,Tea,Black\nA3,C2,2024-02-05,1,other,S2,Pot,Ware\n`,
      'customers.csv': 'customer_id,name,segment\nC2,Bert,mine\n',
    });
    expect(await rows(engine, 'SELECT customer_id, name, segment FROM customers ORDER BY 1')).toEqual([
      { customer_id: 'C1', name: null, segment: 'new' },
      { customer_id: 'C2', name: 'Bert', segment: 'mine' },
    ]);
    expect(await rows(engine, 'SELECT sku, name, subcategory FROM products ORDER BY 1')).toEqual([
      { sku: 'S1', name: 'Tea', subcategory: 'Black' },
      { sku: 'S2', name: 'Pot', subcategory: 'Ware' },
    ]);
  });

  test('mapped_columns says what a file carried and how', async () => {
    await importOne(engine, 'customer,date,sales,profit\nC1,2024-01-05,10,4\n');
    expect(await rows(engine, "SELECT column_name, badge FROM mapped_columns WHERE table_name = 'orders' ORDER BY 1")).toEqual([
      { column_name: 'cogs', badge: 'derived' },
      { column_name: 'customer_id', badge: 'measured' },
      { column_name: 'date', badge: 'measured' },
      { column_name: 'kind', badge: 'derived' },
      { column_name: 'net_amount', badge: 'measured' },
      { column_name: 'order_id', badge: 'assumed' },
      { column_name: 'state', badge: 'assumed' },
    ]);
  });
});

describe('order lines', () => {
  test('named derivations: cost from profit, list price from a rate, amount from price', async () => {
    await importOne(
      engine,
      'order_id,customer_id,date,sales,qty,discount,profit\n1,C,2024-01-05,80,2,0.2,30\n2,C,2024-01-06,10,0,100%,1\n',
    );
    expect(await rows(engine, 'SELECT net_amount, cogs, list_price FROM orders ORDER BY order_id')).toEqual([
      { net_amount: 80, cogs: 50, list_price: 50 },
      { net_amount: 10, cogs: 9, list_price: null },
    ]);
    await importOne(
      engine,
      'InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,unit cost\n1,A,3,12/13/2010 8:26,2.55,17850.0,1\nC2,A,-1,12/14/2010 8:26,2.55,17850.0,1\n',
    );
    expect(await rows(engine, 'SELECT customer_id, net_amount, cogs, kind, ordered_at FROM orders ORDER BY order_id')).toEqual([
      { customer_id: '17850', net_amount: 7.65, cogs: 3, kind: 'sale', ordered_at: '2010-12-13T08:26:00' },
      { customer_id: '17850', net_amount: -2.55, cogs: -1, kind: 'refund', ordered_at: '2010-12-14T08:26:00' },
    ]);
  });

  test('without an order number, a customer and a day are one order', async () => {
    const file = await importOne(engine, 'customer_id,date,amount\nC1,2024-01-05,1\nC1,2024-01-05,2\n,2024-01-05,3\n,2024-01-05,4\n');
    expect(file.made.find(({ column }) => column === 'order_id')?.badge).toBe('assumed');
    expect(await rows(engine, 'SELECT count(DISTINCT order_id) AS n FROM orders')).toEqual([{ n: 3 }]);
  });

  test('guests are nobody, not one large customer', async () => {
    await importOne(engine, `${head}\n1,0,2024-01-05,1\n2,Guest,2024-01-05,2\n3,,2024-01-05,3\n4,C1,2024-01-05,4\n`);
    expect(await rows(engine, 'SELECT count(*) AS n FROM orders WHERE customer_id IS NULL')).toEqual([{ n: 3 }]);
  });

  test('status words in both languages set the state', async () => {
    const words = {
      completed: 'counted',
      Cancelled: 'cancelled',
      'payment failed': 'failed',
      test: 'test',
      pending: 'unpaid',
      交易成功: 'counted',
      已取消: 'cancelled',
      待付款: 'unpaid',
      latest: 'counted',
    };
    const lines = Object.keys(words).map((word, index) => `${index},C1,2024-01-05,1,${word}`);
    await importOne(engine, `${head},status\n${lines.join('\n')}\n`);
    const found = await rows(engine, 'SELECT status_text, state FROM orders_all ORDER BY _line');
    expect(Object.fromEntries(found.map((row) => [row.status_text, row.state]))).toEqual(words);
    expect(await rows(engine, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: 3 }]);
  });

  test('an e-mail stands in for a missing customer number', async () => {
    await importOne(engine, 'order_id,email,date,amount\n1,Ann@Tea.example,2024-01-05,1\n2,ann@tea.example,2024-02-05,1\n');
    expect(await rows(engine, 'SELECT customer_id, email FROM customers')).toEqual([
      { customer_id: 'ann@tea.example', email: 'ann@tea.example' },
    ]);
  });
});

describe('quarantine', () => {
  test('does not take a row whose optional value cannot be read: the value is left empty and told', async () => {
    const sound = Array.from({ length: 20 }, (_, index) => `A${index},C${index},2024-01-05,10,2\n`).join('');
    const file = await importOne(engine, `${head},qty\n${sound}B1,C1,2024-01-06,12,two\nB2,C2,someday,12,three\n`);
    expect(file).toMatchObject({ loaded: 21, quarantined: 1 });
    expect(file.problems.map(({ line, column, rule, found }) => [line, column, rule, found])).toEqual([
      [23, 'date', 'not-a-date', 'someday'],
      [22, 'qty', 'left-empty', 'two'],
    ]);
  });

  test('says file, line, column, rule, found, expected and the whole record', async () => {
    const file = await importOne(
      engine,
      `${head},note\n1,C1,2024-01-05,10,ok\n2,C1,soon,10,"a ""b"", c"\n3,C1,2024-01-07,n/k,x\n,C1,2024-01-08,1,x\n5,C1,2024-02-30,1,x\n6,C1,2031-01-01,1,x\n7,C1\n`,
    );
    expect(file).toMatchObject({ rowsIn: 7, loaded: 1, quarantined: 6, notRecords: 0 });
    expect(await rows(engine, 'SELECT _line, "column", rule, found FROM quarantine ORDER BY _line')).toEqual([
      { _line: 3, column: 'date', rule: 'not-a-date', found: 'soon' },
      { _line: 4, column: 'net_amount', rule: 'not-a-number', found: 'n/k' },
      { _line: 5, column: 'order_id', rule: 'empty', found: '' },
      { _line: 6, column: 'date', rule: 'not-a-date', found: '2024-02-30' },
      { _line: 7, column: 'date', rule: 'date-range', found: '2031-01-01' },
      { _line: 8, column: '', rule: 'fields', found: '2' },
    ]);
    expect(await rows(engine, 'SELECT raw FROM quarantine WHERE _line = 3')).toEqual([{ raw: '2,C1,soon,10,"a ""b"", c"' }]);
    expect(file.problems).toHaveLength(6);
  });

  test('a second row of a customer waits there', async () => {
    const { files } = await importTexts(engine, { 'customers.csv': 'customer_id,name,segment\nC1,Anna,a\nC2,Bert,b\nC1,Annie,c\n' });
    expect(files[0]).toMatchObject({ table: 'customers', loaded: 2, quarantined: 1 });
    expect(await rows(engine, 'SELECT _line, rule, found FROM quarantine')).toEqual([{ _line: 4, rule: 'duplicate', found: 'C1' }]);
  });

  test('a file that cannot be placed keeps its account and asks for a table', async () => {
    const file = await importOne(engine, 'sepal,petal\n5.1,1.4\n4.9,1.3\n');
    expect(file).toMatchObject({ table: 'none', rowsIn: 2, loaded: 0, quarantined: 2, missing: [{ code: 'missing_table' }] });
  });

  test('the four buckets add up under any values', { timeout: 180_000 }, async () => {
    const cell = fc.constantFrom('', 'C1', '2024-01-05', '05/13/2024', '1,5', '-3', 'x', '"', '0', '(4.00)', '2024年1月2日', '- -', '٣');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 12 }), async (table) => {
        const file = await importOne(
          engine,
          `${head}\n${table.map((row) => row.map((value) => (value.includes(',') ? `"${value}"` : value)).join(',')).join('\n')}\n`,
        );
        expect(accounted(file)).toBe(file.rowsIn);
        const [{ n: loaded } = { n: -1 }] = await rows(engine, 'SELECT count(*) AS n FROM orders_all');
        const [{ n: kept } = { n: -1 }] = await rows(engine, 'SELECT count(*) AS n FROM quarantine');
        if (file.table === 'orders') expect(loaded).toBe(file.loaded);
        expect(kept).toBe(file.quarantined);
      }),
      { numRuns: 40, seed: 9 },
    );
  });
});

describe('corrections', () => {
  test('another role for a column', async () => {
    const text = 'order_id,customer_id,date,shipped,amount\n1,C,2024-01-05,2024-01-09,3\n';
    const file = await importOne(engine, text, { corrections: { 'orders.csv': { roles: { shipped: 'date' } } } });
    expect(rolesOfFile(file)).toMatchObject({ date: 'ignored', shipped: 'date' });
    expect(await rows(engine, 'SELECT date FROM orders')).toEqual([{ date: '2024-01-09' }]);
  });

  test('another table; what it lacks is said', async () => {
    const file = await importOne(engine, good, { corrections: { 'orders.csv': { table: 'surveys' } } });
    expect(file).toMatchObject({ table: 'surveys', loaded: 0, quarantined: 2, missing: [{ code: 'missing_columns' }] });
  });

  test('another delimiter and header line', async () => {
    const file = await importOne(engine, `a;b\n${good.replaceAll(',', ';')}`, {
      corrections: { 'orders.csv': { delimiter: ';', headerLine: 2 } },
    });
    expect(file).toMatchObject({ loaded: 2, notRecords: 1, headerLine: 2 });
  });
});

describe('what goes wrong leaves what was there', () => {
  const before = async () => {
    await importOne(engine, good);
    return rows(engine, 'SELECT * FROM orders_all ORDER BY _line');
  };
  const stagingTables = () =>
    rows(
      engine,
      "SELECT table_name FROM information_schema.tables WHERE regexp_matches(table_name, 'staging|typed|importing|gathered|arriving')",
    );

  test.each([
    ['an empty file', '', 'import/empty'],
    ['a header alone', `${head}\n`, 'import/header-only'],
    ['binary', '\u0001\u0002\u0003\u0004\u0005', 'import/binary'],
  ])('%s', async (_, text, code) => {
    const old = await before();
    await expect(importOne(engine, text)).rejects.toMatchObject({ code, parameters: { file: 'orders.csv' } });
    expect(await rows(engine, 'SELECT * FROM orders_all ORDER BY _line')).toEqual(old);
    expect(await stagingTables()).toEqual([]);
  });

  test('an abort, whenever it comes', async () => {
    const old = await before();
    const big = `${head}\n${Array.from({ length: 30_000 }, (_, index) => `${index},C${index % 50},2024-01-05,1`).join('\n')}\n`;
    for (const phase of ['reading', 'deciding', 'loading']) {
      const stop = new AbortController();
      const importing = importTexts(
        engine,
        { 'big.csv': big },
        { signal: stop.signal, onProgress: (progress) => progress.phase === phase && stop.abort() },
      );
      await expect(importing).rejects.toMatchObject({ code: 'import/canceled' });
      expect(await rows(engine, 'SELECT * FROM orders_all ORDER BY _line')).toEqual(old);
    }
    expect(await stagingTables()).toEqual([]);
  });

  test('one unreadable file among others is named, the others are loaded', async () => {
    const { files } = await importTexts(engine, { 'empty.csv': '', 'orders.csv': good });
    expect(files.map(({ failure }) => failure?.code ?? null)).toEqual(['import/empty', null]);
    expect(await rows(engine, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: 2 }]);
  });
});

test('the same bytes give the same tables', async () => {
  const dump = async () => [
    await rows(engine, 'SELECT * FROM orders_all ORDER BY _line'),
    await rows(engine, 'SELECT * FROM customers ORDER BY 1'),
    await rows(engine, 'SELECT * FROM quarantine'),
  ];
  const text = `${head},segment\n1,C1,2024-01-05,10,a\n2,C2,x,1,b\n3,C1,2024-01-05,2,c\n`;
  const first = [await importOne(engine, text), await dump()];
  expect([await importOne(engine, text), await dump()]).toEqual(first);
});

test('files of one name are told apart', async () => {
  const file = () => new File([good], 'orders.csv');
  const { files } = await importFiles({ engine, files: [file(), file()], opening: openHere, today: '2026-01-15' });
  expect(files.map(({ name }) => name)).toEqual(['orders.csv', 'orders.csv (2)']);
});
