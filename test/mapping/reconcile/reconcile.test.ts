import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import { keepBefore } from '#mapping/reconcile/reconcile.ts';
import type { FileResult } from '#mapping/types.ts';
import { openNodeEngine } from '../../support/node-engine.ts';
import { importTexts, rows } from '../support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const signal = new AbortController().signal;
const before =
  'order_id,customer_id,order_date,net_amount,sku\nA1,C1,2024-01-15,10.00,S1\nA2,C2,2024-02-20,20.00,S1\nA2,C2,2024-02-20,5.00,S2\nA3,C3,2024-03-25,7.00,S1\n';
const after =
  'order_id,customer_id,order_date,net_amount,sku\nA1,C1,2024-01-15,10.00,S1\nA2,C2,2024-02-20,25.00,S1\nA2,C2,2024-02-20,5.00,S2\nA4,C4,2024-04-30,9.00,S3\n';

/** Imports one text, then another in its place, and answers what differs. */
async function replaced(older: string, newer: string, name = 'shop.csv') {
  const old = (await importTexts(engine, { [name]: older })).files as FileResult[];
  const compare = await keepBefore(engine, old, signal);
  const fresh = (await importTexts(engine, { [name]: newer })).files as FileResult[];
  return compare([{ older: old[0]!, newer: fresh[0]! }]);
}

test('a newer export names the rows that are new, changed and gone, by order and article', async () => {
  const [difference] = await replaced(before, after);
  expect(difference).toMatchObject({ table: 'orders', file: 'shop.csv', counts: { new: 1, changed: 1, vanished: 1, same: 2 } });
  expect(difference?.key).toEqual(expect.arrayContaining(['order_id', 'sku']));
  const kinds = difference?.rows.map(({ kind, key, line }) => [kind, key.split(' · ')[0], line]);
  expect(kinds).toEqual([
    ['changed', 'A2', 3],
    ['new', 'A4', 5],
    ['vanished', 'A3', 5],
  ]);
  const changed = difference?.rows.find(({ kind }) => kind === 'changed')?.changes.find(({ column }) => column === 'net_amount');
  expect([Number(changed?.before), Number(changed?.after)]).toEqual([20, 25]);
});

test('the same bytes again change nothing', async () => {
  const [difference] = await replaced(before, before);
  expect(difference?.counts).toEqual({ new: 0, changed: 0, vanished: 0, same: 4 });
  expect(difference?.rows).toEqual([]);
});

test('customers are compared by their id, wherever they stand in the file', async () => {
  const old = 'customer_id,name,segment\nC1,Ann,gold\nC2,Ben,silver\n';
  const [difference] = await replaced(old, 'customer_id,name,segment\nC3,Eve,gold\nC2,Ben,gold\nC1,Ann,gold\n', 'customers.csv');
  expect(difference).toMatchObject({ table: 'customers', key: ['customer_id'], counts: { new: 1, changed: 1, vanished: 0, same: 1 } });
});

test('the older rows are gone from the engine afterwards', async () => {
  await replaced(before, after);
  expect(await rows(engine, "select table_name from information_schema.tables where table_name like 'before%'")).toEqual([]);
});

const shopifyHead = readFileSync(join(import.meta.dirname, '../../pairs/systems/shopify-orders.csv'), 'utf8').split('\n')[0] ?? '';

/** The rows of one order of two lines in an export of Shopify; the order's own values stand on the first. */
function shopifyOrder(number: number, status: string, refunded: string): string[] {
  const first: Record<string, string> = {
    ...{ 'Financial Status': status, Currency: 'USD', Subtotal: '30.00', Shipping: '5.00', Taxes: '0.00', Total: '35.00' },
    ...{ 'Paid at': `2024-01-1${number} 04:32:31 -0500`, 'Discount Amount': '0.00', 'Refunded Amount': refunded, Id: `500${number}` },
  };
  const shared = { Name: `#100${number}`, Email: `c${number}@mail.test`, 'Created at': `2024-01-1${number} 04:32:29 -0500` };
  const tea = { 'Lineitem quantity': '1', 'Lineitem name': 'Tea', 'Lineitem price': '10.00', 'Lineitem sku': 'T1' };
  const pot = { 'Lineitem quantity': '2', 'Lineitem name': 'Pot', 'Lineitem price': '10.00', 'Lineitem sku': 'P1' };
  const lines: Record<string, string>[] = [
    { ...first, ...shared, ...tea },
    { ...shared, ...pot },
  ];
  return lines.map((line) =>
    shopifyHead
      .split(',')
      .map((column) => line[column] ?? '')
      .join(','),
  );
}

const shopify = (...orders: [number, string, string][]) => [shopifyHead, ...orders.flatMap((order) => shopifyOrder(...order))].join('\n');

test('a later export of a shop shows the refund, the order that is gone and the new one, and nothing else', async () => {
  const older = shopify([1, 'paid', '0.00'], [2, 'paid', '0.00'], [3, 'paid', '0.00']);
  const newer = shopify([4, 'paid', '0.00'], [2, 'refunded', '35.00'], [1, 'paid', '0.00']);
  const [difference] = await replaced(older, newer);
  const kinds = difference?.rows.map(({ kind, key }) => [kind, key.split(' · ')[0]]) ?? [];
  const of = (kind: string) => [...new Set(kinds.filter(([one]) => one === kind).map(([, order]) => order))];
  expect([of('vanished'), difference?.counts.vanished]).toEqual([['#1003'], 2]);
  expect(of('new').sort()).toEqual(['#1002', '#1004']);
  expect(
    difference?.rows.filter(({ kind, key }) => kind === 'new' && key.startsWith('#1002')).every(({ key }) => key.includes('refund')),
  ).toBe(true);
  expect(difference?.counts.same).toBe(2);
  expect(of('changed')).toEqual(['#1002']);
  const columns =
    difference?.rows.filter(({ kind }) => kind === 'changed').flatMap(({ changes }) => changes.map(({ column }) => column)) ?? [];
  expect([...new Set(columns)]).toEqual(['status_text']);
});

test('two files of one archive are compared each with its own', async () => {
  const pack = (files: Record<string, string>) => {
    const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
    return new File([bytes], 'export.zip');
  };
  const load = async (file: File) => (await importFiles({ engine, files: [file], opening: openHere, today: '2026-01-15' })).files;
  const customers = 'customer_id,name,segment\nC1,Ann,gold\nC2,Ben,silver\n';
  const old = await load(pack({ 'orders.csv': before, 'customers.csv': customers }));
  const compare = await keepBefore(engine, old, signal);
  const fresh = await load(pack({ 'customers.csv': customers.replace('silver', 'gold'), 'orders.csv': after }));
  const pairs = old.flatMap((older) => fresh.filter(({ name }) => name === older.name).map((newer) => ({ older, newer })));
  const differences = await compare(pairs);
  expect(differences.map(({ table, counts }) => [table, counts]).sort()).toEqual([
    ['customers', { new: 0, changed: 1, vanished: 0, same: 1 }],
    ['orders', { new: 1, changed: 1, vanished: 1, same: 2 }],
  ]);
});
