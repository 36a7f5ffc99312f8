import { isSignedBy, signPush, signRequest } from './signature.js';

const SECRET = 'sandboxSecretDoNotUse0123456789ab';
const SYSTEM = { app_key: '900001', sign_method: 'sha256', timestamp: '1767225600000' };
const TOKEN = { access_token: '50000900001demoAccessToken' };

interface Vector {
  readonly name: string;
  readonly path: string;
  readonly params: Record<string, string>;
  readonly sign: string;
  readonly secret?: string;
  readonly opaqueBody?: string;
  readonly skipEmpty?: boolean;
}

// Published or computed by several independent clients; none of them comes from the code under test.
const VECTORS: readonly Vector[] = [
  {
    name: 'the documentation',
    secret: 'helloworld',
    path: '/order/get',
    params: {
      access_token: 'test',
      app_key: '123456',
      order_id: '1234',
      sign_method: 'sha256',
      timestamp: '1517820392000',
    },
    sign: '4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A',
  },
  {
    name: 'a client that sorts _ before letters',
    secret: '1234',
    path: '/test/api',
    params: { foobar: '4', foo_bar: '3', foo: '1', bar: '2' },
    sign: '988085883BF9D32D251478D23122C7ECC91518CDF63BA22F792000A378F52409',
  },
  {
    name: 'V1, a token call without a token',
    path: '/auth/token/create',
    params: { ...SYSTEM, code: '0_900001_demoAuthCode' },
    sign: '77573B0C9B3A4DBD394E2B0A008B6337C8031281092651445B668F7698AA62A4',
  },
  {
    name: 'V2, a list of orders',
    path: '/orders/get',
    params: {
      ...SYSTEM,
      ...TOKEN,
      created_after: '2026-01-01T00:00:00+08:00',
      limit: '100',
      offset: '0',
      sort_by: 'updated_at',
      sort_direction: 'DESC',
      status: 'pending',
    },
    sign: '2F2D2F470CD70CBE804835EC7F178F3D7FE37C08A274EA78B8691471F3866FA4',
  },
  {
    name: 'V3, a payload of JSON',
    path: '/product/price_quantity/update',
    params: {
      ...SYSTEM,
      ...TOKEN,
      payload: '{"Request":{"Product":{"Skus":{"Sku":[{"ItemId":"1001","SkuId":"2001","Quantity":"5"}]}}}}',
    },
    sign: '0F9BF87390E81A7B384E35E7918E5E048C1C17300B4443F67B8B50C10EC31B8A',
  },
  {
    name: 'V4, Thai and reserved characters',
    path: '/products/get',
    params: { ...SYSTEM, ...TOKEN, filter: 'all', limit: '50', offset: '0', search: 'เสื้อยืด A&B' },
    sign: '61540D955398091D4B31B338BFB02D7BDAB84F46E356378E8F2DACB75AF3A856',
  },
  {
    name: 'V5, packing',
    path: '/order/fulfill/pack',
    params: {
      ...SYSTEM,
      ...TOKEN,
      packReq:
        '{"pack_order_list":[{"order_item_list":[400000000000002],"order_id":400000000000001}],"delivery_type":"dropship","shipping_allocate_type":"TFS"}',
    },
    sign: 'C672CC5402AD7B298536301393E9F274414098E22649BBC1B2B8340FF0971076',
  },
  {
    name: 'V6a, an empty value that is signed',
    path: '/order/x',
    params: { ...SYSTEM, ...TOKEN, order_id: '1234', shipping_provider: '' },
    sign: 'F454B1C092BE690FC63139A9DD47D002386A9713A8A225E1D7831D2F2FB7139C',
  },
  {
    name: 'V6b, an empty value that is left out',
    path: '/order/x',
    params: { ...SYSTEM, ...TOKEN, order_id: '1234', shipping_provider: '' },
    sign: 'D97E9D8EB82C3D863E584F093569243D688289170B933CDBD6DEDA042E939EF2',
    skipEmpty: true,
  },
  {
    name: 'V7, a body that is no form',
    path: '/sandbox/body',
    params: SYSTEM,
    opaqueBody: '{"a":1}',
    sign: '7527582668F9E20C75F69C275A60FCA47CD44D94F700587F3C40362CD129922C',
  },
];

const requestOf = ({ path, params, opaqueBody, skipEmpty }: Vector) => ({
  path,
  params: new Map(Object.entries(params)),
  opaqueBody,
  skipEmpty,
});

describe('signature of requests', () => {
  it.each(VECTORS)('signs as $name', (vector) => {
    expect(signRequest(vector.secret ?? SECRET, requestOf(vector))).toBe(vector.sign);
  });

  it.each(VECTORS)('accepts $name, in either case of the letters', (vector) => {
    for (const sign of [vector.sign, vector.sign.toLowerCase()]) {
      const request = requestOf(vector);
      request.params.set('sign', sign);
      expect(isSignedBy(vector.secret ?? SECRET, request)).toBe(true);
    }
  });

  it.each(VECTORS)('refuses $name when one value is another', (vector) => {
    const request = requestOf(vector);
    request.params.set('sign', vector.sign);
    request.params.set('app_key', '900002');
    expect(isSignedBy(vector.secret ?? SECRET, request)).toBe(false);
  });

  it('refuses a request without a signature', () => {
    expect(isSignedBy(SECRET, requestOf(VECTORS[2]!))).toBe(false);
  });
});

describe('signature of pushes', () => {
  it('is lower-case hex over the app key and the raw body', () => {
    const body =
      '{"seller_id":"100200300","message_type":0,"data":{"order_status":"pending","trade_order_id":"260422900198363","trade_order_line_id":"260422900298363","status_update_time":1767225600},"timestamp":1767225600000,"site":"lazada_sg"}';
    expect(signPush({ key: '900001', secret: SECRET }, body)).toBe(
      '6e30cc91bc338cca13dbf70cbad06961df0fc774b0d4bcefd50379371235efb2',
    );
  });
});
