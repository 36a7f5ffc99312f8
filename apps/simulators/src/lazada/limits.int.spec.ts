import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { waitUntil } from '@pinglu/testing';
import { signRequest } from './protocol/signature.js';
import { DEFAULT_SETTINGS } from './config.js';
import { DEMO_SELLER_ID } from './seller/seller.js';
import { startTestShop, stockPayload } from './test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP.
describe('limits of the platform', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
  });
  afterEach(() => shop.stop());

  const report = async () => (await shop.control('GET', '/report')).body;
  const seller = () => shop.get('/seller/get');
  const plantBan = (seconds: number) =>
    shop.control('POST', '/faults', { kind: 'throttle', count: 1, seconds, path: '/seller/get' });

  it('refuse the API to this seller while a ban runs, say how long it lasts, and count who comes all the same', async () => {
    await plantBan(2);
    expect(await seller()).toMatchObject({ code: 'ApiCallLimit', message: expect.stringMatching(/last 2 seconds$/) });
    let refused = 0;
    await waitUntil(
      async () => {
        const { code } = await seller();
        refused += code === 'ApiCallLimit' ? 1 : 0;
        return code === '0';
      },
      { what: 'the end of the ban' },
    );
    const counted = (await report())['whileBanned'] as Record<string, number>;
    expect(refused).toBeGreaterThan(1);
    // Some may have been under way when the ban was said; on a busy machine nearly all.
    expect(counted['/seller/get'] ?? 0).toBeLessThanOrEqual(refused);
    expect(Object.keys(counted).filter((path) => path !== '/seller/get')).toEqual([]);
  });

  it('leave other APIs and other sellers alone, and count nobody who obeys', async () => {
    await plantBan(1);
    expect((await seller()).code).toBe('ApiCallLimit');
    const bannedAt = performance.now();
    expect((await shop.get('/seller/warehouse/get')).code).toBe('0');
    const own = shop.token;
    await shop.connect('local');
    expect((await seller()).code).toBe('0');
    shop.useToken(own);
    await waitUntil(() => performance.now() - bannedAt > 1000, { what: 'a second' });
    expect((await seller()).code).toBe('0');
    expect((await report())['whileBanned']).toEqual({});
  });

  it('can say a ban without enforcing it, and count all the same', async () => {
    await shop.control('PUT', '/limits', { enforceBans: false });
    await plantBan(60);
    expect((await seller()).code).toBe('ApiCallLimit');
    await waitUntil(
      async () => {
        expect((await seller()).code).toBe('0');
        return ((await report())['whileBanned'] as Record<string, number>)['/seller/get']! > 0;
      },
      { what: 'a call that counts' },
    );
  });

  it.each([
    ['apiPerSecond', 'ApiCallLimit'],
    ['sellerPerSecond', 'SellerCallLimit'],
  ])('hold when set: %s', async (name, code) => {
    await shop.control('PUT', '/limits', { [name]: 3 });
    const answers = await Promise.all(Array.from({ length: 6 }, seller));
    expect(answers.map((one) => one.code).sort()).toEqual([...['0', '0', '0'], ...[code, code, code]]);
    await shop.control('PUT', '/limits', { [name]: 0, enforceBans: false });
    expect((await seller()).code).toBe('0');
  });

  it('count the calls of a day, and begin anew with the next', async () => {
    await shop.control('PUT', '/limits', { dailyQuota: 3 });
    // The exchange of the code was the first of the day.
    expect((await seller()).code).toBe('0');
    expect((await seller()).code).toBe('0');
    expect(await seller()).toMatchObject({ code: 'AppCallLimit', type: 'ISV' });
    await shop.control('POST', '/clock', { advance: '1d' });
    expect((await seller()).code).toBe('0');
  });

  it('follow the state of the app: days of tokens, calls of a day', async () => {
    const test = await startTestShop({ appStatus: 'test' });
    try {
      expect(await test.connect()).toMatchObject({ expires_in: 604_800, refresh_expires_in: 1_209_600 });
      expect((await test.control('GET', '/limits')).body).toMatchObject({ dailyQuota: 10_000 });
      expect((await shop.control('GET', '/limits')).body).toMatchObject({ dailyQuota: 10_000_000 });
    } finally {
      await test.stop();
    }
  });

  it('let in only the addresses of the list', async () => {
    await shop.control('PUT', '/limits', { ipWhitelist: ['10.0.0.1'] });
    expect(await seller()).toMatchObject({ code: 'AppWhiteIpLimit' });
    await shop.control('PUT', '/limits', { ipWhitelist: ['10.0.0.1', '127.0.0.1'] });
    expect((await seller()).code).toBe('0');
    await shop.control('PUT', '/limits', { ipWhitelist: [] });
    expect((await seller()).code).toBe('0');
  });

  it('ban who changes stock more than 50 times a second', async () => {
    const sku = await shop.create('RATE-1', '1');
    const write = () => shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '2' }]));
    const answers = await Promise.all(Array.from({ length: 120 }, write));
    expect(answers.filter((one) => one.code === '0').length).toBeGreaterThanOrEqual(50);
    expect(answers.some((one) => one.code === 'ApiCallLimit')).toBe(true);
  });
});

