import { describe, expect, it } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { fitValueModel, type ValueModelAnswer } from '../../src/app/value-models/fit.ts';
import { runValueModel } from '../../src/app/value-models/run.ts';
import { lastDay, simulatedBase, simulatedPurchases } from '../panel/simulated.ts';
import { build, engineWith } from '../panel/tables.ts';

/** A model in this thread; `engine` is asked for only where there are no data. */
function model(id: string, options: Record<string, unknown>, engine?: Engine): Promise<ValueModelAnswer> {
  const { signal } = new AbortController();
  const ask = async (): Promise<Engine> => engine ?? Promise.reject(new Error('no tables are needed'));
  return runValueModel(id, options, { engine: ask, fit: async (request, stop) => fitValueModel(request, stop), signal });
}

/** Histories in weeks of a simulated base of 400, at day 700. */
const histories = simulatedPurchases(400, 700).map((days) => ({
  x: days.length - 1,
  t_x: (days.at(-1)! - days[0]!) / 7,
  T: (699 - days[0]!) / 7,
}));

describe('a value model on rows', () => {
  it('answers estimates, errors and how the fit went', async () => {
    const answer = await model('mbg-nbd', { data: histories, horizon: 52 });
    expect(Object.keys(answer.estimates as object)).toEqual(['r', 'alpha', 'a', 'b']);
    expect(Object.keys(answer.standardErrors!)).toEqual(['r', 'alpha', 'a', 'b']);
    expect(answer).toMatchObject({ reason: null, n: 400, converged: true, warnings: [], units: { period: 'week', horizon: 52 } });
    expect(answer.logLikelihood).toBeLessThan(0);
    expect(answer.uniqueRows).toBeLessThanOrEqual(400);
    expect(answer.forecast!.newCustomer).toBeGreaterThan(0);
    expect(answer.forecast!.alive).toBeLessThan(1);
  });

  it('takes weights for customers alike, and tx for t_x', async () => {
    const twice = await model('bg-nbd', { data: [...histories, ...histories] });
    const weighted = await model('bg-nbd', { data: histories.map(({ x, t_x, T }) => ({ x, tx: t_x, T, weight: 2 })) });
    expect(weighted.logLikelihood).toBeCloseTo(twice.logLikelihood!, 6);
    expect(weighted.n).toBe(800);
  });

  it('leaves out rows that are no history and says how many', async () => {
    const answer = await model('bg-nbd', { data: [...histories, { x: 1, t_x: 9, T: 3 }, { x: 'a', t_x: 0, T: 3 }] });
    expect(answer.warnings).toContainEqual({ code: 'model-rows-left-out', parameters: { rows: 2 } });
    expect(answer.n).toBe(400);
  });

  it('reads survivors of a cohort and single lives alike', async () => {
    const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];
    const cohort = await model('sbg', { data: survivors });
    const rows = survivors.slice(1).map((left, i) => ({ time: i + 1, ended: true, weight: survivors[i]! - left }));
    const single = await model('sbg', { data: [...rows, { time: 7, ended: false, weight: 491 }] });
    expect((cohort.estimates as { alpha: number; beta: number }).alpha).toBeCloseTo(0.668, 3);
    expect((cohort.estimates as { alpha: number; beta: number }).beta).toBeCloseTo(3.806, 2);
    expect(single.estimates).toEqual(cohort.estimates);
    expect((await model('bdw', { data: survivors })).estimates).toHaveProperty('c');
  });

  it('draws a curve of survival with its numbers at risk', async () => {
    const data = [1, 2, 3, 4].flatMap((time) => [
      { time, ended: true },
      { time: time + 0.5, ended: false },
    ]);
    const { estimates, n } = await model('kaplan-meier', { data });
    expect(estimates).toMatchObject({ times: expect.any(Array), survival: expect.any(Array), atRisk: expect.any(Array) });
    expect((estimates as { survival: number[] }).survival[0]).toBeCloseTo(7 / 8, 12);
    expect(n).toBe(8);
  });

  it('finds what a covariate does to the risk', async () => {
    const data = Array.from({ length: 60 }, (_, i) => ({ time: 1 + ((i * 7) % 20) + (i % 2) * 5, ended: i % 5 !== 0, group: i % 2 }));
    const answer = await model('cox', { data });
    expect((answer.estimates as { effects: { name: string; coefficient: number }[] }).effects).toMatchObject([{ name: 'group' }]);
    expect(answer.standardErrors).toHaveProperty('group');
  });

  it('refuses what it cannot read by code', async () => {
    await expect(model('bg-nbd', { data: [] })).rejects.toMatchObject({ code: 'script/model-data' });
    await expect(model('bg-nbd', { data: [{ a: 1 }] })).rejects.toMatchObject({ code: 'script/model-data' });
    await expect(model('bg-nbd', { unit: 'year' })).rejects.toMatchObject({ code: 'script/model-options', parameters: { option: 'unit' } });
    for (const calibrationEnd of ['soon', '2024-02-31'])
      await expect(model('bg-nbd', { calibrationEnd })).rejects.toMatchObject({ parameters: { option: 'calibrationEnd' } });
  });
});

