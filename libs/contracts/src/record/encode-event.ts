import { InvalidEventError, type EventProblem } from '../errors.js';
import type { PlatformEvent } from '../event.js';
import type { EventRecord } from './event-record.js';
import { dataSchemaOf, headerRules, isHeaderText } from './header-rules.js';

const optional = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value };

/**
 * Writes an event as a Kafka record: CloudEvents 1.0, binary mode. Checks the envelope, because a header that cannot be
 * read makes the record useless to everybody; the data is checked by `validateForPublishing`.
 * @param key the record's key, see `merchantKey` and `warehouseKey`; it is never derived silently
 * @throws InvalidEventError naming the header at fault
 */
export function encodeEvent(event: PlatformEvent, key: string): EventRecord {
  const { metadata } = event;
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: metadata.eventId,
    ce_source: metadata.source,
    ce_type: event.type,
    ce_subject: metadata.subject,
    ce_time: metadata.occurredAt,
    ce_dataschema: dataSchemaOf(event.type),
    'content-type': 'application/json',
    ...optional('ce_tenantid', metadata.merchantId),
    ce_partitionkey: key,
    ce_sequence: String(metadata.version),
    ce_correlationid: metadata.correlationId,
    ...optional('ce_causationid', metadata.causationId),
    ...optional('ce_traceparent', metadata.traceparent),
    ...optional('ce_replayof', metadata.replayOf),
  };
  const problems: EventProblem[] = headerRules
    .filter(({ name, required, accepts }) => {
      const value = headers[name];
      return value === undefined ? required : !accepts(value);
    })
    .map(({ name, rule }) => ({ at: name, rule }));
  if (!isHeaderText(key)) problems.push({ at: 'key', rule: 'must be text without control characters' });
  const value = toJson(event.data);
  if (value === undefined) problems.push({ at: 'data', rule: 'must be something that JSON can express' });
  if (problems.length > 0 || value === undefined) throw new InvalidEventError(problems);
  return { key, headers, value };
}

/** undefined for what JSON cannot express: a function, a bigint, a circle. */
function toJson(data: unknown): string | undefined {
  try {
    return JSON.stringify(data);
  } catch {
    return undefined;
  }
}
