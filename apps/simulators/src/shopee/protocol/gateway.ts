import { randomBytes } from 'node:crypto';
import { RefusedError } from '../../control/body.js';
import type { RawRequest, RawResponse } from '../../control/http-server.js';
import type { World } from '../world/world.js';
import { ApiError, statusOf } from './api-error.js';
import { checkCaller } from './check-caller.js';
import { FileAnswer, type Answer, type Endpoint } from './endpoint.js';
import { writeJson, type JsonObject } from './json.js';
import type { LimitedCall } from './limits.js';
import { readParams } from './request-params.js';

/** The platform in front of the business: checks a call, passes it on, puts the answer into the envelope. */
export class Gateway {
  private readonly endpoints: ReadonlyMap<string, Endpoint>;

  constructor(endpoints: readonly Endpoint[]) {
    this.endpoints = new Map(endpoints.map((one) => [one.path, one]));
  }

  async answer(world: World, request: RawRequest): Promise<RawResponse> {
    const path = request.url.pathname;
    const blocked = htmlFault(world, path);
    if (blocked) {
      world.calls.count(path, `HTML ${blocked.status}`);
      return blocked;
    }
    const slow = world.faults.strike('latency', path);
    if (slow) await new Promise((resolve) => void setTimeout(resolve, Number(slow.extra['ms'] ?? 1000)));
    try {
      const answer = await this.call(world, request, path);
      const lost = world.faults.strike('error-after-commit', path);
      if (lost) throw transient(lost.extra['error']);
      const isCut = world.faults.strike('hang-up-after-commit', path) !== undefined;
      world.calls.count(path, isCut ? 'hung up' : 'ok');
      if (answer instanceof FileAnswer) return { ...fileResponse(answer), hangUp: isCut };
      return { ...envelope(200, { error: '', message: '', ...answer }), hangUp: isCut };
    } catch (error) {
      const refusal = toApiError(error);
      world.calls.count(path, refusal.error);
      return refuse(world, refusal, path);
    }
  }

  private call(world: World, request: RawRequest, path: string): Answer | Promise<Answer> {
    const endpoint = this.endpoints.get(path);
    if (!endpoint || (endpoint.method !== 'ANY' && endpoint.method !== request.method)) throw new UnknownPath();
    if (world.faults.strike('ip-undeclared', path))
      throw new ApiError('source_ip_undeclared', 'The source IP is not in the IP whitelist of the app.');
    const received = readParams(request);
    const caller = checkCaller(world, endpoint, received.common);
    checkLimits(world, { path, subject: caller.rateKey, receivedAtMs: request.receivedAtMs });
    if (endpoint.method === 'POST' && path.startsWith('/api/v2/product/') && world.faults.strike('campaign-mode', path))
      throw new ApiError('error_api_call_restricted', 'The call is restricted during the campaign.');
    const failed = world.faults.strike('error-before-commit', path);
    if (failed) throw transient(failed.extra['error']);
    return endpoint.handle({ path, params: received.params, files: received.files, world, ...caller });
  }
}

class UnknownPath extends ApiError {
  constructor() {
    super('error_not_found', 'The requested path was not found.');
  }
}

function checkLimits({ limits, faults }: World, call: LimitedCall): void {
  limits.checkBan(call);
  const throttled = faults.strike('throttle', call.path);
  if (throttled) {
    const { seconds = 1, error = 'error_rate_limit' } = throttled.extra;
    throw limits.ban(call, { seconds: Number(seconds), error: String(error) });
  }
  limits.checkRate(call);
}

const TRANSIENT: Readonly<Record<string, string>> = {
  error_server: 'Something wrong. Please try later.',
  error_inner: 'Our system is taking some time to respond, please try later.',
  error_network: 'Inner http call failed',
  error_system_busy: 'System is busy, please try later.',
};

const transient = (error: string | number = 'error_server'): ApiError =>
  new ApiError(String(error), TRANSIENT[String(error)] ?? 'The call has failed.');

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  // A step that an order cannot take.
  if (error instanceof RefusedError) return new ApiError('error_status', error.message);
  throw error;
}

function refuse(world: World, refusal: ApiError, path: string): RawResponse {
  const status = refusal instanceof UnknownPath ? 404 : statusOf(refusal.error);
  const empty = path.startsWith('/api/v2/livestream/') ? {} : undefined;
  const answer = envelope(world.settings.httpStatus === 'always-200' ? 200 : status, {
    error: refusal.error,
    message: refusal.message,
    response: refusal.response ?? empty,
    debug_message: refusal.debugMessage,
  });
  return refusal.written ? { ...answer, written: refusal.written } : answer;
}

const envelope = (status: number, fields: JsonObject): RawResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: writeJson({ ...fields, request_id: randomBytes(16).toString('hex') }),
});

const fileResponse = (file: FileAnswer): RawResponse => ({
  status: 200,
  headers: {
    'content-type': file.contentType,
    'content-disposition': `attachment; filename="${file.fileName}"`,
  },
  body: file.bytes,
});

function htmlFault(world: World, path: string): RawResponse | undefined {
  for (const status of [403, 429, 502]) {
    if (!world.faults.strike(`html-${status}`, path)) continue;
    const body = `<html><head><title>${status}</title></head><body>The request was blocked.</body></html>`;
    return { status, headers: { 'content-type': 'text/html' }, body };
  }
  return undefined;
}
