import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { importOne } from './support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

/** What is missing when these lines are dropped. */
async function missing(...lines: string[]): Promise<string[]> {
  return (await importOne(engine, lines.join('\n'))).missing.map(({ code }) => code);
}

const table = (header: string, row: (index: number) => string, rows = 8) => [
  header,
  ...Array.from({ length: rows }, (_, index) => row(index)),
];

describe('what is no data is refused with what to export instead', () => {
  test('a pivot table by its labels', async () => {
    expect(await missing(...table('Row Labels,Sum of Amount,Sum of Quantity', (i) => `Shop ${i},${i}20.5,${i}`))).toEqual([
      'missing_pivot',
    ]);
    expect(await missing(...table('行标签,求和项:金额,求和项:数量', (i) => `门店${i},${i}20.5,${i}`))).toEqual(['missing_pivot']);
  });

  test('a cross table with a column of totals', async () => {
    expect(await missing(...table('Region,Furniture,Office,Technology,Grand Total', (i) => `R${i},${i}0.5,20,30,${i}50.5`))).toEqual([
      'missing_pivot',
    ]);
  });

  test('a header on two levels, which leaves most columns without a name', async () => {
    const lines = table('Region,2024,,,2025,,', (i) => `R${i},1.5,2,3,4,5,${i}`);
    expect(await missing(...lines)).toEqual(['missing_pivot']);
  });

  test.each([
    ['months', 'customer,Jan,Feb,Mar,Apr'],
    ['months with years', 'customer,Jan-24,Feb-24,Mar-24,Apr-24'],
    ['ISO months', 'customer,2024-01,2024-02,2024-03,2024-04'],
    ['Chinese months', '客户,1月,2月,3月,4月'],
    ['quarters', 'customer,Q1 2024,Q2 2024,Q3 2024,Q4 2024'],
    ['years', 'customer,2021,2022,2023,2024'],
  ])('%s as columns', async (_, header) => {
    expect(await missing(...table(header, (i) => `C${i},1.5,20,30,${i}`))).toEqual(['missing_wide_periods']);
  });

  test('running text', async () => {
    const text = 'the quick brown fox jumps over the lazy dog '.repeat(8).trim();
    expect(await missing(...table('chapter,content', (i) => `${text} ${i},${text}`))).toEqual(['missing_prose']);
  });

  test('a part of a data set that has no dates of its own', async () => {
    expect(
      await missing(...table('order_id,payment_sequential,payment_type,payment_installments,payment_value', (i) => `o${i},1,card,1,9.5`)),
    ).toEqual(['missing_part_of_orders']);
  });
});

describe('what only looks like a report is data', () => {
  test.each([
    [
      'order lines with a total of the order',
      table('order_id,customer_id,date,Grand Total', (i) => `o${i},c${i % 3},2024-01-0${i + 1},${i}5.5`),
    ],
    ['monthly figures beside a date', table('customer_id,date,amount,Jan,Feb,Mar', (i) => `c${i},2024-01-0${i + 1},5.5,1,2,3`)],
    [
      'questions of a survey',
      table('response_id,customer_id,item_id,construct,value,scale_min,scale_max', (i) => `r${i},c${i},Q1,satisfaction,4,1,5`),
    ],
    ['few values in many columns', table('order_id,customer_id,date,net_amount,note,extra', (i) => `o${i},c${i},2024-01-0${i + 1},5.5,,`)],
  ])('%s', async (_, lines) => {
    expect(await missing(...lines)).toEqual([]);
  });
});

test("a person's word stands against the refusal", async () => {
  const lines = table('customer,2021,2022,2023', (i) => `C${i},1.5,20,${i}`).join('\n');
  const file = await importOne(engine, lines, { corrections: { 'orders.csv': { table: 'customers' } } });
  expect(file.table).toBe('customers');
});
