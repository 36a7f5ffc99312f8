import { money } from '@pinglu/kernel';
import { AuthExpiredError, InvalidRequestError, NotFoundError, OutcomeUnknownError } from '../port/errors.js';
import type { ListingDraft } from '../port/catalog.types.js';
import { access, errorOf, fakeLazada, textOf } from './test-lazada.js';

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
