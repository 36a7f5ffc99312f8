import { eventTypeSpec, schemaSet, type EventTypeSpec } from './catalog.js';
import { InvalidEventError, UnknownEventTypeError, type EventProblem } from './errors.js';
import type { PlatformEvent } from './event.js';
import { isObject } from './schema/json-schema.js';

/**
 * Checks an event as strictly as a producer must be: closed schema, no field more than the contract says. To be called
 * before the event is written to the outbox, so that a mistake fails the producer's own transaction and no consumer.
 * @throws UnknownEventTypeError, InvalidEventError with a JSON pointer to each place at fault (the schema's first only)
 */
export function validateForPublishing(event: PlatformEvent): void {
  const spec = eventTypeSpec(event.type);
  if (!spec) throw new UnknownEventTypeError('type');
  const problems = [...schemaSet.check(event.type, event.data, 'closed'), ...agreementProblems(event, spec)];
  if (spec.kind === 'domain' && event.metadata.merchantId === undefined) {
    problems.push({ at: 'metadata.merchantId', rule: 'is missing; every event about a merchant names its tenant' });
  }
  if (problems.length > 0) throw new InvalidEventError(problems);
}

/**
 * The envelope repeats what the data says; the two must agree. Above all the tenant: a consumer lets the envelope decide
 * whose rows it may touch.
 */
export function agreementProblems({ data, metadata }: PlatformEvent, spec: EventTypeSpec): EventProblem[] {
  if (spec.kind !== 'domain' || !isObject(data)) return [];
  const pairs: [field: string, named: string, value: unknown][] = [
    ['merchantId', 'the tenant of the envelope', metadata.merchantId],
    ['version', 'the sequence of the envelope', metadata.version],
  ];
  if (spec.subjectField) pairs.push([spec.subjectField, 'the subject of the envelope', metadata.subject]);
  return pairs
    .filter(([field, , value]) => data[field] !== value)
    .map(([field, named]) => ({ at: `/${field}`, rule: `must equal ${named}` }));
}
