import { createHash, createHmac } from 'node:crypto';
import { DEFAULT_SETTINGS } from './config.js';
import { plainPng } from '../control/png.js';
import { LOCAL_SELLER_ID } from './seller/seller.js';
import { authorizeQuery, queryOf, productPayload, startTestShop, stockPayload } from './test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

const { key, secret } = DEFAULT_SETTINGS.app;

/** Signs independently of the code under test. */
function signed(
  path: string,
  parameters: Record<string, string>,
  change: Record<string, string> = {},
): Record<string, string> {
  const all = { app_key: key, sign_method: 'sha256', timestamp: String(Date.now()), ...parameters, ...change };
  const text = Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => name + value)
    .join('');
  return {
    ...all,
    sign: createHmac('sha256', secret)
      .update(path + text)
      .digest('hex')
      .toUpperCase(),
  };
}

// Real: the simulator over HTTP.
describe('the platform in front of the business', () => {
  let shop: Shop;
  const call = async (query: Record<string, string>, init: RequestInit = {}, path = '/seller/get') => {
    const response = await fetch(`${shop.rest}${path}?${queryOf(query)}`, init);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: (await response.json()) as Record<string, unknown>,
    };
  };

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
  });
  afterEach(() => shop.stop());

  describe('takes the parameters of a signed call from', () => {
    it('the query', async () => {
      const answer = await call(signed('/seller/get', { access_token: shop.token! }));
      expect(answer).toMatchObject({
        status: 200,
        type: 'application/json;charset=UTF-8',
        body: { code: '0', data: { cb: true } },
      });
    });

    it('a form, all of them or only those of the business', async () => {
      const payload = productPayload([{ SellerSku: 'F&1', price: '1', quantity: '1' }]);
      const { payload: _, ...system } = signed('/product/create', { access_token: shop.token!, payload });
      const split = await call(system, { method: 'POST', body: new URLSearchParams({ payload }) }, '/product/create');
      const whole = signed('/seller/get', { access_token: shop.token! });
      const inBody = await call({}, { method: 'POST', body: new URLSearchParams(whole) });
      expect([split.body['code'], inBody.body['code']]).toEqual(['0', '0']);
    });

    it('a multipart body, whose files are not signed', async () => {
      const form = new FormData();
      const parameters = signed('/image/upload', { access_token: shop.token!, note: 'สวัสดี' });
      for (const [name, value] of Object.entries(parameters)) form.set(name, value);
      const bytes = Buffer.concat([plainPng(330, 330, [1, 2, 3]), Buffer.from([13, 10, 13, 10, 0])]);
      form.set('image', new Blob([bytes]), 'a.png');
      const answer = await call({}, { method: 'POST', body: form }, '/image/upload');
      // The MD5 of exactly these bytes: none was lost at the edges of the part.
      expect(answer.body).toMatchObject({
        code: '0',
        data: { image: { hash_code: createHash('md5').update(bytes).digest('hex') } },
      });
    });

    it('the query and, those of the business, a multipart body, as the PHP client sends them', async () => {
      const payload = productPayload([{ SellerSku: 'PHP-1', price: '1', quantity: '1' }]);
      const { payload: _, ...system } = signed('/product/create', { access_token: shop.token!, payload });
      const form = new FormData();
      form.set('payload', payload);
      expect((await call(system, { method: 'POST', body: form }, '/product/create')).body['code']).toBe('0');
    });

    it.each(['application/json', 'text/plain'])(
      'the query, with a body of %s that is signed as it is',
      async (type) => {
        const { sign: _, ...query } = signed('/seller/get', { access_token: shop.token! });
        const body = '{"a":1}';
        const text = Object.entries(query)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, value]) => name + value)
          .join('');
        const sign = createHmac('sha256', secret).update(`/seller/get${text}${body}`).digest('hex').toUpperCase();
        const init = { method: 'POST', headers: { 'content-type': `${type};charset=UTF-8` }, body };
        expect((await call({ ...query, sign }, init)).body['code']).toBe('0');
        expect((await call({ ...query, sign }, { ...init, body: '{"a":2}' })).body['code']).toBe('IncompleteSignature');
      },
    );

    it('the query while a JSON body repeats them', async () => {
      const query = signed('/seller/get', { access_token: shop.token! });
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: '{"whatever":1}',
      };
      expect((await call(query, init)).body['code']).toBe('0');
    });

    it('UTC text as the time', async () => {
      const timestamp = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
      expect((await call(signed('/seller/get', { access_token: shop.token! }, { timestamp }))).body['code']).toBe('0');
    });
  });

  describe('refuses with HTTP 200', () => {
    it.each([
      ['a forged signature', { sign: 'A'.repeat(64) }, 'IncompleteSignature'],
      ['a value that was changed afterwards', { extra: '1' }, 'IncompleteSignature'],
      ['an unknown app', { app_key: '1' }, 'InvalidAppKey'],
      ['another way of signing', { sign_method: 'md5' }, 'InvalidParameter'],
      ['no signature', { sign: '' }, 'MissingParameter'],
    ])('%s', async (_name, change, code) => {
      const answer = await call({ ...signed('/seller/get', { access_token: shop.token! }), ...change });
      expect(answer).toMatchObject({ status: 200, body: { code, type: 'ISV', request_id: expect.any(String) } });
    });

    it.each([-7_260_000, 7_260_000])('a time that is off by %i ms', async (off) => {
      const timestamp = String(Date.now() + off);
      const answer = await call(signed('/seller/get', { access_token: shop.token! }, { timestamp }));
      expect(answer.body['code']).toBe('IllegalTimestamp');
    });

    it('a path that there is not', async () => {
      expect((await call(signed('/nothing', {}), {}, '/nothing')).body['code']).toBe('InvalidApiPath');
    });

    it('a token that is unknown, of another country, or expired', async () => {
      const codeOf = async (token: string) => (await call(signed('/seller/get', { access_token: token }))).body['code'];
      expect(await codeOf('nonsense')).toBe('IllegalAccessToken');
      const query = queryOf(signed('/seller/get', { access_token: shop.token! }));
      const abroad = (await (await fetch(`${shop.url}/my/rest/seller/get?${query}`)).json()) as Record<string, unknown>;
      expect(abroad['code']).toBe('IllegalAccessToken');
      await shop.control('POST', '/clock', { advance: '29d' });
      expect(await codeOf(shop.token!)).toBe('0');
      await shop.control('POST', '/clock', { advance: '2d' });
      expect(await codeOf(shop.token!)).toBe('IllegalAccessToken');
    });

    it('more than 50 stock writes in a second, of one seller', async () => {
      const sku = await shop.create('RATE-1', '1');
      const answers = await Promise.all(
        Array.from({ length: 150 }, () =>
          shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '2' }])),
        ),
      );
      const limited = answers.filter((one) => one.code !== '0');
      expect(limited[0]).toMatchObject({
        code: 'ApiCallLimit',
        message: 'Api access frequency exceeds the limit. this ban will last 1 seconds',
      });
      expect(limited.length).toBeLessThanOrEqual(100);
    });
  });

  it('gives one token for six countries to a cross-border seller, each with its own seller id', async () => {
    const answer = await shop.connect('six');
    const users = answer['country_user_info'] as { country: string; seller_id: string }[];
    expect([...new Set(users.map((one) => one.seller_id))]).toHaveLength(6);
    for (const { country, seller_id: sellerId } of users) {
      const query = queryOf(signed('/seller/get', { access_token: shop.token! }));
      const seller = (await (await fetch(`${shop.url}/${country}/rest/seller/get?${query}`)).json()) as {
        data: { seller_id: number };
      };
      expect(String(seller.data.seller_id)).toBe(sellerId);
    }
  });

  it('shows a consent page, and refuses an app or an address it cannot send the seller back to', async () => {
    const page = await fetch(`${shop.url}/oauth/authorize?${queryOf({ ...authorizeQuery, state: '"><script>' })}`);
    const html = await page.text();
    expect(html).toContain('<button type="submit">Authorize</button>');
    expect(html).not.toContain('<script>');
    for (const wrong of [{ client_id: '1' }, { redirect_uri: 'javascript:alert(1)' }, { response_type: 'token' }]) {
      expect((await fetch(`${shop.url}/oauth/authorize?${queryOf({ ...authorizeQuery, ...wrong })}`)).status).toBe(400);
    }
    const consent = await fetch(`${shop.url}/oauth/authorize?${queryOf(authorizeQuery)}`, {
      method: 'POST',
      redirect: 'manual',
    });
    expect(consent.headers.get('location')).toMatch(
      /^https:\/\/app\.example\/callback\?code=0_900001_\w{24}&state=abc$/,
    );
  });

  it('takes a code once, and only for 30 minutes', async () => {
    const fresh = async () => {
      const response = await fetch(`${shop.url}/oauth/authorize?${queryOf({ ...authorizeQuery, demo: '1' })}`, {
        redirect: 'manual',
      });
      return new URL(response.headers.get('location')!).searchParams.get('code')!;
    };
    const [first, second] = [await fresh(), await fresh()];
    expect((await shop.auth('/auth/token/create', { code: first })).code).toBe('0');
    expect((await shop.auth('/auth/token/create', { code: first })).code).toBe('InvalidCode');
    await shop.control('POST', '/clock', { advance: '31m' });
    expect((await shop.auth('/auth/token/create', { code: second })).code).toBe('InvalidCode');
  });

  describe('under faults', () => {
    const quantityOf = async (itemId: string) => {
      const { data } = await shop.get('/product/item/get', { item_id: itemId });
      return (data as { skus: { quantity: number }[] }).skus[0]!.quantity;
    };

    it.each([
      [{ kind: 'throttle', seconds: 7 }, 'ApiCallLimit', /this ban will last 7 seconds$/],
      [{ kind: 'throttle-api' }, '901', /^E901: /],
      [{ kind: 'throttle-seller' }, 'SellerCallLimit', /too many calls/],
      [{ kind: 'throttle-app' }, 'AppCallLimit', /too many calls/],
      [{ kind: 'error-before-commit' }, 'ServiceTimeout', /timeout/],
      [{ kind: 'error-before-commit', code: '1002' }, '1002', /^E1002: /],
      [{ kind: 'campaign-mode' }, '998', /mega campaign/],
      [{ kind: 'token-death' }, 'IllegalAccessToken', /expired/],
    ])('%j: the write is refused once and has no effect', async (fault, code, message) => {
      await shop.control('PUT', '/limits', { enforceBans: false });
      const sku = await shop.create('FAULT-1', '5');
      await shop.control('POST', '/faults', { ...fault, count: 1, path: '/product/price_quantity/update' });
      const write = () => shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '9' }]));
      expect(await write()).toMatchObject({ code, message: expect.stringMatching(message) });
      expect(await quantityOf(sku.ItemId)).toBe(5);
      expect(await write()).toMatchObject({ code: '0' });
      expect(await quantityOf(sku.ItemId)).toBe(9);
    });

    it('error-after-commit: the write looks failed and is done', async () => {
      const sku = await shop.create('FAULT-2', '5');
      await shop.control('POST', '/faults', {
        kind: 'error-after-commit',
        count: 1,
        path: '/product/price_quantity/update',
      });
      expect(
        await shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '9' }])),
      ).toMatchObject({ code: 'ServiceTimeout', type: 'SYSTEM' });
      expect(await quantityOf(sku.ItemId)).toBe(9);
    });

    it('hang-up-after-commit: no answer comes and the write is done', async () => {
      const sku = await shop.create('FAULT-3', '5');
      await shop.control('POST', '/faults', {
        kind: 'hang-up-after-commit',
        count: 1,
        path: '/product/price_quantity/update',
      });
      const write = shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '9' }]));
      await expect(write).rejects.toThrow(/socket hang up|ECONNRESET/);
      expect(await quantityOf(sku.ItemId)).toBe(9);
    });

    it.each([403, 429])('html-%i: a page comes instead of JSON', async (status) => {
      await shop.control('POST', '/faults', { kind: `html-${status}`, count: 1 });
      const response = await fetch(`${shop.rest}/seller/get`);
      expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html']);
    });

    it('campaign-lock: stock does not go below what is locked, until the lock is lifted', async () => {
      const sku = await shop.create('FAULT-4', '10');
      await shop.control('POST', '/faults', { kind: 'campaign-lock', sellerSku: 'FAULT-4', quantity: 6 });
      const write = () => shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '5' }]));
      expect(await write()).toMatchObject({ code: '501', detail: [{ code: '4170' }] });
      await shop.control('DELETE', '/faults?kind=campaign-lock');
      expect(await write()).toMatchObject({ code: '0' });
    });
  });

  it('quotes every scalar in docs mode', async () => {
    const docs = await startTestShop({ scalars: 'docs' });
    try {
      await docs.connect();
      expect(await docs.get('/seller/get')).toMatchObject({ data: { cb: 'true', seller_id: '100200301' } });
    } finally {
      await docs.stop();
    }
  });

  it('begins with the same world for the same seed', async () => {
    const world = async (seed: number) => {
      await shop.control('POST', '/reset', { seed });
      await shop.control('POST', '/orders', {
        orders: [{ shop: LOCAL_SELLER_ID, lines: [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }] }],
      });
      await shop.connect('local');
      const { data } = await shop.sdk('getOrders', { created_after: '2026-01-01T00:00:00Z', limit: 1, offset: 0 });
      const [order] = (data as { orders: Record<string, unknown>[] }).orders;
      return [shop.token, order!['order_id'], order!['customer_first_name'], order!['address_shipping']];
    };
    const first = await world(3);
    expect(await world(3)).toEqual(first);
    expect(await world(4)).not.toEqual(first);
  });
});
