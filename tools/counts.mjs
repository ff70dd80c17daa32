import { existsSync, readFileSync } from 'node:fs';

/** Test counts of Vitest's JSON report: {passed, failed, skipped}. A file that could not even be loaded counts as one failure. */
export function vitestCounts(report) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Test counts of Playwright's JSON report. Errors outside of any test (a server that did not start) count as failures. */
export function playwrightCounts(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/**
 * Counts of one finished step. A step with a report is counted by its tests; any other is one check.
 * A step that ended badly never counts less than one failure, whatever its report says.
 */
export function countsOf(step, exitCode) {
  const plain = exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  if (!step.report) return plain;
  if (!existsSync(step.report)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(step.report, 'utf8'));
  const counts = 'stats' in report ? playwrightCounts(report) : vitestCounts(report);
  return { ...counts, failed: exitCode === 0 ? counts.failed : Math.max(1, counts.failed) };
}

/** Sum of several counts. */
export function total(list) {
  const sum = (key) => list.reduce((all, counts) => all + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The one line that a run ends with: `N passed, N failed`, then the skipped when there are any. */
export function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
