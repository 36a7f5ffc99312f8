import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { ERP, LIVE, startRawPlatform, type RawCall, type RawPlatform, type Subject } from '../test-call.js';

const SHOP = { kind: 'shop', id: LOCAL_SHOP_ID } as const;

// Real: the simulator over HTTP, strict.
describe('the platform in front of the business', () => {
  let platform: RawPlatform;
  let shop: Subject;

  beforeAll(async () => {
    platform = await startRawPlatform();
    shop = await platform.connect('local', SHOP);
  });
  afterAll(() => platform.stop());

  const info = (call: RawCall = {}) => platform.call('shop/get_shop_info', { subject: shop, ...call });
  const without = (...names: string[]): RawCall => ({
    common: Object.fromEntries(names.map((name) => [name, undefined])),
  });

  it.each<[string, RawCall, number, string, string]>([
    [
      'nothing at all',
      without('partner_id', 'timestamp', 'sign', 'access_token'),
      200,
      'error_param',
      'There is no partner_id in query.',
    ],
    [
      'an unknown partner',
      { common: { partner_id: '7' } },
      403,
      'invalid_partner_id',
      'Invalid partner_id, please have a check.',
    ],
    ['no time', without('timestamp', 'sign', 'shop_id'), 200, 'error_param', 'There is no timestamp.'],
    ['no signature', without('sign', 'access_token'), 200, 'error_param', 'There is no sign in query.'],
    ['no token', without('access_token', 'shop_id'), 200, 'error_param', 'There is no access_token in query.'],
    ['no shop', without('shop_id'), 200, 'error_param', 'There is no shop_id in query.'],
    [
      'a shop that is no number',
      { common: { shop_id: 'x' } },
      200,
      'error_param',
      'shop_id is invalid, should be an integer between 0 and 4294967295.',
    ],
    ['milliseconds', { common: { timestamp: String(Date.now()) } }, 200, 'error_param', 'Invalid timestamp'],
    ['an old time', { skew: -302 }, 200, 'error_param', 'Timestamp is expired.'],
    ['a time to come', { skew: 302 }, 200, 'error_param', 'Timestamp is expired.'],
    ['a signature of another path', { signedPath: '/shop/get_shop_info' }, 403, 'error_sign', 'Wrong sign.'],
    ['a signature in upper case', { common: { sign: 'AB'.repeat(32) } }, 403, 'error_sign', 'Wrong sign.'],
    [
      'another token',
      { subject: { ...SHOP, token: 'f'.repeat(36) } },
      403,
      'invalid_acceess_token',
      'Invalid access_token, please have a check.',
    ],
  ])('refuses %s', async (_what, call, status, error, message) => {
    expect(await info(call)).toMatchObject({
      status,
      error,
      message,
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('checks the time before the signature, and the signature before the token', async () => {
    expect(await info({ skew: -302, common: { sign: 'x' } })).toMatchObject({ message: 'Timestamp is expired.' });
    const stranger = { ...SHOP, token: 'f'.repeat(36) };
    expect(await info({ subject: stranger, common: { sign: 'x' } })).toMatchObject({ error: 'error_sign' });
  });

  it('takes calls that are five minutes old', async () => {
    expect(await info({ skew: -299 })).toMatchObject({ status: 200, error: '', message: '', region: 'TH' });
  });

  it('answers an unknown path with 404, and so a known one that is called with another verb', async () => {
    const unknown = { status: 404, error: 'error_not_found' };
    expect(await platform.call('shop/get_shop_inf', { subject: shop })).toMatchObject(unknown);
    expect(await info({ method: 'POST' })).toMatchObject(unknown);
  });

  it('keeps the tokens of shops apart', async () => {
    const other = await platform.connect('demo', { kind: 'shop', id: 220_011_001 });
    expect(await info({ subject: { ...SHOP, token: other.token } })).toMatchObject({ error: 'invalid_acceess_token' });
  });

  it('refuses a body that is no JSON object', async () => {
    for (const body of ['{', '[]', '"x"']) {
      const answer = await fetch(platform.addressOf('/api/v2/order/set_note', { subject: shop }), {
        method: 'POST',
        body,
      });
      expect(await answer.json()).toMatchObject({ error: 'error_param' });
    }
  });

  it.each([
    ['repeated keys', { item_status: ['NORMAL', 'UNLIST'] }],
    ['commas', { item_status: 'NORMAL,UNLIST' }],
    ['brackets', { item_status: '["NORMAL","UNLIST"]' }],
    ['keys with brackets', { 'item_status[]': ['NORMAL', 'UNLIST'] }],
  ])('reads a list written with %s', async (_how, params) => {
    const answer = await platform.call('product/get_item_list', {
      subject: shop,
      params: { offset: 0, page_size: 10, ...params },
    });
    expect(answer).toMatchObject({ error: '', response: { total_count: 2 } });
  });

  it('lets an app of one kind not call what belongs to the other', async () => {
    const user = { kind: 'user', id: LOCAL_SHOP_ID * 2 } as const;
    const live = await platform.connect('local', user, LIVE);
    const params = { offset: 0, page_size: 5 };
    expect(await platform.call('livestream/get_recent_item_list', { app: LIVE, subject: live, params })).toMatchObject({
      error: '',
    });
    const shopOfLive = { ...SHOP, token: live.token };
    expect(await info({ app: LIVE, subject: shopOfLive })).toMatchObject({ error: 'error_api_permission' });
    expect(
      await platform.call('livestream/get_recent_item_list', { subject: { ...user, token: shop.token }, params }),
    ).toMatchObject({
      error: 'invalid_acceess_token',
      response: {},
    });
  });

  it('does not take the token of one app for that of another', async () => {
    expect(await info({ app: LIVE })).toMatchObject({ error: 'invalid_acceess_token' });
  });
});

describe('switches of the platform', () => {
  let platform: RawPlatform;
  afterEach(() => platform.stop());

  const path = 'push/get_app_push_config';

  it('takes the shop signature of a public call only when it is lenient', async () => {
    platform = await startRawPlatform();
    const shop = await platform.connect('local', SHOP);
    expect(await platform.call(path, { subject: shop })).toMatchObject({ error: 'error_sign' });
    expect(await platform.call(path)).toMatchObject({ error: '' });
    await platform.stop();
    platform = await startRawPlatform({ signatures: 'lenient' });
    const again = await platform.connect('local', SHOP);
    expect(await platform.call(path, { subject: again })).toMatchObject({ error: '' });
    expect(await platform.call(path)).toMatchObject({ error: '' });
    expect(await platform.call(path, { subject: { ...again, token: 'f'.repeat(36) } })).toMatchObject({
      error: 'invalid_acceess_token',
    });
    expect(await platform.call(path, { subject: again, common: { sign: 'f'.repeat(64) } })).toMatchObject({
      error: 'error_sign',
    });
  });

  it('finds the merchant and the user of a shop that signs for them when it is lenient', async () => {
    platform = await startRawPlatform({ signatures: 'lenient' });
    const shop = await platform.connect('six', { kind: 'shop', id: 220_012_001 });
    expect(await platform.call('merchant/get_merchant_info', { subject: shop })).toMatchObject({
      merchant_name: 'Guangxi Trading',
    });
    const params = { offset: 0, page_size: 5 };
    expect(await platform.call('livestream/get_recent_item_list', { subject: shop, params })).toMatchObject({
      error: '',
    });
  });

  it('can say everything with status 200', async () => {
    platform = await startRawPlatform({ httpStatus: 'always-200' });
    expect(await platform.call('nothing/here')).toMatchObject({ status: 200, error: 'error_not_found' });
    expect(await platform.call(path, { common: { sign: 'x' } })).toMatchObject({ status: 200, error: 'error_sign' });
  });

  it('refuses what comes too fast, and counts who does not wait', async () => {
    platform = await startRawPlatform({ callsPerSecond: 5 });
    const many = await Promise.all(Array.from({ length: 20 }, () => platform.call(path)));
    const limited = many.filter((one) => one.error === 'error_rate_limit');
    expect(limited.length).toBeGreaterThan(0);
    expect(limited[0]).toMatchObject({ status: 200, message: expect.stringContaining('rate limit') });
    expect(many.filter((one) => one.error === '').length).toBeGreaterThanOrEqual(5);
  });

  it('makes the faults that were planted, and counts calls by path and outcome', async () => {
    platform = await startRawPlatform();
    const plant = (fault: object) => platform.control('POST', '/faults', { count: 1, ...fault });
    await plant({ kind: 'error-before-commit', error: 'error_inner' });
    expect(await platform.call(path)).toMatchObject({ error: 'error_inner' });
    await plant({ kind: 'throttle', path: '/api/v2/push', seconds: 60, error: 'error_limit' });
    expect(await platform.call('public/get_shopee_ip_ranges')).toMatchObject({ error: '' });
    expect(await platform.call(path)).toMatchObject({ error: 'error_limit' });
    expect(await platform.call(path)).toMatchObject({ error: 'error_rate_limit' });
    await plant({ kind: 'clock-skew', path: '/api/v2/public' });
    await plant({ kind: 'ip-undeclared', path: '/api/v2/public' });
    expect(await platform.call('public/get_shopee_ip_ranges')).toMatchObject({ error: 'source_ip_undeclared' });
    expect(await platform.call('public/get_shopee_ip_ranges')).toMatchObject({ message: 'Timestamp is expired.' });
    await plant({ kind: 'html-502' });
    const page = await platform.fetch(`/api/v2/${path}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
    await plant({ kind: 'hang-up-after-commit', path: '/api/v2/public' });
    await expect(platform.call('public/get_shopee_ip_ranges')).rejects.toThrow('fetch failed');
    const report = await platform.report();
    expect(report['calls']).toEqual({
      '/api/v2/public/get_shopee_ip_ranges': { ok: 1, 'hung up': 1, source_ip_undeclared: 1, error_param: 1 },
      [`/api/v2/${path}`]: { error_inner: 1, error_limit: 1, error_rate_limit: 1, 'HTML 502': 1 },
    });
  });

  it('restricts writes of products during a campaign', async () => {
    platform = await startRawPlatform();
    const shop = await platform.connect('local', SHOP);
    await platform.control('POST', '/faults', { kind: 'campaign-mode' });
    const write = await platform.call('product/unlist_item', { subject: shop, body: {} });
    expect(write).toMatchObject({ error: 'error_api_call_restricted' });
    const read = await platform.call('product/get_category', { subject: shop });
    expect(read).toMatchObject({ error: '' });
  });

  it('commits before it fails, when it was told so', async () => {
    platform = await startRawPlatform();
    const shop = await platform.connect('local', SHOP);
    await platform.control('POST', '/faults', { kind: 'error-after-commit', count: 1 });
    const update = await platform.call('shop/update_profile', { subject: shop, body: { shop_name: 'New name' } });
    expect(update).toMatchObject({ error: 'error_server' });
    expect(await platform.call('shop/get_profile', { subject: shop })).toMatchObject({
      response: { shop_name: 'New name' },
    });
  });

  it('names its apps in the world that it was given', () => {
    expect([ERP.kind, LIVE.kind]).toEqual(['erp', 'livestream']);
  });
});
