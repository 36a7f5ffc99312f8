import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import { SendFailure, type IncomingAnswer, type Send } from './send.js';

/** A catalogue page is about 1 MB, a sheet of waybills some more; beyond this it is no answer to anything we ask. */
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

/** Whoever leaves the type out means text. */
const textTypes = /^(?:$|text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript)\b)/i;

/** Connections are kept open between calls: a TLS handshake to another continent costs more than most calls. */
export function createAxiosSend(): Send {
  const agents = { keepAlive: true, maxSockets: 64, maxFreeSockets: 16, scheduling: 'lifo' } as const;
  const client = axios.create({
    httpAgent: new HttpAgent(agents),
    httpsAgent: new HttpsAgent(agents),
    // A redirect would carry the signed request to an address nobody checked.
    maxRedirects: 0,
    proxy: false,
    responseType: 'arraybuffer',
    // The body is read by the adapter: ids and amounts must not go through a parser that may change them.
    transformResponse: [(body: unknown) => body],
    // Nor does what is sent need any help: it is signed as it stands.
    transformRequest: [(body: unknown) => body],
    validateStatus: () => true,
    maxContentLength: longestAnswerBytes,
  });
  // Axios merges its own headers anew for every call, and all that a marketplace wants is in the request.
  Object.assign(client.defaults, { headers: { common: {} } });
  return async (request, timeoutMs) => {
    // Axios' own limit is one of silence: an answer that trickles in would last as long as it likes.
    const limit = new TimeLimit(timeoutMs);
    try {
      const { status, data, headers } = await client.request<unknown>({
        method: request.method,
        url: request.url,
        headers: { ...request.headers, 'accept-encoding': 'gzip' },
        data: request.body,
        signal: limit,
      });
      return toAnswer(status, data, headers);
    } catch (error) {
      if (limit.aborted) throw new SendFailure('timeout', true, 'ETIMEDOUT');
      throw toSendFailure(error);
    } finally {
      limit.clear();
    }
  };
}

/** As much of an `AbortSignal` as axios asks for: a whole one costs as much as signing the call. */
class TimeLimit {
  aborted = false;
  private readonly timer: NodeJS.Timeout;
  private readonly listeners = new Set<() => void>();

  constructor(ms: number) {
    this.timer = setTimeout(() => {
      this.aborted = true;
      for (const listener of this.listeners) listener();
    }, ms);
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.delete(listener);
  }

  clear(): void {
    clearTimeout(this.timer);
  }
}

function toAnswer(status: number, data: unknown, headers: unknown): IncomingAnswer {
  const read = (name: string): string => {
    const value = (headers as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : '';
  };
  const seconds = /^\d{1,6}$/.exec(read('retry-after'))?.[0];
  const contentType = read('content-type');
  const bytes =
    data instanceof Uint8Array ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.alloc(0);
  const text = textTypes.test(contentType);
  return {
    status,
    retryAfterMs: seconds === undefined ? null : Number(seconds) * 1000,
    contentType,
    body: text ? withoutMark(bytes.toString('utf8')) : '',
    ...(!text && { binary: bytes }),
  };
}

/** A byte order mark is no part of a text, and JSON does not take it. */
const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

function toSendFailure(error: unknown): SendFailure {
  const { code, syscall, message } = error as { code?: string; syscall?: string; message?: string };
  if (message?.startsWith('maxContentLength')) return new SendFailure('answer_too_large', true, 'ERR_TOO_LARGE');
  const systemCode = code ?? 'UNKNOWN';
  const connecting = syscall === 'connect';
  const timedOut = systemCode === 'ECONNABORTED' || systemCode === 'ETIMEDOUT';
  return new SendFailure(timedOut ? 'timeout' : 'connection', !(connecting || neverSent.has(systemCode)), systemCode);
}
