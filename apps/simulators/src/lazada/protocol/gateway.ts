import { randomBytes } from 'node:crypto';
import { fullBucket, takeToken, type BucketState } from '@pinglu/kernel';
import { json, type RawRequest, type RawResponse } from '../../control/http-server.js';
import { RefusedError } from '../../control/body.js';
import { SITES, type Site } from '../world/site.js';
import type { World } from '../world/world.js';
import { ApiError, illegalAccessToken, missingParameter } from './api-error.js';
import type { Endpoint } from './endpoint.js';
import type { Json, JsonObject } from './json.js';
import { readParams, type RequestParams } from './request-params.js';
import { isSignedBy } from './signature.js';
import { readTimestamp } from './time.js';

const TIMESTAMP_WINDOW_MS = 7_200_000;
/** Calls that change stock, for one seller. */
const STOCK_LIMIT = { capacity: 50, perSecond: 50 };

/** The platform in front of the business: checks a call, passes it on, wraps the answer. Always HTTP 200. */
export class Gateway {
  private readonly endpoints: ReadonlyMap<string, Endpoint>;
  private readonly stockBuckets = new WeakMap<object, BucketState>();

  constructor(endpoints: readonly Endpoint[]) {
    this.endpoints = new Map(endpoints.map((one) => [one.path, one]));
  }

  async answer(world: World, request: RawRequest, target: { path: string; site: Site }): Promise<RawResponse> {
    const { path } = target;
    const blocked = htmlFault(world, path);
    if (blocked) {
      world.calls.count(path, `HTML ${blocked.status}`);
      return blocked;
    }
    const slow = world.faults.strike('latency', path);
    if (slow) await new Promise((resolve) => void setTimeout(resolve, Number(slow.extra['ms'] ?? 1000)));
    let answer: JsonObject;
    let outcome = '0';
    try {
      answer = this.call(world, target, readParams(request));
      const lost = world.faults.strike('error-after-commit', path);
      if (lost) throw serviceTimeout(lost.extra['code']);
      if (world.faults.strike('hang-up-after-commit', path)) {
        world.calls.count(path, 'hung up');
        return { ...json(200, {}), hangUp: true };
      }
    } catch (error) {
      const refusal = toApiError(error);
      outcome = refusal.code;
      answer = { type: refusal.type, code: refusal.code, message: refusal.message, detail: refusal.detail };
    }
    world.calls.count(path, outcome);
    const whole: JsonObject = { ...answer, code: outcome, ...traceIds() };
    return json(200, world.settings.scalars === 'docs' ? quoteScalars(whole) : whole);
  }

  /** The checks in the platform's order: app, parameters, time, signature, path, token, rate; then the business. */
  private call(world: World, { path, site }: { path: string; site: Site }, received: RequestParams): JsonObject {
    const { params } = received;
    const { app } = world.settings;
    const appKey = params.get('app_key');
    if (!appKey) throw missingParameter('app_key');
    if (appKey !== app.key) throw new ApiError('InvalidAppKey', 'The specified App Key is invalid');
    for (const name of ['timestamp', 'sign_method', 'sign']) if (!params.get(name)) throw missingParameter(name);
    if (params.get('sign_method') !== 'sha256')
      throw new ApiError('InvalidParameter', 'The sign_method must be sha256');
    checkTimestamp(world, params.get('timestamp')!);
    if (!isSignedBy(app.secret, { path, params, opaqueBody: received.opaqueBody })) {
      throw new ApiError('IncompleteSignature', 'The request signature does not conform to lazop standards');
    }
    const endpoint = this.endpoints.get(path);
    if (!endpoint) throw new ApiError('InvalidApiPath', 'The specified api path is invalid');
    const seller = this.findSeller(world, { endpoint, site, token: params.get('access_token') });
    this.checkFaults(world, path);
    if (endpoint.changesStock && seller) this.checkStockRate(seller);
    return endpoint.handle({ path, params, files: received.files, world, site, seller });
  }

