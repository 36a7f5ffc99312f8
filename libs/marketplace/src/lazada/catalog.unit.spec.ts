import {
  AuthExpiredError,
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitedError,
} from '../port/errors.js';
import { access, errorOf, fakeLazada, textOf } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';

describe('the seller', () => {
  it('is asked for and told in our words', async () => {
    const { adapter, seen } = fakeLazada(['seller.get.ok']);
    expect(await adapter.seller.get(access)).toEqual({
      externalSellerId: '100100100',
      name: 'Nanning Home',
      shortCode: 'TH10ABC',
      crossBorder: true,
      status: 'active',
      rawStatus: 'ACTIVE',
    });
    expect(seen).toEqual([{ method: 'GET', address: `${api}/seller/get`, params: {} }]);
  });

  it('cannot be asked for with a dead token', async () => {
    const { adapter } = fakeLazada(['seller.get.error']);
    const error = await errorOf(adapter.seller.get(access));
    expect(error).toBeInstanceOf(AuthExpiredError);
    expect(textOf(error)).not.toContain(access.accessToken);
  });
});

describe('the seller’s warehouses', () => {
  const main = { code: 'dropshipping', name: 'Nanning main', isDefault: true, active: true };

  it('are told as Lazada lists them', async () => {
    const { adapter, seen } = fakeLazada(['seller.warehouses.ok', 'seller.warehouses.quoted']);
    expect(await adapter.seller.warehouses(access)).toEqual([
      main,
      { code: 'TH10RV7-WH-10002', name: 'Bangkok', isDefault: false, active: false },
    ]);
    expect(seen).toEqual([
      { method: 'GET', address: `${api}/seller/warehouse/get`, params: { addressTypes: '["warehouse"]' } },
    ]);
    expect(await adapter.seller.warehouses(access)).toEqual([main]);
  });

  it('are the one that everybody has when the list is empty, and nothing when it is refused', async () => {
    const { adapter } = fakeLazada(['seller.warehouses.empty', 'seller.warehouses.error']);
    expect(await adapter.seller.warehouses(access)).toMatchObject([{ code: 'dropshipping', isDefault: true }]);
    expect(await errorOf(adapter.seller.warehouses(access))).toBeInstanceOf(PermissionDeniedError);
  });
});

describe('brands', () => {
  it('come page by page, each beginning behind what came', async () => {
    const { adapter, seen } = fakeLazada(['catalog.brands.ok', 'catalog.brands.last']);
    const first = await adapter.catalog.brands(access, {});
    expect(first).toEqual({
      items: [
        { brandId: '30768', name: 'No Brand' },
        { brandId: '1001', name: 'Nanning Weave' },
      ],
      nextCursor: '2',
    });
    const { items, nextCursor } = await adapter.catalog.brands(access, { cursor: first.nextCursor });
    expect([items, nextCursor]).toEqual([[{ brandId: '1002', name: 'Lotus' }], null]);
    expect(seen[0]).toMatchObject({ method: 'GET', address: `${api}/category/brands/query` });
    expect(seen.map(({ params }) => params)).toEqual([
      { startRow: '0', pageSize: '200' },
      { startRow: '2', pageSize: '200' },
    ]);
  });

  it('are read from quoted numbers too', async () => {
    const { adapter } = fakeLazada(['catalog.brands.quoted']);
    const { items, nextCursor } = await adapter.catalog.brands(access, {});
    expect([items.length, nextCursor]).toEqual([2, null]);
  });

  it('are asked for again when none came: then all sellers together have asked too often', async () => {
    const { adapter, seen, waits } = fakeLazada(['catalog.brands.throttled', 'catalog.brands.ok']);
    expect((await adapter.catalog.brands(access, {})).items).toHaveLength(2);
    expect(seen).toHaveLength(2);
    expect(Math.max(...waits)).toBeGreaterThanOrEqual(1_000);
  });

  it('are never none at all', async () => {
    const { adapter } = fakeLazada(Array<string>(3).fill('catalog.brands.throttled'));
    expect(await errorOf(adapter.catalog.brands(access, {}))).toBeInstanceOf(RateLimitedError);
  });

  it('can be refused, and a cursor of something else is', async () => {
    const { adapter } = fakeLazada(['catalog.brands.error']);
    expect(await errorOf(adapter.catalog.brands(access, {}))).toBeInstanceOf(InvalidRequestError);
    expect(await errorOf(adapter.catalog.brands(access, { cursor: 'x' }))).toBeInstanceOf(InvalidRequestError);
  });
});

