import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { accounted, importOne, rows } from './support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const cents = (value: number): string => (value / 100).toFixed(2);

/** Orders of one to five lines with a discount and a tax of the whole order, in cents. */
const anyOrders = fc.array(
  fc.record({
    prices: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 5 }),
    discount: fc.integer({ min: 0, max: 997 }),
    tax: fc.integer({ min: 0, max: 333 }),
    back: fc.constantFrom(0, 0, 0.25, 1),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('values of whole orders', () => {
  test('are shared over the lines to the cent, and their sums are those of the orders', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyOrders, async (orders) => {
        const totals = orders.map(({ prices, discount, tax }) => prices.reduce((sum, price) => sum + price, 0) - discount + tax);
        const text = orders
          .flatMap(({ prices, discount, tax }, order) =>
            prices.map((price, line) => {
              const whole = line === 0 ? [cents(discount), cents(tax), cents(totals[order] ?? 0)] : ['', '', ''];
              return ['N' + String(order), 'C1', '2024-01-05', String(line), '1', cents(price), ...whole].join(',');
            }),
          )
          .join('\n');
        const file = await importOne(engine, `order_id,customer_id,date,sku,qty,unit_price,order_discount,tax,order_total\n${text}\n`);
        expect(accounted(file)).toBe(file.rowsIn);
        expect(file.quarantined).toBe(0);
        const found = await rows(
          engine,
          `SELECT round(sum(discount) * 100)::INTEGER AS discount, round(sum(tax) * 100)::INTEGER AS tax, round(sum(net_amount) * 10000)::INTEGER % 100 AS rest
          FROM orders GROUP BY order_id ORDER BY min(_line)`,
        );
        expect(found).toEqual(orders.map(({ discount, tax }) => ({ discount, tax, rest: 0 })));
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  test('a refund in proportion of the net amount takes a whole order back to nothing', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyOrders, async (orders) => {
        const sold = orders
          .filter(({ prices }) => (prices[0] ?? 0) > 0)
          .map(({ prices, tax, back }) => ({ net: prices[0] ?? 0, tax, back }));
        fc.pre(sold.length > 0);
        const lines = sold.map(({ net, tax, back }, order) => {
          const total = net + tax;
          return ['N' + String(order), 'C1', '2024-01-05', cents(tax), cents(total), cents(Math.round(total * back))].join(',');
        });
        await importOne(engine, `order_id,customer_id,date,tax,order_total,refund_amount\n${lines.join('\n')}\n`);
        const found = await rows(
          engine,
          "SELECT sum(net_amount)::DOUBLE AS net, count(*) FILTER (WHERE kind = 'refund') AS refunds FROM orders GROUP BY order_id ORDER BY min(_line)",
        );
        found.forEach(({ net, refunds }, order) => {
          const { net: full = 0, tax = 0, back = 0 } = sold[order] ?? {};
          const given = Math.round((full + tax) * back);
          expect(Number(net)).toBeCloseTo((full - (given * full) / (full + tax)) / 100, 3);
          expect(refunds).toBe(given > 0 ? 1 : 0);
        });
      }),
      { numRuns: 25, seed: 8 },
    );
  });
});

describe('customer keys', () => {
  test('a number that every order has to itself is asked about when an address repeats', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index},K${index},p${index % 6}@tea.test,2024-01-05,5`);
    const text = `order_id,customer_id,email,date,net_amount\n${lines.join('\n')}\n`;
    const { questions } = await importOne(engine, text);
    expect(questions.map(({ choices }) => choices.map(({ id }) => id))).toEqual([['customer_id', 'customers.email']]);
    await importOne(engine, text, { answers: { [questions[0]?.id ?? '']: 'customers.email' } });
    expect(await rows(engine, 'SELECT count(DISTINCT customer_id) AS n FROM orders')).toEqual([{ n: 6 }]);
  });

  test('one that has a large part of the rows is told', async () => {
    const lines = Array.from({ length: 120 }, (_, index) => `${index},${index % 4 === 0 ? 'Counter' : `K${index}`},2024-01-05,5`);
    const { notes } = await importOne(engine, `order_id,customer_id,date,net_amount\n${lines.join('\n')}\n`);
    expect(notes.find(({ code }) => code === 'note_customer_top')?.parameters).toEqual({ fraction: 0.25, rows: 30 });
  });
});
