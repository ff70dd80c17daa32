import { benjaminiHochberg } from '#numeric/benjamini-hochberg.ts';
import { stageVariableThresholds } from '#schema/thresholds.ts';
import { type Contrast, type StageVariable, expectedSign } from './theory.ts';

export type Verdict = 'agrees' | 'contradicts' | 'undecided';

/** A within-customer difference between two neighbouring stages with its 95 % interval and two-sided p-value; nulls where it could not be computed. */
export interface ContrastTest {
  variable: StageVariable;
  contrast: Contrast;
  /** customers seen in both stages */
  n: number;
  value: number | null;
  low: number | null;
  high: number | null;
  p: number | null;
}

export interface JudgedContrast extends ContrastTest {
  expected: 1 | -1;
  /** the way the same customers went: 1 up, -1 down, 0 when the interval holds 0; null without a difference or its interval */
  measured: 1 | 0 | -1 | null;
  /** adjusted p-value over all contrasts of the table; null where there is no test */
  q: number | null;
  /** null where there is no test: too few customers, or the data do not hold the variable */
  verdict: Verdict | null;
}

/**
 * Whether each contrast goes the way of the theory: agrees or contradicts when its interval excludes 0 and its false-discovery adjusted p-value
 * is at most .05, else undecided. All tests given count as one family. Source: rule M04; Benjamini & Hochberg 1995 (C16).
 */
export function judge(tests: readonly ContrastTest[]): JudgedContrast[] {
  const usable = tests.map((test) => (test.n >= stageVariableThresholds.smallestContrast && test.value !== null ? test.p : null));
  const adjusted = benjaminiHochberg(usable);
  return tests.map((test, i) => {
    const expected = expectedSign(test.variable, test.contrast);
    const q = adjusted[i]!;
    return { ...test, expected, measured: measuredSign(test), q, verdict: q === null ? null : verdictOf(test, q, expected) };
  });
}

function measuredSign({ value, low, high }: ContrastTest): JudgedContrast['measured'] {
  if (value === null || low === null || high === null) return null;
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}

function verdictOf(test: ContrastTest, q: number, expected: 1 | -1): Verdict {
  const measured = measuredSign(test);
  if (!measured || q > stageVariableThresholds.falseDiscovery) return 'undecided';
  return measured === expected ? 'agrees' : 'contradicts';
}
