import { readJson } from './files.mjs';

/**
 * Counts of a Jest result file. A suite that could not run counts as one failure, and so does a non-zero exit
 * without any failed test (a crash, a threshold): nothing that went wrong may count as nothing.
 */
export function jestCounts(file, exitCode) {
  const result = readJson(file);
  if (!result) return { passed: 0, failed: 1, note: 'Jest wrote no result' };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  return { passed: result.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed, note: skipped ? `${skipped} skipped` : '' };
}

/** Counts of a Playwright result file; a flaky test is a defect and counts as failed. */
export function playwrightCounts(file, exitCode) {
  const stats = readJson(file)?.stats;
  if (!stats) return { passed: 0, failed: 1, note: 'Playwright wrote no result' };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && exitCode !== 0 ? 1 : failed, note: stats.skipped ? `${stats.skipped} skipped` : '' };
}
