import type { ProblemPage } from './problem-page.js';

/** The problems any service of ours may answer with. */
export const platformProblems: readonly ProblemPage[] = [
  {
    code: 'invalid-input',
    title: 'The request does not have the expected form',
    meaning: 'A field of the body or a parameter is missing, unknown, or not of the described type.',
    remedy: 'Correct each place listed in `errors`, then send the request again.',
  },
  {
    code: 'invalid-id',
    title: 'An identifier is not a UUID',
    meaning: 'A path or body holds an identifier that is not in the form of a UUID.',
    remedy: 'Send the identifier exactly as an earlier answer or event gave it.',
  },
  {
    code: 'malformed-body',
    title: 'The body is not JSON',
    meaning: 'The request body could not be parsed as JSON in UTF-8.',
    remedy: 'Check that the whole body is sent, and that it is valid JSON.',
  },
  {
    code: 'body-too-large',
    title: 'The body is too large',
    meaning: 'The request body exceeds the limit of this address.',
    remedy: 'Send less at once; bulk addresses accept several requests.',
  },
  {
    code: 'unsupported-media-type',
    title: 'The media type is not supported',
    meaning: 'The body was not sent as `application/json`, or in an unknown encoding.',
    remedy: 'Set `Content-Type: application/json` and send UTF-8.',
  },
  {
    code: 'unknown-route',
    title: 'There is nothing here',
    meaning: 'No resource answers to this path and method.',
    remedy: 'Compare the address with the API description at `/openapi.json`.',
  },
  {
    code: 'bad-request',
    title: 'The request could not be understood',
    meaning: 'The request is not valid HTTP, or was cut off.',
    remedy: 'Check the client or the proxy between; then send the request again.',
  },
  {
    code: 'internal-error',
    title: 'We failed',
    meaning: 'Something broke on our side. It was logged with the request id; no detail is shown.',
    remedy: 'Try again later with the same `Idempotency-Key`; if it stays, tell us the `requestId`.',
  },
  {
    code: 'unauthenticated',
    title: 'Who are you?',
    meaning: 'The request carries no credentials, or credentials that are not valid (any more).',
    remedy: 'Send a valid API key in `X-Api-Key`, or as `Authorization: Bearer`.',
  },
  {
    code: 'forbidden',
    title: 'This is not allowed to you',
    meaning: 'The credentials are valid but lack the scope this address requires.',
    remedy: 'Use an API key with the scope named in `detail`.',
  },
  {
    code: 'rate-limited',
    title: 'Too many requests',
    meaning: 'The API key used up its calls for now.',
    remedy: 'Wait as many seconds as `Retry-After` says. `RateLimit` on every answer shows what is left.',
  },
  {
    code: 'bad-cursor',
    title: 'The cursor is not one of ours',
    meaning: 'The `cursor` parameter was not taken from the `next` of an earlier page.',
    remedy: 'Follow `next` or the `Link` header as it is, or begin again without a cursor.',
  },
  {
    code: 'precondition-required',
    title: 'If-Match is required',
    meaning: 'A change must say which version it was decided on, so that two people do not undo each other.',
    remedy: 'Read the resource, then send its `ETag` back in `If-Match`.',
  },
  {
    code: 'precondition-failed',
    title: 'The resource has changed',
    meaning: 'The version in `If-Match` is not the current one: somebody changed the resource meanwhile.',
    remedy: 'Read it again, decide again, and send the new `ETag` in `If-Match`.',
  },
  {
    code: 'idempotency-key-missing',
    title: 'Idempotency-Key is required',
    meaning: 'This request starts or creates something; without a key a repeat would do it twice.',
    remedy:
      'Send `Idempotency-Key` with a value of your own, 1 to 255 visible ASCII characters, new for each intention.',
  },
  {
    code: 'idempotency-key-in-use',
    title: 'The same request is still being worked on',
    meaning: 'Another request with this `Idempotency-Key` has not finished.',
    remedy: 'Wait a moment, then send the same request with the same key: you get the answer of the first.',
  },
  {
    code: 'idempotency-key-reused',
    title: 'The key belongs to another request',
    meaning: 'This `Idempotency-Key` was used with a different method, path or body.',
    remedy: 'Use a new key for a new request; repeat the old one unchanged.',
  },
  {
    code: 'dead-letter-not-found',
    title: 'There is no such dead letter',
    meaning: 'No record with this id is set aside at the moment: it was resolved, given up, or never was.',
    remedy: 'List the dead letters again.',
  },
  {
    code: 'refused-event-not-found',
    title: 'There is no such refused event',
    meaning: 'No event with this number waits for a decision: it was given up already, or never was refused.',
    remedy: 'List the refused events again.',
  },
  {
    code: 'upstream-unreachable',
    title: 'A service behind this door does not answer',
    meaning: 'The gateway could not reach the service that serves this address, or lost it halfway.',
    remedy: 'Try again after a few seconds.',
  },
  {
    code: 'upstream-timeout',
    title: 'A service behind this door is too slow',
    meaning: 'The service that serves this address did not answer in time.',
    remedy: 'Try again after a few seconds.',
  },
];
