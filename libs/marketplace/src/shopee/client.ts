import type { AppCredentials } from '../adapters/adapter-options.js';
import type { HttpTransport } from '../http/http-transport.js';
import type { OutgoingRequest } from '../http/send.js';
import { InvalidRequestError } from '../port/errors.js';
import type { CallPriority, ShopAccess } from '../port/types.js';
import { WireObject } from '../wire/wire-object.js';
import { signatureOf, subjectParam } from './auth.js';
import { shopeeCapabilities } from './capabilities.js';
import type { Endpoint } from './endpoints.js';
import { readEnvelope, type ShopeeAnswer } from './envelope.js';
import type { CallContext } from './errors.js';

/**
 * By Shopee's names. Of a GET, lists are sent as repeated names; where Shopee wants them with commas they are texts here.
 * Of a POST it is the JSON body, or a form with files.
 */
export type Params = Readonly<Record<string, unknown>> | FormData;

/** Calls Shopee, and answers what is in the envelope. What the content means is not its business. */
export class ShopeeClient {
  constructor(
    private readonly transport: HttpTransport,
    private readonly credentials: AppCredentials,
    private readonly callsPerSecond: number = shopeeCapabilities.limits.callsPerSecond,
  ) {}

  /** On behalf of the shop, merchant or user whose token `access` holds. @throws MarketplaceError */
  call(endpoint: Endpoint, access: ShopAccess, params: Params, priority?: CallPriority): Promise<ShopeeAnswer> {
    const target = { accessToken: access.accessToken, subjectId: subjectIdOf(access, endpoint), params };
    return this.send({ ...endpoint, priority: priority ?? endpoint.priority }, target);
  }

  /** On behalf of the app itself. @throws MarketplaceError */
  callPublic(endpoint: Endpoint, params: Params): Promise<ShopeeAnswer> {
    return this.send(endpoint, { params });
  }

  private send(endpoint: Endpoint, target: Target): Promise<ShopeeAnswer> {
    const { operation, effect, priority, group, envelope } = endpoint;
    const { appSecret } = this.credentials;
    const { accessToken, subjectId = 'app' } = target;
    const secrets = [appSecret, ...(accessToken === undefined ? [] : [accessToken])];
    const quotaResetMs = (): number => msUntilQuotaReset(this.transport.clock.now());
    const context: CallContext = { operation, effect, group, secrets, quotaResetMs };
    return this.transport.call({
      operation,
      effect,
      priority,
      budget: {
        app: this.credentials.appKey,
        country: 'all',
        shop: subjectId,
        group,
        limit: { capacity: this.callsPerSecond, perSecond: this.callsPerSecond },
      },
      build: () => this.build(endpoint, target),
      read: (answer) => readEnvelope(answer, envelope, context),
    });
  }

  private build({ method, path, subject }: Endpoint, { accessToken, subjectId, params }: Target): OutgoingRequest {
    const { appKey: partnerId, appSecret: partnerKey, apiBaseUrl } = this.credentials;
    const timestamp = Math.floor(this.transport.clock.now().getTime() / 1000);
    const onBehalf = subject === 'public' ? {} : { accessToken, subjectId };
    const query = new URLSearchParams({
      partner_id: partnerId,
      timestamp: String(timestamp),
      sign: signatureOf({ partnerId, path, timestamp, partnerKey, ...withoutUndefined(onBehalf) }),
    });
    if (subject !== 'public') {
      query.set('access_token', accessToken ?? '');
      query.set(subjectParam[subject], subjectId ?? '');
    }
    const headers = { accept: 'application/json' };
    if (method === 'GET' && !(params instanceof FormData)) appendAll(query, params);
    const url = `${apiBaseUrl.replace(/\/+$/, '')}${path}?${query.toString()}`;
    if (method === 'GET') return { method, url, headers };
    if (params instanceof FormData) return { method, url, headers, body: params };
    return { method, url, headers: { ...headers, 'content-type': 'application/json' }, body: toExactJson(params) };
  }
}

const dayMs = 86_400_000;

/** Quotas of a day begin at midnight, Singapore time, for shops of every country. */
const msUntilQuotaReset = (now: Date): number => dayMs - ((now.getTime() + 8 * 3_600_000) % dayMs);

interface Target {
  readonly accessToken?: string;
  readonly subjectId?: string;
  readonly params: Params;
}

function subjectIdOf({ externalSellerId }: ShopAccess, { operation, subject }: Endpoint): string {
  if (externalSellerId !== undefined && /^\d{1,19}$/.test(externalSellerId)) return externalSellerId;
  throw new InvalidRequestError(
    {
      cause: `Shopee wants the id of the ${subject} in every call, and the access does not name it.`,
      advice: 'Pass the id that came with the consent.',
    },
    { marketplace: 'shopee', operation },
    [{ field: 'externalSellerId', message: 'A number of up to 19 digits.' }],
  );
}

function appendAll(query: URLSearchParams, params: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(params)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item !== undefined && item !== null)
        query.append(name, typeof item === 'string' ? item : JSON.stringify(item));
    }
  }
}

function withoutUndefined<T extends object>(object: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

/** A whole number that may go beyond 2^53, to be written as a number: a text would be refused, and a number rounded. */
export class ExactInteger {
  /** @throws InvalidRequestError for anything but digits */
  constructor(readonly digits: string) {
    if (!/^\d{1,20}$/.test(digits)) throw notDigits();
  }
}

const notDigits = (): InvalidRequestError =>
  new InvalidRequestError(
    { cause: 'An id is not one of Shopee’s, which are whole numbers.', advice: 'Check which marketplace it is from.' },
    { marketplace: 'shopee', operation: 'adapter' },
  );

function toExactJson(body: unknown): string {
  const marked = JSON.stringify(body, (_, value: unknown) =>
    value instanceof ExactInteger ? `\u0000${value.digits}\u0000` : value,
  );
  return marked.replace(/"\\u0000(\d+)\\u0000"/g, '$1');
}

/** The content as one object. */
export const objectIn = ({ data, details }: ShopeeAnswer): WireObject => WireObject.of(data, 'response', details);

/** The content as one object; null when it is left out. */
export const objectOrNullIn = (answer: ShopeeAnswer): WireObject | null =>
  answer.data === undefined || answer.data === null ? null : objectIn(answer);

/** The content as a list; empty when it is left out. */
export const listIn = ({ data, details }: ShopeeAnswer): WireObject[] =>
  WireObject.of({ response: data }, '', details).objects('response');
