import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { json, type RawRequest, type RawResponse } from '../../control/http-server.js';
import { RefusedError } from '../../control/body.js';
import { ApiError } from './api-error.js';
import type { Json, JsonObject } from './json.js';

export interface Outcome {
  /** `"0"`, or the code of the refusal. */
  readonly code: string;
  readonly answer: JsonObject;
  readonly written?: (() => void) | undefined;
}

/** What is thrown on the way of a call as the marketplace's refusal. Failures of the simulator itself are thrown on. */
export function refusalOf(error: unknown): Outcome {
  const { type, code, message, detail, written } = toApiError(error);
  return { code, answer: { type, code, message, detail }, written };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  // A step that an order cannot take, asked for through an old call without a code of its own.
  if (error instanceof RefusedError)
    return new ApiError('21', `E021: OMS Api Error Occurred: ${error.message}`, { type: 'ISP' });
  throw error;
}

/** HTTP status 200 whatever the outcome, `code` and `request_id` beside the answer, gzip when the caller takes it. */
export function wrap(outcome: Outcome, request: RawRequest, scalars: 'capture' | 'docs'): RawResponse {
  const whole: JsonObject = { ...outcome.answer, code: outcome.code, ...traceIds() };
  const response = json(200, scalars === 'docs' ? quoteScalars(whole) : whole);
  const { written } = outcome;
  return { ...compress(response, request), ...(written && { written }) };
}

/** Shorter answers would not become shorter. */
const WORTH_COMPRESSING = 1024;

function compress(response: RawResponse, request: RawRequest): RawResponse {
  const accepted = request.headers['accept-encoding'] ?? '';
  if (response.body.length < WORTH_COMPRESSING || !/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted))
    return response;
  return {
    ...response,
    headers: { ...response.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
    body: gzipSync(response.body, { level: 1 }),
  };
}

const traceIds = (): JsonObject => ({
  request_id: `0ba28873${Date.now()}${randomBytes(2).readUInt16BE()}`,
  _trace_id_: randomBytes(15).toString('hex'),
});

/** As the documentation's samples have it: every number and boolean as text. */
function quoteScalars(value: Json | undefined): Json | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((one: Json) => quoteScalars(one) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([name, one]) => [name, quoteScalars(one)]));
}
