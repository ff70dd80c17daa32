import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { importOne, rows } from './support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const quoted = (value: string) => `"${value}"`;
const dates = (...values: string[]) =>
  `order_id,customer_id,date,amount\n${values.map((value, index) => `${index},C,${quoted(value)},1`).join('\n')}\n`;
const amounts = (...values: string[]) =>
  `order_id,customer_id,date,amount\n${values.map((value, index) => `${index},C,2024-01-05,${quoted(value)}`).join('\n')}\n`;
const readDates = async () => (await rows(engine, 'SELECT date FROM orders ORDER BY _line')).map((row) => row.date);
const readAmounts = async () => (await rows(engine, 'SELECT net_amount FROM orders ORDER BY _line')).map((row) => row.net_amount);

describe('dates', () => {
  test.each([
    ['ISO', ['2024-01-05', '2024-12-31'], ['2024-01-05', '2024-12-31']],
    ['year first with slashes', ['2024/1/5', '2024/12/31'], ['2024-01-05', '2024-12-31']],
    ['compact', ['20240105', '20241231'], ['2024-01-05', '2024-12-31']],
    ['Chinese', ['2024年1月5日', '2024年12月31日 10:20'], ['2024-01-05', '2024-12-31']],
    ['month first, proved late', ['1/2/2024', '3/4/2024', '12/31/2024'], ['2024-01-02', '2024-03-04', '2024-12-31']],
    ['day first, proved late', ['1/2/2024', '3/4/2024', '31/12/2024'], ['2024-02-01', '2024-04-03', '2024-12-31']],
    ['points', ['05.01.2024', '31.12.2024'], ['2024-01-05', '2024-12-31']],
    ['two-digit years', ['1/25/24', '1/26/99'], ['2024-01-25', '1999-01-26']],
    ['equal day and month', ['1/1/2024', '2/2/2024'], ['2024-01-01', '2024-02-02']],
    ['offsets are dropped', ['2024-01-05T23:30:00+08:00', '2024-01-06T00:30:00Z'], ['2024-01-05', '2024-01-06']],
  ])('%s', async (_, written, read) => {
    const file = await importOne(engine, dates(...written));
    expect(file.questions).toEqual([]);
    expect(await readDates()).toEqual(read);
  });

  test('times of day are kept, morning and afternoon too', async () => {
    await importOne(engine, dates('1/25/2024 12:05 AM', '1/25/2024 8:26', '1/25/2024 3:04:05 PM'));
    expect((await rows(engine, 'SELECT ordered_at FROM orders ORDER BY _line')).map((row) => row.ordered_at)).toEqual([
      '2024-01-25T00:05:00',
      '2024-01-25T08:26:00',
      '2024-01-25T15:04:05',
    ]);
  });

  test('an open day and month is one question with both readings and what they come to', async () => {
    const text = dates('1/2/2024', '3/4/2024', 'x');
    const file = await importOne(engine, text);
    expect(file).toMatchObject({ loaded: 0, quarantined: 3 });
    expect(file.questions).toMatchObject([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}\/date\/date$/) as string,
        answer: null,
        choices: [
          { id: 'month-first', effect: { parameters: { first: '2024-01-02', last: '2024-03-04', rows: 2, invalid: 1 } } },
          { id: 'day-first', effect: { parameters: { first: '2024-02-01', last: '2024-04-03', rows: 2, invalid: 1 } } },
        ],
      },
    ]);
    expect(await rows(engine, 'SELECT DISTINCT rule FROM quarantine')).toEqual([{ rule: 'question' }]);
    const answered = await importOne(engine, text, { answers: { [String(file.questions[0]?.id)]: 'day-first' } });
    expect(answered).toMatchObject({ loaded: 2, quarantined: 1, questions: [{ answer: 'day-first' }] });
    expect(await readDates()).toEqual(['2024-02-01', '2024-04-03']);
  });

  test('proofs of both orders are a question too, with the rows that each would lose', async () => {
    const { questions } = await importOne(engine, dates('1/25/2024', '25/1/2024', '26/1/2024'));
    expect(questions[0]?.choices.map(({ effect }) => effect.parameters.invalid)).toEqual([2, 1]);
  });
});

describe('numbers', () => {
  test.each([
    ['plain', ['10.5', '-3', '1e3'], [10.5, -3, 1000]],
    ['thousands with commas', ['1,234.50', '12'], [1234.5, 12]],
    ['decimal comma', ['10,50', '1.234,56'], [10.5, 1234.56]],
    ['decimal comma settles a doubtful point', ['1.234', '10,50'], [1234, 10.5]],
    ['many groups settle the mark', ['1.234.567', '1.234'], [1234567, 1234]],
    ['currency marks', ['$1,433.66', '$ 5.00'], [1433.66, 5]],
    ['marks with a country', ['US$ 7.25', 'US $1.50'], [7.25, 1.5]],
    ['marks behind', ['116,99 €', '3,00 EUR'], [116.99, 3]],
    ['yuan', ['￥35.50', '12元'], [35.5, 12]],
    ['accounting negatives', ['(500.00)', '$(250.00)', '250.00-', '−3.10'], [-500, -250, -250, -3.1]],
    ['Indian groups', ['1,23,456.00', '5.00'], [123456, 5]],
    ['Swiss groups', ["1'234.50", '5.00'], [1234.5, 5]],
  ])('%s', async (_, written, read) => {
    const file = await importOne(engine, amounts(...written));
    expect(file.questions).toEqual([]);
    expect(await readAmounts()).toEqual(read);
  });

  test('1.234 alone is a question with both sums', async () => {
    const text = amounts('1.234', '2.500');
    const file = await importOne(engine, text);
    expect(file.loaded).toBe(0);
    expect(file.questions[0]?.choices.map(({ id, effect }) => [id, effect.parameters.sum])).toEqual([
      ['point', 3.734],
      ['comma', 3734],
    ]);
    await importOne(engine, text, { answers: { [String(file.questions[0]?.id)]: 'comma' } });
    expect(await readAmounts()).toEqual([1234, 2500]);
  });

  test('words are no numbers', async () => {
    const file = await importOne(engine, amounts('10.00', '12.50', 'ten', '1.2.3', '4..5'));
    expect(file).toMatchObject({ loaded: 2, quarantined: 3 });
  });
});
