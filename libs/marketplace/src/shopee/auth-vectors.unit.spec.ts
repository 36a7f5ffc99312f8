import { signatureOf, stringToSign } from './auth.js';

const partnerKey = '5368617065657353616e64626f784b6579466f7254657374566563746f727301';
const base = { partnerId: '1007001', timestamp: 1_790_000_000 };

describe('Shopee’s signature', () => {
  it.each([
    [
      'of a token',
      '/api/v2/auth/token/get',
      '',
      '',
      '226dacb68f101aab16a758e9b2548090c556be38ca6ecf8afd2148f589df539e',
    ],
    [
      'of a refresh',
      '/api/v2/auth/access_token/get',
      '',
      '',
      '644271d5ac4971bc165cad2b73d14752cecbb887b9646e9acd5f72d3a7b10869',
    ],
    [
      'of a consent',
      '/api/v2/shop/auth_partner',
      '',
      '',
      '7c4464c1700eb76c072a27d9c1eb335b121097cee13bc0501fa28ec6a78dca27',
    ],
    [
      'for a shop',
      '/api/v2/order/get_order_list',
      '746f6b656e53686f70303030303030303031',
      '220011001',
      '7a9d065f8d7137bd37ab5dd4334edb3600d986f27c9e01116cf9a2f3abe43dbd',
    ],
    [
      'for a merchant',
      '/api/v2/merchant/get_merchant_info',
      '746f6b656e4d65726368303030303030303031',
      '3300042',
      '427c39020f9816d44b1f6bb3b38836aa459a174c283ac0fb148f31e3735cd285',
    ],
    [
      'for a user',
      '/api/v2/livestream/create_session',
      '746f6b656e55736572303030303030303031',
      '440055001',
      'ddff572cccb8b55a8484bdfa17a202065fd6e5b0975488f96068e3deca71ef82',
    ],
  ])('%s', (_, path, accessToken, subjectId, expected) => {
    expect(signatureOf({ ...base, path, accessToken, subjectId, partnerKey })).toBe(expected);
  });

  it('is made over the documentation’s own base string', () => {
    expect(
      stringToSign({
        partnerId: '2001887',
        path: '/api/v2/shop/get_shop_info',
        timestamp: 1_655_714_431,
        accessToken: '59777174636562737266615546704c6d',
        subjectId: '14701711',
      }),
    ).toBe('2001887/api/v2/shop/get_shop_info165571443159777174636562737266615546704c6d14701711');
  });
});
