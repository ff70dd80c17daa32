import { describe, expect, it } from 'vitest';
import { buildPanel, type PanelSettings } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { sql } from '#sql/sql.ts';
import type { Engine } from '#engine/engine.ts';
import { ask, engineWith, sale } from './tables.ts';

const build = (engine: Engine, settings: PanelSettings = {}) => buildPanel({ engine, settings, runStagePass: stagePass });

const day = 86_400_000;

/** Orders of one customer: `count` in each month-long period, evenly spread, from 2015-01-01. */
function monthly(customer: string, counts: readonly number[]) {
  return counts.flatMap((count, month) =>
    Array.from({ length: count }, (_, i) =>
      sale(
        customer,
        new Date(Date.parse('2015-01-01') + Math.ceil((month + (i + 0.5) / count) * 30.4375) * day).toISOString().slice(0, 10),
        10,
      ),
    ),
  );
}
const run = (count: number, months: number): number[] => new Array<number>(months).fill(count);

describe('the stages of each period', () => {
  it('carry the level, the trigger, the flags and the last day beside the stage', async () => {
    const engine = await engineWith({ orders: monthly('a', [...run(4, 20), ...run(12, 6), ...run(0, 12)]) });
    await build(engine, { period: 'month', asOf: '2018-03-01' });
    const rows = await ask(engine, sql`SELECT age, period, period_end, stage, level, "trigger", flags FROM stages ORDER BY age`);
    expect(rows.slice(0, 2).map(({ period, period_end: end }) => [period, end])).toEqual([
      ['2015-01-05', '2015-02-04'],
      ['2015-02-05', '2015-03-06'],
    ]);
    for (let age = 1; age < rows.length; age++)
      expect(Date.parse(String(rows[age]!.period)) - Date.parse(String(rows[age - 1]!.period_end))).toBe(day);
    expect(rows[0]).toMatchObject({ level: null, trigger: 'none', flags: '' });
    expect(rows.find(({ flags }) => String(flags).includes('growing'))).toMatchObject({ stage: 'S' });
    const fallen = rows.find(({ stage }) => stage === 'D')!;
    expect(fallen.trigger).toBe('gap');
    expect(Number(fallen.level)).toBeGreaterThan(0);
    expect(Number(fallen.level)).toBeLessThan(1);
  });
});

describe('episodes', () => {
  it('C2: a relationship that ended and came back has two, and each says how it went', async () => {
    const engine = await engineWith({ orders: monthly('a', [...run(3, 12), ...run(0, 20), ...run(3, 12)]) });
    await build(engine, { period: 'month', asOf: '2018-08-31' });
    const [first, second, ...more] = await ask(engine, sql`SELECT * FROM episodes ORDER BY episode`);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ episode: 1, start_age: 0, last_stage: 'T', exit_from: 'S', ended: true, orders: 36, amount: 360 });
    expect(second).toMatchObject({ episode: 2, start_age: 32, ended: false, exit_from: null, last_stage: 'S', start_known: true });
    const lived = ['e_periods', 'f_periods', 's_periods', 'd_periods'].reduce((sum, name) => sum + Number(first![name]), 0);
    expect(lived).toBe(first!.end_age);
    expect(second!.end_age).toBe(42);
  });

  it('say from which stage the decline that led to the end began, also after a recovery', async () => {
    const counts = [...run(6, 16), ...run(1, 8), ...run(6, 4), ...run(0, 24)];
    const engine = await engineWith({ orders: [...monthly('a', counts), ...monthly('once', [1])] });
    await build(engine, { period: 'month', asOf: '2019-06-01' });
    const path = (await ask(engine, sql`SELECT stage FROM stages WHERE customer_id = 'a' ORDER BY age`)).map(({ stage }) => stage).join('');
    expect(path).toMatch(/^E+F+S+D+F+D+T+$/);
    const rows = await ask(engine, sql`SELECT customer_id, exit_from, ended, d_periods FROM episodes ORDER BY customer_id`);
    expect(rows.map(({ customer_id: id, exit_from: from, ended }) => [id, from, ended])).toEqual([
      ['a', 'F', true],
      ['once', 'E', true],
    ]);
    expect(rows[0]!.d_periods).toBe([...path].filter((stage) => stage === 'D').length);
  });

  it('is an empty table without customers', async () => {
    const engine = await engineWith({});
    await build(engine);
    expect(await ask(engine, sql`SELECT * FROM episodes`)).toEqual([]);
  });
});
