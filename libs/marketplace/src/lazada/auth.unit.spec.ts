import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { AuthExpiredError, OutcomeUnknownError } from '../port/errors.js';
import { signatureOf, stringToSign, systemParams } from './auth.js';
import { credentials, errorOf, fakeLazada, fixture } from './test-lazada.js';

const { appKey, appSecret } = credentials;
const accessToken = '50000900001demoAccessToken';
const now = new Date(1_767_225_600_000);
const signed = (path: string, params: Record<string, string>, token: string | null = accessToken): string =>
  signatureOf({ path, params: { ...systemParams({ appKey, accessToken: token, now }), ...params }, appSecret });

describe('the signature of a call', () => {
  it.each([
    [
      'the documentation',
      'helloworld',
      '/order/get',
      { access_token: 'test', app_key: '123456', order_id: '1234', sign_method: 'sha256', timestamp: '1517820392000' },
      '4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A',
    ],
    [
      'an SDK',
      '1234',
      '/test/api',
      { foobar: '4', foo: '1', bar: '2', foo_bar: '3' },
      '988085883BF9D32D251478D23122C7ECC91518CDF63BA22F792000A378F52409',
    ],
  ])('is the one that %s gives', (_source, secret, path, params, signature) => {
    expect(signatureOf({ path, params, appSecret: secret })).toBe(signature);
  });

  it('needs no access token where there is none (V1)', () => {
    expect(signed('/auth/token/create', { code: '0_900001_demoAuthCode' }, null)).toBe(
      '77573B0C9B3A4DBD394E2B0A008B6337C8031281092651445B668F7698AA62A4',
    );
  });

  it.each<[string, string, Record<string, string>, string]>([
    [
      'V2: times with an offset',
      '/orders/get',
      {
        created_after: '2026-01-01T00:00:00+08:00',
        limit: '100',
        offset: '0',
        sort_by: 'updated_at',
        sort_direction: 'DESC',
        status: 'pending',
      },
      '2F2D2F470CD70CBE804835EC7F178F3D7FE37C08A274EA78B8691471F3866FA4',
    ],
    [
      'V3: a payload',
      '/product/price_quantity/update',
      { payload: '{"Request":{"Product":{"Skus":{"Sku":[{"ItemId":"1001","SkuId":"2001","Quantity":"5"}]}}}}' },
      '0F9BF87390E81A7B384E35E7918E5E048C1C17300B4443F67B8B50C10EC31B8A',
    ],
    [
      'V4: Thai and reserved characters',
      '/products/get',
      { filter: 'all', limit: '50', offset: '0', search: 'เสื้อยืด A&B' },
      '61540D955398091D4B31B338BFB02D7BDAB84F46E356378E8F2DACB75AF3A856',
    ],
    [
      'V5: a structured parameter',
      '/order/fulfill/pack',
      {
        packReq:
          '{"pack_order_list":[{"order_item_list":[400000000000002],"order_id":400000000000001}],"delivery_type":"dropship","shipping_allocate_type":"TFS"}',
      },
      'C672CC5402AD7B298536301393E9F274414098E22649BBC1B2B8340FF0971076',
    ],
    [
      'V6a: an empty value that is sent',
      '/order/x',
      { order_id: '1234', shipping_provider: '' },
      'F454B1C092BE690FC63139A9DD47D002386A9713A8A225E1D7831D2F2FB7139C',
    ],
    [
      'V6b: the same left out',
      '/order/x',
      { order_id: '1234' },
      'D97E9D8EB82C3D863E584F093569243D688289170B933CDBD6DEDA042E939EF2',
    ],
  ])('is the known one for %s', (_name, path, params, signature) => {
    expect(signed(path, params)).toBe(signature);
  });

  it('covers an opaque body (V7)', () => {
    const params = systemParams({ appKey, accessToken: null, now });
    expect(signatureOf({ path: '/sandbox/body', params, appSecret, opaqueBody: '{"a":1}' })).toBe(
      '7527582668F9E20C75F69C275A60FCA47CD44D94F700587F3C40362CD129922C',
    );
  });

  it('is of the text that the documentation spells out', () => {
    const params = { created_after: '2026-01-01T00:00:00+08:00', limit: '100', offset: '0', sort_by: 'updated_at' };
    const system = systemParams({ appKey, accessToken, now });
    expect(
      stringToSign({
        path: '/orders/get',
        params: { ...system, ...params, sort_direction: 'DESC', status: 'pending' },
      }),
    ).toBe(
      '/orders/getaccess_token50000900001demoAccessTokenapp_key900001created_after2026-01-01T00:00:00+08:00limit100offset0sign_methodsha256sort_byupdated_atsort_directionDESCstatuspendingtimestamp1767225600000',
    );
  });

  /** Any printable ASCII name, and any value: Thai, emoji, blanks, nothing at all. */
  const names = fc.stringMatching(/^[!-~]{1,12}$/).filter((name) => name !== 'sign' && name !== '__proto__');
  const values = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('', ' ', 'เสื้อยืด A&B', '{"a": 1}', '2026-01-01T00:00:00+08:00', '👜'),
  );
  const paramsOf = fc.dictionary(names, values, { maxKeys: 8 });

  /** The rule once more, byte by byte: nothing of it is shared with what it is compared to. */
  function secondOpinion(path: string, params: Readonly<Record<string, string>>, body = ''): string {
    const chunks = [Buffer.from(path, 'utf8')];
    const sorted = Object.entries(params).map(([name, value]) => [Buffer.from(name, 'utf8'), value] as const);
    sorted.sort(([a], [b]) => Buffer.compare(a, b));
    for (const [name, value] of sorted) chunks.push(name, Buffer.from(value, 'utf8'));
    chunks.push(Buffer.from(body, 'utf8'));
    const digest = createHmac('sha256', Buffer.from(appSecret, 'utf8')).update(Buffer.concat(chunks)).digest();
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
  }

  it('does not depend on the order of the parameters, nor on an earlier signature', () => {
    fc.assert(
      fc.property(paramsOf, fc.infiniteStream(fc.nat()), (params, chance) => {
        const shuffled = Object.fromEntries(
          Object.entries(params)
            .map((entry) => [chance.next().value as number, entry] as const)
            .sort(([a], [b]) => a - b)
            .map(([, entry]) => entry),
        );
        const once = signatureOf({ path: '/a', params, appSecret });
        expect(once).toMatch(/^[0-9A-F]{64}$/);
        expect(signatureOf({ path: '/a', params: { ...shuffled, sign: once }, appSecret })).toBe(once);
      }),
    );
  });

  it('is what somebody else makes of the same rule', () => {
    fc.assert(
      fc.property(paramsOf, values, (params, opaqueBody) => {
        expect(signatureOf({ path: '/a', params, appSecret })).toBe(secondOpinion('/a', params));
        const withBody = signatureOf({ path: '/a', params, appSecret, opaqueBody });
        expect(withBody).toBe(secondOpinion('/a', params, opaqueBody));
      }),
    );
  });

  it('changes with every parameter, the path and the secret', () => {
    fc.assert(
      fc.property(paramsOf, names, fc.string({ minLength: 1, maxLength: 8 }), (params, name, value) => {
        const before = signatureOf({ path: '/a', params, appSecret });
        const changed = { ...params, [name]: `${params[name] ?? ''}${value}` };
        expect(signatureOf({ path: '/a', params: changed, appSecret })).not.toBe(before);
        expect(signatureOf({ path: '/b', params, appSecret })).not.toBe(before);
        expect(signatureOf({ path: '/a', params, appSecret: `${appSecret}x` })).not.toBe(before);
      }),
    );
  });
});

