import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { SystemClock } from '@pinglu/kernel';
import { ShopDisconnectedError, ShopTokens, tokenFingerprint, type RunningService } from '@pinglu/platform';
import { pressConsent, startSimulator, waitUntil, type SimulatorProcess } from '@pinglu/testing';
import { TestGateway, testServiceSecret } from '../test-gateway.js';

// Real: the gateway over HTTP, in several processes where a spec says so, PostgreSQL, the adapter, the stand-in for Shopee.

const refreshPath = '/api/v2/auth/access_token/get';
const main = resolve(import.meta.dirname, '../../dist/main.js');
const asker = resolve(import.meta.dirname, '../../dist/shop/test-token-asker.js');

/** Passes everything on to the stand-in; can keep the answer to a refresh to itself, which the marketplace has then done. */
class Wire {
  private keeps = false;
  kept = 0;

  private constructor(
    private readonly target: string,
    private readonly server: Server,
  ) {}

  static async to(target: string): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(target, server);
    server.on('request', (request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const body = request.method === 'GET' ? {} : { body: Buffer.concat(pieces) };
        const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' };
        void fetch(`${wire.target}${request.url}`, { method: request.method ?? 'GET', headers, ...body }).then(
          async (answer) => {
            const text = await answer.text();
            if (wire.keeps && request.url?.startsWith(refreshPath) === true) {
              wire.kept += 1;
              return;
            }
            response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
          },
        );
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  keepRefreshes(keeps: boolean): void {
    this.keeps = keeps;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

describe('the tokens of a shop on Shopee', () => {
  let shopee: SimulatorProcess;
  let wire: Wire;
  let gateway: TestGateway;
  /** More processes of the same gateway. */
  let others: { stop(): Promise<unknown> }[];

  async function start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const app = { SHOPEE_PARTNER_ID: '1007001', SHOPEE_PARTNER_KEY: 'a partner key of nobody' };
    shopee = await startSimulator('shopee', { ...app, ...environment });
    wire = await Wire.to(shopee.url);
    const env = { ...app, SHOPEE_API_URL: wire.url, SHOPEE_CONSENT_URL: shopee.url, TOKEN_REFRESH_EVERY_MS: '600000' };
    gateway = await TestGateway.start({ env });
  }
  beforeEach(() => (others = []));
  afterEach(async () => {
    for (const other of others) await other.stop();
    await gateway.stop();
    await wire.stop();
    await shopee.stop();
  });

  async function connect(account: string, country: string): Promise<{ shopId: string; key: string }> {
    const { key } = await gateway.merchant();
    const asked = await gateway.call('/api/v1/shops/authorizations', { key, body: { marketplace: 'shopee', country } });
    const callback = await pressConsent(String(asked.body['authorizeUrl']), { account });
    const query = new URLSearchParams(callback).toString();
    const { status, body } = await gateway.call(`/api/v1/shops/callback?${query}`, { key: '' });
    expect([status, body]).toEqual([200, expect.objectContaining({ marketplace: 'shopee', country })]);
    return { shopId: String(body['shopId']), key };
  }
  async function startAnother(env: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    const other = await gateway.startProcess(env);
    others.push(other);
    return other;
  }
  const refreshes = async (): Promise<number> => {
    const { calls } = (await shopee.control('GET', 'report')) as { calls: Record<string, Record<string, number>> };
    return Object.values(calls[refreshPath] ?? {}).reduce((sum, count) => sum + count, 0);
  };
  const tokensAt = (gatewayUrl: string) =>
    new ShopTokens({ service: 'inventory', gatewayUrl, secret: testServiceSecret, clock: new SystemClock() });
  const viewed = async (shopId: string, key: string) => (await gateway.call(`/api/v1/shops/${shopId}`, { key })).body;

  it('are refreshed once when ten processes find them dead at the same time', async () => {
    await start();
    const { shopId } = await connect('demo', 'SG');
    const first = await tokensAt(gateway.url).get(shopId);
    const second = await startAnother();
    // A token that was made a moment ago is not exchanged because somebody says so.
    await gateway.rows(`update gateway.shop_credential set refreshed_at = refreshed_at - interval '1 minute'`);
    const before = await refreshes();
    const doors = [gateway.url, `http://127.0.0.1:${second.port}`];
    const refused = tokenFingerprint(first.accessToken);
    const children = Array.from({ length: 10 }, (_, index) =>
      fork(asker, [doors[index % 2]!, shopId, testServiceSecret]),
    );
    await Promise.all(children.map((child) => once(child, 'message')));
    const answers = children.map((child) => once(child, 'message'));
    for (const child of children) child.send('now');
    const given = (await Promise.all(answers)).map(([message]) => String(message));
    expect(new Set(given).size).toBe(1);
    expect(given[0]).not.toBe(refused);
    expect(await refreshes()).toBe(before + 1);
  }, 60_000);

  it('are a pair of their own for each shop of a merchant who consents for several', async () => {
    await start();
    const { key } = await connect('six', 'TH');
    const { items } = (await gateway.call('/api/v1/shops', { key })).body as {
      items: { shopId: string; country: string }[];
    };
    expect(items.map(({ country }) => country).sort()).toEqual(['ID', 'MY', 'PH', 'SG', 'TH', 'VN']);
    await startAnother({ TOKEN_REFRESH_EVERY_MS: '100' });
    await waitUntil(async () => (await refreshes()) === 6, { what: 'each shop to make the common pair its own' });
    const tokens = tokensAt(gateway.url);
    const given = await Promise.all(items.map(({ shopId }) => tokens.get(shopId)));
    expect(new Set(given.map(({ accessToken }) => accessToken)).size).toBe(6);
    expect(await refreshes()).toBe(6);
  }, 60_000);

  async function killWhileRefreshing(shopId: string): Promise<void> {
    wire.keepRefreshes(true);
    // Due now, and refreshed by the process that is about to die.
    await gateway.rows(
      `update gateway.shop_credential set next_refresh_at = now() - interval '1 second' where shop_id = $1`,
      [shopId],
    );
    const child: ChildProcess = fork(main, [], {
      env: gateway.environment({ TOKEN_REFRESH_EVERY_MS: '20' }),
      silent: true,
    });
    await waitUntil(() => wire.kept > 0, { what: 'the refresh to be done and not answered', deadlineMs: 30_000 });
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    wire.keepRefreshes(false);
  }

  /** The process that is started in place of the one that died. */
  const startAgain = () => startAnother({ TOKEN_REFRESH_EVERY_MS: '100' });

  /** The process in this one must not take the dying one's part. */
  async function startIdle(environment: Readonly<Record<string, string>>): Promise<{ shopId: string; key: string }> {
    expect(existsSync(main)).toBe(true);
    await start(environment);
    const connected = await connect('demo', 'SG');
    await tokensAt(gateway.url).get(connected.shopId);
    return connected;
  }

  it('come back after a death between refreshing and storing, where Shopee gives a spent token its pair again', async () => {
    const { shopId, key } = await startIdle({ REFRESH_REPLAY_MS: '3600000' });
    await killWhileRefreshing(shopId);
    await startAgain();
    await waitUntil(
      async () => {
        const [row] = await gateway.rows<{ due: boolean }>(
          `select next_refresh_at > now() + interval '1 hour' as due from gateway.shop_credential where shop_id = $1`,
          [shopId],
        );
        return row?.due === true;
      },
      { what: 'the pair to be stored', deadlineMs: 60_000 },
    );
    expect(await viewed(shopId, key)).toMatchObject({ status: 'connected' });
    expect((await tokensAt(gateway.url).get(shopId)).accessToken).not.toBe('');
  }, 120_000);

  it('are lost for good after such a death where Shopee does not, and the merchant is told to connect the shop again', async () => {
    const { shopId, key } = await startIdle({});
    await killWhileRefreshing(shopId);
    await startAgain();
    await waitUntil(async () => (await viewed(shopId, key))['status'] === 'disconnected', {
      what: 'the shop to be disconnected',
      deadlineMs: 60_000,
    });
    expect(await viewed(shopId, key)).toMatchObject({ disconnectedBecause: 'refresh-token-refused' });
    await expect(tokensAt(gateway.url).get(shopId)).rejects.toThrow(ShopDisconnectedError);
    // The same shop, not another one: what is known of it stays.
    const { authorizeUrl } = (
      await gateway.call('/api/v1/shops/authorizations', { key, body: { marketplace: 'shopee', country: 'SG' } })
    ).body;
    const callback = await pressConsent(String(authorizeUrl), { account: 'demo' });
    const again = await gateway.call(`/api/v1/shops/callback?${new URLSearchParams(callback).toString()}`, { key: '' });
    expect(again.body).toMatchObject({ shopId, status: 'connected' });
  }, 120_000);
});
