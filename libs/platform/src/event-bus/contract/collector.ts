import type { BatchHandler, BusRecord } from '../event-bus.js';

/** A handler that remembers what it was given. */
export class Collector {
  readonly batches: BusRecord[][] = [];

  readonly handle: BatchHandler = async (records) => {
    this.batches.push([...records]);
  };

  get records(): BusRecord[] {
    return this.batches.flat();
  }

  get values(): string[] {
    return this.records.map(({ value }) => String(value));
  }

  /** The values of each key in the order in which they came first. */
  valuesByKey(): Map<string, string[]> {
    const byKey = new Map<string, string[]>();
    for (const { key, value } of this.records) {
      const values = byKey.get(String(key)) ?? [];
      if (!values.includes(String(value))) values.push(String(value));
      byKey.set(String(key), values);
    }
    return byKey;
  }
}