// Real: the simulator over HTTP.
describe('a caller', () => {
  let shop: Shop;
  const { key, secret } = DEFAULT_SETTINGS.app;

  beforeAll(async () => {
    shop = await startTestShop({ legacySigning: true });
    await shop.connect();
    await shop.create('GZIP-1', '5');
  });
  afterAll(() => shop.stop());

  const signed = (path: string, fields: Record<string, string>, method: 'sha256' | 'hmac' = 'sha256') => {
    const all = {
      app_key: key,
      sign_method: method,
      timestamp: String(Date.now()),
      access_token: shop.token!,
      ...fields,
    };
    const sign = signRequest(secret, { path, params: new Map(Object.entries(all)) }, method);
    return `${shop.rest}${path}?${new URLSearchParams({ ...all, sign }).toString()}`;
  };
  const raw = (url: string, headers: Record<string, string>) =>
    new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      request(url, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });

  it('gets gzip when it takes gzip, and plain JSON when not', async () => {
    const url = signed('/products/get', { filter: 'all' });
    const zipped = await raw(url, { 'accept-encoding': 'gzip, deflate' });
    expect(zipped.encoding).toBe('gzip');
    expect(JSON.parse(gunzipSync(zipped.body).toString())).toMatchObject({ code: '0', data: { total_products: 1 } });
    for (const headers of [
      { 'accept-encoding': '' },
      { 'accept-encoding': 'identity' },
      { 'accept-encoding': 'gzip;q=0, br' },
    ]) {
      const plain = await raw(url, headers);
      expect(plain.encoding).toBeUndefined();
      expect(JSON.parse(plain.body.toString())).toMatchObject({ code: '0' });
    }
  });

  it('of the first years signs with HMAC-MD5 where that is switched on', async () => {
    const url = signed('/seller/get', {}, 'hmac');
    expect(new URL(url).searchParams.get('sign')).toMatch(/^[0-9A-F]{32}$/);
    expect(JSON.parse((await raw(url, {})).body.toString())).toMatchObject({
      code: '0',
      data: { seller_id: Number(DEMO_SELLER_ID) },
    });
    const wrong = url.replace(/sign=[0-9A-F]{32}/, `sign=${createHash('md5').update('x').digest('hex')}`);
    expect(JSON.parse((await raw(wrong, {})).body.toString())).toMatchObject({ code: 'IncompleteSignature' });
    const strict = await startTestShop();
    try {
      const elsewhere = url.replace(shop.rest, strict.rest);
      expect(JSON.parse((await raw(elsewhere, {})).body.toString())).toMatchObject({ code: 'InvalidParameter' });
    } finally {
      await strict.stop();
    }
  });

  it('may sign empty values or leave them out, and send numbers and booleans as their text', async () => {
    const path = '/orders/get';
    const fields = { created_after: '2026-01-01T00:00:00+08:00', status: '', limit: String(5), offset: String(0) };
    const all = {
      app_key: key,
      sign_method: 'sha256',
      timestamp: String(Date.now()),
      access_token: shop.token!,
      ...fields,
    };
    for (const skipEmpty of [true, false]) {
      const sign = signRequest(secret, { path, params: new Map(Object.entries(all)), skipEmpty });
      const url = `${shop.rest}${path}?${new URLSearchParams({ ...all, sign }).toString()}`;
      expect(JSON.parse((await raw(url, {})).body.toString())).toMatchObject({ code: '0' });
    }
    expect(await shop.get(path, { ...fields, status: 'pending', limit: 5, offset: 0 })).toMatchObject({ code: '0' });
  });

  it('may send a structure as Python prints it', async () => {
    const orderId = await shop.order('GZIP-1');
    const [item] = await shop.items(orderId);
    const packReq = `{'pack_order_list': [{'order_id': ${orderId}, 'order_item_list': [${item!.order_item_id}]}], 'delivery_type': 'dropship', 'shipping_allocate_type': 'NTFS', 'shipment_provider_code': 'FM49'}`;
    expect((await shop.post('/order/fulfill/pack', { packReq }))['result']).toMatchObject({
      success: true,
      data: { pack_order_list: [{ order_item_list: [{ item_err_code: '0' }] }] },
    });
  });
});
