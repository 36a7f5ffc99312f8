import { createHash } from 'node:crypto';
import type { BucketLimit } from '@pinglu/kernel';
import type { AppCredentials } from '../adapters/adapter-options.js';
import type { HttpTransport } from '../http/http-transport.js';
import type { OutgoingRequest } from '../http/send.js';
import { NotSupportedError } from '../port/errors.js';
import { salesCountries, type CallPriority, type SalesCountry, type ShopAccess } from '../port/types.js';
import { WireObject } from '../wire/wire-object.js';
import { publicAuthBaseUrl, signatureOf, systemParams } from './auth.js';
import { lazadaCapabilities } from './capabilities.js';
import type { Endpoint } from './endpoints.js';
import { readEnvelope, type LazadaAnswer } from './envelope.js';
import type { CallContext } from './errors.js';
import { countryOfSite } from './sites.js';

/** By Lazada's names; lists and objects as the JSON or XML text that Lazada wants of them. */
export type Params = Readonly<Record<string, string>>;

/** Calls Lazada, and answers what is in the envelope. What the content means is not its business. */
export class LazadaClient {
  constructor(
    private readonly transport: HttpTransport,
    private readonly credentials: AppCredentials,
    private readonly callsPerSecond: number = lazadaCapabilities.limits.callsPerSecond,
  ) {}

  /** @throws MarketplaceError */
  call(endpoint: Endpoint, access: ShopAccess, params: Params, priority?: CallPriority): Promise<LazadaAnswer> {
    const { accessToken } = access;
    // A token is valid in several countries for a seller who ships across borders, and each counts calls for itself.
    const shopKey = `${salesCountryOf(access)}/${createHash('sha256').update(accessToken).digest('base64url').slice(0, 16)}`;
    const target = { baseUrl: this.credentials.apiBaseUrl, accessToken, shopKey, params };
    return this.send({ ...endpoint, priority: priority ?? endpoint.priority }, target);
  }

  /** For the calls that make tokens, which are made on nobody's behalf. @throws MarketplaceError */
  callAuth(endpoint: Endpoint, params: Params): Promise<LazadaAnswer> {
    const baseUrl = this.credentials.authBaseUrl ?? publicAuthBaseUrl;
    return this.send(endpoint, { baseUrl, accessToken: null, shopKey: 'auth', params });
  }

  private send(endpoint: Endpoint, target: Target): Promise<LazadaAnswer> {
    const { operation, effect, priority, group } = endpoint;
    const context = this.contextOf(endpoint, target);
    return this.transport.call({
      operation,
      effect,
      priority,
      budget: { key: `${target.shopKey}/${group}`, limit: this.limitOf(endpoint) },
      build: () => this.build(endpoint, target),
      read: (answer) => readEnvelope(answer, endpoint.envelope, context),
    });
  }

  private limitOf({ group }: Endpoint): BucketLimit {
    if (group === 'stock') return stockLimit(this.callsPerSecond);
    return { capacity: this.callsPerSecond, perSecond: this.callsPerSecond };
  }

  /** Parameters of the system travel in the address; those of a POST in a form, because long addresses are refused. */
  private build({ method, path }: Endpoint, { baseUrl, accessToken, params }: Target): OutgoingRequest {
    const { appKey, appSecret } = this.credentials;
    const system = systemParams({ appKey, accessToken, now: this.transport.clock.now() });
    const sign = signatureOf({ path, params: { ...system, ...params }, appSecret });
    const query = new URLSearchParams({ ...system, ...(method === 'GET' && params), sign });
    const url = `${baseUrl.replace(/\/+$/, '')}${path}?${query.toString()}`;
    const headers = { accept: 'application/json' };
    if (method === 'GET') return { method, url, headers };
    return {
      method,
      url,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: new URLSearchParams(params).toString(),
    };
  }

  private contextOf({ operation, codes, effect }: Endpoint, { accessToken }: Target): CallContext {
    const { appSecret } = this.credentials;
    return { operation, family: codes, effect, secrets: [appSecret, ...(accessToken === null ? [] : [accessToken])] };
  }
}

/** Lazada counts these by the second and refuses the 51st: what may be sent at once is taken from what follows. */
export function stockLimit(callsPerSecond: number): BucketLimit {
  const allowed = Math.min(callsPerSecond, lazadaCapabilities.limits.stockCallsPerSecond);
  const capacity = Math.max(1, Math.floor(allowed * 0.04));
  return { capacity, perSecond: Math.max(allowed - capacity, allowed / 2) };
}

interface Target {
  readonly baseUrl: string;
  readonly accessToken: string | null;
  readonly shopKey: string;
  readonly params: Params;
}

/** @throws NotSupportedError when Lazada has no site there */
export function salesCountryOf({ country }: ShopAccess): SalesCountry {
  const known = countryOfSite(country);
  if (known) return known;
  throw new NotSupportedError(
    { cause: 'Lazada has no site in the shop’s country.', advice: `Use one of: ${salesCountries.join(', ')}.` },
    { marketplace: 'lazada', operation: 'adapter' },
  );
}

/** The content as one object. */
export const objectIn = ({ data, details }: LazadaAnswer): WireObject => WireObject.of(data, 'data', details);

/** The content as one object; null when it is empty. */
export const objectOrNullIn = (answer: LazadaAnswer): WireObject | null =>
  answer.data === undefined || answer.data === null || Array.isArray(answer.data) ? null : objectIn(answer);

/** The content as a list; empty when it is left out. */
export const listIn = ({ data, details }: LazadaAnswer): WireObject[] =>
  WireObject.of({ data }, '', details).objects('data');
