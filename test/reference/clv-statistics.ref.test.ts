import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { sql } from '#sql/sql.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { statisticsOf } from '#statistics/index.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';

const tables = ['purchase_fits', 'clv_leaderboard', 'clv_tracking', 'purchase_frequency', 'conditional_expectation', 'clv_values'];

/** The sample log of 2,357 customers, with the ids of the sample. Fader, Hardie & Lee 2005; values of the package BTYD's walkthrough. */
describe.skipIf(!hasReferenceData)('CDNOW from order lines to the tables of the value models', () => {
  let engine: Engine;
  let found: StatisticTables;
  beforeAll(async () => {
    const lines = readFileSync(referenceFile('cdnow/cdnowElog.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
    const csv = lines
      .map((line) => line.split(','))
      .map(([, id, date, , sales]) => `${id},${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6)},${sales}`);
    const file = new File([['customer_id,date,net_amount', ...csv].join('\n')], 'cdnow.csv');
    engine = await openNodeEngine();
    const { signal } = new AbortController();
    await importFiles({ engine, files: [file], opening: openHere, signal });
    const { asOf } = await buildPanel({ engine, runStagePass: stagePass, settings: { asOf: '1998-06-30' } });
    found = await computeStatistics(engine, statisticsOf(tables), { asOf }, signal);
  }, 240_000);

  const one = (table: string, where: Partial<StatisticRow>): StatisticRow =>
    found[table]!.find((row) => Object.entries(where).every(([name, value]) => row[name] === value))!;

  it('halves the file at the end of September and counts what is published', async () => {
    const [facts] = rowsOf(decode(await engine.query(sql`SELECT * FROM purchase_facts`)));
    expect(facts).toMatchObject({
      calibration_end: '1997-09-30',
      hold_days: 273,
      customers: 2357,
      customers_cal: 2357,
      repeaters_cal: 946,
      dropped_days: 0,
    });
    const [sums] = rowsOf(decode(await engine.query(sql`SELECT sum(x_cal) AS cal, sum(x_hold) AS hold FROM purchases`)));
    expect(sums).toEqual({ cal: 2457, hold: 1882 });
  });

  it.each([
    ['bg-nbd', [0.242595, 4.413602, 0.792922, 2.425907], -9582.429],
    ['pareto-nbd', [0.553277, 10.577683, 0.60624, 11.668731], -9594.976],
  ] as const)('fits %s on the calibration to the published maximum', (model, values, ll) => {
    const rows = found.purchase_fits!.filter((row) => row.model === model && row.sample === 'calibration');
    values.forEach((value, place) =>
      expect(Math.abs(Number(rows.find((row) => row.place === place)!.estimate) / value - 1)).toBeLessThan(1e-3),
    );
    expect(Number(rows[0]!.ll)).toBeCloseTo(ll, 2);
    expect(rows[0]).toMatchObject({ n: 2357, converged: 1, reason: null });
  });

  it('sums up the hold-out as published: total, correlation, errors by customer', () => {
    const row = one('clv_leaderboard', { model: 'bg-nbd', cohort: 'all' });
    expect(row.actual).toBe(1882);
    expect(Number(row.predicted)).toBeCloseTo(1653.41, 0);
    expect(Number(row.correlation)).toBeCloseTo(0.6256, 3);
    expect(Number(row.mae)).toBeCloseTo(0.7855, 3);
    expect(Number(row.rmse)).toBeCloseTo(1.608, 2);
    expect(Number(row.alive)).toBeCloseTo(0.8134, 3);
  });

  it('tracks weeks 20 to 25', () => {
    const weeks = [20, 21, 22, 23, 24, 25].map((week) => one('clv_tracking', { model: 'bg-nbd', cohort: 'all', week }));
    expect(weeks.map(({ actual }) => actual)).toEqual([73, 55, 70, 33, 56, 99]);
    [76.86531, 74.88843, 73.04554, 71.32166, 69.70412, 68.18213].forEach((value, i) =>
      expect(Math.abs(Number(weeks[i]!.expected) - value)).toBeLessThan(0.1),
    );
  });

  it('shows the frequencies with their χ², and the conditional expectations', () => {
    const bins = found.purchase_frequency!.filter(({ model, cohort }) => model === 'bg-nbd' && cohort === 'all');
    expect(bins.map(({ actual }) => actual)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    [1407.68, 460.32, 192.46, 101.16, 59.85, 38.12, 25.55, 71.85].forEach((value, i) =>
      expect(Math.abs(Number(bins[i]!.expected) - value)).toBeLessThan(0.05),
    );
    expect(Number(bins[0]!.chi2)).toBeCloseTo(4.82, 1);
    expect(bins[0]!.degrees).toBe(3);
    const means = found.conditional_expectation!.filter(({ model, cohort }) => model === 'bg-nbd' && cohort === 'all');
    [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036].forEach((value, i) =>
      expect(Math.abs(Number(means[i]!.expected) - value)).toBeLessThan(1e-3),
    );
    [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375].forEach((value, i) =>
      expect(Number(means[i]!.actual)).toBeCloseTo(value, 5),
    );
  });
});
