import { isSignedBy, signPush, signRequest } from './signature.js';

const PARTNER_KEY = '5368617065657353616e64626f784b6579466f7254657374566563746f727301';
const sign = (path: string, subject: { accessToken?: string; subjectId?: string } = {}): string =>
  signRequest(PARTNER_KEY, { partnerId: '1007001', path: `/api/v2/${path}`, timestamp: '1790000000', ...subject });

describe('signature of a call', () => {
  it.each([
    ['auth/token/get', '226dacb68f101aab16a758e9b2548090c556be38ca6ecf8afd2148f589df539e'],
    ['auth/access_token/get', '644271d5ac4971bc165cad2b73d14752cecbb887b9646e9acd5f72d3a7b10869'],
    ['shop/auth_partner', '7c4464c1700eb76c072a27d9c1eb335b121097cee13bc0501fa28ec6a78dca27'],
  ])('of everybody: %s', (path, expected) => {
    expect(sign(path)).toBe(expected);
  });

  it.each([
    [
      'a shop',
      'order/get_order_list',
      { accessToken: '746f6b656e53686f70303030303030303031', subjectId: '220011001' },
      '7a9d065f8d7137bd37ab5dd4334edb3600d986f27c9e01116cf9a2f3abe43dbd',
    ],
    [
      'a merchant',
      'merchant/get_merchant_info',
      { accessToken: '746f6b656e4d65726368303030303030303031', subjectId: '3300042' },
      '427c39020f9816d44b1f6bb3b38836aa459a174c283ac0fb148f31e3735cd285',
    ],
    [
      'a user',
      'livestream/create_session',
      { accessToken: '746f6b656e55736572303030303030303031', subjectId: '440055001' },
      'ddff572cccb8b55a8484bdfa17a202065fd6e5b0975488f96068e3deca71ef82',
    ],
  ])('of %s', (_who, path, subject, expected) => {
    expect(sign(path, subject)).toBe(expected);
  });

  it('is taken in lower case and in full only', () => {
    const parts = { partnerId: '1007001', path: '/api/v2/auth/token/get', timestamp: '1790000000' };
    const right = signRequest(PARTNER_KEY, parts);
    expect([right, right.toUpperCase(), right.slice(1), ''].map((one) => isSignedBy(PARTNER_KEY, parts, one))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('signature of a push', () => {
  const url = 'https://erp.example.test/webhooks/shopee';

  it.each([
    [
      '{"data":{"items":[],"ordersn":"260921ABCD1234","status":"READY_TO_SHIP","completed_scenario":"","update_time":1790000000},"shop_id":220011001,"code":3,"timestamp":1790000001}',
      '89da9d2c74a48777e1a237516c3041e253db7c0d422b8b9553316a22d2dd2018',
    ],
    [
      '{"code":0,"data":{"verify_info":"This is a Verification message.Please respond in the certain format."}}',
      'cdca6acfe92d26076f63fb0eacb807e4decf84f7cdb12ec023c50c8efd302289',
    ],
  ])('covers the address and the raw body %s', (rawBody, expected) => {
    expect(signPush(PARTNER_KEY, url, rawBody)).toBe(expected);
  });
});
