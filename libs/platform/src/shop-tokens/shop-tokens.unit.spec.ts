import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeClock } from '@pinglu/testing';
import { UnauthenticatedError } from '../auth/principal/auth.errors.js';
import { ServiceTokenSigner, ServiceTokenVerifier } from './service-token.js';
import { ShopDisconnectedError, ShopTokenUnavailableError, ShopUnknownError } from './shop-token.errors.js';
import { ShopTokens, tokenFingerprint } from './shop-tokens.js';

const secret = Buffer.alloc(32, 7).toString('base64');
const start = new Date('2026-11-25T02:00:00.000Z');

describe('service tokens', () => {
  const clock = new FakeClock(start);
  const verifier = new ServiceTokenVerifier(secret, 'gateway', clock);

  it('tell which service is calling', async () => {
    const token = await new ServiceTokenSigner('inventory', secret, clock).sign('gateway');
    await expect(verifier.verify(token)).resolves.toBe('inventory');
  });

  it.each([
    ['of another secret', () => new ServiceTokenSigner('inventory', Buffer.alloc(32, 8).toString('base64'), clock)],
    ['of no service', () => new ServiceTokenSigner('In ventory', secret, clock)],
    ['of a minute ago', () => new ServiceTokenSigner('inventory', secret, new FakeClock(new Date(+start - 66_000)))],
  ])('are refused when they are %s', async (_case, signer) => {
    await expect(verifier.verify(await signer().sign('gateway'))).rejects.toThrow(UnauthenticatedError);
  });

  it('are refused by another service than the one they are for', async () => {
    const token = await new ServiceTokenSigner('inventory', secret, clock).sign('settlement');
    await expect(verifier.verify(token)).rejects.toThrow(UnauthenticatedError);
  });
});

// Real: HTTP over loopback. Fake: the gateway, a server that remembers what it was asked; the clock.
describe('the tokens of shops', () => {
  let gateway: Server;
  let asked: IncomingMessage[];
  let status: number;
  let clock: FakeClock;
  let tokens: ShopTokens;
  let issued = 0;

  const answer = () => ({
    accessToken: `token-${(issued += 1)}`,
    expiresAt: new Date(clock.now().getTime() + 3_600_000).toISOString(),
    marketplace: 'lazada',
    country: 'TH',
    externalSellerId: '100200301',
    apiBaseUrl: 'http://127.0.0.1:8091/rest',
    appKey: '900001',
    appSecret: 'hush',
  });

  beforeAll(async () => {
    gateway = createServer((request, response) => {
      asked.push(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer()));
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    gateway.closeAllConnections();
    await new Promise((resolve) => gateway.close(resolve));
  });

  beforeEach(() => {
    asked = [];
    status = 200;
    issued = 0;
    clock = new FakeClock(start);
    const gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    tokens = new ShopTokens({ service: 'inventory', gatewayUrl, secret, clock });
  });

  it('are asked for once by all who ask at the same time, with a service token', async () => {
    const [one, two] = await Promise.all([tokens.get('shop/1'), tokens.get('shop/1')]);
    expect(one).toMatchObject({ accessToken: 'token-1', country: 'TH', appSecret: 'hush' });
    expect(two).toBe(one);
    expect(asked.map(({ url }) => url)).toEqual(['/internal/v1/shops/shop%2F1/token']);
    const token = asked[0]?.headers.authorization?.replace('Bearer ', '') ?? '';
    await expect(new ServiceTokenVerifier(secret, 'gateway', clock).verify(token)).resolves.toBe('inventory');
  });

  it('are kept until a minute before their end', async () => {
    await tokens.get('s');
    clock.advance(3_539_999);
    await expect(tokens.get('s')).resolves.toMatchObject({ accessToken: 'token-1' });
    clock.advance(1);
    await expect(tokens.get('s')).resolves.toMatchObject({ accessToken: 'token-2' });
  });

  it('are asked for anew when the marketplace refused one, saying which', async () => {
    await tokens.get('s');
    tokens.invalidate('s');
    await expect(tokens.get('s')).resolves.toMatchObject({ accessToken: 'token-2' });
    expect(asked[1]?.url).toBe(`/internal/v1/shops/s/token?refused=${tokenFingerprint('token-1')}`);
    tokens.invalidate('s', 'token-1');
    await expect(tokens.get('s')).resolves.toMatchObject({ accessToken: 'token-2' });
    tokens.invalidate('never asked for');
    await tokens.get('never asked for');
    expect(asked[2]?.url).toBe('/internal/v1/shops/never%20asked%20for/token');
  });

  it.each([
    [404, ShopUnknownError, false],
    [409, ShopDisconnectedError, false],
    [503, ShopTokenUnavailableError, true],
    [401, ShopTokenUnavailableError, true],
  ])('are not to be had: %i', async (given, kind, retryable) => {
    status = given;
    const failure: unknown = await tokens.get('s').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect(failure).toMatchObject({ retryable });
    status = 200;
    await expect(tokens.get('s')).resolves.toMatchObject({ marketplace: 'lazada' });
  });

  it('are not to be had for now while the gateway is away', async () => {
    const away = new ShopTokens({ service: 'inventory', gatewayUrl: 'http://127.0.0.1:1', secret, clock });
    await expect(away.get('s')).rejects.toThrow(ShopTokenUnavailableError);
  });
});
