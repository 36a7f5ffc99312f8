import { ContractViolationError, InvalidRequestError, MarketplaceError, OutcomeUnknownError } from '../port/errors.js';
import type { TransportCall } from './http-transport.js';
import { redact } from './redaction.js';
import { callTo, caught, closeMarketplaces, everythingOf, marketplace, secret, transportOn } from './test-transport.js';

afterEach(closeMarketplaces);

const buyer = 'Somchai Jaidee';
const sign = '2F2D2F470CD70CBE804835EC7F178F3D7FE37C08A274EA78B8691471F3866FA4';
const planted = new RegExp(`${secret}|${buyer}|${encodeURIComponent(buyer)}|Somchai|${sign}`, 'i');

/** A secret and a buyer wherever a request and its answer have room for them. */
const laden = (base: string, effect: TransportCall<string>['effect']): Partial<TransportCall<string>> => ({
  effect,
  build: () => ({
    method: 'POST',
    url: `${base}/${encodeURIComponent(buyer)}?access_token=${secret}&sign=${sign}`,
    headers: { authorization: `Bearer ${secret}`, 'x-buyer': buyer },
    body: `buyer=${buyer}&access_token=${secret}`,
  }),
});

describe('what is secret, and who buys', () => {
  it.each<[string, Partial<TransportCall<string>>]>([
    ['an answer that is not JSON', { read: ({ body }) => JSON.parse(body) as string }],
    [
      'an answer that makes the reader fail',
      {
        read: ({ body }) => {
          throw new TypeError(`Cannot read ${body}\n    at ${buyer}`);
        },
      },
    ],
    [
      'an answer that makes the reader throw what is no error',
      {
        read: ({ body }) => {
          throw body as unknown as Error;
        },
      },
    ],
  ])('stand in no error and no report after %s', async (_name, reading) => {
    const { base } = await marketplace((_request, response) => {
      response.setHeader('x-buyer', buyer);
      response.setHeader('content-type', `text/html; buyer=${buyer}`);
      response.end(`<p>${buyer} ${secret} ${sign}</p>`);
    });
    const { transport, reports } = transportOn({ attempts: 1 });
    const read = await caught(transport.call(callTo(base, { ...laden(base, 'read'), ...reading })));
    const written = await caught(transport.call(callTo(base, { ...laden(base, 'write'), ...reading })));
    expect(read).toBeInstanceOf(ContractViolationError);
    expect(written).toBeInstanceOf(OutcomeUnknownError);
    for (const error of [read, written]) expect(everythingOf(error)).not.toMatch(planted);
    expect(JSON.stringify(reports)).not.toMatch(planted);
    expect(reports.map(({ outcome }) => outcome)).toEqual([
      'marketplace-contract-violation',
      'marketplace-outcome-unknown',
    ]);
  });

  it('leave where reading failed to be seen', async () => {
    const { base } = await marketplace((_request, response) => response.end(buyer));
    const { transport } = transportOn();
    const error = await caught(transport.call(callTo(base, { read: ({ body }) => JSON.parse(body) as string })));
    expect((error as Error).message).toContain('SyntaxError');
    expect((error as Error).stack).toContain('secrecy.unit.spec');
  });

  it.each<[string, Parameters<typeof marketplace>[0], number]>([
    ['a connection that breaks', (request) => request.socket.destroy(), 5_000],
    ['no answer in time', () => undefined, 60],
    ['half an answer', (_request, response) => void response.write(buyer, () => response.destroy()), 5_000],
    ['no HTTP', ({ socket }) => void socket.end(`${buyer} ${secret}\r\n\r\n`), 5_000],
  ])('stand in no error and no report after %s', async (_name, door, timeoutMs) => {
    const { base } = await marketplace(door);
    const { transport, reports } = transportOn({ attempts: 1, timeoutMs });
    for (const effect of ['read', 'write'] as const) {
      const error = await caught(transport.call(callTo(base, laden(base, effect))));
      expect(error).toBeInstanceOf(MarketplaceError);
      expect(everythingOf(error)).not.toMatch(planted);
    }
    expect(reports).toHaveLength(2);
    expect(JSON.stringify(reports)).not.toMatch(planted);
  });

  it('stand in no error after a request that is too large, or held back', async () => {
    const { base } = await marketplace((_request, response) => {
      response.statusCode = 418;
      response.end(buyer);
    });
    const { transport } = transportOn();
    const large = () => ({
      method: 'POST' as const,
      url: base,
      headers: {},
      body: `${secret}${buyer}`.repeat(1_000_000),
    });
    const tooLarge = await caught(transport.call(callTo(base, { build: large })));
    expect(tooLarge).toBeInstanceOf(InvalidRequestError);
    const errors = [tooLarge, await caught(transport.call(callTo(base, laden(base, 'write'))))];
    errors.push(await caught(transport.call(callTo(base, laden(base, 'write')))));
    for (const error of errors) expect(everythingOf(error)).not.toMatch(planted);
  });

  it('are taken out of an address that a marketplace quotes', () => {
    const url = `https://partner.shopeemobile.com/api/v2/x?partner_id=1&timestamp=2&sign=${sign}&access_token=${secret}&shop_id=3`;
    expect(redact(`cannot open ${url}`)).not.toMatch(planted);
    expect(redact(`{"partner_key":"${secret}","refresh_token": "${secret}","http_sign":"${sign}"}`)).not.toMatch(
      planted,
    );
    expect(redact(`token ${encodeURIComponent(`${secret}+/=`)} is wrong`, [`${secret}+/=`])).not.toMatch(planted);
  });
});
