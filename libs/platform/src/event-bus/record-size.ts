import { RecordRefusedError, type OutgoingRecord } from './event-bus.js';

/**
 * The most a record may take, key and headers included. A little under what a Kafka broker takes by default
 * (`message.max.bytes` = 1,048,588, batch overhead included), and the same on both adapters, so that a record that fits
 * on a developer's machine fits in production.
 */
export const MAX_RECORD_BYTES = 1_000_000;

const OVERHEAD_PER_RECORD = 48;
const OVERHEAD_PER_HEADER = 10;

/** The bytes a record takes in the log, framing rounded up. */
export function recordBytes(record: OutgoingRecord): number {
  let bytes = OVERHEAD_PER_RECORD + Buffer.byteLength(record.key) + (record.value?.length ?? 0);
  for (const [name, value] of Object.entries(record.headers)) {
    bytes += OVERHEAD_PER_HEADER + Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  return bytes;
}

/** @throws RecordRefusedError that names the topic and the size of the first record that is too large */
export function assertRecordsFit(records: readonly OutgoingRecord[]): void {
  for (const [index, record] of records.entries()) {
    const bytes = recordBytes(record);
    if (bytes > MAX_RECORD_BYTES) {
      throw new RecordRefusedError(
        `A record for topic ${record.topic} takes ${bytes} bytes; the bus takes at most ${MAX_RECORD_BYTES}.`,
        { meta: { topic: record.topic, index, bytes, maxBytes: MAX_RECORD_BYTES } },
      );
    }
  }
}

/**
 * Cuts a list into runs that fit into one request, order kept. A broker's limit is for a whole batch of one partition,
 * not for a record; since a run may fall on one partition entirely, no run is larger than the largest record.
 */
export function splitByBytes<T>(items: readonly T[], bytesOf: (item: T) => number): T[][] {
  const runs: T[][] = [];
  let run: T[] = [];
  let runBytes = 0;
  for (const item of items) {
    const bytes = bytesOf(item);
    if (run.length > 0 && runBytes + bytes > MAX_RECORD_BYTES) {
      runs.push(run);
      run = [];
      runBytes = 0;
    }
    run.push(item);
    runBytes += bytes;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
