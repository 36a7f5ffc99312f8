import { AppError } from '@pinglu/kernel';

export const redacted = '[redacted]';

/**
 * Keys whose value never reaches a log, at any depth. Compared without case, dashes and underscores. `name` alone is
 * here because it is what a buyer's record calls the buyer: say which name (`topicName`, `checkName`) to have it logged.
 */
const exactKeys = new Set(
  [
    'authorization proxyauthorization cookie setcookie xapikey apikey operatorkey',
    'secret token password passwd pwd credentials privatekey body rawbody',
    'buyer recipient consignee name fullname firstname lastname phone mobile email',
    'address street postalcode identitynumber passport',
  ].flatMap((words) => words.split(' ')),
);
const keyEndings =
  /(?:secret|token|password|apikey|privatekey|operatorkey|phone|phonenumber|buyername|recipientname|address)$/;
/** Network addresses are not a person's. */
const harmlessKeys = new Set(['ipaddress', 'bindaddress', 'listenaddress']);

function isSensitive(key: string): boolean {
  const plain = key.toLowerCase().replace(/[-_ ]/g, '');
  return !harmlessKeys.has(plain) && (exactKeys.has(plain) || keyEndings.test(plain));
}

const patterns: readonly (readonly [RegExp, string])[] = [
  // user:password@ of a URL of any scheme
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@]*@/gi, `$1:${redacted}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${redacted}`],
  // our own API keys, and JSON Web Tokens
  [/\bpk_[\w-]{8,}/g, redacted],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, redacted],
];

/** Takes passwords, bearer tokens and API keys out of a text that somebody else composed. */
export function redactText(text: string): string {
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

const maxDepth = 8;

/** A copy that is safe to write: sensitive keys replaced at any depth, texts cleaned, errors reduced to their facts. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (value instanceof Error) return errorFacts(value);
  if (Buffer.isBuffer(value) || ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]: [unknown, unknown]) => [
      String(key),
      isSensitive(String(key)) && item !== undefined ? redacted : redact(item, depth + 1),
    ]),
  );
}

/** PostgreSQL repeats the offending value in the message of a data exception (SQLSTATE class 22). */
function messageOf(error: Error, code: unknown): string {
  const message = redactText(error.message);
  return typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)
    ? message.replace(/: ".*$/s, `: ${redacted}`)
    : message;
}

/**
 * What is said of an error: its class, code and category. The stack is kept only for errors nobody meant to throw: an
 * expected refusal is not an alarm, and its stack says nothing.
 */
export function errorFacts(error: Error): Readonly<Record<string, unknown>> {
  if (error instanceof AppError) {
    const { code, category, retryable } = error;
    const facts = { type: error.name, code, category, retryable, message: redactText(error.message) };
    return category === 'internal' ? { ...facts, ...whereItBroke(error) } : { ...facts, ...causeOf(error) };
  }
  const code: unknown = 'code' in error ? error.code : undefined;
  return { type: error.name, code, category: 'internal', message: messageOf(error, code), ...whereItBroke(error) };
}

function whereItBroke(error: Error): Record<string, unknown> {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { stack: frames.join('\n'), ...causeOf(error) };
}

function causeOf(error: Error): Record<string, unknown> {
  return error.cause instanceof Error && error.cause !== error ? { cause: errorFacts(error.cause) } : {};
}
