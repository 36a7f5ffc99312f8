import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeClock } from '@pinglu/testing';
import {
  ContractViolationError,
  MarketplaceError,
  OutcomeUnknownError,
  RateLimitedError,
  UpstreamUnavailableError,
} from '../port/errors.js';
import type { CallReport, HttpOptions } from './http-options.js';
import { HttpTransport, type TransportCall } from './http-transport.js';
import type { IncomingAnswer } from './send.js';

const secret = '50000900001demoAccessToken';
const details = { marketplace: 'test', operation: 'orders.get' };
const explanation = { cause: 'No.', advice: 'Stop.' };

type Door = (request: IncomingMessage, response: ServerResponse, call: number) => void;
const servers: Server[] = [];

/** A marketplace on this machine. Answers where it is and which requests it has seen. */
async function marketplace(door: Door) {
  const seen: { method: string | undefined; url: string | undefined; body: string; socket: number | undefined }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, body, socket: request.socket.remotePort });
      door(request, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

/** The network is real here, and time is not, except for the time limit of a call. */
function transportOn(options: HttpOptions = {}) {
  const clock = new FakeClock();
  const waits: number[] = [];
  const reports: CallReport[] = [];
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    clock.advance(ms);
    return Promise.resolve();
  };
  const onCall = (report: CallReport): void => void reports.push(report);
  const transport = new HttpTransport('test', { clock, sleep, random: () => 0, onCall, timeoutMs: 5_000, ...options });
  return { transport, clock, waits, reports };
}

function callTo(base: string, call: Partial<TransportCall<string>> = {}): TransportCall<string> {
  return {
    operation: 'orders.get',
    effect: 'read',
    priority: 'normal',
    budget: { key: 'shop', limit: { capacity: 100, perSecond: 100 } },
    build: () => ({ method: 'GET', url: `${base}/x?access_token=${secret}`, headers: {} }),
    read: ({ status, body }: IncomingAnswer) => {
      if (status === 503) throw new UpstreamUnavailableError(explanation, details);
      if (status === 429) throw new RateLimitedError(explanation, details, 2_000);
      if (status === 400) throw new ContractViolationError(explanation, details);
      return body;
    },
    ...call,
  };
}
const post = (base: string) => ({
  effect: 'write' as const,
  build: () => ({ method: 'POST' as const, url: `${base}/x`, headers: {}, body: `a=1&token=${secret}` }),
});
const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);
const everythingOf = (error: unknown): string =>
  JSON.stringify([error, String(error), (error as Error).stack, String((error as Error).cause)]);

describe('calling a marketplace', () => {
  it('sends a call and answers its body as it came, on a connection that stays open', async () => {
    const { base, seen } = await marketplace((_request, response) => response.end('{"amount": 1.10}'));
    const { transport } = transportOn();
    expect(await transport.call(callTo(base))).toBe('{"amount": 1.10}');
    expect(await transport.call(callTo(base, post(base)))).toBe('{"amount": 1.10}');
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', `/x?access_token=${secret}`, ''],
      ['POST', '/x', `a=1&token=${secret}`],
    ]);
    expect(seen[0]?.socket).toBe(seen[1]?.socket);
  });

  it('tries a read again with a delay that grows, and signs each attempt anew', async () => {
    const { base, seen } = await marketplace((_request, response, call) => {
      response.statusCode = call < 3 ? 503 : 200;
      response.end('done');
    });
    const { transport, waits, reports } = transportOn();
    let built = 0;
    const build = () => ({ method: 'GET' as const, url: `${base}/${(built += 1)}`, headers: {} });
    expect(await transport.call(callTo(base, { build }))).toBe('done');
    expect(seen.map(({ url }) => url)).toEqual(['/1', '/2', '/3']);
    expect(waits).toEqual([100, 200]);
    expect(reports.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'marketplace-unavailable'],
      [2, 'marketplace-unavailable'],
      [3, 'ok'],
    ]);
  });

  it('gives up after the attempts it has', async () => {
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = 503;
      response.end();
    });
    const { transport } = transportOn({ attempts: 2 });
    expect(await caught(transport.call(callTo(base)))).toBeInstanceOf(UpstreamUnavailableError);
    expect(seen).toHaveLength(2);
  });

  it('does not try again what will be refused again', async () => {
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = 400;
      response.end();
    });
    const { transport } = transportOn();
    expect(await caught(transport.call(callTo(base)))).toBeInstanceOf(ContractViolationError);
    expect(seen).toHaveLength(1);
  });

  it('honours how long it is told to wait, for writes too, and leaves long waits to the caller', async () => {
    const { base, seen } = await marketplace((_request, response, call) => {
      response.statusCode = call === 1 ? 429 : 200;
      response.end('done');
    });
    const { transport, waits } = transportOn();
    expect(await transport.call(callTo(base, post(base)))).toBe('done');
    expect(waits).toEqual([2_000]);
    expect(seen).toHaveLength(2);
    const impatient = transportOn({ longestWaitMs: 1_000 });
    const again = await marketplace((_request, response) => {
      response.statusCode = 429;
      response.end();
    });
    expect(await caught(impatient.transport.call(callTo(again.base)))).toBeInstanceOf(RateLimitedError);
    expect(again.seen).toHaveLength(1);
  });
});

