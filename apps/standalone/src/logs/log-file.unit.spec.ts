import { mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';

describe('LogFile', () => {
  let directory: string;
  const read = (name: string) => readFileSync(join(directory, name), 'utf8');

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pinglu-log-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('keeps the log of the run before under another name', () => {
    for (const text of ['first', 'second', 'third']) {
      const log = new LogFile(directory, 'gateway');
      log.writeLine(text);
      log.close();
    }
    expect(read('gateway.log')).toBe('third\n');
    expect(read('gateway.1.log')).toBe('second\n');
  });

  it('moves the content aside when there is too much, and goes on at the beginning', () => {
    const log = new LogFile(directory, 'kafka', 10);
    writeSync(log.descriptor, 'more than ten bytes\n');
    log.bound();
    log.writeLine('after');
    log.close();
    expect(read('kafka.1.log')).toBe('more than ten bytes\n');
    expect(read('kafka.log')).toBe('after\n');
  });

  it('leaves a small file alone', () => {
    const log = new LogFile(directory, 'kafka', 100);
    log.writeLine('small');
    log.bound();
    expect(read('kafka.log')).toBe('small\n');
    log.close();
  });

  it('gives the last lines without empty ones', () => {
    const log = new LogFile(directory, 'gateway');
    expect(log.lastLines(2)).toEqual([]);
    for (const line of ['x'.repeat(20_000), 'one', '', 'two', 'three']) log.writeLine(line);
    expect(log.lastLines(2)).toEqual(['two', 'three']);
    log.close();
  });
});
