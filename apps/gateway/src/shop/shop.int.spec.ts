import { SystemClock } from '@pinglu/kernel';
import {
  ServiceTokenSigner,
  ShopDisconnectedError,
  ShopTokens,
  ShopUnknownError,
  tokenFingerprint,
} from '@pinglu/platform';
import { FakeClock, waitUntil } from '@pinglu/testing';
import { TestGateway, testServiceSecret } from '../test-gateway.js';
import { TestLazada, testSellerId } from './test-lazada.js';

// Real: the gateway over HTTP, PostgreSQL, the event log, the adapter of Lazada. Fake: Lazada, a server that answers
// token calls; in some specs the clock of the gateway.

/** Goes the seller's way: asks, consents, comes back. */
async function comeBack(gateway: TestGateway, key: string, country = 'TH') {
  const body = { marketplace: 'lazada', country };
  const asked = await gateway.call('/api/v1/shops/authorizations', { key, body });
  const authorizeUrl = new URL(String(asked.body['authorizeUrl']));
  const callback = `/api/v1/shops/callback?code=0_900001_x&state=${authorizeUrl.searchParams.get('state')}`;
  return { asked, authorizeUrl, callback, answer: await gateway.call(callback, { key: '' }) };
}

async function stateOf(gateway: TestGateway, key: string): Promise<string> {
  const body = { marketplace: 'lazada', country: 'TH' };
  const asked = await gateway.call('/api/v1/shops/authorizations', { key, body });
  return new URL(String(asked.body['authorizeUrl'])).searchParams.get('state')!;
}

const shopEvents = (gateway: TestGateway, shopId: string) =>
  gateway.rows<{ type: string; data: Record<string, unknown> }>(
    `select headers->>'ce_type' as type, convert_from(value, 'utf8')::json as data
       from bus.record where headers->>'ce_subject' = $1 order by "offset"`,
    [shopId],
  );