describe('connecting a shop', () => {
  it('sends the seller to the page for browsers, and asks for a fresh login', () => {
    const { adapter } = fakeLazada([]);
    const url = new URL(
      adapter.auth.authorizeUrl({ redirectUri: 'https://pinglu.example/oauth?a=1', state: 's&1', country: 'TH' }),
    );
    expect(url.origin + url.pathname).toBe('https://auth.lazada.com/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      force_auth: 'true',
      redirect_uri: 'https://pinglu.example/oauth?a=1',
      client_id: '900001',
      state: 's&1',
      country: 'th',
    });
  });

  it('exchanges a code for tokens at the address for tokens', async () => {
    const { adapter, seen } = fakeLazada(['auth.exchange-code.ok']);
    expect(await adapter.auth.exchangeCode('0_900001_demoAuthCode')).toEqual({
      accessToken: '50000900001demoAccessToken',
      refreshToken: '50001900001demoRefreshToken',
      expiresAt: new Date('2026-02-01T00:00:00Z'),
      refreshExpiresAt: new Date('2026-07-01T00:00:00Z'),
      crossBorder: false,
      pairPerAccount: false,
      accounts: [{ kind: 'shop', externalSellerId: '100100100', country: 'SG', shortCode: 'SG10ABC' }],
    });
    expect(seen).toEqual([
      {
        method: 'POST',
        address: 'https://auth.lazada.com/rest/auth/token/create',
        params: { code: '0_900001_demoAuthCode' },
      },
    ]);
  });

  it('lists every country of a seller who ships across borders', async () => {
    const { adapter } = fakeLazada(['auth.exchange-code.cross-border']);
    const { crossBorder, accounts } = await adapter.auth.exchangeCode('code');
    expect(crossBorder).toBe(true);
    expect(accounts.map(({ country }) => country)).toEqual(['SG', 'MY', 'TH', 'VN', 'PH', 'ID']);
    expect(accounts[2]).toEqual({ kind: 'shop', externalSellerId: '200200202', country: 'TH', shortCode: 'TH10XYZ' });
  });

  it('reads accounts whose countries are the names of an object, and leaves out where we do not sell', async () => {
    const { adapter } = fakeLazada(['auth.exchange-code.by-country']);
    expect((await adapter.auth.exchangeCode('code')).accounts).toEqual([
      { kind: 'shop', externalSellerId: '200200202', country: 'TH', shortCode: 'TH10XYZ' },
      { kind: 'shop', externalSellerId: '200200203', country: 'MY', shortCode: null },
    ]);
  });

  it('says what the seller has to do whose app is sold on the Service Market', async () => {
    const { adapter } = fakeLazada(['auth.refresh.service-market']);
    const error = await errorOf(adapter.auth.refresh('old'));
    expect(error).toBeInstanceOf(AuthExpiredError);
    expect(error.explanation.cause).toContain('cannot be refreshed');
    expect(error.explanation.advice).toContain('Service Market');
    expect(error.explanation.zh?.advice).toContain('服务市场');
  });

  it('refreshes with the other name of the list of accounts, and lifetimes as texts', async () => {
    const { adapter, seen } = fakeLazada(['auth.refresh.ok']);
    const { accounts, refreshExpiresAt } = await adapter.auth.refresh('old');
    expect(accounts).toHaveLength(1);
    expect(refreshExpiresAt).toEqual(new Date(Date.parse('2026-01-02T00:00:00Z') + 14_924_290_000));
    expect(seen[0]).toMatchObject({
      address: 'https://auth.lazada.com/rest/auth/token/refresh',
      params: { refresh_token: 'old' },
    });
  });

  it.each([
    ['auth.exchange-code.error', 'InvalidCode'],
    ['auth.refresh.error', 'IllegalRefreshToken'],
  ])('says that the shop must be connected again: %s', async (name, code) => {
    const { adapter, seen } = fakeLazada([name]);
    const error = await errorOf(
      name.includes('refresh') ? adapter.auth.refresh('old') : adapter.auth.exchangeCode('code'),
    );
    expect(error).toBeInstanceOf(AuthExpiredError);
    expect(error.upstreamCode).toBe(code);
    expect(error.retryable).toBe(false);
    expect(seen).toHaveLength(1);
  });

  it('does not know whether tokens were made when the answer cannot be read', async () => {
    const body = fixture('auth.exchange-code.ok').replace('"access_token"', '"token"');
    const { adapter } = fakeLazada([{ status: 200, retryAfterMs: null, contentType: 'application/json', body }]);
    expect(await errorOf(adapter.auth.exchangeCode('code'))).toBeInstanceOf(OutcomeUnknownError);
  });
});
