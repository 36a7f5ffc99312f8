/** The one data schema name of a type, as it stands in `ce_dataschema` and in the `$id` of its schema file. */
export const dataSchemaOf = (type: string): string => `urn:pinglu:schema:${type}`;

const MAX_HEADER_LENGTH = 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const SOURCE = /^\/pinglu\/[a-z][a-z0-9-]{0,62}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;
const SEQUENCE = /^[1-9][0-9]{0,15}$/;
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const CONTENT_TYPE = /^application\/json(\s*;.*)?$/i;

/**
 * Text that CloudEvents 1.0 permits as an attribute: not empty, no control characters, no half of a surrogate pair, no
 * code point that Unicode sets aside as "not a character". Anything else could split a header or be lost in UTF-8.
 */
export function isHeaderText(value: string): boolean {
  if (value.length === 0 || value.length > MAX_HEADER_LENGTH) return false;
  for (const character of value) {
    const code = character.codePointAt(0)!;
    if (code <= 0x1f || (code >= 0x7f && code <= 0x9f)) return false;
    if (code >= 0xd800 && code <= 0xdfff) return false;
    if ((code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe) return false;
  }
  return true;
}

export const isUuid = (value: string): boolean => UUID.test(value);
/** A whole number from 1 to 2^53 - 1, written in decimal without leading zeros. */
export const isSequence = (value: string): boolean => SEQUENCE.test(value) && Number.isSafeInteger(Number(value));
/** RFC 3339 in UTC that names a real instant: 31 February does not pass. */
export function isInstant(value: string): boolean {
  if (!INSTANT.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === value.slice(0, 19);
}

/** What a header must look like; the rule ends the sentence "ce_id …". */
export interface HeaderRule {
  readonly name: string;
  readonly required: boolean;
  readonly rule: string;
  readonly accepts: (value: string) => boolean;
  /** For the published document. */
  readonly description: string;
  /** The part of the rule that a JSON Schema can state. */
  readonly schema: Readonly<Record<string, unknown>>;
}

const matching = (pattern: RegExp): Readonly<Record<string, unknown>> => ({ type: 'string', pattern: pattern.source });
const anyText = {
  rule: `must be 1 to ${MAX_HEADER_LENGTH} characters of text without control characters`,
  accepts: isHeaderText,
  schema: { type: 'string', minLength: 1, maxLength: MAX_HEADER_LENGTH },
};
const uuid = { rule: 'must be a UUID in lower case', accepts: isUuid, schema: matching(UUID) };

/** Every header of the envelope. `ce_tenantid` is required of domain events only, which the decoder adds. */
export const headerRules: readonly HeaderRule[] = [
  {
    name: 'ce_specversion',
    required: true,
    description: 'Version of CloudEvents.',
    rule: 'must be 1.0',
    accepts: (value) => value === '1.0',
    schema: { type: 'string', const: '1.0' },
  },
  {
    name: 'ce_id',
    required: true,
    description: 'Id of the event, unique for ever: drop an event whose id you have seen.',
    ...uuid,
  },
  {
    name: 'ce_source',
    required: true,
    description: 'The service that published the event.',
    rule: 'must be /pinglu/<service>',
    accepts: (value) => SOURCE.test(value),
    schema: matching(SOURCE),
  },
  { name: 'ce_type', required: true, description: 'What happened, with the major version of the data.', ...anyText },
  { name: 'ce_subject', required: true, description: 'Id of the aggregate that the event is about.', ...anyText },
  {
    name: 'ce_time',
    required: true,
    description: 'When it happened: RFC 3339 in UTC, ending in Z.',
    rule: 'must be an RFC 3339 instant in UTC ending in Z',
    accepts: isInstant,
    schema: { ...matching(INSTANT), format: 'date-time' },
  },
  {
    name: 'content-type',
    required: true,
    description: 'Media type of the value.',
    rule: 'must be application/json',
    accepts: (value) => isHeaderText(value) && CONTENT_TYPE.test(value),
    schema: { type: 'string', pattern: '^application/json' },
  },
  { name: 'ce_tenantid', required: false, description: 'Id of the merchant that the event belongs to.', ...uuid },
  {
    name: 'ce_sequence',
    required: true,
    description: 'Version of the aggregate after the change: decimal, from 1, one more with every change.',
    rule: 'must be a whole number from 1, in decimal',
    accepts: isSequence,
    schema: matching(SEQUENCE),
  },
  {
    name: 'ce_correlationid',
    required: true,
    description: 'Shared by everything that one request from outside led to.',
    ...anyText,
  },
  {
    name: 'ce_causationid',
    required: false,
    description: 'Id of the event or command that led to this event.',
    ...anyText,
  },
  {
    name: 'ce_traceparent',
    required: false,
    description: 'W3C trace context.',
    rule: 'must be a W3C traceparent',
    accepts: (value) => TRACEPARENT.test(value),
    schema: matching(TRACEPARENT),
  },
  {
    name: 'ce_replayof',
    required: false,
    description: 'Present on a replayed record: id of the replay. The event id stays what it was.',
    ...anyText,
  },
];
