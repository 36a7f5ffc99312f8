import { money } from '@pinglu/kernel';
import type { ListingDraft, VariantAddition } from '../port/catalog.types.js';
import { ConflictError, InvalidRequestError, NotFoundError, OutcomeUnknownError } from '../port/errors.js';
import { SendFailure } from '../http/send.js';
import { access, errorOf, fakeLazada, textOf, type SeenRequest } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';

const draft: ListingDraft = {
  categoryId: '10002019',
  title: 'Demo bag',
  description: '<p>A bag</p>',
  images: ['https://sg-live-02.slatic.net/p/a.jpg'],
  attributes: { brand: 'No Brand', warranty_type: 'No Warranty' },
  options: [
    { name: 'color_family', own: false },
    { name: 'size', own: true },
  ],
  variants: ['BLK', 'RED'].map((color) => ({
    sellerSku: `BAG-${color}-M`,
    options: { color_family: color, size: 'M' },
    price: money(3990n, 'THB'),
    quantity: 10,
    packageWeightGrams: 501,
    packageMillimetres: { length: 200, width: 55, height: 100 },
  })),
};

const payloadOf = (request: SeenRequest | undefined): unknown =>
  JSON.parse(request?.params['payload'] ?? request?.params['apiRequestBody'] ?? 'null');

describe('publishing a listing', () => {
  it('sends the draft as Lazada spells it', async () => {
    const { adapter, seen } = fakeLazada(['catalog.create-product.ok']);
    await adapter.catalog.createProduct(access, draft);
    expect(seen[0]).toMatchObject({ method: 'POST', address: `${api}/product/create` });
    const sku = (color: string) => ({
      SellerSku: `BAG-${color}-M`,
      saleProp: { color_family: color, size: 'M' },
      quantity: '10',
      price: '39.90',
      // 501 g are 0.51 kg, never 0.50.
      package_weight: '0.51',
      package_length: '20.0',
      package_width: '5.5',
      package_height: '10.0',
    });
    expect(JSON.parse(seen[0]?.params['payload'] ?? '')).toEqual({
      Request: {
        Product: {
          PrimaryCategory: '10002019',
          Images: { Image: ['https://sg-live-02.slatic.net/p/a.jpg'] },
          Attributes: {
            brand: 'No Brand',
            warranty_type: 'No Warranty',
            name: 'Demo bag',
            description: '<p>A bag</p>',
          },
          variation: {
            variation1: {
              name: 'color_family',
              hasImage: false,
              customize: false,
              options: { option: ['BLK', 'RED'] },
            },
            variation2: { name: 'size', hasImage: false, customize: true, options: { option: ['M'] } },
          },
          Skus: { Sku: [sku('BLK'), sku('RED')] },
        },
      },
    });
  });

  it('answers the ids by seller SKU, in whatever order they come', async () => {
    const { adapter } = fakeLazada(['catalog.create-product.ok']);
    const { externalItemId, variants } = await adapter.catalog.createProduct(access, draft);
    expect(externalItemId).toBe('3069252927');
    expect(variants).toContainEqual({ sellerSku: 'BAG-BLK-M', externalSkuId: '15298395971' });
    expect(variants).toContainEqual({ sellerSku: 'BAG-RED-M', externalSkuId: '15298395972' });
  });

  it('tells every reason of a refusal, without tokens and addresses', async () => {
    const { adapter } = fakeLazada(['catalog.create-product.error']);
    const error = await errorOf(adapter.catalog.createProduct(access, draft));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect((error as InvalidRequestError).fields).toEqual([
      { field: 'Product', message: 'Category is inactive' },
      { field: 'brand', message: 'Ask [e-mail] about [redacted]' },
    ]);
    expect(textOf(error)).not.toContain(access.accessToken);
  });

  it('does not know, and does not repeat, what timed out inside Lazada', async () => {
    const { adapter, seen } = fakeLazada(['catalog.create-product.timeout']);
    expect(await errorOf(adapter.catalog.createProduct(access, draft))).toBeInstanceOf(OutcomeUnknownError);
    expect(seen).toHaveLength(1);
  });

  it('sends nothing that Lazada is sure to refuse, and says all that is wrong with it', async () => {
    const { adapter, seen } = fakeLazada([]);
    const [first] = draft.variants;
    const error = await errorOf(
      adapter.catalog.createProduct(access, {
        ...draft,
        title: '',
        variants: [
          { ...first!, price: money(1n, 'SGD') },
          { ...first!, quantity: -1, options: { size: 'M' } },
        ],
      }),
    );
    expect((error as InvalidRequestError).fields).toEqual([
      { field: 'title', message: 'The title must have 1 to 255 characters.' },
      { field: 'BAG-BLK-M', message: 'The price must be in THB.' },
      { field: 'BAG-BLK-M', message: 'The quantity must be a whole number from 0.' },
      { field: 'BAG-BLK-M', message: 'The option color_family has no value.' },
      { field: 'variants', message: 'A seller SKU comes twice.' },
    ]);
    expect(seen).toEqual([]);
  });
});

