import { startTestShop } from '../test-shop.js';
import { codesOf, colors, detailsOf, image, listingsOf, sku } from './test-listing.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP, driven by a published client.
describe('a listing is refused at its creation for', () => {
  let shop: Shop;
  let listings: ReturnType<typeof listingsOf>;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
    listings = listingsOf(shop);
  });
  afterEach(() => shop.stop());

  const long = (length: number) => 'x'.repeat(length);
  const twoProps = (change: Record<string, unknown>) => ({
    variation: {
      Variation1: { name: 'color_family', hasImage: 'false', customize: 'false', options: ['Black'] },
      Variation2: { name: 'Finish', hasImage: false, customize: true, options: { option: ['Matt'] }, ...change },
    },
  });
  const matt = [sku('Black', { saleProp: { color_family: 'Black', Finish: 'Matt' } })];

  it.each([
    [
      'three sale properties',
      matt,
      { variation: { ...twoProps({}).variation, Variation3: { name: 'x', customize: true, options: ['y'] } } },
      '209 VARIATION_SIZE_LIMIT',
    ],
    ['pictures of the second property', matt, twoProps({ hasImage: true }), '209 VARIATION_IMAGE_MUST_SET_VARIATION1'],
    ['a long name of a property', matt, twoProps({ name: long(16) }), '209 VARIATION_NAME_LENGTH_LIMIT'],
    ['the same name twice', matt, twoProps({ name: 'color_family' }), '209 VARIATION_NAME_DUPLICATE'],
    [
      'a property that the category does not know',
      matt,
      twoProps({ customize: false }),
      '209 VARIATION_CATEGORY_ATTRIBUTE_INVALID',
    ],
    ['a property without options', [sku('Black')], colors([]), '209 VARIATION_OPTIONS_EMPTY'],
    [
      '51 options',
      [sku('c1')],
      colors(Array.from({ length: 51 }, (_, index) => `c${index}`)),
      '209 OPTIONS_SIZE_LIMIT',
    ],
    ['a long option', [sku(long(21))], colors([long(21)]), '209 VARIATION_OPTION_LENGTH_LIMIT'],
    ['an option twice', [sku('Black')], colors(['Black', 'Black']), '209 VARIATION_OPTION_DUPLICATE'],
    ['an option that was not declared', [sku('Pink')], colors(['Black']), '209 SKU_VARIATION_OPTION_NOT_EXIST'],
    [
      'a variant without its property',
      [sku('Black', { saleProp: {} })],
      colors(['Black']),
      '209 SKU_VARIATION_NAME_MISSING',
    ],
    [
      'promised pictures that are not there',
      [sku('Black')],
      colors(['Black'], { hasImage: true }),
      '209 SKU_VARIATION_IMAGES_MISSING',
    ],
    [
      'a sale property in two places',
      [sku('Black', { color_family: 'Black' })],
      colors(['Black']),
      '4145 BIZ_CHECK_SALEPROP_AND_OLD_PARAM_REPEAT',
    ],
    [
      'a sale property that was not declared',
      [sku('Black', { saleProp: { color_family: 'Black', mood: 'Good' } })],
      colors(['Black']),
      '4143 BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID',
    ],
    [
      'pictures of variants that were not promised',
      [sku('Black', { Images: { Image: [image('a')] } })],
      colors(['Black']),
      '209 VARIATION_IMAGE_SETTING_ERROR',
    ],
    [
      'pictures of one variant only',
      [
        { ...sku('Black', { Images: { Image: [image('a')] } }), saleProp: undefined, color_family: 'Black' },
        { ...sku('Red'), saleProp: undefined, color_family: 'Red' },
      ],
      {},
      '4153 THD_IC_ERR_FC_IC_SKU_IMAGE_001',
    ],
    [
      'nine pictures',
      [sku('Black')],
      { ...colors(['Black']), Images: { Image: Array.from({ length: 9 }, (_, index) => image(`m${index}`)) } },
      '4169 CHK_IMAGE_MAX_ITEMS',
    ],
    [
      'a long name',
      [sku('Black')],
      { ...colors(['Black']), Attributes: { name: long(256), brand: 'No Brand' } },
      '4160 The name is longer than 255 characters',
    ],
    [
      'an outer picture in its text',
      [sku('Black')],
      {
        ...colors(['Black']),
        Attributes: { name: 'n', brand: 'No Brand', description: '<p><img src="http://img.example.com/a.jpg"></p>' },
      },
      '4138 BIZ_CHECK_EXIST_OUTER_IMAGE',
    ],
    [
      'a brand that is unknown',
      [sku('Black')],
      { ...colors(['Black']), Attributes: { name: 'n', brand_id: '1' } },
      '4142 THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY',
    ],
    [
      'a heavy parcel',
      [sku('Black', { package_weight: '40.01' })],
      colors(['Black']),
      '4164 BIZ_CHECK_MAX_PACKAGE_WEIGHT',
    ],
    [
      'a large parcel',
      [sku('Black', { package_length: '290' })],
      colors(['Black']),
      '4165 BIZ_CHECK_MAX_PACKAGE_DIMENISIONS',
    ],
    [
      'three decimals of a weight',
      [sku('Black', { package_weight: '0.125' })],
      colors(['Black']),
      '4149 BIZ_CHECK_PACKAGE_DECIMAL_INVALID',
    ],
    [
      'a price that is too fine',
      [sku('Black', { price: '1.005' })],
      colors(['Black']),
      '4104 price has more digits than THB has',
    ],
    [
      'a special price above the price',
      [sku('Black', { special_price: '100' })],
      colors(['Black']),
      '4157 BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE',
    ],
    [
      'a character that no code may have',
      [sku('Black', { SellerSku: 'A*B' })],
      colors(['Black']),
      '4150 SELLER_SKU_INVALID',
    ],
    ['a code of 51 characters', [sku('Black', { SellerSku: long(51) })], colors(['Black']), '4150 SELLER_SKU_INVALID'],
  ])('%s', async (_name, skus, product, reason) => {
    const answer = await listings.create(skus, product);
    expect(answer).toMatchObject({ code: '500', type: 'ISP', message: 'E500: Create product failed' });
    expect([...new Set(detailsOf(answer))]).toContain(reason);
    expect(await shop.get('/products/get', { filter: 'all' })).toMatchObject({ data: { total_products: 0 } });
  });

  it.each([
    ['no category', { PrimaryCategory: '' }, '4227'],
    ['a category that is closed', { PrimaryCategory: '10002099' }, '4228'],
    ['a category with others below it', { PrimaryCategory: '10100001' }, '4134'],
    ['a category that is unknown', { PrimaryCategory: '1' }, '201'],
  ])('%s', async (_name, product, code) => {
    expect(await listings.create([sku('Black')], { ...colors(['Black']), ...product })).toMatchObject({ code });
  });

  it('51 variants, numbers that are no text, and a payload that is none', async () => {
    const many = Array.from({ length: 51 }, (_, index) => sku(`c${index}`));
    expect(await listings.create(many, colors(['c1']))).toMatchObject({ code: '4171' });
    expect(await listings.create([sku('Black', { price: 100 })], colors(['Black']))).toMatchObject({ code: '1001' });
    expect(await shop.post('/product/create', { payload: '<Request><Product>' })).toMatchObject({ code: '1001' });
    expect(await shop.post('/product/create', { payload: '{}' })).toMatchObject({ code: '1001' });
    expect(await shop.post('/product/create')).toMatchObject({ code: '30' });
  });

  it('more products than the shop may have', async () => {
    await shop.control('PUT', '/catalog', { itemLimit: 1 });
    await listings.created([sku('Black')], colors(['Black']));
    expect(codesOf(await listings.create([sku('Red')], colors(['Red'])))).toEqual(['4148']);
    expect((await shop.get('/product/seller/item/limit')).data).toMatchObject({ onlineItemCount: 1, itemLimit: 1 });
  });
});
