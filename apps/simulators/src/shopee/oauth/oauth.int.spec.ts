import { DEMO_SHOP_ID, LOCAL_SHOP_ID } from '../shop/shop.js';
import { ERP, hmac, LIVE, startRawPlatform, type RawPlatform } from '../test-call.js';

const LOCAL = { shop_id: LOCAL_SHOP_ID };

// Real: the simulator over HTTP, strict.
describe('authorisation', () => {
  let platform: RawPlatform;

  beforeEach(async () => {
    platform = await startRawPlatform();
  });
  afterEach(() => platform.stop());

  const info = (shopId: number, token: unknown) =>
    platform.call('shop/get_shop_info', { subject: { kind: 'shop', id: shopId, token: String(token) } });
  const letIn = async (account: string, body: object = {}) =>
    platform.exchange((await platform.consent(account)).get('code'), body);

  it('sends a seller back with a code, the shop and the state', async () => {
    const back = await platform.consent('local', { state: 's 1' });
    expect(Object.fromEntries(back)).toEqual({
      x: '1',
      code: expect.stringMatching(/^[0-9a-f]{32}$/),
      shop_id: String(LOCAL_SHOP_ID),
      state: 's 1',
    });
  });

  it('shows a page with every login to a browser', async () => {
    const query = `partner_id=${ERP.partnerId}&auth_type=seller&response_type=code&redirect_uri=https://app.example/`;
    const page = await (await fetch(`${platform.url}/auth?${query}`)).text();
    expect(page).toContain('value="six"');
    expect(page).toContain('Confirm Authorization');
  });

  it.each([
    ['partner_id', { partner_id: '7' }, 'partner_id is invalid'],
    ['auth_type', { auth_type: 'admin' }, 'auth_type must be seller or user'],
    ['response_type', { response_type: 'token' }, 'response_type must be code'],
    ['redirect_uri', { redirect_uri: 'javascript:1' }, 'redirect_uri must be the callback address'],
    ['days', { days: '8' }, 'days must be one of 7, 30, 90, 180, 365.'],
  ])('does not let in by a link with a wrong %s', async (_name, change, reason) => {
    const query = new URLSearchParams({
      partner_id: String(ERP.partnerId),
      auth_type: 'seller',
      response_type: 'code',
      redirect_uri: 'https://app.example/',
      demo: '1',
      ...change,
    });
    const answer = await fetch(`${platform.url}/auth?${query.toString()}`, { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(reason);
  });

  it('lets in and out by the older, signed links too', async () => {
    const link = (path: string, change: Record<string, string> = {}): string => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const sign = hmac(ERP, `${ERP.partnerId}${path}${timestamp}`);
      const redirect = 'https://app.example/callback';
      const query = new URLSearchParams({
        partner_id: String(ERP.partnerId),
        timestamp,
        sign,
        redirect,
        demo: '1',
        account: 'local',
        ...change,
      });
      return `${platform.url}${path}?${query.toString()}`;
    };
    const follow = async (address: string) => {
      const answer = await fetch(address, { redirect: 'manual' });
      return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
    };
    const granted = await follow(link('/api/v2/shop/auth_partner'));
    const code = new URL(granted.to!).searchParams.get('code');
    const { access_token: token } = await platform.exchange(code, LOCAL);
    expect(await info(LOCAL_SHOP_ID, token)).toMatchObject({ error: '' });
    expect((await follow(link('/api/v2/shop/auth_partner', { sign: 'x' }))).text).toContain('Wrong sign.');
    expect((await follow(link('/api/v2/shop/auth_partner', { timestamp: '1' }))).text).toContain(
      'Timestamp is expired.',
    );
    const ended = await follow(link('/api/v2/shop/cancel_auth_partner'));
    expect([ended.status, ended.to]).toEqual([302, `https://app.example/callback?shop_id=${LOCAL_SHOP_ID}`]);
    expect(await info(LOCAL_SHOP_ID, token)).toMatchObject({ error: 'shop_no_linked' });
  });

  it('takes a code once, within ten minutes, of the same app and shop', async () => {
    const code = (await platform.consent('local')).get('code');
    expect(await platform.exchange(code, { shop_id: DEMO_SHOP_ID })).toMatchObject({ error: 'invalid_shop_id' });
    expect(await platform.exchange(code, { main_account_id: 1 })).toMatchObject({ error: 'invalid_main_acount_id' });
    expect(await platform.exchange(code, {}, LIVE)).toMatchObject({ error: 'invalid_code' });
    expect(await platform.exchange(code, { ...LOCAL, partner_id: '1007001' })).toMatchObject({
      error: '',
      expire_in: 14_400,
    });
    expect(await platform.exchange(code, LOCAL)).toMatchObject({ error: 'invalid_code' });
    const late = (await platform.consent('local')).get('code');
    await platform.advance('601s');
    expect(await platform.exchange(late, LOCAL)).toMatchObject({ error: 'invalid_code' });
  });

  it('gives a single shop no lists, and names its partner and subject after a refresh', async () => {
    const first = await letIn('local', LOCAL);
    expect(first).not.toHaveProperty('shop_id_list');
    expect(first).not.toHaveProperty('response');
    expect(await platform.refresh(first['refresh_token'], LOCAL)).toMatchObject({
      partner_id: ERP.partnerId,
      shop_id: LOCAL_SHOP_ID,
      expire_in: 14_400,
    });
  });

  it('rotates refresh tokens: each works once, the old access token five minutes more', async () => {
    const first = await letIn('local', LOCAL);
    const second = await platform.refresh(first['refresh_token'], LOCAL);
    expect(await platform.refresh(first['refresh_token'], LOCAL)).toMatchObject({
      status: 403,
      error: 'error_auth',
      message: 'Invalid refresh_token.',
    });
    expect(await info(LOCAL_SHOP_ID, first['access_token'])).toMatchObject({ error: '' });
    await platform.advance('299s');
    expect(await info(LOCAL_SHOP_ID, first['access_token'])).toMatchObject({ error: '' });
    await platform.advance('2s');
    expect(await info(LOCAL_SHOP_ID, first['access_token'])).toMatchObject({ error: 'invalid_acceess_token' });
    expect(await info(LOCAL_SHOP_ID, second['access_token'])).toMatchObject({ error: '' });
    await platform.advance('4h');
    expect(await info(LOCAL_SHOP_ID, second['access_token'])).toMatchObject({ error: 'invalid_acceess_token' });
    expect(await platform.refresh(second['refresh_token'], LOCAL)).toMatchObject({ error: '' });
  });

  it('lets refresh tokens die after thirty days, and authorisations when they were granted for less', async () => {
    const long = await letIn('local', LOCAL);
    const short = await platform.exchange((await platform.consent('demo', { days: '7' })).get('code'));
    await platform.advance('8d');
    expect(await platform.refresh(short['refresh_token'], { shop_id: DEMO_SHOP_ID })).toMatchObject({
      error: 'shop_access_expired',
    });
    await platform.advance('23d');
    expect(await platform.refresh(long['refresh_token'], LOCAL)).toMatchObject({ error: 'refresh_token_expired' });
  });

  it('refuses a refresh for whom the token is not, for nobody, and for two at once', async () => {
    const { refresh_token: token } = await letIn('local', LOCAL);
    expect(await platform.refresh(token, { shop_id: DEMO_SHOP_ID })).toMatchObject({
      error: 'error_shop_refresh_token',
    });
    expect(await platform.refresh(token, { merchant_id: 1 })).toMatchObject({ error: 'error_merchant_refresh_token' });
    expect(await platform.refresh(token, { user_id: 1 })).toMatchObject({ error: 'error_user_refresh_token' });
    expect(await platform.refresh(token, {})).toMatchObject({ error: 'error_param' });
    expect(await platform.refresh(token, { ...LOCAL, merchant_id: 1 })).toMatchObject({ error: 'error_param' });
    expect(await platform.refresh('f'.repeat(36), LOCAL)).toMatchObject({ error: 'error_auth' });
  });

  it('ends the old tokens when a seller lets the app in anew', async () => {
    const first = await letIn('local', LOCAL);
    const second = await letIn('local', LOCAL);
    expect(await info(LOCAL_SHOP_ID, first['access_token'])).toMatchObject({ error: 'invalid_acceess_token' });
    expect(await platform.refresh(first['refresh_token'], LOCAL)).toMatchObject({ error: 'error_auth' });
    expect(await info(LOCAL_SHOP_ID, second['access_token'])).toMatchObject({ error: '' });
  });

  it('ends everything when the seller takes it back', async () => {
    const pair = await letIn('local', LOCAL);
    await platform.control('POST', '/authorizations/end', { account: 'local' });
    expect(await info(LOCAL_SHOP_ID, pair['access_token'])).toMatchObject({ error: 'shop_no_linked' });
    expect(await platform.refresh(pair['refresh_token'], LOCAL)).toMatchObject({ error: 'shop_no_linked' });
    expect(await platform.call('public/get_shops_by_partner')).toMatchObject({ authed_shop_list: [], more: false });
  });

  it('gives a main account one pair, whose refresh token works once for each shop and merchant', async () => {
    const back = await platform.consent('six');
    expect([back.get('main_account_id'), back.get('shop_id')]).toEqual(['5500101', null]);
    const first = await platform.exchange(back.get('code'), { main_account_id: 5_500_101 });
    const shops = [1, 2, 3, 4, 5, 6].map((index) => 220_012_000 + index);
    expect(first).toMatchObject({ shop_id_list: shops, merchant_id_list: [3_300_042], user_id_list: [] });
    const merchant = await platform.refresh(first['refresh_token'], { merchant_id: 3_300_042 });
    const thai = await platform.refresh(first['refresh_token'], { shop_id: shops[2] });
    expect(await platform.refresh(first['refresh_token'], { shop_id: shops[2] })).toMatchObject({
      error: 'error_auth',
    });
    expect([merchant.error, thai.error]).toEqual(['', '']);
    await platform.advance('6m');
    expect(await info(shops[2]!, first['access_token'])).toMatchObject({ error: 'invalid_acceess_token' });
    expect(await info(shops[3]!, first['access_token'])).toMatchObject({ error: '' });
    expect(await info(shops[2]!, thai['access_token'])).toMatchObject({ error: '', is_cb: true, merchant_id: null });
    expect(await info(shops[2]!, merchant['access_token'])).toMatchObject({ error: 'invalid_acceess_token' });
    expect(await info(shops[3]!, thai['access_token'])).toMatchObject({ error: 'invalid_acceess_token' });
    expect(await platform.refresh(thai['refresh_token'], { shop_id: shops[3] })).toMatchObject({
      error: 'error_shop_refresh_token',
    });
    const merchants = await platform.call('public/get_merchants_by_partner');
    expect(merchants).toMatchObject({ authed_merchant_list: [{ merchant_id: 3_300_042 }], more: false });
  });

  it('leaves the merchant and some shops out when the main account does', async () => {
    const back = await platform.consent('six', { auth_merchant: 'no', shop_ids: '220012001,220012003' });
    const pair = await platform.exchange(back.get('code'));
    expect(pair).toMatchObject({ shop_id_list: [220_012_001, 220_012_003], merchant_id_list: [] });
  });

  it('gives the users of a livestream app beside their shops, and a streamer alone', async () => {
    const back = await platform.consent('six', {}, LIVE);
    const pair = await platform.exchange(back.get('code'), {}, LIVE);
    const shops = pair['shop_id_list'] as number[];
    expect(pair['user_id_list']).toEqual(shops.map((id) => id * 2));
    expect(await platform.refresh(pair['refresh_token'], { user_id: shops[0]! * 2 }, LIVE)).toMatchObject({
      error: '',
      user_id: shops[0]! * 2,
    });
    const streamer = await platform.consent('streamer', { auth_type: 'user' }, LIVE);
    expect([...streamer.keys()]).toEqual(['x', 'code']);
    expect(await platform.exchange(streamer.get('code'), {}, LIVE)).toMatchObject({
      shop_id_list: [],
      user_id_list: [440_055_001],
    });
  });

  it('lists shops page by page', async () => {
    await letIn('six');
    const page = (no: number) =>
      platform.call('public/get_shops_by_partner', { params: { page_size: 4, page_no: no } });
    const [first, second] = [await page(1), await page(2)];
    expect([first['more'], second['more']]).toEqual([true, false]);
    expect((second['authed_shop_list'] as { region: string }[]).map((one) => one.region)).toEqual(['PH', 'ID']);
  });
});

describe('switches of authorisation', () => {
  it('a spent refresh token gives the same pair again while the platform is told to', async () => {
    const platform = await startRawPlatform({ refreshReplayMs: 60_000 });
    try {
      const first = await platform.exchange((await platform.consent('local')).get('code'), LOCAL);
      const second = await platform.refresh(first['refresh_token'], LOCAL);
      const again = await platform.refresh(first['refresh_token'], LOCAL);
      expect(again['refresh_token']).toBe(second['refresh_token']);
      await platform.advance('61s');
      expect(await platform.refresh(first['refresh_token'], LOCAL)).toMatchObject({ error: 'error_auth' });
    } finally {
      await platform.stop();
    }
  });

  it('sellers are sent back only to the domain that was declared', async () => {
    const platform = await startRawPlatform({ redirectDomain: 'app.example' });
    try {
      expect((await platform.consent('local')).get('code')).not.toBeNull();
      expect((await platform.consent('local', { redirect_uri: 'https://other.example/' })).get('code')).toBeNull();
    } finally {
      await platform.stop();
    }
  });
});
