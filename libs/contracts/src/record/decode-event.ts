import { parseEventId, parseMerchantId } from '@pinglu/kernel';
import { eventTypeSpec, schemaSet, type EventTypeSpec } from '../catalog.js';
import { InvalidEventError, UnknownEventTypeError, type EventProblem } from '../errors.js';
import type { DomainEvent, PlatformEvent } from '../event.js';
import type { DeadLetterEvent } from '../platform/dead-letter-event.js';
import { agreementProblems } from '../validate-event.js';
import type { ReceivedRecord } from './event-record.js';
import { dataSchemaOf, headerRules } from './header-rules.js';

const DEAD_LETTERED = 'com.pinglu.platform.event_dead_lettered.v1';

/**
 * Reads an event from a record, as a tolerant reader: fields and headers that this release does not know are accepted
 * and kept. A tombstone (value null) carries no event and is refused: drop it before, if the topic may hold one.
 * @throws UnknownEventTypeError when the type is none of this release's
 * @throws InvalidEventError naming the header or the JSON pointer at fault
 */
export function decodeEvent(record: ReceivedRecord): DomainEvent {
  const headers = readHeaders(record, { tenantRequired: true });
  const event = decode(record, headers, 'domain');
  return { ...event, metadata: { ...event.metadata, merchantId: parseMerchantId(headers['ce_tenantid']) } };
}

/**
 * Reads a record of a `<topic>.dlq`. The tenant may be unknown.
 * @throws UnknownEventTypeError, InvalidEventError as {@link decodeEvent} does
 */
export function decodeDeadLetter(record: ReceivedRecord): DeadLetterEvent {
  const event = decode(record, readHeaders(record, { tenantRequired: false }), 'platform');
  if (!isDeadLetter(event)) throw new InvalidEventError([{ at: 'ce_type', rule: `must be ${DEAD_LETTERED}` }]);
  return event;
}

const isDeadLetter = (event: PlatformEvent): event is DeadLetterEvent => event.type === DEAD_LETTERED;

type Headers = Readonly<Record<string, string | undefined>>;

/** Only the headers of the envelope, each checked. */
function readHeaders(record: ReceivedRecord, { tenantRequired }: { tenantRequired: boolean }): Headers {
  const given: Readonly<Record<string, unknown>> = record.headers ?? {};
  const read: Record<string, string> = {};
  const problems: EventProblem[] = [];
  for (const { name, required, rule, accepts } of headerRules) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const needed = required || (name === 'ce_tenantid' && tenantRequired);
    if (value === undefined) {
      if (needed) problems.push({ at: name, rule: 'is missing' });
    } else if (typeof value !== 'string' || !accepts(value)) problems.push({ at: name, rule });
    else read[name] = value;
  }
  if (Object.hasOwn(given, 'ce_partitionkey') && given['ce_partitionkey'] !== record.key) {
    problems.push({ at: 'ce_partitionkey', rule: "must equal the record's key" });
  }
  if (Object.hasOwn(given, 'ce_dataschema') && given['ce_dataschema'] !== dataSchemaOf(String(read['ce_type']))) {
    problems.push({ at: 'ce_dataschema', rule: 'must be urn:pinglu:schema: followed by ce_type' });
  }
  if (problems.length > 0) throw new InvalidEventError(problems);
  return read;
}

function decode(record: ReceivedRecord, headers: Headers, kind: EventTypeSpec['kind']): PlatformEvent {
  const type = headers['ce_type']!;
  const spec = eventTypeSpec(type);
  if (!spec) throw new UnknownEventTypeError('ce_type');
  if (spec.kind !== kind) throw new InvalidEventError([{ at: 'ce_type', rule: `must be a ${kind} event` }]);
  const event: PlatformEvent = {
    type,
    data: parseJson(record.value),
    metadata: {
      eventId: parseEventId(headers['ce_id']),
      occurredAt: headers['ce_time']!,
      source: headers['ce_source']!,
      ...(headers['ce_tenantid'] !== undefined && { merchantId: parseMerchantId(headers['ce_tenantid']) }),
      subject: headers['ce_subject']!,
      correlationId: headers['ce_correlationid']!,
      ...(headers['ce_causationid'] !== undefined && { causationId: headers['ce_causationid'] }),
      version: Number(headers['ce_sequence']),
      ...(headers['ce_traceparent'] !== undefined && { traceparent: headers['ce_traceparent'] }),
      ...(headers['ce_replayof'] !== undefined && { replayOf: headers['ce_replayof'] }),
    },
  };
  const problems = [...schemaSet.check(type, event.data, 'tolerant'), ...agreementProblems(event, spec)];
  if (problems.length > 0) throw new InvalidEventError(problems);
  return event;
}

function parseJson(value: unknown): unknown {
  if (value === null) {
    throw new InvalidEventError([{ at: 'value', rule: 'must hold data; null is a tombstone and carries no event' }]);
  }
  if (typeof value !== 'string') throw new InvalidEventError([{ at: 'value', rule: 'must be text' }]);
  try {
    return JSON.parse(value);
  } catch {
    // The parser's own error quotes the text, so it is not kept as the cause.
    throw new InvalidEventError([{ at: 'value', rule: 'must be JSON' }]);
  }
}
