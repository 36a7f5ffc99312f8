import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AppCredentials } from '../adapters/adapter-options.js';
import type { HttpOptions } from '../http/http-options.js';
import type { IncomingAnswer, OutgoingRequest } from '../http/send.js';
import { scriptedNetwork, type Scripted } from '../http/test-network.js';
import type { ShopAccess } from '../port/types.js';
import { createShopeeAdapter } from './adapter.js';

/** Invented; the pair that the published test vectors of the signature use. */
export const credentials: AppCredentials = {
  appKey: '1007001',
  appSecret: '5368617065657353616e64626f784b6579466f7254657374566563746f727301',
  apiBaseUrl: 'https://partner.shopeemobile.com',
  pushUrl: 'https://erp.example.test/webhooks/shopee',
  contactEmail: 'returns@pinglu.example',
};
export const access: ShopAccess = {
  accessToken: '746f6b656e53686f70303030303030303031',
  country: 'SG',
  externalSellerId: '220011001',
};

export const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');

/** An answer of Shopee's own with this in it. */
export const answerOf = (body: object): IncomingAnswer => ({
  status: 200,
  retryAfterMs: null,
  contentType: 'application/json',
  body: JSON.stringify({ error: '', message: '', request_id: 'r', ...body }),
});

/** A file, as downloads answer it. */
export const fileOf = (bytes: Uint8Array, contentType = 'application/pdf'): IncomingAnswer => ({
  status: 200,
  retryAfterMs: null,
  contentType,
  body: '',
  binary: bytes,
});

/** Just what a request asks, without what every request carries. */
export interface SeenRequest {
  readonly method: string;
  /** From `/api/v2` on. */
  readonly path: string;
  /** `shop_id=…` and its like; empty of a call on behalf of the app. */
  readonly subject: string;
  /** Of the address; a name that is repeated has all its values. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** JSON as it was sent, whole numbers beyond 2^53 as texts; or the form. */
  readonly body?: unknown;
  readonly text?: string;
}

const common = new Set(['partner_id', 'timestamp', 'sign', 'access_token']);
const subjects = ['shop_id', 'merchant_id', 'user_id'];

/** An adapter on a network that answers with these fixtures, or answers, one after the other. */
export function fakeShopee(answers: readonly Scripted[], http: HttpOptions = {}) {
  const seen: SeenRequest[] = [];
  const network = scriptedNetwork(answers, {
    fixture,
    now: '2026-09-21T00:00:00.000Z',
    onRequest: (request) => seen.push(read(request)),
  });
  const adapter = createShopeeAdapter({ http: { ...network.http, ...http }, credentials });
  const { sent, reports, waits, clock } = network;
  return { adapter, seen, sent, reports, waits, clock };
}

/** Reads a request as Shopee does, and refuses a signature that is not of this call. */
function read(request: OutgoingRequest): SeenRequest {
  const url = new URL(request.url);
  const subject = subjectOf(url);
  const signed = ['partner_id', 'timestamp', 'access_token', subject].map((name) => url.searchParams.getAll(name));
  if (signed.some((values) => values.length > 1)) throw new Error('A common parameter is there twice.');
  const [partnerId, timestamp, accessToken, subjectId] = signed.map(([value = '']) => value);
  // Made here once more from the documentation, and not by the code that made it.
  const expected = createHmac('sha256', Buffer.from(credentials.appSecret, 'utf8'))
    .update([partnerId, url.pathname, timestamp, accessToken, subjectId].join(''))
    .digest('hex');
  if (url.searchParams.get('sign') !== expected) throw new Error('The signature is not of this call.');
  const names = [...new Set(url.searchParams.keys())].filter((name) => !common.has(name) && name !== subject);
  const query = Object.fromEntries(
    names.map((name) => {
      const values = url.searchParams.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
  return {
    method: request.method,
    path: url.pathname,
    subject: subject === '' ? '' : `${subject}=${url.searchParams.get(subject)}`,
    query,
    ...bodyOf(request),
  };
}

/** Which id a path wants; the documentation says it by module. */
function subjectOf({ pathname, searchParams }: URL): string {
  const [, , , part = ''] = pathname.split('/');
  const wanted =
    ['auth', 'public', 'push', 'media'].includes(part) || /media_space.upload_image/.test(pathname)
      ? ''
      : part === 'livestream'
        ? 'user_id'
        : ['global_product', 'merchant'].includes(part)
          ? 'merchant_id'
          : 'shop_id';
  const present = subjects.filter((name) => searchParams.has(name));
  if (present.join() !== wanted) throw new Error(`The call names ${present.join() || 'nobody'} instead of ${wanted}.`);
  return wanted;
}

function bodyOf({ body }: OutgoingRequest): Pick<SeenRequest, 'body' | 'text'> {
  if (body === undefined) return {};
  if (typeof body === 'string') return { text: body, body: JSON.parse(body) as unknown };
  const fields = [...body].map(([name, value]) => [
    name,
    value instanceof File ? { fileName: value.name, contentType: value.type, size: value.size } : value,
  ]);
  return { body: Object.fromEntries(fields) as unknown };
}

export { errorOf, textOf } from '../http/test-network.js';
