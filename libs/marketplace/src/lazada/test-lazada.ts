import { readFileSync } from 'node:fs';
import type { HttpOptions } from '../http/http-options.js';
import type { IncomingAnswer, OutgoingRequest } from '../http/send.js';
import { scriptedNetwork, type Scripted } from '../http/test-network.js';
import type { ShopAccess } from '../port/types.js';
import { createLazadaAdapter } from './adapter.js';
import { signatureOf } from './auth.js';

export const credentials = {
  appKey: '900001',
  appSecret: 'sandboxSecretDoNotUse0123456789ab',
  apiBaseUrl: 'https://api.lazada.co.th/rest',
};
export const access: ShopAccess = { accessToken: '50000900001demoAccessToken', country: 'TH' };

export const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');

/** An answer of Lazada's own with this in it. */
export const answerOf = (body: object): IncomingAnswer => ({
  status: 200,
  retryAfterMs: null,
  contentType: 'application/json',
  body: JSON.stringify({ request_id: 'r', ...body }),
});

/** Just what a request asks, without what every request carries. */
export interface SeenRequest {
  readonly method: string;
  readonly address: string;
  readonly params: Readonly<Record<string, string>>;
  readonly file?: {
    readonly name: string;
    readonly fileName: string;
    readonly contentType: string;
    readonly size: number;
  };
}

const system = new Set(['app_key', 'timestamp', 'sign_method', 'access_token', 'sign']);

/** An adapter on a network that answers with these fixtures, or answers, one after the other. */
export function fakeLazada(answers: readonly Scripted[], http: HttpOptions = {}) {
  const seen: SeenRequest[] = [];
  const network = scriptedNetwork(answers, {
    fixture,
    now: '2026-01-02T00:00:00.000Z',
    onRequest: (request) => {
      // A file is fetched without a signature, from an address of its own.
      if (request.headers['accept'] === 'application/json') seen.push(read(request));
    },
  });
  const adapter = createLazadaAdapter({ http: { ...network.http, ...http }, credentials });
  const { sent, reports, waits, clock } = network;
  return { adapter, seen, sent, reports, waits, clock };
}

/** Reads a request as Lazada does: all parameters in one map, and refuses a signature that is not theirs. */
function read(request: OutgoingRequest): SeenRequest {
  const url = new URL(request.url);
  const fields = request.body instanceof FormData ? [...request.body] : [...new URLSearchParams(request.body ?? '')];
  const texts = fields.filter((field): field is [string, string] => typeof field[1] === 'string');
  const files = fields.flatMap(([name, value]) => (value instanceof File ? [{ name, file: value }] : []));
  const all = Object.fromEntries([...url.searchParams, ...texts]);
  const form = fields.map(([name]) => name);
  // Long addresses are refused: what is in the form must not be in the address as well.
  if (form.some((name) => url.searchParams.has(name)))
    throw new Error('A parameter of the form is in the address too.');
  const expected = signatureOf({
    path: url.pathname.replace('/rest', ''),
    params: all,
    appSecret: credentials.appSecret,
  });
  if (all['sign'] !== expected) throw new Error('The signature does not cover what was sent.');
  const params = Object.fromEntries(Object.entries(all).filter(([name]) => !system.has(name)));
  const [sent] = files;
  return {
    method: request.method,
    address: `${url.origin}${url.pathname}`,
    params,
    ...(sent && {
      file: { name: sent.name, fileName: sent.file.name, contentType: sent.file.type, size: sent.file.size },
    }),
  };
}

/** The structured text that a request carries. */
export const payloadOf = (request: SeenRequest | undefined): unknown =>
  JSON.parse(request?.params['payload'] ?? request?.params['apiRequestBody'] ?? 'null');

export { errorOf, textOf } from '../http/test-network.js';
