import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { warnOfAnotherBus } from './last-bus.js';

describe('warnOfAnotherBus', () => {
  it('warns once when the events go another way than the last time', () => {
    const directory = mkdtempSync(join(tmpdir(), 'pinglu-bus-'));
    try {
      expect(warnOfAnotherBus(directory, 'embedded-kafka')).toBeUndefined();
      expect(warnOfAnotherBus(directory, 'embedded-kafka')).toBeUndefined();
      expect(warnOfAnotherBus(directory, 'postgres')).toContain('Last time events went to our own Kafka.');
      expect(warnOfAnotherBus(directory, 'postgres')).toBeUndefined();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
