import { fromDecimal } from '@pinglu/kernel';
import { AuthExpiredError, InvalidRequestError, RateLimitedError } from '../port/errors.js';
import { access, answerOf, errorOf, fakeShopee } from './test-shopee.js';

const sgd = (text: string) => fromDecimal(text, 'SGD');
const get = (name: string) => ({ method: 'GET', path: `/api/v2/product/${name}`, subject: 'shop_id=220011001' });

describe('categories', () => {
  it('become a tree of the one list that Shopee answers', async () => {
    const { adapter, seen } = fakeShopee(['catalog.category-tree.ok']);
    expect(await adapter.catalog.categoryTree(access)).toEqual([
      {
        categoryId: '100001',
        name: 'Home & Living',
        leaf: false,
        children: [
          {
            categoryId: '100180',
            name: 'Lighting',
            leaf: false,
            children: [{ categoryId: '100182', name: 'Lamps', leaf: true, children: [] }],
          },
        ],
      },
      { categoryId: '100002', name: 'Pets', leaf: true, children: [] },
    ]);
    expect(seen).toEqual([{ ...get('get_category'), query: {} }]);
  });

  it('are not answered to a dead token', async () => {
    const { adapter } = fakeShopee(['catalog.category-tree.error']);
    expect(await errorOf(adapter.catalog.categoryTree(access))).toBeInstanceOf(AuthExpiredError);
  });

  it('are suggested with the way to them; ids that the tree does not have are left out', async () => {
    const { adapter, seen } = fakeShopee(['catalog.suggest-category.ok', 'catalog.category-tree.ok']);
    expect(await adapter.catalog.suggestCategory(access, 'Brass lamp')).toEqual([
      { categoryId: '100182', name: 'Lamps', path: 'Home & Living > Lighting > Lamps' },
    ]);
    expect(seen[0]).toEqual({ ...get('category_recommend'), query: { item_name: 'Brass lamp' } });
  });

  it('are not suggested for no title', async () => {
    const { adapter } = fakeShopee(['catalog.suggest-category.error']);
    expect(await errorOf(adapter.catalog.suggestCategory(access, ''))).toBeInstanceOf(InvalidRequestError);
  });
});

describe('attributes of a category', () => {
  it('are told with the brand, which Shopee asks for beside them', async () => {
    const { adapter, seen } = fakeShopee(['catalog.brands.ok', 'catalog.attributes.ok']);
    const attributes = await adapter.catalog.attributes(access, '100182');
    expect(attributes.map(({ name, input, mandatory, choices }) => [name, input, mandatory, choices])).toEqual([
      ['brand', 'single_select_or_own', true, []],
      ['100010', 'single_select', true, ['Brass', 'Glass']],
      ['100011', 'multi_select_or_own', false, ['Modern']],
      ['100012', 'number', false, []],
      ['100013', 'date', false, []],
      ['100014', 'text', false, []],
      ['100015', 'unrecognized', false, []],
    ]);
    expect(seen).toEqual([
      { ...get('get_brand_list'), query: { category_id: '100182', status: '1', offset: '0', page_size: '100' } },
      { ...get('get_attribute_tree'), query: { category_id_list: '100182' } },
    ]);
  });

  it('are not there for a category that is no leaf', async () => {
    const { adapter } = fakeShopee(['catalog.brands.last', 'catalog.attributes.error']);
    expect(await errorOf(adapter.catalog.attributes(access, '100001'))).toBeInstanceOf(InvalidRequestError);
  });
});

describe('brands of a category', () => {
  it('are listed page by page', async () => {
    const { adapter, seen } = fakeShopee(['catalog.brands.ok', 'catalog.brands.last']);
    const first = await adapter.catalog.brands(access, { categoryId: '100182' });
    expect(first).toEqual({
      items: [
        { brandId: '0', name: 'No Brand' },
        { brandId: '1130063', name: 'Lampwerk' },
      ],
      nextCursor: '100',
    });
    const last = await adapter.catalog.brands(access, { categoryId: '100182', cursor: first.nextCursor });
    expect(last).toEqual({ items: [{ brandId: '1130099', name: 'Zunder' }], nextCursor: null });
    expect(seen.map(({ query }) => query['offset'])).toEqual(['0', '100']);
  });

  it('are of a category: without one nothing is asked', async () => {
    const { adapter, seen } = fakeShopee([]);
    expect(await errorOf(adapter.catalog.brands(access, {}))).toMatchObject({ fields: [{ field: 'categoryId' }] });
    expect(seen).toEqual([]);
  });

  it('may be asked for too often', async () => {
    const { adapter } = fakeShopee(Array<string>(3).fill('catalog.brands.error'));
    expect(await errorOf(adapter.catalog.brands(access, { categoryId: '1' }))).toBeInstanceOf(RateLimitedError);
  });
});

