import { decodeEvent, InvalidEventError, type DomainEvent } from '@pinglu/contracts';
import type { BusRecord } from '../event-bus/event-bus.js';

/** A record and what could be made of it. */
export type Decoded =
  | { readonly record: BusRecord; readonly event: DomainEvent; readonly error?: undefined }
  | { readonly record: BusRecord; readonly event?: undefined; readonly error: unknown };

/** Tombstones are left out: they carry no event, they only let a compacted topic forget a key. */
export function decodeRecords(records: readonly BusRecord[]): Decoded[] {
  return records.filter((record) => record.value !== null).map(decodeRecord);
}

export function decodeRecord(record: BusRecord): Decoded {
  try {
    return { record, event: decodeEvent({ ...record, value: textOf(record.value!) }) };
  } catch (error) {
    return { record, error };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Broken UTF-8 is refused and not mended: a mended name would be taken for what the publisher wrote. */
function textOf(value: Buffer): string {
  try {
    return utf8.decode(value);
  } catch {
    throw new InvalidEventError([{ at: 'value', rule: 'must be UTF-8' }]);
  }
}
