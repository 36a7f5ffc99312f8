import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BusChoice } from '@pinglu/engines';

const NAMES: Readonly<Record<BusChoice['kind'], string>> = {
  'embedded-kafka': 'our own Kafka',
  'external-kafka': 'the Kafka that KAFKA_BROKERS named',
  postgres: 'the event log in PostgreSQL',
};

/**
 * Remembers which bus carried the events, and answers with a warning when it was another one the last time: what
 * somebody had not consumed there by then waits there.
 */
export function warnOfAnotherBus(stateDirectory: string, kind: BusChoice['kind']): string | undefined {
  const file = join(stateDirectory, 'bus');
  const before = read(file);
  writeFileSync(file, `${kind}\n`);
  if (before === undefined || before === kind) return undefined;
  return `Last time events went to ${NAMES[before]}. What was not consumed there stays there until you start with it again; npm run reset begins anew.`;
}

function read(file: string): BusChoice['kind'] | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text in NAMES ? (text as BusChoice['kind']) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