describe('a value model on the tables', () => {
  it('finds what it finds on the rows, up to a day of choice, and says how it did after it', { timeout: 120_000 }, async () => {
    const engine = await simulatedBase(400, 700);
    await build(engine, { asOf: lastDay(700) });
    const whole = await model('bg-nbd', {}, engine);
    const rows = await model('bg-nbd', { data: histories.filter(({ T }) => T > 0) });
    expect(whole.logLikelihood).toBeCloseTo(rows.logLikelihood!, 4);
    const split = await model('bg-nbd', { calibrationEnd: lastDay(500) }, engine);
    expect(split.holdOut!.periods).toBeCloseTo(200 / 7, 9);
    expect(split.holdOut!.actual).toBe(
      simulatedPurchases(400, 700)
        .filter((days) => days[0]! < 499)
        .reduce((sum, days) => sum + days.filter((day) => day > 499).length, 0),
    );
    const beyond = await model('bg-nbd', { calibrationEnd: '2090-01-01' }, engine);
    expect([beyond.logLikelihood, beyond.forecast]).toEqual([whole.logLikelihood, whole.forecast]);
    const days = await model('bg-nbd', { unit: 'day' }, engine);
    expect((days.estimates as { alpha: number }).alpha / (whole.estimates as { alpha: number }).alpha).toBeCloseTo(7, 2);
    expect((await model('gamma-gamma', {}, engine)).estimates).toHaveProperty('gamma');
    expect((await model('bg-bb', { unit: 'month' }, engine)).estimates).toHaveProperty('delta');
    expect((await model('kaplan-meier', { unit: 'month' }, engine)).estimates).toHaveProperty('median');
    expect((await model('cox', {}, engine)).reason).toEqual({ code: 'model-needs-data', parameters: {} });
  });

  it('C13: reads contracts where there are some, and says so where there are none', { timeout: 120_000 }, async () => {
    const none = await engineWith({});
    await build(none);
    for (const id of ['sbg', 'bdw']) expect((await model(id, {}, none)).reason).toMatchObject({ code: 'model-no-contracts' });
    expect((await model('bg-nbd', {}, none)).reason).toMatchObject({ code: 'model-no-purchases' });
    const contract = (i: number, months: number) => ({
      contract_id: `k${i}`,
      customer_id: `c${i}`,
      start: '2023-01-01',
      end: months < 12 ? `2023-${String(months + 1).padStart(2, '0')}-01` : null,
    });
    const engine = await engineWith({
      subscriptions: Array.from({ length: 40 }, (_, i) => contract(i, 1 + (i % 16))),
      orders: [{ order_id: '1', customer_id: 'c0', date: '2023-12-31', net_amount: 5 }],
    });
    await build(engine, { asOf: '2023-12-31' });
    expect(await model('sbg', { unit: 'month' }, engine)).toMatchObject({ reason: null, n: 40 });
  });
});
