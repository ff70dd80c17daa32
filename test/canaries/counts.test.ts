import { expect, test } from 'vitest';
import { countsOf, line, playwrightCounts, total, vitestCounts } from '../../tools/counts.mjs';

test('a step without a report counts as one check, passed or failed by its exit code', () => {
  expect(countsOf({ name: 'lint' }, 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(countsOf({ name: 'lint' }, 2)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a runner that died before it could write its report counts as a failure', () => {
  expect(countsOf({ name: 'unit', report: '/nowhere/report.json' }, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a test file that could not be loaded counts as a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('a journey that passed only on a second try and a server that did not start count as failures', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
  expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test('the last line names what was skipped only when something was', () => {
  const one = { passed: 1, failed: 0, skipped: 0 };
  expect(line(total([one, one]))).toBe('2 passed, 0 failed');
  expect(line(total([one, { passed: 0, failed: 2, skipped: 3 }]))).toBe('1 passed, 2 failed, 3 skipped');
});
