import { OutcomeUnknownError, RateLimitedError, SwitchedOffError, UpstreamUnavailableError } from '../port/errors.js';
import { createCallLimits } from './http-options.js';
import { budget, callTo, caught, closeMarketplaces, marketplace, post, transportOn } from './test-transport.js';

afterEach(closeMarketplaces);

describe('sparing the marketplace', () => {
  it('refuses at once when the budget is used up for longer than a call waits', async () => {
    const { base, seen } = await marketplace((_request, response) => response.end('done'));
    const { transport, reports } = transportOn({ longestWaitMs: 100 });
    const narrow = { ...budget, limit: { capacity: 1, perSecond: 1 } };
    await transport.call(callTo(base, { budget: narrow }));
    const error = await caught(transport.call(callTo(base, { budget: narrow })));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: 1_000 });
    expect(seen).toHaveLength(1);
    expect(reports.map(({ outcome, durationMs }) => [outcome, durationMs])).toEqual([
      ['ok', 0],
      ['marketplace-rate-limited', null],
    ]);
  });

  it.each<[string, Partial<typeof budget>]>([
    ['operation', { group: 'stock' }],
    ['shop', { shop: 'TH/200' }],
  ])(
    'that refuses for the %s calls it for nobody whom that concerns, and for the others as before',
    async (scope, other) => {
      const { base, seen } = await marketplace((_request, response, call) => {
        response.statusCode = call === 1 ? 429 : 200;
        response.end(call === 1 ? scope : 'done');
      });
      const { transport, reports } = transportOn({ longestWaitMs: 1_000 });
      await caught(transport.call(callTo(base)));
      expect(await caught(transport.call(callTo(base)))).toMatchObject({ code: 'marketplace-rate-limited' });
      expect(seen).toHaveLength(1);
      expect(await transport.call(callTo(base, { budget: { ...budget, ...other } }))).toBe('done');
      expect(reports.map(({ group, waitedMs }) => [group, waitedMs])).toEqual([
        ['orders', 0],
        ['orders', 0],
        [other.group ?? 'orders', 0],
      ]);
    },
  );

  it('shares what it knows between adapters: an app that was refused in one country waits in all', async () => {
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = 429;
      response.end('app');
    });
    const { clock } = transportOn();
    const shared = { clock, longestWaitMs: 1_000, limits: createCallLimits({ clock }) };
    const [{ transport: thai }, { transport: malay }] = [transportOn(shared), transportOn(shared)];
    await caught(thai.call(callTo(base)));
    await caught(malay.call(callTo(base, { budget: { ...budget, country: 'MY', shop: 'MY/100' } })));
    expect(seen).toHaveLength(1);
    await caught(malay.call(callTo(base, { budget: { ...budget, app: 'another', shop: 'MY/100' } })));
    expect(seen).toHaveLength(2);
  });

  it('stops calling after failures in a row, and tries one call when the time has passed', async () => {
    let well = false;
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = well ? 200 : 503;
      response.end('done');
    });
    const { transport, clock, waits } = transportOn({ attempts: 2, breaker: { failures: 2, openMs: 1_000 } });
    await caught(transport.call(callTo(base)));
    waits.length = 0;
    const error = await caught(transport.call(callTo(base)));
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(error).toMatchObject({ retryAfterMs: 1_000 });
    // Nobody stands in line for a marketplace that does not answer.
    expect(waits).toEqual([]);
    expect(seen).toHaveLength(2);
    well = true;
    clock.advance(1_000);
    const calls = [1, 2, 3].map(() => caught(transport.call(callTo(base))));
    const answers = await Promise.all(calls);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(seen).toHaveLength(3);
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

describe('a call that is switched off during a campaign', () => {
  it('is made once, then not for a while, and then by one to see whether it is over', async () => {
    let over = false;
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = over ? 200 : 418;
      response.end('done');
    });
    const { transport, clock, reports } = transportOn({ probeSwitchedOffAfterMs: 60_000 });
    const first = await caught(transport.call(callTo(base, post(base))));
    expect(first).toBeInstanceOf(SwitchedOffError);
    expect(first).toBeInstanceOf(UpstreamUnavailableError);
    expect(first).toMatchObject({ retryable: true, retryAfterMs: 60_000, upstreamCode: '998', requestId: 'r-1' });
    clock.advance(20_000);
    const second = await caught(transport.call(callTo(base)));
    expect(second).toBeInstanceOf(SwitchedOffError);
    expect(second).toMatchObject({ retryAfterMs: 40_000 });
    expect((second as Error).message).toMatch(/^[A-Z].*campaigns\. Wait;.*\.$/);
    expect(seen).toHaveLength(1);
    over = true;
    clock.advance(40_000);
    const answers = await Promise.all([1, 2, 3].map(() => caught(transport.call(callTo(base)))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(seen).toHaveLength(2);
    expect(await transport.call(callTo(base))).toBe('done');
    expect(reports.map(({ outcome }) => outcome === 'ok')).toEqual([false, false, false, false, true, true]);
  });

  it('takes no turn from the calls that are made', async () => {
    const { base } = await marketplace((_request, response) => {
      response.statusCode = 418;
      response.end();
    });
    const { transport, waits } = transportOn();
    const narrow = { ...budget, limit: { capacity: 1, perSecond: 0.1 } };
    for (let call = 0; call < 5; call += 1) await caught(transport.call(callTo(base, { budget: narrow })));
    expect(waits).toEqual([]);
  });

  it('leaves other groups, countries and apps alone', async () => {
    const { base, seen } = await marketplace((_request, response) => {
      response.statusCode = 418;
      response.end();
    });
    const { transport } = transportOn();
    for (const other of [{}, { shop: 'TH/200' }, { group: 'stock' }, { country: 'MY' }, { app: 'another' }]) {
      await caught(transport.call(callTo(base, { budget: { ...budget, ...other } })));
    }
    // The second shop is in the same country, where the call is known to be off.
    expect(seen).toHaveLength(4);
  });

  it('is tried again by the next when the one that tried got no answer', async () => {
    const { base, seen } = await marketplace((request, response, call) => {
      if (call === 2) request.socket.destroy();
      response.statusCode = call === 1 ? 418 : 200;
      response.end('done');
    });
    const { transport, clock } = transportOn({ probeSwitchedOffAfterMs: 1_000 });
    await caught(transport.call(callTo(base)));
    clock.advance(1_000);
    expect(await caught(transport.call(callTo(base, post(base))))).toBeInstanceOf(OutcomeUnknownError);
    expect(await transport.call(callTo(base))).toBe('done');
    expect(seen).toHaveLength(3);
  });
});
