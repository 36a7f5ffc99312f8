import { ApiError } from './api-error.js';
import { child, children, parseLooseJson, parsePayload, textOf } from './payload.js';

describe('payload', () => {
  it.each([
    ['JSON', '{"Request":{"Product":{"Skus":{"Sku":[{"SellerSku":"A&B","price":"1.50"}]}}}}'],
    [
      'JSON with one SKU that is no list',
      '{"Request":{"Product":{"Skus":{"Sku":{"SellerSku":"A&B","price":1.5}}}}}'.replace('1.5', '"1.50"'),
    ],
    [
      'XML',
      '<?xml version="1.0"?><Request><Product><Skus><Sku><SellerSku><![CDATA[A&B]]></SellerSku><price>1.50</price></Sku></Skus></Product></Request>',
    ],
    [
      'a printed Python dictionary',
      `{'Request': {'Product': {'Skus': {'Sku': [{'SellerSku': 'A&B', 'price': '1.50', 'x': None}]}}}}`,
    ],
  ])('reads the same tree from %s', (_name, payload) => {
    const product = child(parsePayload(payload), 'Product')!;
    const [sku] = children(child(product, 'Skus'), 'Sku');
    expect([
      textOf(sku as object as Record<string, unknown>, 'sellersku'),
      textOf(sku as object as Record<string, unknown>, 'price'),
    ]).toEqual(['A&B', '1.50']);
  });

  it.each([
    ['nothing', '', '30'],
    ['no structure', 'hello', '1001'],
    ['another root', '{"Product":{}}', '1001'],
  ])('refuses %s', (_name, payload, code) => {
    const read = () => parsePayload(payload);
    expect(read).toThrow(ApiError);
    expect(read).toThrow(expect.objectContaining({ code }));
  });

  it('reads quotes inside single-quoted text', () => {
    expect(parseLooseJson(String.raw`{'a': 'it\'s "so"', 'b': True, 'c': [1, 2]}`)).toEqual({
      a: `it's "so"`,
      b: true,
      c: [1, 2],
    });
  });
});
