import {
  ContractViolationError,
  OutcomeUnknownError,
  RateLimitedError,
  UpstreamUnavailableError,
} from '../port/errors.js';
import { budget, callTo, caught, closeMarketplaces, marketplace, post, secret, transportOn } from './test-transport.js';

afterEach(closeMarketplaces);

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

describe('the time a call has in all', () => {
  it('ends its waits and attempts, however many are left', async () => {
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = 503;
      response.end();
    });
    const { transport, waits } = transportOn({ attempts: 10, deadlineMs: 1_000 });
    expect(await caught(transport.call(callTo(base)))).toBeInstanceOf(UpstreamUnavailableError);
    // 100, 200 and 400 ms are within it; 800 more are not.
    expect(waits).toEqual([100, 200, 400]);
    expect(seen).toHaveLength(4);
  });

  it('bounds the wait for a turn, and the time limit of an attempt', async () => {
    const limits: number[] = [];
    const send = (_request: unknown, timeoutMs: number) => {
      limits.push(timeoutMs);
      return Promise.resolve({ status: 200, retryAfterMs: null, contentType: '', body: 'done' });
    };
    const { transport } = transportOn({ send, deadlineMs: 3_000, timeoutMs: 2_500, attempts: 1 });
    const slow = { ...budget, limit: { capacity: 1, perSecond: 0.5 } };
    await transport.call(callTo('http://nowhere', { budget: slow }));
    await transport.call(callTo('http://nowhere', { budget: slow }));
    // Two of the three seconds were spent waiting.
    expect(limits).toEqual([2_500, 1_000]);
    const slower = { ...budget, shop: 'SG/1', limit: { capacity: 1, perSecond: 0.25 } };
    await transport.call(callTo('http://nowhere', { budget: slower }));
    const error = await caught(transport.call(callTo('http://nowhere', { budget: slower })));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: 4_000 });
  });
});

describe('no answer', () => {
  it('in time to a write leaves the outcome unknown, and the write is not repeated', async () => {
    const { base, seen } = await marketplace(() => undefined);
    const { transport } = transportOn({ timeoutMs: 60 });
    const error = await caught(transport.call(callTo(base, post(base))));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ retryable: false, upstreamCode: 'ETIMEDOUT' });
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

  it('in time is what an answer is that trickles in without an end', async () => {
    const { base } = await marketplace((_request, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(drip));
    });
    const { transport } = transportOn({ timeoutMs: 150, attempts: 1 });
    const error = await caught(transport.call(callTo(base)));
    expect(error).toMatchObject({ code: 'marketplace-unavailable', upstreamCode: 'ETIMEDOUT' });
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
