import { beforeAll, describe, expect, it } from 'vitest';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { statisticsOf } from '#statistics/index.ts';
import { simulatedBase, lastDay } from '../panel/simulated.ts';
import { build } from '../panel/tables.ts';

const names = ['purchase_fits', 'clv_leaderboard', 'clv_tracking', 'purchase_frequency', 'conditional_expectation', 'clv_values'];

async function tablesOf(customers: number, days: number): Promise<StatisticTables> {
  const engine = await simulatedBase(customers, days);
  const { asOf } = await build(engine, { asOf: lastDay(days) });
  return computeStatistics(engine, statisticsOf(names), { asOf }, new AbortController().signal);
}

describe('the tables of the value models', () => {
  let tables: StatisticTables;
  beforeAll(async () => {
    tables = await tablesOf(400, 730);
  }, 120_000);
  const sum = (rows: StatisticTables[string], column: string) => rows.reduce((all, row) => all + Number(row[column]), 0);

  it('have a fit for every model, on the whole file and on its calibration', () => {
    const fits = new Set(tables.purchase_fits!.map(({ model, sample }) => `${model} ${sample}`));
    expect([...fits]).toEqual(
      expect.arrayContaining(['bg-nbd all', 'bg-nbd calibration', 'mbg-nbd all', 'pareto-nbd calibration', 'gamma-gamma all']),
    );
    for (const row of tables.purchase_fits!.filter(({ se }) => se !== null)) {
      const [estimate, deviation] = [Number(row.estimate), Math.sqrt(Number(row[`cov_${Number(row.place) + 1}`]))];
      expect(Number(row.low)).toBeLessThan(estimate);
      expect(deviation).toBeCloseTo(Number(row.se) / estimate, 8);
      // On a ridge the upper end lies beyond what a number can hold, and is missing.
      if (row.high === null) expect(1.96 * deviation + Math.log(estimate)).toBeGreaterThan(700);
      else expect(Number(row.high)).toBeGreaterThan(estimate);
    }
  });

  it('divide customers and purchases among cohorts without losing any', () => {
    const rows = tables.clv_leaderboard!.filter(({ model }) => model === 'bg-nbd');
    const whole = rows.find(({ cohort }) => cohort === 'all')!;
    const cohorts = rows.filter(({ cohort }) => cohort !== 'all');
    expect(cohorts.length).toBeGreaterThan(1);
    for (const column of ['n', 'actual', 'predicted']) expect(sum(cohorts, column)).toBeCloseTo(Number(whole[column]), 6);
  });

  it('expect near what came where the data come from such a process', () => {
    const whole = tables.clv_leaderboard!.find(({ model, cohort }) => model === 'mbg-nbd' && cohort === 'all')!;
    expect(Number(whole.predicted) / Number(whole.actual)).toBeGreaterThan(0.75);
    expect(Number(whole.predicted) / Number(whole.actual)).toBeLessThan(1.3);
    const naive = tables.clv_leaderboard!.find(({ model, cohort }) => model === 'naive' && cohort === 'all')!;
    expect(Number(whole.mae)).toBeLessThan(Number(naive.mae));
  });

  it('count every customer once in frequencies, bins and cells', () => {
    const n = Number(tables.clv_leaderboard!.find(({ model, cohort }) => model === 'bg-nbd' && cohort === 'all')!.n);
    const of = (table: string) => tables[table]!.filter(({ model, cohort }) => model === 'bg-nbd' && cohort === 'all');
    expect(sum(of('purchase_frequency'), 'actual')).toBe(n);
    expect(sum(of('purchase_frequency'), 'expected')).toBeCloseTo(n, 6);
    expect(sum(of('conditional_expectation'), 'n')).toBe(n);
    const parts = (part: string) => tables.clv_values!.filter((row) => row.part === part && row.cohort === 'all');
    expect(sum(parts('bin'), 'n')).toBe(400);
    expect(
      sum(
        parts('group').filter(({ dimension }) => dimension === 'segment'),
        'n',
      ),
    ).toBe(400);
    expect(Number(parts('total')[0]!.beyond)).toBeGreaterThan(0);
  });

  it('give every cohort its own values in the same bins, which add up to those of all', () => {
    const rows = tables.clv_values!;
    const of = (part: string, cohort: (name: string) => boolean) => rows.filter((row) => row.part === part && cohort(String(row.cohort)));
    const cohorts = (name: string) => name !== 'all';
    expect(of('total', cohorts).length).toBeGreaterThan(1);
    expect(sum(of('total', cohorts), 'n')).toBe(400);
    const total = Number(of('total', (name) => name === 'all')[0]!.total);
    expect(sum(of('total', cohorts), 'total') / total).toBeCloseTo(1, 6);
    const bins = of('bin', (name) => name === 'all');
    for (const { lower, upper, n } of bins)
      expect(
        sum(
          of('bin', cohorts).filter((row) => row.lower === lower && row.upper === upper),
          'n',
        ),
      ).toBe(n);
    for (const { cohort, n, dimension } of of('group', cohorts)) {
      expect(Number(n)).toBeGreaterThanOrEqual(5);
      expect(dimension).not.toBe('cohort');
      expect(rows.some((row) => row.part === 'group' && row.dimension === 'cohort' && row.name === cohort)).toBe(true);
    }
  });

  it('M09: are empty or say why where the base is too small', async () => {
    const small = await tablesOf(60, 730);
    for (const name of names.filter((name) => name !== 'purchase_fits')) expect(small[name]).toEqual([]);
    for (const { model, reason } of small.purchase_fits!) if (model !== 'gamma-gamma') expect(reason).toBe('clv-customers');
  }, 60_000);
});
