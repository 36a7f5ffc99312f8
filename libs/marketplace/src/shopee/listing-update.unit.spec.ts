import { SendFailure } from '../http/send.js';
import {
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  NotSupportedError,
  OutcomeUnknownError,
} from '../port/errors.js';
import { draft } from './test-draft.js';
import { access, errorOf, fakeShopee } from './test-shopee.js';

const externalItemId = '3000142341';
const at = (name: string) => ({ method: 'POST', path: `/api/v2/product/${name}`, subject: 'shop_id=220011001' });

describe('changing a listing', () => {
  it('sends what is given and nothing else', async () => {
    const { adapter, seen } = fakeShopee(['catalog.update-product.ok']);
    await adapter.catalog.updateProduct(access, { externalItemId, title: 'Another', description: '<p>New</p>' });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      ...at('update_item'),
      body: { item_id: 3000142341, item_name: 'Another', description: 'New' },
    });
    expect(Object.keys(seen[0]?.body as object)).toHaveLength(3);
  });

  it('keeps the attributes that are not named: Shopee replaces the whole list', async () => {
    const { adapter, seen } = fakeShopee([
      ...['catalog.read-product.simple', 'catalog.attributes.ok', 'catalog.brands.ok'],
      'catalog.update-product.ok',
    ]);
    const attributes = { '100010': 'Glass', '100011': 'Old', brand: 'Lampwerk' };
    await adapter.catalog.updateProduct(access, { externalItemId, attributes });
    expect(seen[3]?.body).toEqual({
      item_id: 3000142341,
      attribute_list: [
        {
          attribute_id: 100012,
          attribute_value_list: [{ value_id: 0, original_value_name: '40', value_unit: 'W' }],
        },
        { attribute_id: 100010, attribute_value_list: [{ value_id: 2002 }] },
        { attribute_id: 100011, attribute_value_list: [{ value_id: 0, original_value_name: 'Old' }] },
      ],
      brand: { brand_id: 1130063, original_brand_name: 'Lampwerk' },
    });
  });

  it('weighs a listing without variants itself, and variants one by one', async () => {
    const { adapter, seen } = fakeShopee(['catalog.update-product.ok', 'catalog.update-product.models']);
    const packageMillimetres = { length: 100, width: 100, height: 11 };
    const dimension = { package_length: 10, package_width: 10, package_height: 2 };
    await adapter.catalog.updateProduct(access, {
      externalItemId,
      variants: [{ externalSkuId: externalItemId, packageWeightGrams: 450, packageMillimetres }],
    });
    await adapter.catalog.updateProduct(access, {
      externalItemId,
      variants: [{ externalSkuId: '9000000000001', packageMillimetres }, { externalSkuId: '9000000000002' }],
    });
    expect(seen.map(({ path, body }) => [path, body])).toEqual([
      [at('update_item').path, { item_id: 3000142341, weight: 0.45, dimension }],
      [at('update_model').path, { item_id: 3000142341, model: [{ model_id: 9000000000001, dimension }] }],
    ]);
  });

  it('refuses what Shopee cannot change of a single variant, and sends nothing then', async () => {
    const { adapter, seen } = fakeShopee([]);
    const variants = [{ externalSkuId: '9000000000001', images: ['i'] }];
    const error = await errorOf(adapter.catalog.updateProduct(access, { externalItemId, title: 'T', variants }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ fields: [{ field: '9000000000001' }] });
    expect(seen).toEqual([]);
  });

  it('fails when there is no such listing', async () => {
    const { adapter } = fakeShopee(['catalog.update-product.error', 'catalog.read-product.none']);
    const update = (change: object) =>
      errorOf(adapter.catalog.updateProduct(access, { externalItemId: '1', ...change }));
    expect(await update({ title: 'T' })).toBeInstanceOf(NotFoundError);
    expect(await update({ attributes: { '100010': 'Glass' } })).toBeInstanceOf(NotFoundError);
  });
});

