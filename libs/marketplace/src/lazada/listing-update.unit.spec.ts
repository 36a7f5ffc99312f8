import type { VariantAddition } from '../port/catalog.types.js';
import { ConflictError, InvalidRequestError, NotFoundError, OutcomeUnknownError } from '../port/errors.js';
import { SendFailure } from '../http/send.js';
import { draft } from './test-draft.js';
import { access, errorOf, fakeLazada, payloadOf } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';

describe('changing a listing', () => {
  it('sends what is given, and names a SKU all the same', async () => {
    const { adapter, seen } = fakeLazada(['catalog.read-product.ok', 'catalog.update-product.ok']);
    await adapter.catalog.updateProduct(access, { externalItemId: '2807246166', title: 'A better bag' });
    expect(seen[1]).toMatchObject({ method: 'POST', address: `${api}/product/update` });
    expect(payloadOf(seen[1])).toEqual({
      Request: {
        Product: {
          ItemId: '2807246166',
          Attributes: { name: 'A better bag' },
          Skus: { Sku: [{ SkuId: '13449296008' }] },
        },
      },
    });
  });

  it('sends everything that can be given', async () => {
    const { adapter, seen } = fakeLazada(['catalog.update-product.ok']);
    await adapter.catalog.updateProduct(access, {
      externalItemId: '2807246166',
      categoryId: '10002019',
      title: 'T',
      description: '<p>D</p>',
      shortDescription: '<ul></ul>',
      images: ['https://x.slatic.net/1.jpg'],
      attributes: { warranty_type: 'No Warranty' },
      variants: [
        {
          externalSkuId: '13449296008',
          packageWeightGrams: 999,
          packageMillimetres: { length: 201, width: 100, height: 5 },
          images: ['https://x.slatic.net/2.jpg'],
          attributes: { package_content: '1 bag' },
        },
      ],
    });
    expect(seen).toHaveLength(1);
    expect(payloadOf(seen[0])).toEqual({
      Request: {
        Product: {
          ItemId: '2807246166',
          PrimaryCategory: '10002019',
          Images: { Image: ['https://x.slatic.net/1.jpg'] },
          Attributes: {
            warranty_type: 'No Warranty',
            name: 'T',
            description: '<p>D</p>',
            short_description: '<ul></ul>',
          },
          Skus: {
            Sku: [
              {
                package_content: '1 bag',
                SkuId: '13449296008',
                package_weight: '1.00',
                package_length: '20.1',
                package_width: '10.0',
                package_height: '0.5',
                Images: { Image: ['https://x.slatic.net/2.jpg'] },
              },
            ],
          },
        },
      },
    });
  });

  it('has the attributes there even when none is given', async () => {
    const { adapter, seen } = fakeLazada(['catalog.update-product.ok']);
    const variants = [{ externalSkuId: '13449296008', packageWeightGrams: 10 }];
    await adapter.catalog.updateProduct(access, { externalItemId: '2807246166', variants });
    expect(payloadOf(seen[0])).toMatchObject({ Request: { Product: { Attributes: {} } } });
  });

  it('fails as Lazada says: refused, locked, or no such listing', async () => {
    const update = { externalItemId: '2807246166', variants: [{ externalSkuId: '1' }] };
    const { adapter } = fakeLazada([
      'catalog.update-product.error',
      'catalog.update-product.locked',
      'catalog.read-product.error',
    ]);
    const refused = await errorOf(adapter.catalog.updateProduct(access, update));
    expect(refused).toBeInstanceOf(InvalidRequestError);
    expect((refused as InvalidRequestError).fields).toMatchObject([{ field: 'name', sellerSku: 'BAG-BLK' }]);
    expect(await errorOf(adapter.catalog.updateProduct(access, update))).toBeInstanceOf(ConflictError);
    const gone = adapter.catalog.updateProduct(access, { externalItemId: '1', title: 'T' });
    expect(await errorOf(gone)).toBeInstanceOf(NotFoundError);
  });

  it('sends nothing that is sure to be refused', async () => {
    const { adapter, seen } = fakeLazada([]);
    const variants = [{ externalSkuId: '1', packageWeightGrams: 50_000 }];
    const error = await errorOf(adapter.catalog.updateProduct(access, { externalItemId: '1', title: '', variants }));
    expect((error as InvalidRequestError).fields.map(({ field }) => field)).toEqual(['title', '1']);
    expect(seen).toEqual([]);
  });
});

describe('adding variants', () => {
  const [first] = draft.variants;
  const addition: VariantAddition = {
    externalItemId: '2807246166',
    categoryId: '8707',
    besideExternalSkuId: '13449296008',
    options: [{ name: 'color_family', own: false }],
    variants: [{ ...first!, sellerSku: 'BAG-RED', options: { color_family: 'Red' } }],
  };

  it('joins them to one that is there, and reads their ids back', async () => {
    const { adapter, seen } = fakeLazada(['catalog.add-variants.ok', 'catalog.add-variants.read-back']);
    expect(await adapter.catalog.addVariants(access, addition)).toEqual({
      externalItemId: '2807246166',
      variants: [{ sellerSku: 'BAG-RED', externalSkuId: '13449296009' }],
    });
    expect(seen.map(({ method, address }) => `${method} ${address}`)).toEqual([
      `POST ${api}/product/update`,
      `GET ${api}/product/item/get`,
    ]);
    expect(payloadOf(seen[0])).toMatchObject({
      Request: {
        Product: {
          ItemId: '2807246166',
          PrimaryCategory: '8707',
          AssociatedSku: '13449296008',
          Attributes: {},
          variation: { variation1: { name: 'color_family', options: { option: ['Red'] } } },
          Skus: { Sku: [{ SellerSku: 'BAG-RED', saleProp: { color_family: 'Red' }, price: '39.90' }] },
        },
      },
    });
  });

  it('tells why they are refused', async () => {
    const { adapter } = fakeLazada(['catalog.add-variants.error']);
    expect(await errorOf(adapter.catalog.addVariants(access, addition))).toBeInstanceOf(InvalidRequestError);
    const none = adapter.catalog.addVariants(access, { ...addition, options: [] });
    expect((await errorOf(none)) as InvalidRequestError).toMatchObject({ fields: [{ field: 'options' }] });
  });

  it('does not know when they do not show yet, or cannot be read', async () => {
    const unread = new SendFailure('connection', false, 'ECONNREFUSED');
    const hidden = fakeLazada(['catalog.add-variants.ok', 'catalog.read-product.ok']);
    const broken = fakeLazada(['catalog.add-variants.ok', unread, unread, unread]);
    for (const { adapter } of [hidden, broken]) {
      expect(await errorOf(adapter.catalog.addVariants(access, addition))).toBeInstanceOf(OutcomeUnknownError);
    }
  });
});
