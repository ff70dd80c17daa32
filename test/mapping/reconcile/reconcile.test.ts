import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
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
