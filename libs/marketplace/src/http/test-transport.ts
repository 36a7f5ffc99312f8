import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { FakeClock } from '@pinglu/testing';
import {
  ContractViolationError,
  RateLimitedError,
  SwitchedOffError,
  UpstreamUnavailableError,
  type RateLimitScope,
} from '../port/errors.js';
import type { CallReport, HttpOptions } from './http-options.js';
import { HttpTransport, type TransportCall } from './http-transport.js';
import type { IncomingAnswer } from './send.js';

export const secret = '50000900001demoAccessToken';
const details = { marketplace: 'test', operation: 'orders.get' };
const explanation = { cause: 'No.', advice: 'Stop.' };

export type Door = (request: IncomingMessage, response: ServerResponse, call: number) => void;
const servers: Server[] = [];

/** A marketplace on this machine. Answers where it is and which requests it has seen. */
export async function marketplace(door: Door) {
  const seen: {
    method: string | undefined;
    url: string | undefined;
    contentType: string | undefined;
    body: string;
    socket: number | undefined;
  }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers, socket } = request;
      const body = Buffer.concat(chunks).toString('latin1');
      seen.push({ method, url, contentType: headers['content-type'], body, socket: socket.remotePort });
      door(request, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

export async function closeMarketplaces(): Promise<void> {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
}

/** The network is real here, and time is not, except for the time limit of a call. */
export function transportOn(options: HttpOptions = {}) {
  const clock = new FakeClock();
  const waits: number[] = [];
  const reports: CallReport[] = [];
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    clock.advance(ms);
    return Promise.resolve();
  };
  const onCall = (report: CallReport): void => void reports.push(report);
  const all = { clock, sleep, random: () => 0.5, onCall, timeoutMs: 5_000, ...options };
  return { transport: new HttpTransport('test', all), clock, waits, reports };
}

export const budget = {
  app: 'app',
  country: 'TH',
  shop: 'TH/100',
  group: 'orders',
  limit: { capacity: 100, perSecond: 100 },
};

const scopeIn = (body: string): RateLimitScope => (body === 'shop' || body === 'app' ? body : 'operation');

/** 503, 429 (with its scope in the body), 418 and 400 are refusals; all else is an answer. */
export function readAnswer({ status, body }: IncomingAnswer): string {
  if (status === 503) throw new UpstreamUnavailableError(explanation, details);
  if (status === 429) throw new RateLimitedError(explanation, details, 2_000, scopeIn(body));
  if (status === 418) throw new SwitchedOffError(explanation, { ...details, upstreamCode: '998', requestId: 'r-1' });
  if (status === 400) throw new ContractViolationError(explanation, details);
  return body;
}

export const callTo = (base: string, call: Partial<TransportCall<string>> = {}): TransportCall<string> => ({
  operation: 'orders.get',
  effect: 'read',
  priority: 'normal',
  budget,
  build: () => ({ method: 'GET', url: `${base}/x?access_token=${secret}`, headers: {} }),
  read: readAnswer,
  ...call,
});

export const post = (base: string) => ({
  effect: 'write' as const,
  build: () => ({ method: 'POST' as const, url: `${base}/x`, headers: {}, body: `a=1&token=${secret}` }),
});

export const caught = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

/** Whatever of an error could reach a log, by whichever way it is written. */
export const everythingOf = (error: unknown): string =>
  JSON.stringify([error, String(error), (error as Error).stack, String((error as Error).cause)]) +
  inspect(error, { depth: 20, showHidden: true });