describe('connecting a shop', () => {
  let lazada: TestLazada;
  let gateway: TestGateway;
  let sellers = 200_000_000;

  beforeAll(async () => {
    lazada = await TestLazada.start();
    gateway = await TestGateway.start({ env: { ...lazada.environment, PUBLIC_URL: 'https://pinglu.example/' } });
  });

  afterAll(async () => {
    await gateway.stop();
    await lazada.stop();
  });

  beforeEach(() => {
    lazada.mood = 'well';
    lazada.country = 'th';
    lazada.sellerId = String((sellers += 1));
    lazada.calls.length = 0;
  });

  it('makes a consent a shop: answer, row, event and audit entry', async () => {
    lazada.sellerId = testSellerId;
    const { merchantId, key } = await gateway.merchant();
    const { asked, authorizeUrl, answer } = await comeBack(gateway, key);
    expect(asked.status).toBe(201);
    expect(authorizeUrl.pathname).toBe('/oauth/authorize');
    expect(authorizeUrl.searchParams.get('client_id')).toBe('900001');
    expect(authorizeUrl.searchParams.get('redirect_uri')).toBe('https://pinglu.example/api/v1/shops/callback');
    expect(answer.status).toBe(200);
    const expected = {
      merchantId,
      marketplace: 'lazada',
      country: 'TH',
      currency: 'THB',
      externalSellerId: testSellerId,
      name: 'Pinglu Demo Store',
      crossBorder: true,
      status: 'connected',
      version: 1,
    };
    expect(answer.body).toMatchObject({ ...expected, disconnectedBecause: null });
    expect(lazada.calls.map(({ path }) => path)).toEqual(['/auth/token/create', '/seller/get']);
    const shopId = String(answer.body['shopId']);
    const [event] = await waitUntil(
      async () => (await shopEvents(gateway, shopId)).length > 0 && shopEvents(gateway, shopId),
      {
        what: 'the event on the bus',
      },
    );
    expect(event).toMatchObject({ type: 'com.pinglu.shops.shop_connected.v1', data: { shopId, ...expected } });
    const audit = await gateway.rows(`select * from gateway.audit_entry where target_id = $1`, [shopId]);
    expect(audit).toMatchObject([{ action: 'shop.connected', actor_role: 'merchant', merchant_id: merchantId }]);
  });

  it('keeps the tokens sealed, and out of answers, events and logs', async () => {
    const { key } = await gateway.merchant();
    const { answer } = await comeBack(gateway, key);
    const stored = await gateway.rows<{ text: string }>('select c::text as text from gateway.shop_credential c');
    expect(stored.some(({ text }) => text.includes(String(answer.body['shopId'])))).toBe(true);
    const events = await gateway.rows(`select convert_from(value, 'utf8') from bus.record`);
    const everything = JSON.stringify([stored, answer.text, events, gateway.lines]);
    expect(everything).not.toMatch(/access-\d|refresh-\d|sandboxSecret/);
  });

  it('sends a browser on to the console, without the code', async () => {
    const { key } = await gateway.merchant();
    const state = await stateOf(gateway, key);
    const response = await fetch(`${gateway.url}/api/v1/shops/callback?code=c&state=${state}`, {
      headers: { accept: 'text/html,application/xhtml+xml' },
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/^\/\?connected=[0-9a-f-]{36}$/);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('takes a state once, whatever became of the code', async () => {
    const { key } = await gateway.merchant();
    const { callback } = await comeBack(gateway, key);
    const calls = lazada.calls.length;
    const invalid = { status: 400, code: 'authorization-state-invalid' };
    expect((await gateway.call(callback, { key: '' })).body).toMatchObject(invalid);
    lazada.mood = 'refusing';
    const refused = await comeBack(gateway, key);
    expect(refused.answer.body).toMatchObject({ status: 422, code: 'consent-refused' });
    lazada.mood = 'well';
    expect((await gateway.call(refused.callback, { key: '' })).body).toMatchObject(invalid);
    const changed = refused.callback.replace(/state=.{8}/, 'state=00000000');
    expect((await gateway.call(changed, { key: '' })).body).toMatchObject(invalid);
    expect(lazada.calls.length).toBe(calls + 1);
  });

  it('lets the same two come back at once, and one of them in', async () => {
    const { key } = await gateway.merchant();
    const state = await stateOf(gateway, key);
    const path = `/api/v1/shops/callback?code=c&state=${state}`;
    const answers = await Promise.all([1, 2, 3].map(() => gateway.call(path, { key: '' })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 400, 400]);
  });

  it('connects the same account again under the same id', async () => {
    const { key } = await gateway.merchant();
    const first = await comeBack(gateway, key);
    lazada.shopName = 'New name';
    const second = await comeBack(gateway, key);
    lazada.shopName = 'Pinglu Demo Store';
    expect(second.answer.body).toMatchObject({ shopId: first.answer.body['shopId'], name: 'New name', version: 2 });
  });

  it('refuses an account that another merchant has, and one of another country', async () => {
    const [one, two] = [await gateway.merchant('One'), await gateway.merchant('Two')];
    await comeBack(gateway, one.key);
    const taken = await comeBack(gateway, two.key);
    expect(taken.answer.body).toMatchObject({ status: 409, code: 'shop-taken' });
    lazada.country = 'my';
    const wrong = await comeBack(gateway, two.key);
    expect(wrong.answer.body).toMatchObject({ status: 422, code: 'consent-for-another-country' });
    expect((await gateway.call('/api/v1/shops', { key: two.key })).body['items']).toEqual([]);
  });

  it('shows a merchant its own shops and an operator all', async () => {
    const [one, two] = [await gateway.merchant('One'), await gateway.merchant('Two')];
    const { answer } = await comeBack(gateway, one.key);
    const path = `/api/v1/shops/${String(answer.body['shopId'])}`;
    const seen = await gateway.call(path, { key: one.key });
    expect([seen.status, seen.headers.get('etag')]).toEqual([200, expect.stringMatching(/^"v1\./)]);
    expect((await gateway.call(path)).status).toBe(200);
    expect((await gateway.call(path, { key: two.key })).body).toMatchObject({ status: 404, code: 'shop-not-found' });
    expect((await gateway.call('/api/v1/shops', { key: one.key })).body['items']).toEqual([answer.body]);
  });

  it('asks an operator for whom, and says when no app is set up', async () => {
    const body = { marketplace: 'lazada', country: 'TH' };
    const path = '/api/v1/shops/authorizations';
    expect((await gateway.call(path, { body })).body).toMatchObject({ status: 422, code: 'shop-merchant-missing' });
    const [one, two] = [await gateway.merchant('One'), await gateway.merchant('Two')];
    expect((await gateway.call(path, { body: { ...body, merchantId: one.merchantId } })).status).toBe(201);
    const foreign = await gateway.call(path, { key: two.key, body: { ...body, merchantId: one.merchantId } });
    expect(foreign.body).toMatchObject({ status: 404, code: 'merchant-not-found' });
    expect((await gateway.call(path, { key: one.key, body: { ...body, country: 'CN' } })).status).toBe(400);
    const bare = await TestGateway.start();
    const { key } = await bare.merchant();
    const answer = await bare.call(path, { key, body });
    await bare.stop();
    expect(answer.body).toMatchObject({ status: 422, code: 'marketplace-not-configured' });
  });
});

describe('the tokens of a shop', () => {
  const dayMs = 86_400_000;
  let lazada: TestLazada;
  let clock: FakeClock;
  let gateway: TestGateway;
  let shopId: string;
  let key: string;
  let tokens: ShopTokens;

  beforeEach(async () => {
    lazada = await TestLazada.start();
    // Near the real time, by which the service tokens and the database go.
    clock = new FakeClock(new Date());
    gateway = await TestGateway.start({ clock, env: { ...lazada.environment, TOKEN_REFRESH_EVERY_MS: '20' } });
    ({ key } = await gateway.merchant());
    const { answer } = await comeBack(gateway, key);
    shopId = String(answer.body['shopId']);
    tokens = new ShopTokens({ service: 'inventory', gatewayUrl: gateway.url, secret: testServiceSecret, clock });
  });

  afterEach(async () => {
    await gateway.stop();
    await lazada.stop();
  });

  const refreshes = () => lazada.count('/auth/token/refresh');
  const viewed = async () => (await gateway.call(`/api/v1/shops/${shopId}`, { key })).body;

  it('are handed out to services, with all that a call needs', async () => {
    await expect(tokens.get(shopId)).resolves.toEqual({
      accessToken: 'access-1',
      expiresAt: new Date(Math.floor(clock.now().getTime()) + 30 * dayMs),
      marketplace: 'lazada',
      country: 'TH',
      externalSellerId: testSellerId,
      apiBaseUrl: lazada.environment['LAZADA_API_URL_TH'],
      appKey: '900001',
      appSecret: 'sandboxSecretDoNotUse0123456789ab',
    });
    await expect(tokens.get('0192f0c4-7a10-7c3e-8b1f-5d2a9e604c11')).rejects.toThrow(ShopUnknownError);
  });

  it('are handed out to nobody else', async () => {
    const path = `/internal/v1/shops/${shopId}/token`;
    const forged = await new ServiceTokenSigner('inventory', Buffer.alloc(32, 9).toString('base64'), clock).sign(
      'gateway',
    );
    for (const authorization of ['', `Bearer ${gateway.operatorKey}`, `Bearer ${forged}`]) {
      const answer = await gateway.call(path, { headers: { authorization } });
      expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' });
    }
    const { body } = await gateway.call('/api/openapi.json', { key: '' });
    expect(JSON.stringify(body)).not.toContain('/internal/');
  });

  it('are refreshed before they end', async () => {
    await tokens.get(shopId);
    clock.advance(24 * dayMs + 1_000);
    await waitUntil(async () => refreshes() === 1, { what: 'the refresh' });
    expect(lazada.calls.at(-1)?.params.get('refresh_token')).toBe('refresh-1');
    clock.advance(6 * dayMs);
    await expect(tokens.get(shopId)).resolves.toMatchObject({ accessToken: 'access-2' });
    expect(refreshes()).toBe(1);
  });

  it('are refreshed once, however many ask in however many processes', async () => {
    const other = await gateway.startProcess();
    let open = (): void => undefined;
    lazada.gate = new Promise((resolve) => (open = resolve));
    clock.advance(29.999 * dayMs);
    const urls = [gateway.url, `http://127.0.0.1:${other.port}`];
    const asking = urls.flatMap((gatewayUrl) =>
      Array.from({ length: 15 }, () =>
        new ShopTokens({ service: 'inventory', gatewayUrl, secret: testServiceSecret, clock }).get(shopId),
      ),
    );
    await waitUntil(async () => refreshes() === 1, { what: 'the first refresh' });
    open();
    const got = await Promise.all(asking);
    expect(new Set(got.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-2']));
    expect(refreshes()).toBe(1);
    await other.stop();
  });

  it('are refreshed when a service says that the marketplace refused one, but not over and over', async () => {
    const { accessToken } = await tokens.get(shopId);
    clock.advance(10_000);
    tokens.invalidate(shopId, accessToken);
    await expect(tokens.get(shopId)).resolves.toMatchObject({ accessToken: 'access-2' });
    tokens.invalidate(shopId, 'access-2');
    await expect(tokens.get(shopId)).resolves.toMatchObject({ accessToken: 'access-2' });
    expect(refreshes()).toBe(1);
    const token = await new ServiceTokenSigner('orders', testServiceSecret, clock).sign('gateway');
    const late = await gateway.call(`/internal/v1/shops/${shopId}/token?refused=${tokenFingerprint('access-1')}`, {
      key: '',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([late.body['accessToken'], refreshes()]).toEqual(['access-2', 1]);
  });

  it('stay in use while the marketplace is away, and are tried again', async () => {
    lazada.mood = 'lost';
    clock.advance(24 * dayMs + 1_000);
    await waitUntil(async () => refreshes() >= 1, { what: 'a try' });
    await expect(tokens.get(shopId)).resolves.toMatchObject({ accessToken: 'access-1' });
    expect(await viewed()).toMatchObject({ status: 'connected', version: 1 });
    lazada.mood = 'well';
    clock.advance(60_000);
    await waitUntil(
      async () => {
        const rows = await gateway.rows<{ failed: number }>(
          'select failed_refreshes as failed from gateway.shop_credential',
        );
        return rows[0]?.failed === 0 && refreshes() >= 2;
      },
      { what: 'a refresh that works' },
    );
  });

  it('are lost when the refresh token is dead: the shop is disconnected, says why, and can be connected again', async () => {
    lazada.mood = 'refusing';
    clock.advance(24 * dayMs + 1_000);
    await waitUntil(async () => (await viewed())['status'] === 'disconnected', { what: 'the disconnection' });
    expect(await viewed()).toMatchObject({ disconnectedBecause: 'refresh-token-refused', version: 2 });
    await expect(tokens.get(shopId)).rejects.toThrow(ShopDisconnectedError);
    expect(await gateway.rows('select 1 from gateway.shop_credential')).toEqual([]);
    expect(refreshes()).toBe(1);
    lazada.mood = 'well';
    await comeBack(gateway, key);
    await expect(tokens.get(shopId)).resolves.toMatchObject({ accessToken: 'access-2' });
    const events = await waitUntil(
      async () => (await shopEvents(gateway, shopId)).length >= 3 && shopEvents(gateway, shopId),
      {
        what: 'three events',
      },
    );
    expect(events.map(({ type, data }) => [type.split('.').at(-2), data['version']])).toEqual([
      ['shop_connected', 1],
      ['shop_disconnected', 2],
      ['shop_connected', 3],
    ]);
  });

  it('are lost when nobody refreshed them in half a year', async () => {
    lazada.mood = 'lost';
    clock.advance(181 * dayMs);
    await waitUntil(async () => (await viewed())['status'] === 'disconnected', { what: 'the disconnection' });
    expect(await viewed()).toMatchObject({ disconnectedBecause: 'refresh-token-expired' });
  });
});

describe('a change of the credentials key', () => {
  it('leaves shops connected as long as the old key is kept', async () => {
    const lazada = await TestLazada.start();
    const gateway = await TestGateway.start({ env: lazada.environment });
    const { key } = await gateway.merchant();
    const { answer } = await comeBack(gateway, key);
    const shopId = String(answer.body['shopId']);
    const from = async (env: Record<string, string>) => {
      const process = await gateway.startProcess(env);
      const gatewayUrl = `http://127.0.0.1:${process.port}`;
      const options = { service: 'inventory', gatewayUrl, secret: testServiceSecret, clock: new SystemClock() };
      const result = await new ShopTokens(options).get(shopId).catch((error: unknown) => error);
      await process.stop();
      return result;
    };
    const next = Buffer.alloc(32, 3).toString('base64');
    const old = Buffer.alloc(32, 2).toString('base64');
    const kept = await from({ CREDENTIALS_KEY: next, CREDENTIALS_KEYS_RETIRED: old });
    const lost = await from({ CREDENTIALS_KEY: next });
    await gateway.stop();
    await lazada.stop();
    expect(kept).toMatchObject({ accessToken: 'access-1' });
    expect(lost).toMatchObject({ code: 'shop-token-unavailable', meta: { status: 500 } });
  });
});
