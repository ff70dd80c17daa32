import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { buildPanel, type PanelSettings } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import type { RunValuePass } from '#panel/value-pass.ts';
import { sql } from '#sql/sql.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { statisticsOf } from '#statistics/index.ts';
import { encode } from '#table/arrow.ts';
import { ask, build, engineWith, sale } from './tables.ts';

const month = 30.4375;
/** A day of the nth period of relationships that begin with the year 2022. */
const day = (n: number) =>
  new Date(Date.UTC(2022, 0, 1) + Math.round(n === 0 ? 0 : n * month + 10) * 86_400_000).toISOString().slice(0, 10);
const bought = (customer: string, periods: number[]) => periods.map((n) => sale(customer, day(n), 50));
const every = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const newest = 23;

/** Twice a period at first, once in the last three: a level below 0.60, but so small a drop in so few orders may be chance. */
const fading = [...every(0, 20), ...every(0, 20).map((n) => n + 0.5), ...every(21, 23)];

/** Histories at the end of 24 complete periods. */
const histories: Record<string, number[]> = {
  fading,
  'fading, even odds': fading,
  regular: every(0, 23),
  // in decline for two periods
  silent: every(0, 20),
  'silent, one chance in ten': every(0, 20),
  // in decline since this period
  slipping: every(0, 21),
  young: [22, 23],
};
const alive = {
  ...{ fading: 0.49, 'fading, even odds': 0.5, regular: 0.01 },
  ...{ silent: 0.09, 'silent, one chance in ten': 0.1, slipping: 0.01, young: 0.01 },
};

/** A value pass that says what P(alive) of each customer is. */
const saying =
  (told: Record<string, number>): RunValuePass =>
  () => {
    const names = Object.keys(histories).sort();
    const values = (of: (name: string, i: number) => number | null) => names.map(of);
    const column = (name: string, cells: (number | null)[]) => ({ name, kind: 'number' as const, values: cells });
    const unknown = ['expected_12', 'residual', 'residual_ever', 'spend_expected', 'clv', 'clv_low', 'clv_high'];
    const columns = [
      column(
        'place',
        values((_, i) => i + 1),
      ),
      column(
        'p_alive',
        values((name) => told[name]!),
      ),
      ...unknown.map((name) =>
        column(
          name,
          values(() => null),
        ),
      ),
    ];
    const facts = { model: 'mbg-nbd', reason: null, spend_reason: null, margin: null, sampled: null, converged: 1 };
    return Promise.resolve({ bytes: encode({ rowCount: names.length, columns }), facts });
  };

describe('M03: stages and P(alive)', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await engineWith({ orders: Object.entries(histories).flatMap(([name, months]) => bought(name, months)) });
  });

  const judged = async (settings: PanelSettings) => {
    const request = { engine, runStagePass: stagePass, runValuePass: saying(alive) };
    const { asOf } = await buildPanel({
      ...request,
      settings: { period: 'month', asOf: '2024-01-03', startsWith: 'business', ...settings },
    });
    const rows = await ask(engine, sql`SELECT * FROM stages ORDER BY customer_id, age`);
    const states = await ask(
      engine,
      sql`SELECT c.customer_id, c.stage, c.ended, e.last_stage, e.ended AS over, e.exit_from
      FROM customer_state c INNER JOIN episodes e ON e.customer_id = c.customer_id`,
    );
    const tables = await computeStatistics(engine, statisticsOf(['alive_effects']), { asOf }, new AbortController().signal);
    return { rows, states, effect: tables.alive_effects!.find(({ part }) => part === 'stages') };
  };
  let [off, on]: Awaited<ReturnType<typeof judged>>[] = [];
  beforeAll(async () => {
    off = await judged({});
    on = await judged({ aliveInStages: true });
  });
  const changed = () => on!.rows.filter((row, i) => JSON.stringify(row) !== JSON.stringify(off!.rows[i]));
  const before = (name: string) => off!.rows.filter(({ customer_id }) => customer_id === name).at(-1)!;

  it('are what the rules say while it is not asked', () => {
    expect(before('fading')).toMatchObject({ stage: 'S', trigger: 'none' });
    expect(Number(before('fading').level)).toBeLessThan(0.6);
    expect(before('silent')).toMatchObject({ stage: 'D', trigger: 'gap' });
    expect(before('slipping')).toMatchObject({ stage: 'D', trigger: 'gap' });
  });

  it('C4: moves the newest period alone: into decline when gone is likelier than not and the level fell, to the end when hardly a chance is left', () => {
    expect(on!.rows).toHaveLength(off!.rows.length);
    expect(changed()).toEqual([
      { ...before('fading'), stage: 'D', reason: 'probably-left', trigger: 'alive', margin: 'low' },
      { ...before('silent'), stage: 'T', reason: 'surely-left', margin: 'high' },
    ]);
    expect(changed().map(({ age }) => age)).toEqual([newest, newest]);
  });

  it('is followed by the state of the customer and by the episodes', () => {
    const state = (name: string) => on!.states.find(({ customer_id }) => customer_id === name);
    expect(state('fading')).toMatchObject({ stage: 'D', ended: false, last_stage: 'D', over: false });
    expect(state('silent')).toMatchObject({ stage: 'T', ended: true, last_stage: 'T', over: true, exit_from: 'S' });
  });

  it('C1: makes one move a period, legal ones only', () => {
    const legal: Record<string, string> = { E: 'EFD', F: 'FSD', S: 'SD', D: 'DFT', T: 'T' };
    for (const [i, row] of on!.rows.entries()) {
      const next = on!.rows[i + 1];
      if (next?.customer_id === row.customer_id) expect(legal[String(row.stage)]).toContain(next!.stage);
    }
  });

  it('says whom it moves, asked or not', () => {
    expect(off!.effect).toEqual({ part: 'stages', customers: 6, changed: 2 });
    expect(on!.effect).toEqual(off!.effect);
  });
});

it('C4: without P(alive) nobody is moved', async () => {
  const engine = await engineWith({ orders: bought('fading', fading) });
  await build(engine, { period: 'month', asOf: '2024-01-03', startsWith: 'business', aliveInStages: true });
  expect(await ask(engine, sql`SELECT count(*) AS n FROM alive_stages`)).toEqual([{ n: 0 }]);
});