describe('reading a listing', () => {
  const by = { externalItemId: '3000142341' };
  const bySku = { sellerSku: 'LAMP' };

  it('without variants is its own one variant; what is lower than the price is a promotion’s', async () => {
    const { adapter, seen } = fakeShopee(['catalog.read-product.simple']);
    expect(await adapter.catalog.readProduct(access, by)).toMatchObject({
      externalItemId: '3000142341',
      title: 'Brass lamp',
      categoryId: '100182',
      status: 'live',
      rawStatus: 'NORMAL',
      reasons: [],
      variants: [
        {
          sellerSku: 'LAMP',
          externalSkuId: '3000142341',
          status: 'live',
          price: sgd('15.50'),
          specialPrice: sgd('12.90'),
          stock: { sellable: 25, campaignLocked: 5, withheld: null, occupied: null },
        },
      ],
    });
    expect(seen).toEqual([{ ...get('get_item_base_info'), query: { item_id_list: '3000142341' } }]);
  });

  it('with variants asks for them beside it: the listing itself has no price then', async () => {
    const { adapter, seen } = fakeShopee(['catalog.read-product.with-models', 'catalog.models.ok']);
    const read = await adapter.catalog.readProduct(access, by);
    expect(
      read?.variants.map(({ sellerSku, externalSkuId, status, price }) => [sellerSku, externalSkuId, status, price]),
    ).toEqual([
      ['LAMP-BLACK-M', '9000000000001', 'live', sgd('15.50')],
      ['LAMP-GOLD-M', '9000000000002', 'inactive', sgd('16.00')],
    ]);
    expect(seen[1]).toEqual({ ...get('get_model_list'), query: { item_id: '3000142341' } });
  });

  it('whose variants are gone in between has none, and is no error', async () => {
    const { adapter } = fakeShopee(['catalog.read-product.with-models', 'catalog.models.none']);
    expect(await adapter.catalog.readProduct(access, by)).toMatchObject({ variants: [] });
    const deleted = fakeShopee(['catalog.read-product.with-models', 'catalog.read-product.error']);
    expect(await deleted.adapter.catalog.readProduct(access, by)).toBeNull();
  });

  it('that was refused tells why, and without the reasons when nobody may ask for them', async () => {
    const { adapter, seen } = fakeShopee(['catalog.read-product.banned', 'catalog.violations.ok']);
    expect(await adapter.catalog.readProduct(access, by)).toMatchObject({
      status: 'refused',
      reasons: ['Prohibited Listing: The picture shows another brand: Change the picture'],
    });
    expect(seen[1]).toEqual({ ...get('get_item_violation_info'), query: { item_id_list: '3000142341' } });
    const silent = fakeShopee(['catalog.read-product.banned', 'catalog.violations.error']);
    expect(await silent.adapter.catalog.readProduct(access, by)).toMatchObject({ status: 'refused', reasons: [] });
  });

  it.each([
    'catalog.read-product.none',
    'catalog.read-product.missing',
    'catalog.read-product.error',
    'catalog.read-product.deleted',
  ])('that the shop does not have, or no longer, is null (%s)', async (answer) => {
    const { adapter } = fakeShopee([answer]);
    expect(await adapter.catalog.readProduct(access, by)).toBeNull();
  });

  it('by seller SKU takes only one that has it: the search takes parts of a SKU for it too', async () => {
    const { adapter, seen } = fakeShopee(['catalog.find-product.ok', 'catalog.read-product.two']);
    expect(await adapter.catalog.readProduct(access, bySku)).toMatchObject({ externalItemId: '3000142342' });
    expect(seen[0]).toEqual({ ...get('search_item'), query: { item_sku: 'LAMP', page_size: '50' } });
    const none = fakeShopee(['catalog.find-product.empty']);
    expect(await none.adapter.catalog.readProduct(access, bySku)).toBeNull();
  });

  it('by a seller SKU of two listings takes the one that is on sale', async () => {
    const { adapter } = fakeShopee(['catalog.find-product.ok', 'catalog.read-product.twice']);
    expect(await adapter.catalog.readProduct(access, bySku)).toMatchObject({ externalItemId: '3000142342' });
  });

  it.each(['catalog.read-product.unfinished', 'catalog.read-product.unfinished-with-models'])(
    'that was left half made finds no variant of it, whatever the search answers (%s)',
    async (half) => {
      const models = half.endsWith('models') ? ['catalog.models.ok'] : [];
      const { adapter } = fakeShopee(['catalog.find-product.one', half, ...models]);
      expect(await adapter.catalog.readProduct(access, { sellerSku: 'LAMP-BLACK-M' })).toBeNull();
      const byId = fakeShopee([half, ...models]);
      expect(await byId.adapter.catalog.readProduct(access, by)).toMatchObject({ status: 'inactive', variants: [] });
    },
  );

  it('asks for fifty at a time', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => 3_000_000_000 + index);
    const { adapter, seen } = fakeShopee([
      answerOf({ response: { item_id_list: ids, next_offset: '' } }),
      'catalog.read-product.none',
      'catalog.read-product.none',
    ]);
    expect(await adapter.catalog.readProduct(access, bySku)).toBeNull();
    const sizes = seen.slice(1).map(({ query }) => String(query['item_id_list']).split(',').length);
    expect(sizes).toEqual([50, 10]);
  });

  it('cannot be done without a price', async () => {
    const item = { item_id: 1, item_status: 'NORMAL', has_model: false, price_info: [] };
    const { adapter } = fakeShopee([answerOf({ response: { item_list: [item] } })]);
    expect((await errorOf(adapter.catalog.readProduct(access, by))).message).toContain('price_info');
  });
});

