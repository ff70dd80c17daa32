import { describe, expect, it } from 'vitest';
import { CodedError } from '#base/error.ts';
import { buildPanel } from '#panel/build.ts';
import { Replicates } from '#panel/replicates.ts';
import { stagePass, type StagePassSettings } from '#panel/stage-pass.ts';
import { sql } from '#sql/sql.ts';
import { decode, encode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import { analyse, ask, build, engineWith, sale } from './tables.ts';

const noRhythm = encode({ rowCount: 0, columns: [] });
const settings: StagePassSettings = {
  periodDays: 30.4375,
  level: 'amount',
  rhythm: noRhythm,
  rate: 0,
  hasAmount: true,
  season: noRhythm,
  seed: 1,
  replicates: 200,
};

/** A stream of order days in chunks of a few rows. */
async function* streamOf(rows: number[][], size: number): AsyncGenerator<Uint8Array> {
  const names = ['place', 'day', 'is_order', 'sale_amount', 'amount', 'profit', 'complete', 'start_known', 'open_items'];
  for (let start = 0; start < rows.length; start += size) {
    const part = rows.slice(start, start + size);
    const numbers = names.map((name, column) => ({ name, kind: 'number' as const, values: part.map((row) => row[column]!) }));
    const id = { name: 'customer_id', kind: 'text' as const, values: part.map((row) => `c${row[0]}`) };
    yield encode({ rowCount: part.length, columns: [id, ...numbers] });
  }
}

async function passed(rows: number[][], size: number) {
  const decided = [];
  let replicates: ReturnType<typeof rowsOf> = [];
  for await (const chunk of stagePass(streamOf(rows, size), settings, new AbortController().signal)) {
    if (chunk.kind === 'decided') decided.push(...rowsOf(decode(chunk.bytes)));
    else replicates = rowsOf(decode(chunk.bytes));
  }
  return { decided, replicates };
}

/** Customers with an order on every 15th day, of amount 100 and profit 30. */
const regulars = (customers: number, orders: number): number[][] =>
  Array.from({ length: customers * orders }, (_, index) => {
    const place = Math.floor(index / orders) + 1;
    return [place, 19_000 + (index % orders) * 15, 1, 1_000_000, 1_000_000, 300_000, Math.floor((orders * 15) / 30.4375), 1, -1];
  });

describe('the stage pass', () => {
  it('gives the same answer however the stream is cut', async () => {
    const rows = regulars(7, 12);
    const whole = await passed(rows, 1000);
    expect(await passed(rows, 5)).toEqual(whole);
    expect(whole.decided).toHaveLength(7 * 5);
    expect(whole.replicates).toHaveLength(200 * 5);
  });

  it('answers empty tables for no customer at all', async () => {
    expect(await passed([], 10)).toEqual({ decided: [], replicates: [] });
  });

  it('weighs customers so that the replicates average to the sum', async () => {
    const { replicates } = await passed(regulars(400, 6), 100);
    const first = replicates.filter(({ age }) => age === 0);
    const mean = (name: string): number => first.reduce((sum, row) => sum + Number(row[name]), 0) / first.length;
    expect(mean('n') / 400).toBeCloseTo(1, 1);
    expect(mean('orders') / 1200).toBeCloseTo(1, 1);
    expect(new Set(first.map(({ n }) => n)).size).toBeGreaterThan(30);
    expect(first.every(({ n, orders, amount }) => Number(orders) === 3 * Number(n) && Number(amount) === 3_000_000 * Number(n))).toBe(true);
  });

  it('draws a weight from the seed, the customer and the replicate alone', () => {
    const table = (ids: string[]) => {
      const replicates = new Replicates(5, 200);
      for (const customerId of ids) replicates.add({ customerId, complete: 1, orders: [1], amount: [1], profit: [1] });
      return rowsOf(replicates.table(true));
    };
    expect(table(['a', 'b'])).toEqual(table(['b', 'a']));
    expect(table(['a'])).not.toEqual(table(['b']));
  });
});

describe('a build', () => {
  const orders = [sale('a', '2024-01-01', 10), sale('a', '2024-02-01', 10), sale('b', '2024-03-01', 10)];

  it('keeps the old tables when it is aborted, and leaves nothing behind', async () => {
    const engine = await engineWith({ orders });
    await build(engine, { period: 'month', asOf: '2024-12-31' });
    const before = await ask(engine, sql`SELECT * FROM stages ORDER BY customer_id, age`);
    const controller = new AbortController();
    const stopping = buildPanel({
      engine,
      settings: { period: 'year' },
      signal: controller.signal,
      runStagePass: (days, given, signal) => {
        controller.abort();
        return stagePass(days, given, signal);
      },
    });
    await expect(stopping).rejects.toBeInstanceOf(CodedError);
    expect(await ask(engine, sql`SELECT * FROM stages ORDER BY customer_id, age`)).toEqual(before);
    expect(await ask(engine, sql`SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'building%'`)).toEqual([]);
  });

  it('works on no rows and on one row', async () => {
    const nothing = await analyse(await engineWith({}), {}, ['profile', 'stage_age']);
    expect(nothing.statistics.profile![0]).toMatchObject({ lines: 0, customers: 0, as_of: null, first_date: null, false_alarm: null });
    expect(nothing.statistics.stage_age).toEqual([]);
    const one = await analyse(await engineWith({ orders: [sale('a', '2024-01-01', 10)] }), {}, ['profile', 'stage_now', 'profit_rank']);
    expect(one.statistics.profile![0]).toMatchObject({
      lines: 1,
      customers: 1,
      as_of: '2024-01-01',
      period: 'month',
      period_reason: 'too-short',
    });
    expect(one.statistics.stage_now).toEqual([{ stage: 'early', n: 1 }]);
    expect(one.statistics.profit_rank).toEqual([{ bin: 0, customers: 1, profit: 30_000, amount: 100_000 }]);
  });

  it('refuses a margin that is none', async () => {
    const engine = await engineWith({ orders });
    await expect(build(engine, { margin: 1.5 })).rejects.toMatchObject({ code: 'panel/margin', parameters: { margin: 1.5 } });
  });

  it('tells its progress up to the end', async () => {
    const seen: number[] = [];
    await buildPanel({ engine: await engineWith({ orders }), runStagePass: stagePass, onProgress: (fraction) => seen.push(fraction) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});
