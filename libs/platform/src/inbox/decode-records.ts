import { decodeEvent, type DomainEvent } from '@pinglu/contracts';
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
    return { record, event: decodeEvent({ ...record, value: record.value!.toString() }) };
  } catch (error) {
    return { record, error };
  }
}