  private findSeller(world: World, call: { endpoint: Endpoint; site: Site; token: string | undefined }) {
    const { endpoint, site, token } = call;
    if (!token) {
      if (endpoint.access === 'seller') throw missingParameter('access_token');
      return undefined;
    }
    const seller = world.tokens.find(token)?.sellers.find((one) => one.site === site);
    if (world.faults.strike('token-death', endpoint.path)) throw illegalAccessToken();
    // A token of another country's shop is as good as none on this host.
    if (!seller && endpoint.access === 'seller') throw illegalAccessToken();
    return seller;
  }

  private checkFaults({ faults }: World, path: string): void {
    const throttled = faults.strike('throttle', path);
    if (throttled) throw apiCallLimit(Number(throttled.extra['seconds'] ?? 1));
    if (faults.strike('throttle-api', path)) {
      throw new ApiError(
        '901',
        'E901: The request is too frequent or the requested functionality is temporarily disabled',
        { type: 'ISP' },
      );
    }
    if (faults.strike('throttle-seller', path))
      throw new ApiError('SellerCallLimit', 'The seller has made too many calls');
    const changes = /\/(create|update|adjust|pack|rts|remove|deactivate)$/.test(path) && !path.startsWith('/auth/');
    if (changes && faults.strike('campaign-mode', path)) {
      throw new ApiError('998', 'E998: The API is disabled during the mega campaign', { type: 'ISP' });
    }
    const failed = faults.strike('error-before-commit', path);
    if (failed) throw serviceTimeout(failed.extra['code']);
  }

  private checkStockRate(seller: object): void {
    // The limit protects machines, so it counts real time whatever the movable clock says.
    const now = performance.now();
    const decision = takeToken(this.stockBuckets.get(seller) ?? fullBucket(STOCK_LIMIT, now), STOCK_LIMIT, now);
    this.stockBuckets.set(seller, decision.state);
    if (!decision.allowed) throw apiCallLimit(1);
  }
}

/** A client may follow the wall clock or the simulator's own: either must be within the window. */
function checkTimestamp(world: World, value: string): void {
  const ms = readTimestamp(value);
  const clocks = [Date.now(), world.nowMs()];
  if (ms === undefined || clocks.every((now) => Math.abs(now - ms) > TIMESTAMP_WINDOW_MS)) {
    throw new ApiError(
      'IllegalTimestamp',
      'The timestamp differs from the time of the server by more than 7200 seconds',
    );
  }
}

const apiCallLimit = (seconds: number): ApiError =>
  new ApiError('ApiCallLimit', `Api access frequency exceeds the limit. this ban will last ${seconds} seconds`);

const TRANSIENT: Readonly<Record<string, string>> = {
  ServiceTimeout: 'The request has failed due to service timeout',
  UnknownRuntimeException: 'The request has failed due to RPC runtime failure',
  '1002': 'E1002: sentinel block, third party service error',
  '506': 'E506: Get product failed',
  '513': 'E513: Internal call exception',
};

function serviceTimeout(code: string | number | undefined): ApiError {
  const name = String(code ?? 'ServiceTimeout');
  return new ApiError(name, TRANSIENT[name] ?? 'The request has failed', {
    type: /^\d+$/.test(name) ? 'ISP' : 'SYSTEM',
  });
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  // A step that an order cannot take, asked for through an old call without a code of its own.
  if (error instanceof RefusedError)
    return new ApiError('21', `E021: OMS Api Error Occurred: ${error.message}`, { type: 'ISP' });
  throw error;
}

function htmlFault(world: World, path: string): RawResponse | undefined {
  for (const status of [403, 429]) {
    if (!world.faults.strike(`html-${status}`, path)) continue;
    const body = `<html><head><title>${status}</title></head><body>Access denied</body></html>`;
    return { status, headers: { 'content-type': 'text/html' }, body };
  }
  return undefined;
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

/** Which site and path an address means: `/rest/…` is Thailand and the auth host, `/{country}/rest/…` the others. */
export function findTarget(pathname: string): { path: string; site: Site } | undefined {
  const match = /^(?:\/([a-z]{2}))?\/rest(\/.+)$/.exec(pathname);
  if (!match) return undefined;
  const site = SITES.find((one) => one.country === (match[1] ?? 'th'));
  return site && { path: match[2]!, site };
}
