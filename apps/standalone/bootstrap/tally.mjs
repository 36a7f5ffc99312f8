import fs from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, notes: readonly string[] }} Tally
 *   `notes`: lines that explain the numbers
 */

/**
 * Reads what Jest counted. A suite that could not run counts as one failed test, and so does a lane in which nothing
 * ran: a pattern that matches no file must not look like success.
 * @param {string} file Jest's report
 * @param {{ code: number | null, signal: string | null }} ended how Jest itself ended
 * @returns {Tally}
 */
export function readJestReport(file, ended) {
  if (!fs.existsSync(file)) {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      notes: [`Jest wrote no report (it ended with ${ended.code ?? ended.signal}): no test ran.`],
    };
  }
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  const tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: skippedTests(report),
  };
  if (tally.passed + tally.failed === 0)
    return { ...tally, failed: 1, notes: [...tally.notes, 'No test ran in this lane.'] };
  // A failing global teardown, or a process that had to be killed: every test passed and yet something is wrong.
  if (ended.code !== 0 && tally.failed === 0) {
    return {
      ...tally,
      failed: 1,
      notes: [...tally.notes, `Jest ended with ${ended.code ?? ended.signal} although every test passed.`],
    };
  }
  return tally;
}

/** Names of skipped tests by file; the reason is part of a skipped test's name. */
function skippedTests(report) {
  return report.testResults.flatMap((suite) => {
    const skipped = suite.assertionResults.filter(({ status }) => status === 'pending' || status === 'todo');
    return skipped.map((test) => `skipped: ${path.relative(root, suite.name)}: ${test.fullName}`);
  });
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const of = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    notes: tallies.flatMap((tally) => tally.notes),
  };
}

/** The last line of `npm test`, which machines read. @param {Tally} tally */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