describe('what Lazada is sure to refuse', () => {
  const problemsOf = async (change: Partial<ListingDraft>): Promise<readonly string[]> => {
    const { adapter } = fakeLazada([]);
    const error = await errorOf(adapter.catalog.createProduct(access, { ...draft, ...change }));
    return (error as InvalidRequestError).fields.map(({ message }) => message);
  };
  const [black, red] = draft.variants as [ListingDraft['variants'][number], ListingDraft['variants'][number]];
  const images = (count: number) => Array.from({ length: count }, (_, index) => `https://x.slatic.net/${index}.jpg`);

  it.each<[string, Partial<ListingDraft>, string]>([
    ['a long description', { description: 'x'.repeat(25_001) }, 'The description must have at most 25000 characters.'],
    ['nine images', { images: images(9) }, 'At most 8 images are allowed.'],
    ['no variant', { variants: [] }, 'A listing must have 1 to 50 variants.'],
    ['nine images of a variant', { variants: [{ ...black, images: images(9) }] }, 'At most 8 images are allowed.'],
    [
      'images of one variant only',
      { variants: [{ ...black, images: images(1) }, red] },
      'If one variant has images of its own, all must.',
    ],
    [
      'the same options twice',
      { variants: [black, { ...red, options: black.options }] },
      'Two variants have the same options.',
    ],
    [
      'an own option with a long name',
      {
        options: [draft.options[0]!, { name: 'x'.repeat(16), own: true }],
        variants: [{ ...black, options: { ...black.options, ['x'.repeat(16)]: 'M' } }],
      },
      'The name of an own option has at most 15 characters.',
    ],
    [
      'an own option with a long value',
      { variants: [{ ...black, options: { ...black.options, size: 'x'.repeat(21) } }] },
      'A value of an own option has at most 20 characters.',
    ],
    [
      'a parcel of 40 kg and a gram',
      { variants: [{ ...black, packageWeightGrams: 40_001 }] },
      'The parcel must weigh at most 40 kg, and more than nothing.',
    ],
    [
      'a parcel of more than 3 m',
      { variants: [{ ...black, packageMillimetres: { length: 2_000, width: 1_000, height: 1 } }] },
      'The sides of the parcel must be above zero and together at most 300 cm.',
    ],
    [
      'a price of nothing',
      { variants: [{ ...black, price: money(0n, 'THB') }] },
      'The price must be above zero, and whole in VND and IDR.',
    ],
    ['variants without an option', { options: [] }, 'Several variants must differ in an option.'],
  ])('is %s', async (_, change, message) => {
    expect(await problemsOf(change)).toEqual([message]);
  });
});

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

