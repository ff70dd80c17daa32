import type { Engine } from '#engine/engine.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { markovInputs } from '#models/lifecycle/markov/from-rows.ts';
import { clusteredMoves } from '#models/lifecycle/markov/clusters.ts';
import type { StageLetter } from '#schema/stage-moves.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { sql } from '#sql/sql.ts';
import { analyse, ask, engineWith, sale } from '../panel/tables.ts';

/** 205 customers over twenty months: most order in every month, some stop after a year, a few have complaints. */
const month = (i: number) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-05`;
const people = Array.from({ length: 205 }, (_, i) => i);
const orders = people.flatMap((i) =>
  Array.from({ length: i % 3 === 0 ? 9 : 20 }, (_, t) =>
    (i * 7 + t * 5) % (t < 4 ? 3 : 7) === 0 ? [] : [sale(`c${i}`, month(t), 20 + i, { cogs: 12 })],
  ).flat(),
);
const complaints = people.map((i) => ({ customer_id: `c${i}`, opened: `2022-0${4 + (i % 4)}-10` }));

let engine: Engine;
let tables: StatisticTables;
beforeAll(async () => {
  engine = await engineWith({ orders, complaints });
  const read = ['transitions', 'stage_flow', 'stage_flow_spread', 'stage_value', 'stage_age', 'profile', 'hmm'];
  tables = (await analyse(engine, { period: 'month' }, read)).statistics;
}, 240_000);

describe('moves between stages', () => {
  test('are those of neighbouring rows of the stages, every one counted once', async () => {
    const [own] = await ask(
      engine,
      sql`SELECT CAST(count(*) AS INTEGER) AS n FROM stages a INNER JOIN stages b ON b.customer_id = a.customer_id AND b.age = a.age + 1`,
    );
    expect(tables.transitions!.reduce((sum, { n }) => sum + Number(n), 0)).toBe(own!.n);
    expect(new Set(tables.transitions!.map(({ half }) => half))).toEqual(new Set([4044, 4045, 4046]));
    expect(tables.transitions!.filter(({ early }) => early === 1).every(({ to_stage: to }) => to === 'E')).toBe(true);
  });

  test('C15: are spread over customers, counted move by move as the flow counts them', () => {
    for (const { from_stage: from, to_stage: to, n } of tables.stage_flow!) {
      const cell = clusteredMoves(tables.stage_flow_spread!, from as StageLetter, to as StageLetter)!;
      expect(cell.n).toBe(Number(n));
      expect(cell.clusters).toBeLessThanOrEqual(205);
      expect(cell.squares).toBeGreaterThanOrEqual(cell.n);
      expect(cell.cross).toBeLessThanOrEqual(cell.sizes);
    }
    for (const { from_stage: from, moves } of tables.stage_flow_spread!) {
      const all = tables.stage_flow!.filter((row) => row.from_stage === from).reduce((sum, { n }) => sum + Number(n), 0);
      expect(all).toBe(Number(moves));
    }
  });

  test('have the profit of each stage with a standard error', () => {
    const { rewards, periodsPerYear } = markovInputs(
      { moves: tables.transitions!, spread: tables.stage_flow_spread!, worth: tables.stage_value! },
      tables.profile![0],
      true,
    );
    expect(periodsPerYear).toBeCloseTo(12, 10);
    expect(rewards.length).toBeGreaterThan(2);
    for (const { mean, error } of rewards) expect(error).toBeLessThan(Math.abs(mean) + 100);
    const total = tables.stage_value!.reduce((sum, { profit }) => sum + Number(profit), 0);
    const stages = tables.stage_age!.reduce((sum, { profit }) => sum + Number(profit), 0);
    expect(total).toBe(stages);
  });
});

describe('hidden stages', () => {
  test('are fitted on the histories of the base, with probabilities of legal moves and a report of the search', () => {
    const rows = tables.hmm!;
    expect(rows.filter(({ kind }) => kind === 'refusal')).toEqual([]);
    expect(rows.filter(({ kind }) => kind === 'transition')).toHaveLength(11);
    const fit = Object.fromEntries(rows.filter(({ kind }) => kind === 'fit').map(({ name, value }) => [name, value]));
    expect(fit).toMatchObject({ customers: 205, everyone: 205, starts: 20 });
  });

  test('take complaints as a driving force where there are some', () => {
    const names = tables.hmm!.filter(({ kind }) => kind === 'driver').map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['complaints']));
  });
});
