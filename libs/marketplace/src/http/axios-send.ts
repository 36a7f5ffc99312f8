import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import { SendFailure, type IncomingAnswer, type Send } from './send.js';

/** A catalogue page is about 1 MB; more than this is no answer to anything we ask. */
const longestAnswerBytes = 32 * 1024 * 1024;

/** The connection was never made, so nothing can have been done. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
]);

/** Connections are kept open between calls: a TLS handshake to another continent costs more than most calls. */
export function createAxiosSend(): Send {
  const agents = { keepAlive: true, maxSockets: 64, maxFreeSockets: 16, scheduling: 'lifo' } as const;
  const client = axios.create({
    httpAgent: new HttpAgent(agents),
    httpsAgent: new HttpsAgent(agents),
    // A redirect would carry the signed request to an address nobody checked.
    maxRedirects: 0,
    proxy: false,
    responseType: 'text',
    // The body is read by the adapter: ids and amounts must not go through a parser that may change them.
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
    maxContentLength: longestAnswerBytes,
  });
  return async (request, timeoutMs) => {
    const response = await client
      .request<unknown>({
        method: request.method,
        url: request.url,
        headers: { ...request.headers, 'accept-encoding': 'gzip' },
        data: request.body,
        timeout: timeoutMs,
      })
      .catch((error: unknown) => {
        throw toSendFailure(error);
      });
    return toAnswer(response.status, response.data, response.headers);
  };
}

function toAnswer(status: number, data: unknown, headers: unknown): IncomingAnswer {
  const read = (name: string): string => {
    const value = (headers as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : '';
  };
  const seconds = /^\d{1,6}$/.exec(read('retry-after'))?.[0];
  return {
    status,
    retryAfterMs: seconds === undefined ? null : Number(seconds) * 1000,
    contentType: read('content-type'),
    body: typeof data === 'string' ? data : '',
  };
}

function toSendFailure(error: unknown): SendFailure {
  const { code, syscall, message } = error as { code?: string; syscall?: string; message?: string };
  if (message?.startsWith('maxContentLength')) return new SendFailure('answer_too_large', true, 'ERR_TOO_LARGE');
  const systemCode = code ?? 'UNKNOWN';
  const connecting = syscall === 'connect';
  const timedOut = systemCode === 'ECONNABORTED' || systemCode === 'ETIMEDOUT';
  return new SendFailure(timedOut ? 'timeout' : 'connection', !(connecting || neverSent.has(systemCode)), systemCode);
}