describe('taking off sale and putting on again', () => {
  const listing = { externalItemId: '2807246166' };
  const some = { ...listing, externalSkuIds: ['13449296008', '13449296009'] };

  it('takes off a whole listing, or some variants', async () => {
    const { adapter, seen } = fakeLazada(['catalog.set-active.ok', 'catalog.set-active.ok']);
    await adapter.catalog.setActive(access, listing, false);
    await adapter.catalog.setActive(access, some, false);
    expect(seen[0]).toMatchObject({ method: 'POST', address: `${api}/product/deactivate` });
    expect(seen.map(payloadOf)).toEqual([
      { Request: { Product: { ItemId: 2807246166 } } },
      { Request: { Product: { ItemId: 2807246166, Skus: { SkuId: [13449296008, 13449296009] } } } },
    ]);
  });

  it('is done when it was done already; of several variants each is tried then', async () => {
    const { adapter, seen } = fakeLazada([
      'catalog.set-active.already',
      'catalog.set-active.already',
      'catalog.set-active.already',
      'catalog.set-active.ok',
    ]);
    expect(await adapter.catalog.setActive(access, listing, false)).toBeUndefined();
    expect(await adapter.catalog.setActive(access, some, false)).toBeUndefined();
    expect(seen.slice(2).map(payloadOf)).toMatchObject([
      { Request: { Product: { Skus: { SkuId: [13449296008] } } } },
      { Request: { Product: { Skus: { SkuId: [13449296009] } } } },
    ]);
  });

  it('puts on the variants that the listing has', async () => {
    const { adapter, seen } = fakeLazada(['catalog.add-variants.read-back', 'catalog.set-active.ok']);
    await adapter.catalog.setActive(access, listing, true);
    expect(seen[1]?.address).toBe(`${api}/product/update`);
    expect(payloadOf(seen[1])).toEqual({
      Request: {
        Product: {
          ItemId: '2807246166',
          Attributes: {},
          Skus: {
            Sku: [
              { SkuId: '13449296008', Status: 'active' },
              { SkuId: '13449296009', Status: 'active' },
            ],
          },
        },
      },
    });
  });

  it('fails when there is no such listing', async () => {
    const { adapter } = fakeLazada(['catalog.set-active.error', 'catalog.read-product.error']);
    expect(await errorOf(adapter.catalog.setActive(access, listing, false))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(adapter.catalog.setActive(access, listing, true))).toBeInstanceOf(NotFoundError);
    const strange = adapter.catalog.setActive(access, { externalItemId: 'MLB1' }, false);
    expect(await errorOf(strange)).toBeInstanceOf(InvalidRequestError);
  });
});

describe('removing', () => {
  const skuIds = (count: number) => Array.from({ length: count }, (_, index) => `${13449296008 + index}`);
  const listed = (request: SeenRequest | undefined) => JSON.parse(request?.params['sku_id_list'] ?? 'null') as string[];

  it('names item and SKU, 50 at a time', async () => {
    const { adapter, seen } = fakeLazada(['catalog.remove.ok', 'catalog.remove.ok']);
    await adapter.catalog.remove(access, { externalItemId: '2807246166', externalSkuIds: skuIds(51) });
    expect(seen[0]).toMatchObject({ method: 'POST', address: `${api}/product/remove` });
    expect(seen.map((request) => listed(request).length)).toEqual([50, 1]);
    expect(listed(seen[0])[0]).toBe('SkuId_2807246166_13449296008');
  });

  it('reads which SKUs there are when the whole listing is meant', async () => {
    const { adapter, seen } = fakeLazada(['catalog.add-variants.read-back', 'catalog.remove.ok']);
    await adapter.catalog.remove(access, { externalItemId: '2807246166' });
    expect(listed(seen[1])).toEqual(['SkuId_2807246166_13449296008', 'SkuId_2807246166_13449296009']);
  });

  it('has nothing to do when the listing is gone', async () => {
    const { adapter, seen } = fakeLazada([
      'catalog.read-product.error',
      'catalog.remove.gone',
      'catalog.read-product.error',
    ]);
    await adapter.catalog.remove(access, { externalItemId: '2807246166' });
    await adapter.catalog.remove(access, { externalItemId: '2807246166', externalSkuIds: ['13449296008'] });
    expect(seen).toHaveLength(3);
  });

  it('goes on with those that are still there', async () => {
    const { adapter, seen } = fakeLazada(['catalog.remove.error', 'catalog.read-product.ok', 'catalog.remove.ok']);
    await adapter.catalog.remove(access, { externalItemId: '2807246166', externalSkuIds: skuIds(2) });
    expect(listed(seen[2])).toEqual(['SkuId_2807246166_13449296008']);
  });

  it('fails when what is there is refused', async () => {
    const { adapter } = fakeLazada(['catalog.remove.error', 'catalog.read-product.ok']);
    const call = adapter.catalog.remove(access, { externalItemId: '2807246166', externalSkuIds: skuIds(1) });
    expect(await errorOf(call)).toBeInstanceOf(InvalidRequestError);
  });
});
