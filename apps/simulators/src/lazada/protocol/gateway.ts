import { json, type RawRequest, type RawResponse } from '../../control/http-server.js';
import type { Seller } from '../seller/seller.js';
import { SITES, type Site } from '../world/site.js';
import type { World } from '../world/world.js';
import { ApiError, illegalAccessToken, missingParameter } from './api-error.js';
import type { Endpoint } from './endpoint.js';
import { refusalOf, wrap, type Outcome } from './envelope.js';
import type { JsonObject } from './json.js';
import { checkFaults, htmlFault, plantedError } from './planted-faults.js';
import { readParams } from './request-params.js';
import { isSignedBy, type SignMethod } from './signature.js';
import { readTimestamp } from './time.js';

const TIMESTAMP_WINDOW_MS = 7_200_000;

export interface Target {
  readonly path: string;
  readonly site: Site;
}

/** The platform in front of the business: checks a call, passes it on, wraps the answer. Always HTTP 200. */
export class Gateway {
  private readonly endpoints: ReadonlyMap<string, Endpoint>;

  constructor(endpoints: readonly Endpoint[]) {
    this.endpoints = new Map(endpoints.map((one) => [one.path, one]));
  }

  async answer(world: World, request: RawRequest, target: Target): Promise<RawResponse> {
    const { path } = target;
    const blocked = htmlFault(world, path);
    if (blocked) {
      world.calls.count(path, `HTML ${blocked.status}`);
      return blocked;
    }
    const slow = world.faults.strike('latency', path);
    if (slow) await new Promise((resolve) => void setTimeout(resolve, Number(slow.extra['ms'] ?? 1000)));
    let outcome: Outcome;
    try {
      const answer = this.call(world, request, target);
      const lost = world.faults.strike('error-after-commit', path);
      if (lost) throw plantedError(lost.extra['code']);
      if (world.faults.strike('hang-up-after-commit', path)) {
        world.calls.count(path, 'hung up');
        return { ...json(200, {}), hangUp: true };
      }
      outcome = { code: '0', answer };
    } catch (error) {
      outcome = refusalOf(error);
    }
    world.calls.count(path, outcome.code);
    return wrap(outcome, request, world.settings.scalars);
  }

  /** The checks in the platform's order: app, parameters, time, signature, path, token, rate; then the business. */
  private call(world: World, request: RawRequest, { path, site }: Target): JsonObject {
    const { params, files, signedBodies } = readParams(request);
    const { app } = world.settings;
    const appKey = params.get('app_key');
    if (!appKey) throw missingParameter('app_key');
    if (appKey !== app.key) throw new ApiError('InvalidAppKey', 'The specified App Key is invalid');
    world.limits.checkAddress(request.remoteAddress);
    for (const name of ['timestamp', 'sign_method', 'sign']) if (!params.get(name)) throw missingParameter(name);
    const method = readSignMethod(params.get('sign_method')!, world.settings.legacySigning);
    checkTimestamp(world, params.get('timestamp')!);
    if (!signedBodies.some((opaqueBody) => isSignedBy(app.secret, { path, params, opaqueBody }, method))) {
      throw new ApiError('IncompleteSignature', 'The request signature does not conform to lazop standards');
    }
    const endpoint = this.endpoints.get(path);
    if (!endpoint) throw new ApiError('InvalidApiPath', 'The specified api path is invalid');
    const seller = findSeller(world, { endpoint, site, token: params.get('access_token') });
    const limited = { path, sellerId: seller?.sellerId, receivedAtMs: request.receivedAtMs };
    world.limits.checkBan(limited);
    world.limits.checkQuota();
    checkFaults(world, limited);
    world.limits.checkRates(limited, endpoint);
    const origin = `${request.secure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
    return endpoint.handle({ path, params, files, world, site, seller, origin });
  }
}

function findSeller(
  world: World,
  { endpoint, site, token }: { endpoint: Endpoint; site: Site; token: string | undefined },
): Seller | undefined {
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

function readSignMethod(value: string, legacySigning: boolean): SignMethod {
  if (value === 'sha256' || (value === 'hmac' && legacySigning)) return value;
  throw new ApiError('InvalidParameter', 'The sign_method must be sha256');
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

/** The hosts of the marketplace, for a stand-in that its names have been pointed at. */
export const MARKETPLACE_HOSTS: readonly string[] = ['auth.lazada.com', ...SITES.map(({ domain }) => `api.${domain}`)];

/**
 * Which site and path an address means: `/{country}/rest/…` names the country. `/rest/…` alone is the country of the
 * marketplace's host, such as api.lazada.sg; at any other host it is the auth host, and Thailand.
 */
export function findTarget(pathname: string, host = ''): Target | undefined {
  const match = /^(?:\/([a-z]{2}))?\/rest(\/.+)$/.exec(pathname);
  if (!match) return undefined;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const country = match[1] ?? SITES.find(({ domain }) => name === `api.${domain}`)?.country ?? 'th';
  const site = SITES.find((one) => one.country === country);
  return site && { path: match[2]!, site };
}
