import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '../../bootstrap/process-identity.mjs';
import { currentRun, takeRunLock } from '../../bootstrap/run-lock.mjs';

const address = 'http://127.0.0.1:8080';

describe('the run lock', () => {
  let directory: string;
  let file: string;
  const leave = (content: object | string) =>
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify({ address, startedAt: '', ...content }));

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pinglu-lock-'));
    file = join(directory, 'run.json');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is held until it is given back', () => {
    const release = takeRunLock(file, address);
    expect(currentRun(file)).toMatchObject({ pid: process.pid, address });
    expect(() => takeRunLock(file, address)).toThrow(`Pinglu already runs here (process ${process.pid}): ${address}`);
    release();
    expect(currentRun(file)).toBeUndefined();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is taken over from a process that is gone', () => {
    leave({ pid: 2 ** 30, identity: 'x' });
    takeRunLock(file, address);
    expect(currentRun(file)?.pid).toBe(process.pid);
    expect(readdirSync(directory)).toEqual(['run.json']);
  });

  it('is taken over when the number now belongs to another program', () => {
    leave({ pid: process.ppid, identity: 'began at another time' });
    takeRunLock(file, address);
    expect(currentRun(file)?.pid).toBe(process.pid);
  });

  it('is taken over when a crash left half a file', () => {
    leave('{"pid": 1');
    takeRunLock(file, address);
    expect(currentRun(file)?.pid).toBe(process.pid);
  });

  it('does not remove the lock of a process that came later', () => {
    const release = takeRunLock(file, address);
    leave({ pid: process.ppid, identity: processIdentity(process.ppid) });
    release();
    expect(currentRun(file)?.pid).toBe(process.ppid);
  });
});
