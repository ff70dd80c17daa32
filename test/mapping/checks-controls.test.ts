import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { accounted, importOne } from './support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

test('printed totals stand beside the sums of their records', async () => {
  const lines = Array.from({ length: 8 }, (_, index) => `A${index},C${index},2024-01-0${index + 1},10.50`).join('\n');
  const file = await importOne(engine, `order_id,customer_id,date,net_amount\n${lines}\nTotal,,,85.00\n`);
  expect(file).toMatchObject({ loaded: 8, notRecords: 1 });
  expect(file.controls).toEqual([{ line: 10, column: 'net_amount', printed: 85, summed: 84, quarantined: 0, worth: 0 }]);
});

test('a total that is reached only with records in quarantine says so', async () => {
  const lines = Array.from({ length: 8 }, (_, index) => `A${index},C${index},2024-01-${index === 3 ? '77' : `0${index + 1}`},10.50`).join(
    '\n',
  );
  const file = await importOne(engine, `order_id,customer_id,date,net_amount\n${lines}\nTotal,,,84.00\n`);
  expect(file).toMatchObject({ loaded: 7, quarantined: 1 });
  expect(file.controls).toMatchObject([{ printed: 84, summed: 84, quarantined: 1, worth: 10.5 }]);
});

test('a question shows rows as written with each reading, and the likelier one', async () => {
  const file = await importOne(engine, 'order_id;customer_id;date;net_amount\n1;C1;01/02/2024;5\n2;C2;03/04/2024;6\n');
  expect(accounted(file)).toBe(file.rowsIn);
  expect(file.questions).toMatchObject([
    {
      samples: [
        { line: 2, written: '01/02/2024', readings: ['2024-01-02', '2024-02-01'] },
        { line: 3, written: '03/04/2024', readings: ['2024-03-04', '2024-04-03'] },
      ],
      suggested: { choice: 'day-first', reason: { code: 'reason_order_delimiter' } },
    },
  ]);
});
