import { fromFileSystem } from './engine-error.js';
import { kafkaFailure } from './kafka/start-failure.js';
import { failureFromLog } from './postgres/start-failure.js';

const postgres = (line: string) =>
  failureFromLog(['LOG:  starting', line], { dataDir: '/data', phase: 'start', port: 15432 });
const kafka = (line: string) => kafkaFailure(['INFO starting', line], '/kafka');

describe('why an engine did not start', () => {
  it.each([
    [postgres('FATAL:  could not write lock file "postmaster.pid": No space left on device'), 'engine-disk-full'],
    [postgres('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use'), 'engine-port-taken'],
    [postgres('FATAL:  lock file "postmaster.pid" already exists'), 'engine-data-in-use'],
    [postgres('FATAL:  database files are incompatible with server'), 'engine-data-incompatible'],
    [postgres('initdb: could not look up effective user ID 61234: user does not exist'), 'engine-not-permitted'],
    [postgres('FATAL:  could not load library'), 'engine-start-failed'],
    [kafka('java.io.IOException: No space left on device'), 'engine-disk-full'],
    [kafka('InternalError: a fault occurred in a recent unsafe memory access operation'), 'engine-disk-full'],
    [kafka('Socket server failed to bind to 127.0.0.1:19092: Address already in use.'), 'engine-port-taken'],
    [kafka('KafkaException: Failed to acquire lock on file .lock in /kafka/data.'), 'engine-data-in-use'],
    [kafka('java.lang.OutOfMemoryError: Java heap space'), 'engine-start-failed'],
    [kafka('Error: Could not find or load main class kafka.Kafka'), 'engine-start-failed'],
  ])('%s', (error, code) => {
    expect(error.code).toBe(code);
    expect(error.retryable).toBe(false);
    // A person reads it alone: a whole sentence, and for what we know, one that says what to do.
    expect(error.message).toMatch(/^[A-Z].*[.\w]$/s);
  });

  it('tells what to do about a full disk and a taken port', () => {
    expect(postgres('No space left on device').message).toMatch(/The disk that holds \/data is full\. Free some space/);
    expect(postgres('Address already in use').message).toBe(
      'Port 15432 (PostgreSQL) is taken by another program. Stop it or set POSTGRES_PORT to a free port.',
    );
  });

  it.each([
    ['ENOSPC', 'engine-disk-full'],
    ['EACCES', 'engine-not-permitted'],
    ['EROFS', 'engine-not-permitted'],
  ])('turns %s of the file system into a sentence', (code, expected) => {
    expect(fromFileSystem(Object.assign(new Error('refused'), { code }), '/data')).toMatchObject({
      code: expected,
      message: expect.stringContaining('/data'),
    });
  });

  it('does not dress up a defect as a refusal', () => {
    const defect = new TypeError('undefined is not a function');
    expect(fromFileSystem(defect, '/data')).toBe(defect);
  });

  it('quotes the last complaint when it does not know the reason', () => {
    expect(postgres('FATAL:  could not load library "x"').message).toBe(
      'PostgreSQL could not start in /data. It said: FATAL:  could not load library "x"',
    );
    expect(kafkaFailure([], '/kafka').message).toBe('Kafka could not start in /kafka. It said: nothing.');
  });
});