describe('listing products', () => {
  it('asks for all that are there, oldest change first', async () => {
    const { adapter, seen } = fakeShopee(['catalog.list-products.ok', 'catalog.read-product.two']);
    const page = await adapter.catalog.listProducts(access, {});
    expect(page.nextCursor).toBeNull();
    expect(seen[0]).toEqual({
      ...get('get_item_list'),
      query: { offset: '0', page_size: '100', item_status: ['NORMAL', 'UNLIST', 'REVIEWING', 'BANNED'] },
    });
    expect(seen[1]?.query).toEqual({ item_id_list: '3000142341,3000142342' });
  });

  it('asks by status and by time, a second earlier', async () => {
    const { adapter, seen } = fakeShopee(['catalog.list-products.empty', 'catalog.list-products.empty']);
    const since = new Date(1_790_000_000_000);
    await adapter.catalog.listProducts(access, { status: 'refused', updatedSince: since });
    await adapter.catalog.listProducts(access, { status: 'deleted', updatedUntil: since });
    expect(seen[0]?.query).toMatchObject({ item_status: 'BANNED', update_time_from: '1789999999' });
    expect(seen[0]?.query).not.toHaveProperty('update_time_to');
    expect(seen[1]?.query).toMatchObject({
      item_status: ['SELLER_DELETE', 'SHOPEE_DELETE'],
      update_time_to: '1790000000',
    });
  });

  it('by seller SKU keeps those that have one of them; for none nothing is asked', async () => {
    const { adapter, seen } = fakeShopee(['catalog.list-products.ok', 'catalog.read-product.two']);
    const page = await adapter.catalog.listProducts(access, { sellerSkus: ['LAMP', 'OTHER'] });
    expect(page.items.map(({ externalItemId }) => externalItemId)).toEqual(['3000142342']);
    expect(await adapter.catalog.listProducts(access, { sellerSkus: [] })).toEqual({ items: [], nextCursor: null });
    expect(seen).toHaveLength(2);
  });

  it('that are sold out keeps those with nothing left', async () => {
    const { adapter } = fakeShopee(['catalog.list-products.ok', 'catalog.read-product.two']);
    expect((await adapter.catalog.listProducts(access, { status: 'sold_out' })).items).toEqual([]);
  });

  it('fails in our words', async () => {
    const { adapter } = fakeShopee(['catalog.list-products.error']);
    expect(await errorOf(adapter.catalog.listProducts(access, {}))).toBeInstanceOf(InvalidRequestError);
    expect(await errorOf(adapter.catalog.listProducts(access, { cursor: 'strange' }))).toMatchObject({
      message: expect.stringContaining('cursor') as string,
    });
  });
});
