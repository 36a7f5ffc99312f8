import { createHash } from 'node:crypto';
import type { BucketLimit } from '@pinglu/kernel';
import type { AppCredentials } from '../adapters/adapter-options.js';
import { bySecond } from '../http/call-rate.js';
import type { HttpTransport, TransportBudget } from '../http/http-transport.js';
import type { IncomingAnswer, OutgoingRequest } from '../http/send.js';
import { NotSupportedError } from '../port/errors.js';
import { salesCountries, type CallPriority, type SalesCountry, type ShopAccess } from '../port/types.js';
import { WireObject } from '../wire/wire-object.js';
import { publicAuthBaseUrl, signatureOf, systemParams } from './auth.js';
import { lazadaCapabilities } from './capabilities.js';
import { checkedAddress } from './documents.js';
import type { Endpoint } from './endpoints.js';
import { readEnvelope, type LazadaAnswer } from './envelope.js';
import type { CallContext } from './errors.js';
import { countryOfSite, msUntilQuotaReset } from './sites.js';

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
  call(endpoint: Endpoint, access: ShopAccess, params: Params, options: CallOptions = {}): Promise<LazadaAnswer> {
    const { accessToken } = access;
    const { priority = endpoint.priority, file, check } = options;
    const whose = { baseUrl: this.credentials.apiBaseUrl, accessToken, ...this.shopOf(access) };
    return this.send({ ...endpoint, priority }, { ...whose, params, file, check });
  }

  /** For the calls that make tokens, which are made on nobody's behalf. @throws MarketplaceError */
  callAuth(endpoint: Endpoint, params: Params): Promise<LazadaAnswer> {
    const baseUrl = this.credentials.authBaseUrl ?? publicAuthBaseUrl;
    return this.send(endpoint, { baseUrl, accessToken: null, country: null, shop: 'nobody', params });
  }

  /**
   * Fetches a file from an address that an answer gave. The address is all it takes: token and signature stay here.
   * @throws MarketplaceError
   */
  fetchFile<File>(
    endpoint: Endpoint,
    access: ShopAccess,
    { address, read }: { readonly address: string; readonly read: (answer: IncomingAnswer) => File },
  ): Promise<File> {
    const { operation, priority } = endpoint;
    const url = checkedAddress(address, this.credentials.apiBaseUrl, { marketplace: 'lazada', operation });
    return this.transport.call({
      operation,
      effect: 'read',
      priority,
      budget: this.budgetOf(endpoint, this.shopOf(access)),
      build: () => ({ method: 'GET', url, headers: { accept: 'application/pdf' } }),
      read,
    });
  }

  private send(endpoint: Endpoint, target: Target): Promise<LazadaAnswer> {
    const { operation, effect, priority } = endpoint;
    const context = this.contextOf(endpoint, target);
    return this.transport.call({
      operation,
      effect,
      priority,
      budget: this.budgetOf(endpoint, target),
      build: () => this.build(endpoint, target),
      read: (incoming) => {
        const answer = readEnvelope(incoming, endpoint.envelope, context);
        target.check?.(answer);
        return answer;
      },
    });
  }

  private shopOf(access: ShopAccess): Pick<Target, 'country' | 'shop'> {
    const country = salesCountryOf(access);
    // A token is valid in several countries for a seller who ships across borders, and each counts calls for itself.
    return { country, shop: `${country}/${access.externalSellerId ?? unnamedShop(access.accessToken)}` };
  }

  private budgetOf(endpoint: Endpoint, { country, shop }: Pick<Target, 'country' | 'shop'>): TransportBudget {
    const { appKey: app } = this.credentials;
    return { app, country: country ?? 'all', shop, group: endpoint.group, limit: this.limitOf(endpoint) };
  }

  private limitOf({ group }: Endpoint): BucketLimit {
    const { stockCallsPerSecond } = lazadaCapabilities.limits;
    // Lazada counts these by the second and refuses the 51st.
    if (group === 'stock') return bySecond(Math.min(this.callsPerSecond, stockCallsPerSecond));
    return { capacity: this.callsPerSecond, perSecond: this.callsPerSecond };
  }

  /** Parameters of the system travel in the address; those of a POST in a form, because long addresses are refused. */
  private build({ method, path }: Endpoint, { baseUrl, accessToken, params, file }: Target): OutgoingRequest {
    const { appKey, appSecret } = this.credentials;
    const system = systemParams({ appKey, accessToken, now: this.transport.clock.now() });
    const sign = signatureOf({ path, params: { ...system, ...params }, appSecret });
    const query = new URLSearchParams({ ...system, ...(method === 'GET' && params), sign });
    const url = `${baseUrl.replace(/\/+$/, '')}${path}?${query.toString()}`;
    const headers = { accept: 'application/json' };
    if (method === 'GET') return { method, url, headers };
    // A form with a file in it says its own content type, with the boundary in it.
    if (file) return { method, url, headers, body: toForm(params, file) };
    return {
      method,
      url,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: new URLSearchParams(params).toString(),
    };
  }

  private contextOf({ operation, codes, effect }: Endpoint, { accessToken, country }: Target): CallContext {
    const secrets = [this.credentials.appSecret, ...(accessToken === null ? [] : [accessToken])];
    const quotaResetMs = (): number => msUntilQuotaReset(this.transport.clock.now(), country);
    return { operation, family: codes, effect, secrets, quotaResetMs };
  }
}

/** Of a shop whose seller the caller does not name: what is learned of it is forgotten when its token is renewed. */
const unnamedShop = (accessToken: string): string =>
  createHash('sha256').update(accessToken).digest('base64url').slice(0, 16);

export interface CallOptions {
  readonly priority?: CallPriority;
  readonly file?: FilePart | undefined;
  /** Throws when what came as a success is none; that is retried as any refusal of the kind. */
  readonly check?: ((answer: LazadaAnswer) => void) | undefined;
}

/** A file that travels in the form. It is no part of the signature. */
export interface FilePart {
  /** Lazada's name of the parameter. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly contentType: string;
}

interface Target extends Omit<CallOptions, 'priority'> {
  readonly baseUrl: string;
  readonly accessToken: string | null;
  /** Null when a token is made. */
  readonly country: SalesCountry | null;
  /** Whose calls are counted together; nothing secret. */
  readonly shop: string;
  readonly params: Params;
}

function toForm(params: Params, { name, bytes, fileName, contentType }: FilePart): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(params)) form.append(key, value);
  form.append(name, new Blob([Uint8Array.from(bytes)], { type: contentType }), fileName);
  return form;
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
