import { describe, expect, test } from 'vitest';
import { clvModels } from '#lenses/clv-models/definition.ts';
import { purchaseFrequency } from '#lenses/purchase-frequency/definition.ts';
import { tracking } from '#lenses/tracking/definition.ts';
import { rowsOfCohort } from '#lenses/model-rows.ts';
import { plainHeadline } from '#lenses/rich.ts';
import type { StatisticRow } from '#statistics/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
const { profile } = syntheticStatistics();

describe('models on probation', () => {
  const row = (model: string, some: Record<string, number | string | null>): StatisticRow => ({
    ...{ model, cohort: 'all', n: 400, actual: 800, predicted: 816, mae: 0.8, rmse: 1.5, correlation: 0.6, log_score: -1.4, alive: 0.6 },
    hold_weeks: 39,
    ...some,
  });
  const advised = (...rows: StatisticRow[]) =>
    clvModels.analyse({ profile: profile!, clv_leaderboard: rows }, clvModels.defaults, signal) as ReturnType<typeof clvModels.analyse> & {
      advice: string;
      best: { model: string } | null;
      models: { model: string }[];
    };

  test('C7: the model with the best score after the split is advised, with the error of its total', () => {
    const result = advised(
      row('bg-nbd', { log_score: -1.5 }),
      row('mbg-nbd', {}),
      row('naive', { log_score: null, mae: 1, predicted: 1500 }),
    );
    expect([result.best?.model, result.advice]).toEqual(['mbg-nbd', 'use']);
    expect(plainHeadline(clvModels.narrate(result as never).headline)).toBe(
      'Use MBG/NBD: it predicted 816 purchases after the split, 800 came (2% too many)',
    );
  });

  test('a model whose total is surely wrong stands behind those whose total may be right, whatever its log score', () => {
    const result = advised(
      row('pareto-nbd', { log_score: -1.2, predicted: 620, rmse: 1 }),
      row('mbg-nbd', {}),
      row('bg-nbd', { log_score: -1.5 }),
    );
    expect(result.models.map(({ model }) => model)).toEqual(['mbg-nbd', 'bg-nbd', 'pareto-nbd']);
    expect(result.best?.model).toBe('mbg-nbd');
  });

  test('models whose chances are of another outcome, or that are another again, stand in the table with the reason and are never advised', () => {
    const months = { opportunity: 'month', opportunity_days: 30.4, per: 1.32 };
    const result = advised(
      row('bg-bb', { ...months, reason: 'opportunities', log_score: null, mae: 0.1, predicted: 800 }),
      row('bg-cnbd-k', { k: 1, reason: 'same-as-mbg-nbd', log_score: -1.3999 }),
      row('mbg-nbd', {}),
      row('naive', { log_score: null, mae: 1, predicted: 1500 }),
    );
    expect(result.models.map(({ model }) => model)).toEqual(['mbg-nbd', 'bg-bb', 'bg-cnbd-k', 'naive']);
    expect([result.best?.model, result.advice]).toEqual(['mbg-nbd', 'alone']);
    const words = clvModels.narrate(result as never);
    expect(words.foot).toContain('not ranked: BG/BB by month, MBG/CNBD-1');
    expect(words.method.settings.join(' ')).toContain('1.32 purchases');
    const ranked = advised(row('bg-bb', { ...months, per: 1, reason: null, log_score: -1.3 }), row('mbg-nbd', {}));
    expect([ranked.best?.model, ranked.advice]).toEqual(['bg-bb', 'use']);
  });

  test('a model that could not be tried has no numbers, and says why', () => {
    const empty = { predicted: null, mae: null, rmse: null, correlation: null, log_score: null, alive: null };
    const result = advised(row('mbg-nbd', {}), row('bg-bb', { ...empty, reason: 'opportunities-few' }));
    expect(result.models[1]).toMatchObject({ model: 'bg-bb', predicted: null, bias: null, mae: null, reason: 'opportunities-few' });
    expect(clvModels.narrate(result as never).method.settings.join(' ')).toContain('too few opportunities');
  });

  test('none is advised when the best total is surely wrong, or when carrying on own rates does better', () => {
    expect(advised(row('mbg-nbd', { predicted: 1300 })).advice).toBe('biased');
    expect(advised(row('mbg-nbd', { predicted: 860 }), row('naive', { log_score: null, mae: 0.7, predicted: 805 })).advice).toBe(
      'naive-wins',
    );
    expect(advised(row('mbg-nbd', {}), row('pareto-nbd', { log_score: -1.4005 })).advice).toBe('alike');
    expect(advised(row('mbg-nbd', { gap_error_pareto_nbd: 0.006 }), row('pareto-nbd', { log_score: -1.41 })).advice).toBe('alike');
    expect(advised(row('mbg-nbd', { gap_error_pareto_nbd: 0.004 }), row('pareto-nbd', { log_score: -1.41 })).advice).toBe('use');
  });

  test('rows of a chosen cohort are those of the quarter, or the year, in which it begins; else those of everybody', () => {
    const tables = { t: ['all', '2024-01-01', '2024-04-01'].map((cohort) => ({ cohort })) };
    expect(rowsOfCohort(tables, 't', '2024-04-01/2024-06-30')).toMatchObject({
      rows: [{ cohort: '2024-04-01' }],
      cohort: '2024 Q2',
      warnings: [],
    });
    expect(rowsOfCohort(tables, 't', '2024-05-01/2024-05-31')).toMatchObject({
      rows: [{ cohort: '2024-04-01' }],
      cohort: '2024 Q2',
      warnings: [{ code: 'cohort-other', parameters: { asked: '2024-05', cohort: '2024 Q2' } }],
    });
    expect(rowsOfCohort(tables, 't', '2024-07-01/2024-09-30')).toMatchObject({
      rows: [{ cohort: 'all' }],
      cohort: null,
      warnings: [{ code: 'cohort-everybody', parameters: { asked: '2024 Q3' } }],
    });
    const years = { t: ['all', '2023-01-01', '2024-01-01'].map((cohort) => ({ cohort })) };
    expect(rowsOfCohort(years, 't', '2024-07-01/2024-09-30').cohort).toBe('2024');
  });

  test('cumulated purchases add up, and the error is that of the held-out weeks alone', () => {
    const weeks = Array.from({ length: 8 }, (_, i) => ({
      model: 'mbg-nbd',
      cohort: 'all',
      week: i + 1,
      ends: `2024-0${i < 4 ? 1 : 2}-${String(7 + (i % 4) * 7).padStart(2, '0')}`,
      held_out: Number(i >= 4),
      actual: 10,
      expected: i >= 4 ? 11 : 10,
    }));
    const tables = { profile: profile!, clv_tracking: weeks };
    const result = tracking.analyse(tables, { ...tracking.defaults, view: 'cumulative' }, signal) as Awaited<
      ReturnType<typeof tracking.analyse>
    >;
    expect(result.weeks[7]).toMatchObject({ actual: 80, expected: { 'mbg-nbd': 84 } });
    expect(result.errors[0]).toMatchObject({ actual: 40, expected: 44 });
    expect(result.errors[0]!.error).toBeCloseTo(0.1, 12);
  });

  test('a last week of two days counts in the total and is no dip in the weekly picture', () => {
    const weeks = Array.from({ length: 7 }, (_, i) => ({
      ...{ model: 'mbg-nbd', cohort: 'all', week: i + 1, ends: `2024-01-${String(i + 8).padStart(2, '0')}`, days: i === 6 ? 2 : 7 },
      ...{ held_out: Number(i >= 3), actual: i === 6 ? 2 : 10, expected: i === 6 ? 3 : 10 },
    }));
    const of = (view: 'incremental' | 'cumulative') =>
      tracking.analyse({ profile: profile!, clv_tracking: weeks }, { ...tracking.defaults, view }, signal) as Awaited<
        ReturnType<typeof tracking.analyse>
      >;
    expect(of('incremental').weeks.map(({ actual }) => actual)).toEqual([10, 10, 10, 10, 10, 10]);
    expect(of('cumulative').weeks.at(-1)).toMatchObject({ actual: 62, expected: { 'mbg-nbd': 63 } });
    expect(of('incremental').errors[0]).toMatchObject({ actual: 32, expected: 33 });
  });
});

describe('the headline of the counts', () => {
  const headline = (counts: [actual: number, expected: number][]) => {
    const rows = counts.map(([actual, expected], purchases) => ({ model: 'mbg-nbd', cohort: 'all', purchases, actual, expected }));
    const tables = { profile: profile!, purchase_frequency: rows };
    return plainHeadline(
      purchaseFrequency.narrate(purchaseFrequency.analyse(tables, purchaseFrequency.defaults, signal) as never).headline,
    );
  };

  test('names those who never came again', () => {
    expect(
      headline([
        [60, 58.6],
        [30, 30],
        [10, 11.4],
      ]),
    ).toBe('MBG/NBD expects 59 customers who never came again, there are 60');
  });

  test('names the fullest closed bin where everybody came again, as was expected', () => {
    expect(
      headline([
        [0, 0.1],
        [40, 41],
        [25, 24],
        [60, 59.9],
      ]),
    ).toBe('MBG/NBD expects 41 customers who came again 1×, there are 40');
    expect(
      headline([
        [0, 9],
        [40, 41],
        [60, 50],
      ]),
    ).toContain('9 customers who never came again, there are 0');
  });
});
