import { describe, expect, test } from 'vitest';
import { analyse as clv } from '#lenses/clv/analyse.ts';
import { narrate as tellClv } from '#lenses/clv/narrate.ts';
import { analyse as matrix } from '#lenses/value-matrix/analyse.ts';
import { narrate as tellMatrix } from '#lenses/value-matrix/narrate.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const { signal } = new AbortController();
const base = syntheticStatistics();

describe('what the values do not know is said', () => {
  const told = (statistics: StatisticTables) => tellClv(clv(statistics, { by: 'segment', cohort: 'all' }, signal));

  test('a mean whose parameters are left open is said to stand without an interval', () => {
    const open = { ...base, clv_values: base.clv_values!.map((row) => ({ ...row, low: null, high: null })) };
    expect(told(base).warnings.join(' ')).not.toContain('without an interval');
    expect(told(open).warnings).toContainEqual(expect.stringContaining('without an interval'));
  });

  test('C14: the headline of a value names the margin where it is assumed', () => {
    const [profile] = base.profile!;
    const assumed = { ...base, profile: [{ ...profile!, assumed_lines: profile!.lines!, margin: 0.3 }] };
    expect(told(assumed).headline).toContain('assuming a 30% margin');
    expect(told(base).headline).not.toContain('assuming');
  });

  test('C16: where more than half of the customers are borderline, the fields are said to differ by hardly more than chance', () => {
    const options = { by: 'tenure', split: 'median', cohort: 'all' } as const;
    const warnings = (borderline: (n: number) => number) => {
      const rows = base.value_matrix!.map((row) => (row.part === 'quadrant' ? { ...row, borderline: borderline(Number(row.n)) } : row));
      return tellMatrix(matrix({ ...base, value_matrix: rows }, options, signal)).warnings.join(' ');
    };
    expect(warnings((n) => n)).toContain('hardly more than chance');
    expect(warnings(() => 0)).not.toContain('hardly more than chance');
  });
});
