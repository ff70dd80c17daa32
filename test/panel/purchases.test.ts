import { describe, expect, it } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import type { PanelSettings } from '#panel/build.ts';
import { sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import { ask, build, engineWith, type Records, sale } from './tables.ts';

async function built(orders: Records['orders'], settings: PanelSettings = {}): Promise<Engine> {
  const engine = await engineWith({ orders: orders! });
  await build(engine, settings);
  return engine;
}

const summary = async (engine: Engine): Promise<Row[]> =>
  ask(engine, sql`SELECT customer_id, x, t_x, t, spend FROM purchases ORDER BY customer_id`);
const facts = async (engine: Engine): Promise<Row> => (await ask(engine, sql`SELECT * FROM purchase_facts`))[0]!;

describe('the summary of purchases', () => {
  it('counts repeat days, days to the last and days observed, as the published example says', async () => {
    const engine = await built(
      [
        sale('1', '2015-02-01', 1),
        sale('1', '2015-02-06', 1),
        sale('2', '2015-01-01', 1),
        sale('3', '2015-01-01', 1),
        sale('3', '2015-01-02', 1),
        sale('3', '2015-01-05', 1),
      ],
      { asOf: '2015-02-07' },
    );
    expect(await summary(engine)).toEqual([
      { customer_id: '1', x: 1, t_x: 5, t: 6, spend: 1 },
      { customer_id: '2', x: 0, t_x: 0, t: 37, spend: null },
      { customer_id: '3', x: 2, t_x: 4, t: 37, spend: 1 },
    ]);
  });

  it('leaves the first purchase out of the spend whatever the order of the rows', async () => {
    const rows = [sale('a', '2015-01-01', 10), sale('a', '2015-01-05', 20), sale('a', '2015-01-09', 25)];
    for (const orders of [rows, rows.toReversed()])
      expect(await summary(await built(orders))).toEqual([{ customer_id: 'a', x: 2, t_x: 8, t: 8, spend: 22.5 }]);
  });

  it('takes several orders of one day as one purchase', async () => {
    const engine = await built([
      sale('a', '2015-01-01', 10, { order_id: 'one' }),
      sale('a', '2015-01-01', 5, { order_id: 'two' }),
      sale('b', '2015-01-01', 1),
      sale('b', '2015-01-03', 4, { order_id: 'three' }),
      sale('b', '2015-01-03', 6, { order_id: 'four' }),
    ]);
    expect(await summary(engine)).toEqual([
      { customer_id: 'a', x: 0, t_x: 0, t: 2, spend: null },
      { customer_id: 'b', x: 1, t_x: 2, t: 2, spend: 10 },
    ]);
  });

  it('counts days by the calendar, over the turn of the year', async () => {
    const engine = await built([sale('a', '2025-11-01', 50), sale('a', '2025-12-20', 60), sale('a', '2026-01-15', 70)]);
    expect(await summary(engine)).toEqual([{ customer_id: 'a', x: 2, t_x: 75, t: 75, spend: 65 }]);
  });

  it('adds the logarithms of the gaps', async () => {
    const engine = await built([sale('a', '2015-01-01', 1), sale('a', '2015-01-03', 1), sale('a', '2015-01-08', 1)]);
    const [row] = await ask(engine, sql`SELECT log_gaps FROM purchases`);
    expect(row!.log_gaps).toBeCloseTo(Math.log(2) + Math.log(5), 12);
  });

  it('works without any amount', async () => {
    const engine = await built([
      { order_id: '1', customer_id: 'a', date: '2015-01-01' },
      { order_id: '2', customer_id: 'a', date: '2015-01-04' },
    ]);
    expect(await summary(engine)).toEqual([{ customer_id: 'a', x: 1, t_x: 3, t: 3, spend: null }]);
  });
});

describe('C11: refunds', () => {
  const back = (customer: string, date: string, amount: number) =>
    sale(customer, date, amount, { kind: 'refund', order_id: `back ${date}` });

  it('are taken off the spend of their day, and a day whose money was given back is no purchase and is counted', async () => {
    const engine = await built([
      sale('a', '2015-01-01', 10),
      sale('a', '2015-01-03', 8),
      back('a', '2015-01-03', -3),
      sale('a', '2015-01-05', 20),
      back('a', '2015-01-05', -20),
      sale('b', '2015-01-01', 7),
      back('b', '2015-01-01', -9),
    ]);
    expect(await summary(engine)).toEqual([{ customer_id: 'a', x: 1, t_x: 2, t: 4, spend: 5 }]);
    expect(await facts(engine)).toMatchObject({ dropped_days: 2, dropped_customers: 1, free_days: 0, customers: 1, repeaters: 1 });
  });

  it('on a day without an order change no purchase', async () => {
    const engine = await built([sale('a', '2015-01-01', 10), sale('a', '2015-01-03', 8), back('a', '2015-01-04', -8)]);
    expect(await summary(engine)).toEqual([{ customer_id: 'a', x: 1, t_x: 2, t: 3, spend: 8 }]);
  });

  it('are told apart from an order that cost nothing, which is a purchase', async () => {
    const engine = await built([sale('a', '2015-01-01', 10), sale('a', '2015-01-03', 0)]);
    expect(await summary(engine)).toEqual([{ customer_id: 'a', x: 1, t_x: 2, t: 2, spend: 0 }]);
    expect(await facts(engine)).toMatchObject({ dropped_days: 0, free_days: 1 });
  });
});

describe('calibration and hold-out', () => {
  const orders = [
    sale('a', '2015-01-01', 10),
    sale('a', '2015-01-11', 20),
    sale('a', '2015-01-21', 30),
    sale('b', '2015-01-15', 5),
    sale('b', '2015-01-20', 6),
    sale('c', '2015-01-06', 1),
  ];
  const split = sql`SELECT customer_id, x_cal, t_x_cal, t_cal, spend_cal, x_hold, CAST(amount_hold AS DOUBLE) AS amount_hold FROM purchases ORDER BY customer_id`;

  it('divide the file in the middle; who came after it is in neither', async () => {
    const engine = await built(orders);
    expect(await facts(engine)).toMatchObject({
      first_day: '2015-01-01',
      calibration_end: '2015-01-11',
      hold_days: 10,
      customers_cal: 2,
      repeaters_cal: 1,
    });
    expect(await ask(engine, split)).toEqual([
      { customer_id: 'a', x_cal: 1, t_x_cal: 10, t_cal: 10, spend_cal: 20, x_hold: 1, amount_hold: 30 },
      { customer_id: 'b', x_cal: null, t_x_cal: null, t_cal: null, spend_cal: null, x_hold: 1, amount_hold: 6 },
      { customer_id: 'c', x_cal: 0, t_x_cal: 0, t_cal: 5, spend_cal: null, x_hold: 0, amount_hold: 0 },
    ]);
  });

  it('divide it at a day of choice', async () => {
    const engine = await built(orders, { calibrationEnd: '2015-01-20' });
    expect(await facts(engine)).toMatchObject({ calibration_end: '2015-01-20', hold_days: 1, customers_cal: 3, repeaters_cal: 2 });
  });

  it.each(['2014-12-31', '2015-01-01', '2015-01-21', '2020-01-01'])(
    'divide it in half where the day of choice, %s, leaves one side empty',
    async (day) => {
      const engine = await built(orders, { calibrationEnd: day });
      expect(await facts(engine)).toMatchObject({ calibration_end: '2015-01-11', hold_days: 10 });
    },
  );

  it('see nothing after the day of the analysis', async () => {
    const engine = await built(orders, { asOf: '2015-01-16' });
    expect(await facts(engine)).toMatchObject({ purchase_days: 4, calibration_end: '2015-01-08', hold_days: 8 });
  });

  it('without an order are nothing', async () => {
    const engine = await built([]);
    expect(await summary(engine)).toEqual([]);
    expect(await facts(engine)).toMatchObject({ first_day: null, calibration_end: null, hold_days: null, customers: 0, dropped_days: 0 });
  });
});
