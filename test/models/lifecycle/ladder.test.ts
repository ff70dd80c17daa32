import { describe, expect, test } from 'vitest';
import { migrationModel } from '#models/lifecycle/ladder/definition.ts';
import type { Tier } from '#models/lifecycle/ladder/rungs.ts';

const signal = new AbortController().signal;
const moved = (...moves: [Tier, Tier, number][]) =>
  migrationModel.fit({ moves: moves.map(([from, to, n]) => ({ from, to, n })) }, migrationModel.defaults, signal);

describe('the moves between value tiers', () => {
  const { estimates } = moved(
    ['top', 'top', 5],
    ['top', 'big', 5],
    ['big', 'top', 4],
    ['medium', 'big', 6],
    ['medium', 'medium', 50],
    ['small', 'small', 130],
    ['small', 'medium', 20],
    ['small', 'inactive', 40],
    ['inactive', 'small', 15],
    ['inactive', 'inactive', 85],
  );

  test('count as rising those who could rise: all who bought but the top tier', () => {
    expect(estimates!.up).toMatchObject({ k: 30, n: 250, share: 0.12 });
    expect(estimates!.up.low).toBeCloseTo(0.0854, 3);
    expect(estimates!.up.high).toBeCloseTo(0.1661, 3);
  });

  test('tell falling, lost and returning customers apart', () => {
    expect(estimates!.down).toMatchObject({ k: 45, n: 260 });
    expect(estimates!.lost).toMatchObject({ k: 40, n: 260 });
    expect(estimates!.returned).toMatchObject({ k: 15, n: 100, share: 0.15 });
  });

  test('hold a matrix whose rows add up to 1', () => {
    for (const from of ['top', 'big', 'medium', 'small', 'inactive'] as const) {
      const row = estimates!.matrix.filter((cell) => cell.from === from);
      expect(row.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 12);
    }
  });
});

test.each([
  ['supported', 120, 880],
  ['contradicted', 450, 550],
  ['contradicted', 10, 990],
  ['undecided', 60, 940],
  ['undecided', 4, 20],
] as const)('S2-19: the claim of 5 to 30 %% is %s when %i rise and %i do not', (verdict, up, stay) => {
  expect(moved(['small', 'medium', up], ['small', 'small', stay]).estimates!.verdict).toBe(verdict);
});

test('without an earlier year nothing is said', () => {
  const { estimates, reason } = moved(['inactive', 'small', 10]);
  expect(estimates).toBeNull();
  expect(reason!.code).toBe('ladder-no-earlier-year');
});
