import { eventTypes, eventTypeSpec } from './catalog.js';
import { UnknownEventTypeError } from './errors.js';
import type { EventRecord } from './record/event-record.js';

/** The event types that have a golden sample: all of them. */
export const sampleTypes: readonly string[] = Object.keys(eventTypes);

/**
 * The golden sample of an event type: a whole record that both the producer's and the consumer's specs read. Each call
 * gives a fresh copy, so a spec may change it.
 * @throws UnknownEventTypeError
 */
export function sampleRecord(type: string): EventRecord {
  const spec = eventTypeSpec(type);
  if (!spec) throw new UnknownEventTypeError('type');
  return structuredClone(spec.sample);
}