describe('more variants of a listing', () => {
  const [black] = draft.variants;
  const red = { ...black!, sellerSku: 'LAMP-RED-M', options: { Colour: 'Red', Size: 'M' } };
  const addition = {
    ...{ externalItemId, categoryId: draft.categoryId, options: draft.options },
    besideExternalSkuId: '9000000000001',
    variants: [red],
  };
  const readBack = ['catalog.read-product.with-models', 'catalog.models.grown'];

  it('bring their new values behind the old ones, so that what is there keeps its place', async () => {
    const { adapter, seen } = fakeShopee([
      ...['catalog.models.ok', 'catalog.add-variants.tiers', 'catalog.add-variants.ok'],
      ...readBack,
    ]);
    expect(await adapter.catalog.addVariants(access, addition)).toEqual({
      externalItemId,
      variants: [{ sellerSku: 'LAMP-RED-M', externalSkuId: '9000000000003' }],
    });
    expect(seen[1]).toMatchObject(at('update_tier_variation'));
    expect(seen[1]?.body).toEqual({
      item_id: 3000142341,
      standardise_tier_variation: [
        {
          variation_id: 0,
          variation_name: 'Colour',
          variation_option_list: [
            { variation_option_name: 'Black', image_id: 'img-black' },
            { variation_option_name: 'Gold' },
            { variation_option_name: 'Red' },
          ],
        },
        { variation_id: 0, variation_name: 'Size', variation_option_list: [{ variation_option_name: 'M' }] },
      ],
      model_list: [
        { model_id: 9000000000001, tier_index: [0, 0] },
        { model_id: 9000000000002, tier_index: [1, 0] },
      ],
    });
    expect(seen[2]).toMatchObject(at('add_model'));
    expect(seen[2]?.body).toMatchObject({
      item_id: 3000142341,
      model_list: [
        { tier_index: [2, 0], model_sku: 'LAMP-RED-M', original_price: 15.5, seller_stock: [{ stock: 10 }] },
      ],
    });
  });

  it('leave the values as they are when they need no new ones', async () => {
    const { adapter, seen } = fakeShopee(['catalog.models.grown', 'catalog.add-variants.ok', ...readBack]);
    await adapter.catalog.addVariants(access, { ...addition, variants: [{ ...red, options: black!.options }] });
    expect(seen.map(({ path }) => path)).not.toContain(at('update_tier_variation').path);
  });

  it.each<[string, readonly (string | Error)[]]>([
    ['cannot be read back', [new SendFailure('timeout', true, 'ECONNABORTED'), 'catalog.category-tree.error']],
    ['are not there yet', ['catalog.read-product.with-models', 'catalog.models.ok']],
  ])('are not to be added once more when they %s', async (_, answers) => {
    const { adapter } = fakeShopee([
      ...['catalog.models.ok', 'catalog.add-variants.tiers', 'catalog.add-variants.ok'],
      ...answers,
    ]);
    expect(await errorOf(adapter.catalog.addVariants(access, addition))).toBeInstanceOf(OutcomeUnknownError);
  });

  it('may be refused', async () => {
    const { adapter } = fakeShopee(['catalog.models.ok', 'catalog.add-variants.tiers', 'catalog.add-variants.error']);
    expect(await errorOf(adapter.catalog.addVariants(access, addition))).toBeInstanceOf(InvalidRequestError);
  });
});

describe('on sale and off', () => {
  it('is a matter of the whole listing', async () => {
    const { adapter, seen } = fakeShopee(['catalog.set-active.ok', 'catalog.set-active.ok']);
    await adapter.catalog.setActive(access, { externalItemId }, false);
    await adapter.catalog.setActive(access, { externalItemId }, true);
    expect(seen[0]).toMatchObject({
      ...at('unlist_item'),
      body: { item_list: [{ item_id: 3000142341, unlist: true }] },
    });
    expect(seen[1]?.body).toEqual({ item_list: [{ item_id: 3000142341, unlist: false }] });
    const one = adapter.catalog.setActive(access, { externalItemId, externalSkuIds: ['9000000000001'] }, false);
    expect(await errorOf(one)).toBeInstanceOf(NotSupportedError);
  });

  it.each([
    ['catalog.set-active.unknown', NotFoundError],
    ['catalog.set-active.banned', ConflictError],
    ['catalog.set-active.error', InvalidRequestError],
  ])('may be refused (%s)', async (answer, kind) => {
    const { adapter } = fakeShopee([answer]);
    expect(await errorOf(adapter.catalog.setActive(access, { externalItemId }, true))).toBeInstanceOf(kind);
  });
});

describe('removing', () => {
  it.each(['catalog.remove.ok', 'catalog.remove.bare', 'catalog.remove.gone'])(
    'takes away a listing, or finds it gone (%s)',
    async (answer) => {
      const { adapter, seen } = fakeShopee([answer]);
      await adapter.catalog.remove(access, { externalItemId });
      expect(seen[0]).toMatchObject({ ...at('delete_item'), body: { item_id: 3000142341 } });
    },
  );

  it('takes away variants one by one, and the listing when it is its own one variant', async () => {
    const { adapter, seen } = fakeShopee(['catalog.remove.gone', 'catalog.remove.ok', 'catalog.remove.ok']);
    await adapter.catalog.remove(access, { externalItemId, externalSkuIds: ['9000000000001', '9000000000002'] });
    await adapter.catalog.remove(access, { externalItemId, externalSkuIds: [externalItemId] });
    expect(seen.map(({ path, body }) => [path, body])).toEqual([
      [at('delete_model').path, { item_id: 3000142341, model_id: 9000000000001 }],
      [at('delete_model').path, { item_id: 3000142341, model_id: 9000000000002 }],
      [at('delete_item').path, { item_id: 3000142341 }],
    ]);
  });

  it('waits for the end of a promotion', async () => {
    const { adapter } = fakeShopee(['catalog.remove.error']);
    expect(await errorOf(adapter.catalog.remove(access, { externalItemId }))).toBeInstanceOf(ConflictError);
  });
});
