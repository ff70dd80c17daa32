import { describe, expect, it } from 'vitest';
import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { compress } from '#models/purchases/histories.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { outlooks } from '#panel/value-predictions.ts';
import { sql } from '#sql/sql.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { statisticsOf } from '#statistics/index.ts';
import { lastDay, simulatedBase } from './simulated.ts';
import { ask, build, engineWith, sale } from './tables.ts';

describe('the value of every customer', () => {
  const days = 700;

  it('is that of MBG/NBD, fitted on unique histories, and reaches the state of the customer', async () => {
    const engine = await simulatedBase(400, days);
    await build(engine, { asOf: lastDay(days) });
    const rows = await ask(
      engine,
      sql`SELECT p.x, p.t_x, p.t, v.*, s.p_alive AS in_state FROM purchases p INNER JOIN customer_value v ON v.customer_id = p.customer_id
      INNER JOIN customer_state s ON s.customer_id = p.customer_id ORDER BY p.customer_id`,
    );
    expect(rows).toHaveLength(400);
    const histories = rows.map((row) => ({ x: Number(row.x), tx: Number(row.t_x) / 7, T: Number(row.t) / 7 }));
    const values = valuesOf(mbgNbd, fitProcess(mbgNbd, compress(histories).histories).estimates);
    rows.forEach((row, i) => {
      expect(Number(row.p_alive)).toBeCloseTo(mbgNbd.alive(values, histories[i]!), 5);
      expect(Number(row.expected_12)).toBeCloseTo(mbgNbd.conditional(values, histories[i]!, 365 / 7), 4);
      expect(Number(row.residual)).toBeLessThan(Number(row.residual_ever));
      expect(row.in_state).toBe(row.p_alive);
    });
    const [facts] = await ask(engine, sql`SELECT model, reason, sampled, converged, margin FROM purchase_facts`);
    expect(facts).toEqual({ model: 'mbg-nbd', reason: null, sampled: null, converged: 1, margin: expect.closeTo(0.3, 6) });
  });

  it('M09: is refused with its reason for fewer than 100 customers, or 30 who came back', async () => {
    const few = await simulatedBase(60, days);
    await build(few);
    expect(await ask(few, sql`SELECT reason FROM purchase_facts`)).toEqual([{ reason: 'clv-customers' }]);
    expect(await ask(few, sql`SELECT count(*) AS n FROM customer_value`)).toEqual([{ n: 0 }]);
    expect(await ask(few, sql`SELECT count(*) AS n FROM customer_state WHERE p_alive IS NOT NULL`)).toEqual([{ n: 0 }]);
    const once = await engineWith({
      orders: Array.from({ length: 101 }, (_, i) => sale(`c${i}`, `2024-01-${String((i % 28) + 1).padStart(2, '0')}`, 5)),
    });
    await build(once, { asOf: '2024-03-01' });
    expect(await ask(once, sql`SELECT reason FROM purchase_facts`)).toEqual([{ reason: 'clv-repeaters' }]);
  });
});

describe('the interpolated outlook', () => {
  const values = [1.2, 4, 1, 12];
  const terms = { ahead: 52, rate: 0.0018, horizon: 261 };
  const at = outlooks(mbgNbd, values, { most: 300, longest: 208 }, terms);

  it.each([0, 1, 10, 11, 37, 300])('of %i purchases is what the model says to six digits', (x) => {
    for (const T of [0, 0.5, 10, 77, 208]) {
      const history = { x, tx: T, T };
      const alive = mbgNbd.alive(values, history);
      expect(at(x, T)[0]).toBeCloseTo(Math.log(mbgNbd.conditional(values, history, terms.ahead) / alive), 5);
      expect(at(x, T)[1]).toBeCloseTo(Math.log(mbgNbd.residual(values, history, terms.rate, terms.horizon) / alive), 5);
    }
  });
});

describe('the value of a customer', () => {
  it('C14: is what is left of the expected purchases at the expected spend after the costs of the base, with an interval', async () => {
    const engine = await simulatedBase(400, 700);
    await build(engine, { asOf: lastDay(700), margin: 0.4 });
    const rows = await ask(engine, sql`SELECT residual, spend_expected, clv, clv_low, clv_high FROM customer_value ORDER BY customer_id`);
    for (const row of rows) {
      expect(Number(row.clv)).toBeCloseTo(Number(row.residual) * Number(row.spend_expected) * 0.4, 6);
      expect(Number(row.clv_low)).toBeLessThan(Number(row.clv));
      expect(Number(row.clv_high)).toBeGreaterThan(Number(row.clv));
    }
  });

  it('C14: is unknown without amounts, and the purchases are known all the same', async () => {
    const engine = await simulatedBase(400, 700);
    await engine.execute(sql`UPDATE imported.orders_all SET net_amount = NULL`);
    await build(engine, { asOf: lastDay(700) });
    const [facts] = await ask(engine, sql`SELECT reason, spend_reason, margin FROM purchase_facts`);
    expect(facts).toEqual({ reason: null, spend_reason: 'clv-no-amounts', margin: null });
    expect(await ask(engine, sql`SELECT count(clv) AS clv, count(p_alive) AS alive FROM customer_value`)).toEqual([{ clv: 0, alive: 400 }]);
  });
});

describe('M15: repeat purchases in the loyalty matrix', () => {
  it('are orders per period, or these times P(alive); what the other way would move is known', async () => {
    const engine = await simulatedBase(400, 700);
    const read = async (aliveInLoyalty: boolean) => {
      const { asOf } = await build(engine, { asOf: lastDay(700), aliveInLoyalty });
      const tables = await computeStatistics(engine, statisticsOf(['alive_effects']), { asOf }, new AbortController().signal);
      const rows = await ask(engine, sql`SELECT repeat, repeat_other FROM customer_state WHERE repeat IS NOT NULL ORDER BY customer_id`);
      return { rows, effect: tables.alive_effects!.find(({ part }) => part === 'loyalty')! };
    };
    const [without, with_] = [await read(false), await read(true)];
    expect(without.rows.map((row) => row.repeat)).toEqual(with_.rows.map((row) => row.repeat_other));
    expect(without.rows.map((row) => row.repeat_other)).toEqual(with_.rows.map((row) => row.repeat));
    const moved = without.rows.filter((row) => Number(row.repeat) >= 50 !== Number(row.repeat_other) >= 50).length;
    expect(moved).toBeGreaterThan(0);
    expect(without.effect).toEqual({ part: 'loyalty', customers: without.rows.length, changed: moved });
    expect(with_.effect.changed).toBe(moved);
  });
});
