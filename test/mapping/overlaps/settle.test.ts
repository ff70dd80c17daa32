import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openNodeEngine } from '../../support/node-engine.ts';
import { accounted, importTexts, rows } from '../support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const head = 'order_id,customer_id,order_date,net_amount,status';
const jan = [head, '1,C1,2024-01-10,20,paid', '2,C2,2024-01-20,30,paid'].join('\n');
const feb = [head, '1,C1,2024-01-10,20,refunded', '2,C2,2024-01-20,25,paid', '3,C3,2024-02-10,40,paid'].join('\n');

/** Imports files in this order and answers what became of them with what counts. */
async function load(files: Record<string, string>, answers: Record<string, string> = {}) {
  const result = await importTexts(engine, files, { answers });
  for (const file of result.files) expect(accounted(file)).toBe(file.rowsIn);
  const [sum] = await rows(engine, 'select sum(net_amount)::DOUBLE as amount from orders');
  return { files: result.files, amount: sum?.amount, notes: result.files.map(({ notes }) => notes.map(({ code }) => code)) };
}

describe('an order in several exports counts as the newest has it', () => {
  test.each([
    ['the older dropped first', { 'jan.csv': jan, 'feb.csv': feb }],
    ['the newer dropped first', { 'feb.csv': feb, 'jan.csv': jan }],
  ])('%s', async (_order, files) => {
    const { amount, files: results } = await load(files);
    expect(amount).toBe(65);
    const older = results.find(({ name }) => name === 'jan.csv');
    expect(older?.notes).toContainEqual({
      code: 'note_superseded',
      parameters: { orders: 2, rows: 2, sum: 50, file: 'feb.csv', first: '2024-01-20', last: '2024-02-10' },
    });
    expect(older?.loaded).toBe(2);
    const flags = await rows(engine, "select _file, _line::DOUBLE as line, found from flags where rule = 'superseded' order by 2");
    expect(flags.map(Object.values)).toEqual([
      ['jan.csv', 2, 'feb.csv:2'],
      ['jan.csv', 3, 'feb.csv:3'],
    ]);
  });

  test('of three exports the newest, also where it says again what the oldest said', async () => {
    const march = [head, '1,C1,2024-01-10,20,paid', '4,C4,2024-03-10,5,paid'].join('\n');
    expect((await load({ 'jan.csv': jan, 'feb.csv': feb, 'march.csv': march })).amount).toBe(20 + 25 + 40 + 5);
  });

  test('lines that are equal in both stand once, lines that are gone do not count', async () => {
    const lines = 'order_id,customer_id,order_date,net_amount,sku';
    const before = [lines, '1,C1,2024-01-10,20,A', '1,C1,2024-01-10,7,B', '1,C1,2024-01-10,3,C'].join('\n');
    const after = [lines, '1,C1,2024-01-10,20,A', '1,C1,2024-01-10,6,B', '2,C2,2024-02-10,40,A'].join('\n');
    expect((await load({ 'a.csv': before, 'b.csv': after })).amount).toBe(66);
    expect((await load({ 'b.csv': after, 'a.csv': before })).amount).toBe(66);
  });

  test('which is newer is asked when both end on one day', async () => {
    const other = [head, '1,C1,2024-01-10,20,paid', '2,C2,2024-01-20,25,paid'].join('\n');
    const files = { 'a.csv': jan, 'b.csv': other };
    const open = await load(files);
    expect(open.amount).toBe(45);
    const [question] = open.files[1]?.questions ?? [];
    expect(question).toMatchObject({ suggested: { choice: 'b.csv' }, answer: null });
    expect((await load(files, { [question?.id ?? '']: 'a.csv' })).amount).toBe(50);
  });
});

describe('both files count', () => {
  test('when order numbers meet with other customers: two shops', async () => {
    const shop = [head, '1,D1,2024-01-11,8,paid', '2,D2,2024-02-20,9,paid'].join('\n');
    const { amount, notes } = await load({ 'a.csv': jan, 'b.csv': shop });
    expect(amount).toBe(67);
    expect(notes).toEqual([[], ['note_order_numbers_shared']]);
  });

  test('when the later one tells refunds of orders of the earlier', async () => {
    const ledger = 'order_id,customer_id,order_date,net_amount';
    const sales = [ledger, '1,C1,2024-01-10,20', '2,C2,2024-01-20,30'].join('\n');
    const refunds = [ledger, '1,C1,2024-02-03,-20', '3,C3,2024-02-10,40'].join('\n');
    expect((await load({ 'a.csv': sales, 'b.csv': refunds })).amount).toBe(70);
  });

  test('when they share no order', async () => {
    const { notes } = await load({ 'a.csv': jan, 'b.csv': [head, '5,C1,2024-02-11,8,paid'].join('\n') });
    expect(notes).toEqual([[], []]);
  });
});
