import type { BatchContext, BusRecord } from './event-bus.js';

/** One batch on its way from the bus to the handler of its topic. */
export interface EventBatch {
  readonly topic: string;
  readonly records: readonly BusRecord[];
  readonly context: BatchContext;
  /** Runs the Nest handler with these events; rejects with the very error the handler threw. */
  handle(events: readonly unknown[]): Promise<void>;
}

/** Stands between the bus and the handlers: inbox, tracing, dead letters. */
export interface BatchProcessor {
  process(batch: EventBatch): Promise<void>;
}