describe('categories', () => {
  it('come as a tree', async () => {
    const { adapter, seen } = fakeLazada(['catalog.category-tree.ok']);
    expect(await adapter.catalog.categoryTree(access)).toEqual([
      {
        categoryId: '10000',
        name: 'Bags',
        leaf: false,
        children: [{ categoryId: '10002019', name: 'Tote Bags', leaf: true, children: [] }],
      },
    ]);
    expect(seen).toEqual([{ method: 'GET', address: `${api}/category/tree/get`, params: { language_code: 'en_US' } }]);
  });

  it('are asked for again while Lazada’s own services fail', async () => {
    const { adapter, seen } = fakeLazada(['catalog.category-tree.error', 'catalog.category-tree.ok']);
    expect(await adapter.catalog.categoryTree(access)).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });

  it('are suggested by title', async () => {
    const { adapter, seen } = fakeLazada(['catalog.suggest-category.ok']);
    expect(await adapter.catalog.suggestCategory(access, 'กระเป๋า & bag')).toEqual([
      { categoryId: '10002019', name: 'Tote Bags', path: 'Bags > Tote Bags' },
    ]);
    expect(seen[0]).toEqual({
      method: 'GET',
      address: `${api}/product/category/suggestion/get`,
      params: { product_name: 'กระเป๋า & bag' },
    });
  });

  it('cannot always be suggested', async () => {
    const { adapter } = fakeLazada(['catalog.suggest-category.error']);
    expect(await errorOf(adapter.catalog.suggestCategory(access, 'x'))).toBeInstanceOf(NotFoundError);
  });

  it('have attributes, of which an unknown kind of input is kept as such', async () => {
    const { adapter, seen } = fakeLazada(['catalog.attributes.ok']);
    expect(await adapter.catalog.attributes(access, '10002019')).toEqual([
      {
        name: 'color_family',
        label: 'Color Family',
        level: 'variant',
        input: 'multi_select_or_own',
        mandatory: false,
        option: true,
        choices: ['Black'],
      },
      {
        name: 'brand',
        label: 'Brand',
        level: 'listing',
        input: 'single_select',
        mandatory: true,
        option: false,
        choices: [],
      },
      {
        name: 'hologram',
        label: 'Hologram',
        level: 'listing',
        input: 'unrecognized',
        mandatory: false,
        option: false,
        choices: [],
      },
    ]);
    expect(seen[0]).toEqual({
      method: 'GET',
      address: `${api}/category/attributes/get`,
      params: { primary_category_id: '10002019', language_code: 'en_US' },
    });
  });

  it('have no attributes when they are not active', async () => {
    const { adapter } = fakeLazada(['catalog.attributes.error']);
    const error = await errorOf(adapter.catalog.attributes(access, '1'));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error.message).toBe('The category is missing, not active, or not a leaf. Choose another category.');
  });
});

describe('reading a listing back', () => {
  const listing = {
    externalItemId: '2807246166',
    title: 'Demo',
    categoryId: '8707',
    status: 'live',
    rawStatus: 'Active',
    reasons: [],
    variants: [
      {
        sellerSku: 'BAG-BLK',
        externalSkuId: '13449296008',
        status: 'live',
        rawStatus: 'active',
        price: { amountMinor: '10200', currency: 'THB' },
        specialPrice: null,
        stock: { sellable: 17, withheld: 1, occupied: 2, campaignLocked: 5 },
      },
    ],
  };

  it('by its id', async () => {
    const { adapter, seen } = fakeLazada(['catalog.read-product.ok']);
    expect(await adapter.catalog.readProduct(access, { externalItemId: '2807246166' })).toEqual(listing);
    expect(seen).toEqual([{ method: 'GET', address: `${api}/product/item/get`, params: { item_id: '2807246166' } }]);
  });

  it.each(['quoted', 'nested'])('by its id, in the shapes that have been seen (%s)', async (shape) => {
    const { adapter } = fakeLazada([`catalog.read-product.${shape}`]);
    expect(await adapter.catalog.readProduct(access, { externalItemId: '2807246166' })).toEqual(listing);
  });

  it('as refused when quality control rejected it, with every reason', async () => {
    const { adapter } = fakeLazada(['catalog.read-product.rejected']);
    expect(await adapter.catalog.readProduct(access, { externalItemId: '2807246166' })).toEqual({
      ...listing,
      status: 'refused',
      rawStatus: 'InActive,Reject',
      reasons: ['The picture shows another brand', 'The title names a medicine', 'BAG-BLK: Counterfeit'],
    });
  });

  it('by a seller SKU, passing over deleted ones', async () => {
    const { adapter, seen } = fakeLazada(['catalog.find-product.ok']);
    expect(await adapter.catalog.readProduct(access, { sellerSku: 'BAG-BLK' })).toEqual(listing);
    expect(seen[0]).toEqual({
      method: 'GET',
      address: `${api}/products/get`,
      params: { filter: 'all', offset: '0', limit: '50', options: '1', sku_seller_list: '["BAG-BLK"]' },
    });
  });

  it('answers nothing when there is none', async () => {
    const { adapter } = fakeLazada(['catalog.read-product.error', 'catalog.find-product.empty']);
    expect(await adapter.catalog.readProduct(access, { externalItemId: '1' })).toBeNull();
    expect(await adapter.catalog.readProduct(access, { sellerSku: 'BAG-BLK' })).toBeNull();
  });
});