describe('no answer', () => {
  it('in time to a write leaves the outcome unknown, and the write is not repeated', async () => {
    const { base, seen } = await marketplace(() => undefined);
    const { transport } = transportOn({ timeoutMs: 60 });
    const error = await caught(transport.call(callTo(base, post(base))));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ retryable: false, upstreamCode: 'ECONNABORTED' });
    expect(seen).toHaveLength(1);
  });

  it('in time to a read is tried again', async () => {
    const { base, seen } = await marketplace((_request, response, call) => {
      if (call > 1) response.end('done');
    });
    const { transport } = transportOn({ timeoutMs: 200 });
    expect(await transport.call(callTo(base))).toBe('done');
    expect(seen).toHaveLength(2);
  });

  it('because the connection broke after a write leaves the outcome unknown', async () => {
    const { base, seen } = await marketplace((request) => request.socket.destroy());
    const { transport } = transportOn();
    expect(await caught(transport.call(callTo(base, post(base))))).toBeInstanceOf(OutcomeUnknownError);
    expect(seen).toHaveLength(1);
  });

  it('because nobody listens is certain: a write may be tried again', async () => {
    const { base, server } = await marketplace(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const { transport, reports } = transportOn();
    const error = await caught(transport.call(callTo(base, post(base))));
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(error).toMatchObject({ retryable: true, upstreamCode: 'ECONNREFUSED' });
    expect(reports).toHaveLength(3);
  });

  it('tells no token and no address in its error or in what is counted', async () => {
    const { base } = await marketplace((request) => request.socket.destroy());
    const { transport, reports } = transportOn({ attempts: 1 });
    for (const call of [callTo(base), callTo(base, post(base))]) {
      const error = await caught(transport.call(call));
      expect(error).toBeInstanceOf(MarketplaceError);
      expect(everythingOf(error)).not.toContain(secret);
    }
    expect(JSON.stringify(reports)).not.toContain(secret);
  });

  it('follows no redirect: it would carry the token to another place', async () => {
    const thief = await marketplace((_request, response) => response.end('stolen'));
    const { base } = await marketplace((_request, response) => {
      response.writeHead(302, { location: thief.base });
      response.end('go away');
    });
    const { transport } = transportOn();
    expect(await transport.call(callTo(base))).toBe('go away');
    expect(thief.seen).toEqual([]);
  });
});

describe('sparing the marketplace', () => {
  it('refuses at once when the budget is used up for longer than a call waits', async () => {
    const { base, seen } = await marketplace((_request, response) => response.end('done'));
    const { transport } = transportOn({ longestWaitMs: 100, attempts: 1 });
    const budget = { key: 'shop', limit: { capacity: 1, perSecond: 1 } };
    await transport.call(callTo(base, { budget }));
    const error = await caught(transport.call(callTo(base, { budget })));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: 1_000 });
    expect(seen).toHaveLength(1);
  });

  it('stops calling after failures in a row, and tries one call when the time has passed', async () => {
    let well = false;
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = well ? 200 : 503;
      response.end('done');
    });
    const { transport, clock } = transportOn({ attempts: 1, breaker: { failures: 2, openMs: 1_000 } });
    await caught(transport.call(callTo(base)));
    await caught(transport.call(callTo(base)));
    const error = await caught(transport.call(callTo(base)));
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(error).toMatchObject({ retryAfterMs: 1_000 });
    expect(seen).toHaveLength(2);
    well = true;
    clock.advance(1_000);
    expect(await transport.call(callTo(base))).toBe('done');
    expect(await transport.call(callTo(base))).toBe('done');
  });

  it('is not stopped by refusals, which are answers', async () => {
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = 400;
      response.end();
    });
    const { transport } = transportOn({ breaker: { failures: 2, openMs: 1_000 } });
    for (let call = 0; call < 4; call += 1) await caught(transport.call(callTo(base)));
    expect(seen).toHaveLength(4);
  });
});
