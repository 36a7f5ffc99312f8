import { createLazadaAdapter, type CategoryAttribute } from '@pinglu/marketplace';
import { findCategory } from '../../marketplace/find-category.js';
import { ProductBuilder, sku } from '../../product/product.builder.js';
import type { Product } from '../../product/product.js';
import { planListing } from './plan-listing.js';

const { limits } = createLazadaAdapter({
  credentials: { appKey: '1', appSecret: 's', apiBaseUrl: 'http://127.0.0.1:1/rest' },
}).capabilities;

const attribute = (name: string, change: Partial<CategoryAttribute> = {}): CategoryAttribute => ({
  name,
  label: name,
  level: 'listing',
  input: 'text',
  mandatory: false,
  option: false,
  choices: [],
  ...change,
});
const usual = [
  attribute('name', { mandatory: true }),
  attribute('brand', { mandatory: true, input: 'single_select' }),
  attribute('SellerSku', { mandatory: true, level: 'variant' }),
  attribute('package_weight', { mandatory: true, level: 'variant' }),
];

const plan = (product: Product, attributes: readonly CategoryAttribute[] = usual) =>
  planListing({
    product,
    shop: { country: 'TH', currency: 'THB' },
    category: { categoryId: '70', attributes },
    limits,
  });

describe('the plan of a listing', () => {
  it('takes titles, prices of the country, weights and options of the product, and no stock', () => {
    const { draft, problems } = plan(
      new ProductBuilder().with({ packageSize: { lengthCm: 12, widthCm: 12, heightCm: 16.5 } }).build(),
    );
    expect(problems).toEqual([]);
    expect(draft).toMatchObject({
      categoryId: '70',
      title: 'Liubao Dark Tea',
      attributes: { brand: 'No Brand' },
      options: [{ name: 'Weight', own: true }],
      images: [],
    });
    expect(draft!.variants[0]).toEqual({
      sellerSku: 'LB-100',
      options: { Weight: '100 g' },
      price: { amountMinor: '19900', currency: 'THB' },
      quantity: 0,
      packageWeightGrams: 200,
      packageMillimetres: { length: 120, width: 120, height: 165 },
    });
  });

  it('uses the options of the category where the words and the values agree', () => {
    const color = attribute('color_family', {
      level: 'variant',
      option: true,
      input: 'multi_select_or_own',
      choices: ['Red'],
    });
    const size = attribute('size', { level: 'variant', option: true, input: 'single_select', choices: ['S', 'M'] });
    const product = new ProductBuilder().with({
      skus: [sku('A', { Colour: 'Dusk', Size: 'S' }), sku('B', { Colour: 'Dusk', Size: '10 years' })],
    });
    const { draft } = plan(product.build(), [...usual, color, size]);
    expect(draft!.options).toEqual([
      { name: 'color_family', own: false },
      { name: 'Size', own: true },
    ]);
    expect(draft!.variants[1]!.options).toEqual({ color_family: 'Dusk', Size: '10 years' });
  });

  it('guesses a parcel that costs no more than its weight', () => {
    const { draft } = plan(new ProductBuilder().with({ skus: [sku('A', {}, { weightGrams: 1_600 })] }).build());
    expect(draft!.variants[0]!.packageMillimetres).toEqual({ length: 200, width: 200, height: 200 });
  });

  it('leaves pictures out of the description, which would have it refused', () => {
    const { draft } = plan(
      new ProductBuilder().with({ description: '<p>a<IMG src="https://x.example/a.png">b</p>' }).build(),
    );
    expect(draft!.description).toBe('<p>ab</p>');
  });

  it('says in words all that stands in the way, at once', () => {
    const product = new ProductBuilder()
      .with({
        hsCode: null,
        title: 'x'.repeat(300),
        skus: [
          sku('A', { S: '1', T: '1', U: '1' }, { weightGrams: null }),
          sku('B', { S: '2', T: '1' }, { prices: [] }),
        ],
      })
      .build();
    const { draft, problems } = plan(product, [
      ...usual,
      attribute('plug_type', { mandatory: true, choices: ['Type A', 'Type C'] }),
    ]);
    expect(draft).toBeNull();
    expect(problems.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'hsCode: The HS code is missing; customs asks for at least its first six digits.',
      'weightGrams: The weight is missing of A.',
      'price: B has no price in THB; fill the column Price TH.',
      'title: The title is longer than 255 characters.',
      'options: The variants differ in S, T, U; at most 2 are possible.',
      'options: B does not say its S and T and U.',
      'plug_type: The category asks for plug_type, such as Type A, Type C; choose another category in the column Type.',
    ]);
  });

  it('needs a category', () => {
    const input = { product: new ProductBuilder().build(), shop: { country: 'TH', currency: 'THB' } as const, limits };
    expect(planListing({ ...input, category: null }).problems).toEqual([
      expect.objectContaining({ field: 'category' }),
    ]);
  });
});

describe('the category of a product', () => {
  const leaf = (categoryId: string, name: string) => ({ categoryId, name, leaf: true, children: [] });
  const branch = (name: string, children: ReturnType<typeof leaf>[]) => ({
    categoryId: name,
    name,
    leaf: false,
    children,
  });
  const tree = [branch('Groceries', [leaf('1', 'Tea'), leaf('2', 'Sets')]), branch('Toys', [leaf('3', 'Sets')])];

  it.each([
    ['tea', '1'],
    ['Groceries > Tea', '1'],
    ['Toys / Sets', '3'],
    ['Sets', null],
    ['Groceries', null],
    ['Toys > Tea', null],
    ['', null],
    [null, null],
  ])('that is called %j is %j', (productType, categoryId) => {
    expect(findCategory(tree, productType)).toBe(categoryId);
  });
});
