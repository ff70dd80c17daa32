import { describe, expect, test } from 'vitest';
import { analyse as cohorts, type CohortsOptions } from '#lenses/cohorts/analyse.ts';
import { analyse as survival, type SurvivalOptions } from '#lenses/survival/analyse.ts';
import { survival as survivalLens } from '#lenses/survival/definition.ts';
import { cohorts as cohortsLens } from '#lenses/cohorts/definition.ts';
import { plainHeadline } from '#lenses/rich.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
const { profile } = syntheticStatistics();

/** Cells of quarters: the share of each cohort who ordered at ages 0, 1, 2 …, all cohorts of `n`. */
function triangle(shares: number[][], n = 100): StatisticTables {
  const rows = shares.flatMap((ages, i) =>
    ages.map((share, age): StatisticRow => {
      const active = Math.round(share * n);
      const month = 2024 * 12 + 3 * i;
      return {
        unit: 'quarter',
        cohort: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`,
        age,
        n,
        active,
        orders: active,
        amount: active * 100_000,
        profit: active * 40_000,
        orders_squares: active,
        amount_squares: active * 100,
        profit_squares: active * 16,
        cumulated_squares: n * 900,
        partial: Number(i + age === shares.length - 1),
      };
    }),
  );
  return { profile: profile!, cohort_triangle: rows };
}

const alike = [[1, 0.5, 0.4, 0.3, 0.3], [1, 0.5, 0.4, 0.3], [1, 0.5, 0.4], [1, 0.5], [1]];
const different = [[1, 0.5, 0.2, 0.3, 0.3], [1, 0.5, 0.6, 0.3], [1, 0.5, 0.4], [1, 0.5], [1]];
const shown = (tables: StatisticTables, some: Partial<CohortsOptions> = {}) =>
  cohorts(tables, { ...cohortsLens.defaults, ...some }, signal);
const said = (tables: StatisticTables, some: Partial<CohortsOptions> = {}) =>
  plainHeadline(cohortsLens.narrate(shown(tables, some)).headline);

describe('the cohort triangle', () => {
  test('pools complete cells of an age with its interval and says whether cohorts differ', () => {
    const { pooled, compared } = shown(triangle(alike));
    expect(pooled).toMatchObject({ value: 0.4, n: 200 });
    expect(pooled!.low!).toBeGreaterThan(0.33);
    expect(compared).toMatchObject({ cohorts: 2, differ: false });
    expect(shown(triangle(different)).compared).toMatchObject({ differ: true });
    expect(said(triangle(different))).toBe(
      '40% (33–47%) of customers order in quarter 3; cohorts differ, from 20% (2024 Q1) to 60% (2024 Q2)',
    );
  });

  test('C15: cells that the as-of date cuts stay out of every comparison', () => {
    const cut = triangle([...alike.slice(0, 2), [1, 0.5, 0.01], [1, 0.5], [1]]);
    expect(shown(cut).pooled!.value).toBe(0.4);
  });

  test('a chosen cohort, age or stretch of the calendar changes what the headline is of', () => {
    expect(said(triangle(different), { cohort: '2024-04-01/2024-06-30' })).toBe(
      'Cohort 2024 Q2: 60% (50–69%) of customers order in quarter 3; the other cohorts: 20%',
    );
    expect(said(triangle(alike), { age: '3/5' })).toContain('in quarter 2');
    expect(said(triangle(alike), { calendar: '2024-07-01/2024-09-30' })).toBe(
      '45% (38–52%) of the customers won before order in 2024 Q3; at the same ages in other periods: 45%',
    );
  });

  test('a link of another unit means the cohort in which it begins', () => {
    expect(shown(triangle(alike), { cohort: '2024-05-01/2024-05-31' }).chosen.cohort).toBe('2024-04-01');
    expect(shown(triangle(alike), { cohort: '2030-01-01/2030-12-31' }).chosen.cohort).toBeNull();
  });

  test('shows cumulated money per customer with an interval of the customers', () => {
    const { cells } = shown(triangle(alike), { measure: 'cumulated' });
    expect(cells.filter(({ cohort }) => cohort === '2024-01-01').map(({ value }) => Number(value.toFixed(6)))).toEqual([
      10, 15, 19, 22, 25,
    ]);
    expect(cells[1]!.low!).toBeLessThan(15);
  });

  test('leaves out cohorts of fewer than five customers and says how many', () => {
    const tables = triangle(alike);
    tables.cohort_triangle!.push({ ...tables.cohort_triangle![0]!, cohort: '2023-01-01', n: 4, active: 4 });
    const result = shown(tables);
    expect(result.suppressed).toEqual({ cohorts: 1, customers: 4 });
    expect(result.cells.some(({ cohort }) => cohort === '2023-01-01')).toBe(false);
  });
});

/** Lives: [grouping, name, time, cause, n]. */
function lives(rows: [string, string, number, number, number][], contractual = 0): StatisticTables {
  return {
    profile: profile!,
    lives: [...rows, ['fact', 'contractual', 0, 0, contractual], ['fact', 'cohort-months', 0, 0, 3]].map(
      ([grouping, name, time, cause, n]) => ({
        grouping: grouping!,
        name: name!,
        time: time!,
        cause: cause!,
        n: n!,
      }),
    ) as StatisticRow[],
  };
}
const lasting = (tables: StatisticTables, some: Partial<SurvivalOptions> = {}) =>
  survival(tables, { ...survivalLens.defaults, ...some }, signal);

describe('survival', () => {
  test('C5: who lasts counts as far as seen: product of the shares that stay', () => {
    const { curves } = lasting(
      lives([
        ['all', 'all', 2, 1, 30],
        ['all', 'all', 3, 0, 20],
        ['all', 'all', 4, 1, 25],
        ['all', 'all', 5, 0, 25],
      ]),
    );
    expect(curves[0]!.steps.map(({ time, survival: value }) => [time, Number(value.toFixed(4))])).toEqual([
      [2, 0.7],
      [3, 0.7],
      [4, 0.35],
      [5, 0.35],
    ]);
    expect(curves[0]!.median).toBe(4);
  });

  test('groups are compared by the log-rank test; the largest come first', () => {
    const rows = (name: string, gone: number, n: number): [string, string, number, number, number][] => [
      ['segment', name, 3, 1, gone],
      ['segment', name, 9, 0, n - gone],
      ['all', 'all', 3, 1, gone],
      ['all', 'all', 9, 0, n - gone],
    ];
    const result = lasting(lives([...rows('few', 20, 40), ...rows('many', 20, 160)]), { by: 'segment' });
    expect(result.curves.map(({ name }) => name)).toEqual(['many', 'few']);
    expect(result.logRank).toMatchObject({ degrees: 1, differ: true });
    expect(lasting(lives([...rows('few', 10, 80), ...rows('many', 20, 160)]), { by: 'segment' }).logRank!.differ).toBe(false);
  });

  test('a chosen cohort stands beside all others, a chosen age is marked in periods', () => {
    const cohort = (name: string): [string, string, number, number, number][] => [
      ['cohort', name, 3, 1, 10],
      ['cohort', name, 9, 0, 30],
      ['all', 'all', 3, 1, 10],
      ['all', 'all', 9, 0, 30],
    ];
    const tables = lives([...cohort('2024-01-01'), ...cohort('2024-04-01'), ...cohort('2024-07-01')]);
    const result = lasting(tables, { cohort: '2024-04-01/2024-06-30', age: '3/5' });
    expect(result.curves.map(({ name, rest, n }) => [name, rest, n])).toEqual([
      ['2024 Q2', false, 40],
      [null, true, 80],
    ]);
    expect(result.age).toEqual({ from: 3, to: 5 });
  });

  test('refuses with a reason when too few have left, and when a grouping has no groups', () => {
    expect(
      lasting(
        lives([
          ['all', 'all', 9, 0, 80],
          ['all', 'all', 4, 1, 3],
        ]),
      ).reason,
    ).toMatchObject({ code: 'few-ends' });
    expect(
      lasting(
        lives([
          ['all', 'all', 9, 0, 40],
          ['all', 'all', 4, 1, 40],
        ]),
        { by: 'region' },
      ).reason,
    ).toMatchObject({ code: 'no-groups' });
  });

  test('C8: shows beside what was seen a curve in which nobody changes, for contracts, by the high-end segment of Fader and Hardie (2007)', () => {
    const kept = [1000, 869, 743, 653, 593, 551, 517, 491];
    const rows = kept.slice(1).map((n, i): [string, string, number, number, number] => ['all', 'all', i + 1, 1, kept[i]! - n]);
    const tables = (contractual: number) => lives([...rows, ['all', 'all', 7, 0, 491]], contractual);
    const { projection } = lasting(tables(1));
    expect(projection!.points).toHaveLength(15);
    expect(projection!.points[12]!.survival).toBeCloseTo(0.397, 1);
    expect(survivalLens.narrate(lasting(tables(1)) as never).method.caveats.join()).toContain('does not show growing loyalty');
    expect(lasting(tables(0)).projection).toBeNull();
    expect(survivalLens.narrate(lasting(tables(1)) as never).warnings.join()).not.toContain('projection');
  });

  test('a projection of few customers is said to be indicative', () => {
    const rows = [12, 8, 6, 4, 3, 2].map((n, i): [string, string, number, number, number] => ['all', 'all', i + 1, 1, n]);
    const few = lasting(lives([...rows, ['all', 'all', 6, 0, 45]], 1));
    expect(survivalLens.narrate(few as never).warnings).toContain(
      'The projection stands on 80 customers, fewer than 100: read it as indicative.',
    );
  });
});
