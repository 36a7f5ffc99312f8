import { diskFull, EngineError } from '../engine-error.js';

/** Turns what Kafka printed before it gave up into one sentence that says what to do. */
export function kafkaFailure(lines: readonly string[], dir: string): EngineError {
  const text = lines.join('\n');
  // Kafka's indexes are memory-mapped: writing to one on a full disk is a fault of memory, not an error of the file.
  if (/No space left on device|fault occurred in a(?: recent)? unsafe memory access/i.test(text)) return diskFull(dir);
  if (/Address already in use/i.test(text)) {
    return new EngineError(
      'engine-port-taken',
      'A port of Kafka was taken by another program while it started. Stop that program or set KAFKA_PORT and KAFKA_CONTROLLER_PORT to free ports.',
    );
  }
  if (/Failed to acquire lock on file \.lock/i.test(text)) return nodeInUse(dir);
  if (/OutOfMemoryError|Could not reserve enough space|insufficient memory/i.test(text)) {
    return new EngineError(
      'engine-start-failed',
      'Kafka did not get enough memory to start. Close other programs, or set KAFKA_BROKERS to a broker elsewhere.',
    );
  }
  if (/ClassNotFoundException|NoClassDefFoundError|Could not find or load main class/i.test(text)) {
    return new EngineError(
      'engine-start-failed',
      'The jars of Kafka are not complete. Run "npm run reset" so that they are fetched again.',
    );
  }
  const complaint = lines.findLast((line) => /ERROR|FATAL|Exception|Error/.test(line)) ?? lines.at(-1);
  return new EngineError(
    'engine-start-failed',
    `Kafka could not start in ${dir}. It said: ${complaint?.trim() ?? 'nothing.'}`,
  );
}

export const nodeInUse = (dir: string, pid?: number): EngineError =>
  new EngineError(
    'engine-data-in-use',
    `Another Kafka node${pid === undefined ? '' : ` (process ${pid})`} already uses the data in ${dir}. Stop it first.`,
    { meta: pid === undefined ? {} : { pid } },
  );
