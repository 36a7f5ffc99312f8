import { AuthExpiredError, InvalidRequestError, OutcomeUnknownError } from '../port/errors.js';
import { SendFailure } from '../http/send.js';
import { answerOf, credentials, errorOf, fakeShopee, fixture } from './test-shopee.js';

const now = new Date('2026-09-21T00:00:00.000Z');
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const hungUp = new SendFailure('connection', true, 'ECONNRESET');
const shop = { kind: 'shop', externalSellerId: '220011001' } as const;

describe('where a seller consents', () => {
  it('is the page that needs no signature, with the state that comes back', () => {
    const url = new URL(
      fakeShopee([]).adapter.auth.authorizeUrl({ redirectUri: 'https://erp.example.test/back?x=1', state: 's 1' }),
    );
    expect(url.origin + url.pathname).toBe('https://open.shopee.com/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      partner_id: '1007001',
      auth_type: 'seller',
      redirect_uri: 'https://erp.example.test/back?x=1',
      response_type: 'code',
      state: 's 1',
    });
  });
});

describe('exchanging a code', () => {
  it('of one shop asks for that shop, and in which country it is', async () => {
    const { adapter, seen } = fakeShopee(['auth.exchange-code.ok', 'seller.get.ok']);
    const authorization = await adapter.auth.exchangeCode('code-1', { code: 'code-1', shop_id: '220011001' });
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/api/v2/auth/token/get',
        subject: '',
        query: {},
        body: { code: 'code-1', partner_id: 1007001, shop_id: 220011001 },
      }),
      expect.objectContaining({ path: '/api/v2/shop/get_shop_info', subject: 'shop_id=220011001' }),
    ]);
    expect(authorization).toEqual({
      accessToken: '746f6b656e53686f70303030303030303031',
      refreshToken: '7265667265736853686f703030303030303031',
      expiresAt: inSeconds(14_400),
      refreshExpiresAt: inSeconds(30 * 86_400),
      crossBorder: false,
      pairPerAccount: false,
      accounts: [{ ...shop, country: 'SG', shortCode: null }],
    });
  });

  it('of a main account opens all its shops and merchants, each to be given a pair of its own', async () => {
    const inMalaysia = answerOf({ shop_name: 'Lamps MY', region: 'MY', status: 'NORMAL', is_cb: true });
    const answers = ['auth.exchange-code.main-account', 'seller.get.ok', inMalaysia];
    const { adapter, seen } = fakeShopee(answers);
    const authorization = await adapter.auth.exchangeCode('code-2', { code: 'code-2', main_account_id: '5500101' });
    expect(seen[0]?.body).toEqual({ code: 'code-2', partner_id: 1007001, main_account_id: 5500101 });
    expect(authorization).toMatchObject({
      crossBorder: true,
      pairPerAccount: true,
      accounts: [
        { ...shop, country: 'SG' },
        { kind: 'shop', externalSellerId: '220011002', country: 'MY' },
        { kind: 'merchant', externalSellerId: '3300042', country: null },
      ],
    });
  });

  it('of somebody who streams names neither shop nor account', async () => {
    const { adapter, seen } = fakeShopee(['auth.exchange-code.user']);
    const authorization = await adapter.auth.exchangeCode('code-3', { code: 'code-3' });
    expect(seen.map(({ body }) => body)).toEqual([{ code: 'code-3', partner_id: 1007001 }]);
    expect(authorization).toMatchObject({
      expiresAt: inSeconds(13_859),
      pairPerAccount: false,
      accounts: [{ kind: 'user', externalSellerId: '440055001', country: null }],
    });
  });

  it.each([
    ['auth.exchange-code.error', AuthExpiredError],
    ['auth.exchange-code.wrong-shop', InvalidRequestError],
  ])('says why it failed: %s', async (sample, kind) => {
    const { adapter } = fakeShopee([sample]);
    const error = await errorOf(adapter.auth.exchangeCode('code-4', { shop_id: '220011001' }));
    expect(error).toBeInstanceOf(kind);
    expect(error.message).not.toContain('code-4');
  });

  it('is not known to have worked when the answer lacks the tokens, or never comes', async () => {
    const lacking = fakeShopee([answerOf({ expire_in: 14_400 })]);
    expect(await errorOf(lacking.adapter.auth.exchangeCode('c'))).toBeInstanceOf(OutcomeUnknownError);
    const lost = fakeShopee([hungUp]);
    expect(await errorOf(lost.adapter.auth.exchangeCode('c'))).toBeInstanceOf(OutcomeUnknownError);
    expect(lost.seen).toHaveLength(1);
  });
});

describe('refreshing', () => {
  it.each([
    [shop, { shop_id: 220011001 }],
    [{ kind: 'merchant', externalSellerId: '3300042' } as const, { merchant_id: 3300042 }],
    [{ kind: 'user', externalSellerId: '440055001' } as const, { user_id: 440055001 }],
  ])('is for one subject: %p', async (subject, named) => {
    const { adapter, seen } = fakeShopee(['auth.refresh.ok']);
    const authorization = await adapter.auth.refresh('refresh-1', subject);
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/api/v2/auth/access_token/get',
        subject: '',
        body: { refresh_token: 'refresh-1', partner_id: 1007001, ...named },
      }),
    ]);
    expect(authorization).toMatchObject({
      accessToken: '746f6b656e53686f70303030303030303032',
      refreshToken: '7265667265736853686f703030303030303032',
      expiresAt: inSeconds(14_344),
      refreshExpiresAt: inSeconds(30 * 86_400),
      pairPerAccount: false,
      accounts: [subject],
    });
  });

  it('sends nothing while it is not said for whom', async () => {
    const { adapter, seen } = fakeShopee([]);
    expect(await errorOf(adapter.auth.refresh('refresh-1'))).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it.each(['auth.refresh.error', 'auth.refresh.ended'])(
    'ends the connection when it is refused: %s',
    async (sample) => {
      const { adapter } = fakeShopee([sample]);
      const error = await errorOf(adapter.auth.refresh('refresh-1', shop));
      expect(error).toBeInstanceOf(AuthExpiredError);
      expect(error.requestId).toBe((JSON.parse(fixture(sample)) as { request_id: string }).request_id);
    },
  );

  it('is tried once only: a refresh token works once', async () => {
    const { adapter, seen } = fakeShopee([hungUp, 'auth.refresh.ok']);
    const error = await errorOf(adapter.auth.refresh('refresh-1', shop));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(error)).not.toMatch(new RegExp(`refresh-1|${credentials.appSecret}`));
  });
});
