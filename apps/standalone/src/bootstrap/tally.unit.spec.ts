import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJestReport, sum, summaryLine } from '../../bootstrap/tally.mjs';

const report = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
};
const wellEnded = { code: 0, signal: null };

describe('the count of npm test', () => {
  let directory: string;
  const write = (content: object): string => {
    const file = join(directory, 'report.json');
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pinglu-tally-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('takes over what Jest counted', () => {
    expect(readJestReport(write({ ...report, numFailedTests: 2 }), { code: 1, signal: null })).toMatchObject({
      passed: 5,
      failed: 2,
      skipped: 0,
    });
  });

  it('counts a suite that could not run as a failed test', () => {
    expect(readJestReport(write({ ...report, numRuntimeErrorTestSuites: 1 }), { code: 1, signal: null }).failed).toBe(
      1,
    );
  });

  it('counts a lane without tests as a failure', () => {
    expect(readJestReport(write({ ...report, numPassedTests: 0 }), wellEnded)).toMatchObject({ passed: 0, failed: 1 });
    expect(readJestReport(join(directory, 'absent.json'), wellEnded)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a Jest that failed after its tests as a failure', () => {
    expect(readJestReport(write(report), { code: 1, signal: null }).failed).toBe(1);
    expect(readJestReport(write(report), { code: null, signal: 'SIGKILL' }).failed).toBe(1);
  });

  it('names skipped tests', () => {
    const suite = {
      name: '/x/bus.int.spec.ts',
      assertionResults: [{ status: 'pending', fullName: 'on Kafka (no Java)' }],
    };
    const tally = readJestReport(write({ ...report, numPendingTests: 1, testResults: [suite] }), wellEnded);
    expect(tally.skipped).toBe(1);
    expect(tally.notes).toEqual([expect.stringContaining('bus.int.spec.ts: on Kafka (no Java)')]);
  });

  it('ends with one line over all lanes', () => {
    const lane = { passed: 3, failed: 1, skipped: 0, notes: [] };
    expect(summaryLine(sum([lane, lane]))).toBe('6 passed, 2 failed');
    expect(summaryLine(sum([lane, { ...lane, skipped: 2 }]))).toBe('6 passed, 2 failed, 2 skipped');
  });
});
