import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './self-signed-certificate.js';

export interface RawRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly remoteAddress: string;
  readonly body: Buffer;
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** When its head had arrived, on the process's own clock (`performance.now()`). */
  readonly receivedAtMs: number;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** True when the caller shall see the connection break instead of an answer. */
  readonly hangUp?: boolean;
  /** Called when the answer has left the process. */
  readonly written?: () => void;
}

export interface RunningServer {
  /** `http://host:port` or `https://host:port`, no slash at its end. */
  readonly url: string;
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Serves one function over HTTP, or over HTTPS when a certificate is given. A port of 0 takes a free one. */
export async function startHttpServer(
  address: { host: string; port: number; tls?: Certificate },
  answer: (request: RawRequest) => Promise<RawResponse> | RawResponse,
): Promise<RunningServer> {
  const { tls } = address;
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, { answer, secure: tls !== undefined })
      .then((result) => send(response, result))
      .catch((error: unknown) => send(response, failure(error)));
  };
  const server: Server = tls
    ? createSecureServer({ key: tls.key, cert: tls.certificate }, listener)
    : createServer(listener);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://${address.host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const json = (status: number, body: unknown): RawResponse => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: JSON.stringify(body),
});

async function serve(
  request: IncomingMessage,
  { answer, secure }: { answer: (request: RawRequest) => Promise<RawResponse> | RawResponse; secure: boolean },
): Promise<RawResponse> {
  const receivedAtMs = performance.now();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES)
      return json(413, { reason: `The body must not be longer than ${MAX_BODY_BYTES} bytes.` });
    chunks.push(chunk);
  }
  return answer({
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://simulator'),
    headers: request.headers,
    remoteAddress: request.socket.remoteAddress ?? '',
    body: Buffer.concat(chunks),
    secure,
    receivedAtMs,
  });
}

function send(response: ServerResponse, result: RawResponse): void {
  if (result.hangUp) {
    response.destroy();
    return;
  }
  response.writeHead(result.status, { ...result.headers, 'content-length': Buffer.byteLength(result.body) });
  response.end(result.body, result.written);
}

function failure(error: unknown): RawResponse {
  return json(500, {
    reason: `The simulator failed: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`,
  });
}
