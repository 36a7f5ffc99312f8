import { money } from '@pinglu/kernel';
import { SendFailure } from '../http/send.js';
import type { ListingDraft } from '../port/catalog.types.js';
import {
  AuthExpiredError,
  ConflictError,
  InvalidRequestError,
  OutcomeUnknownError,
  RateLimitedError,
} from '../port/errors.js';
import { draft, simpleDraft } from './test-draft.js';
import { access, answerOf, errorOf, fakeShopee, textOf } from './test-shopee.js';
import { unfinishedSku } from './unfinished.js';

/** What is asked before a draft is sent: channels, attributes, the brand. */
const facts = ['catalog.channels.ok', 'catalog.attributes.ok', 'catalog.brands.ok'];
const timeout = new SendFailure('timeout', true, 'ECONNABORTED');
const pathsOf = (seen: readonly { readonly path: string }[]): string[] =>
  seen.map(({ path }) => path.replace(/^.*\//, ''));

describe('publishing a listing without variants', () => {
  it('takes one call that says it all', async () => {
    const { adapter, seen, waits } = fakeShopee([...facts, 'catalog.create-product.ok']);
    expect(await adapter.catalog.createProduct(access, simpleDraft)).toEqual({
      externalItemId: '3000142341',
      variants: [{ sellerSku: 'LAMP-BLACK-M', externalSkuId: '3000142341' }],
    });
    expect(pathsOf(seen)).toEqual(['get_channel_list', 'get_attribute_tree', 'get_brand_list', 'add_item']);
    expect(waits).toEqual([]);
    expect(seen[3]).toMatchObject({ method: 'POST', path: '/api/v2/product/add_item', query: {} });
    expect(seen[3]?.body).toEqual({
      category_id: 100182,
      item_name: 'Brass lamp',
      description: 'A lamp\nof brass & glass',
      item_sku: 'LAMP-BLACK-M',
      item_status: 'NORMAL',
      original_price: 15.5,
      seller_stock: [{ stock: 10 }],
      weight: 0.401,
      // 5.5 cm are 6, never 5.
      dimension: { package_length: 20, package_width: 6, package_height: 11 },
      image: { image_id_list: ['sg-11134201-7rabc-lz0001'] },
      brand: { brand_id: 1130063, original_brand_name: 'Lampwerk' },
      attribute_list: [
        { attribute_id: 100010, attribute_value_list: [{ value_id: 2001 }] },
        { attribute_id: 100012, attribute_value_list: [{ value_id: 0, original_value_name: '40' }] },
      ],
      // Not the one behind another one, and not the one that is switched off.
      logistic_info: [{ logistic_id: 10007, enabled: true }],
    });
  });

  it('says that there is no brand when the category has no such brand', async () => {
    const { adapter, seen } = fakeShopee([
      ...['catalog.channels.ok', 'catalog.attributes.ok', 'catalog.brands.ok', 'catalog.brands.last'],
      'catalog.create-product.ok',
    ]);
    await adapter.catalog.createProduct(access, { ...simpleDraft, attributes: { brand: 'Unheard' } });
    expect(seen[4]?.body).toMatchObject({ brand: { brand_id: 0, original_brand_name: 'NoBrand' } });
  });

  it('tells the reason of a refusal, without tokens and addresses', async () => {
    const { adapter } = fakeShopee([...facts, 'catalog.create-product.error']);
    const error = await errorOf(adapter.catalog.createProduct(access, simpleDraft));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      upstreamCode: 'product.error_less_required_attribute',
      fields: [{ field: null, message: 'Attribute Material is mandatory, ask [e-mail]' }],
    });
    expect(textOf(error)).not.toContain(access.accessToken);
  });

  it.each<[string, string | Error]>([
    ['failed inside Shopee', 'catalog.create-product.timeout'],
    ['was not answered', timeout],
  ])('does not know, and does not repeat, what %s', async (_, answer) => {
    const { adapter, seen } = fakeShopee([...facts, answer]);
    expect(await errorOf(adapter.catalog.createProduct(access, simpleDraft))).toBeInstanceOf(OutcomeUnknownError);
    expect(seen).toHaveLength(4);
  });

  it('does not know what it has made when the answer does not say its number', async () => {
    const { adapter } = fakeShopee([...facts, answerOf({ response: {} })]);
    expect(await errorOf(adapter.catalog.createProduct(access, simpleDraft))).toBeInstanceOf(OutcomeUnknownError);
  });
});

describe('publishing a listing with variants', () => {
  const before = [...facts, 'catalog.find-product.empty', 'catalog.create-product.ok'];
  const all = [...before, 'catalog.create-product.variations', 'catalog.create-product.finished'];
  const publish = ({ adapter }: ReturnType<typeof fakeShopee>) => adapter.catalog.createProduct(access, draft);

  it('makes it off sale under a mark, waits, gives it its variants, and puts it on sale under its SKU', async () => {
    const fake = fakeShopee(all);
    expect(await publish(fake)).toEqual({
      externalItemId: '3000142341',
      variants: [
        { sellerSku: 'LAMP-BLACK-M', externalSkuId: '9000000000001' },
        { sellerSku: 'LAMP-GOLD-M', externalSkuId: '9000000000002' },
      ],
    });
    const [search, add, init, finish] = fake.seen.slice(3);
    expect(search?.query).toMatchObject({ item_sku: 'LAMP-BLACK-M#unfinished' });
    expect(add?.body).toMatchObject({ item_status: 'UNLIST', item_sku: 'LAMP-BLACK-M#unfinished' });
    expect(fake.waits).toContain(5_000);
    const model = (index: number, price: number, sku: string) => ({
      tier_index: [index, 0],
      original_price: price,
      model_sku: sku,
      seller_stock: [{ stock: 10 }],
      weight: 0.401,
      dimension: { package_length: 20, package_width: 6, package_height: 11 },
    });
    expect(init).toMatchObject({ method: 'POST', path: '/api/v2/product/init_tier_variation' });
    expect(init?.body).toEqual({
      item_id: 3000142341,
      standardise_tier_variation: [
        {
          variation_id: 0,
          variation_name: 'Colour',
          variation_option_list: [{ variation_option_name: 'Black' }, { variation_option_name: 'Gold' }],
        },
        { variation_id: 0, variation_name: 'Size', variation_option_list: [{ variation_option_name: 'M' }] },
      ],
      model: [model(0, 15.5, 'LAMP-BLACK-M'), model(1, 16, 'LAMP-GOLD-M')],
    });
    expect(finish).toMatchObject({
      path: '/api/v2/product/update_item',
      body: { item_id: 3000142341, item_sku: 'LAMP-BLACK-M', item_status: 'NORMAL' },
    });
  });

  it('puts it on sale by the call for just that, should the update not have done it', async () => {
    const fake = fakeShopee([...all.slice(0, -1), 'catalog.create-product.still-off-sale', 'catalog.set-active.ok']);
    await publish(fake);
    expect(fake.seen.at(-1)?.body).toEqual({ item_list: [{ item_id: 3000142341, unlist: false }] });
  });

  it('gives the values of the first option the pictures of their variants', async () => {
    const fake = fakeShopee(all);
    const pictured = draft.variants.map((variant) => ({ ...variant, images: [`img-${variant.options['Colour']}`] }));
    await fake.adapter.catalog.createProduct(access, { ...draft, variants: pictured });
    expect(fake.seen[5]?.body).toMatchObject({
      standardise_tier_variation: [
        {
          variation_option_list: [
            { variation_option_name: 'Black', image_id: 'img-Black' },
            { variation_option_name: 'Gold', image_id: 'img-Gold' },
          ],
        },
        { variation_option_list: [{ variation_option_name: 'M' }] },
      ],
    });
  });

  it.each<[string, string | Error, unknown]>([
    ['is throttled', 'catalog.brands.error', RateLimitedError],
    ['finds the token dead', 'catalog.category-tree.error', AuthExpiredError],
    ['is not answered', timeout, OutcomeUnknownError],
  ])('says what it is when the call for variants %s; what is there stays marked', async (_, answer, kind) => {
    const fake = fakeShopee([...before, answer, answer, answer], { deadlineMs: 600_000 });
    expect(await errorOf(publish(fake))).toBeInstanceOf(kind);
    expect(pathsOf(fake.seen)).not.toContain('delete_item');
    expect(pathsOf(fake.seen)).not.toContain('update_item');
  });

  it('takes the listing away when its variants are refused, and tells that refusal', async () => {
    const fake = fakeShopee([...before, 'catalog.create-product.variations-refused', 'catalog.remove.ok']);
    expect(await errorOf(publish(fake))).toMatchObject({ upstreamCode: 'product.error_tier_index' });
    expect(fake.seen.at(-1)).toMatchObject({
      path: '/api/v2/product/delete_item',
      body: { item_id: 3000142341 },
    });
  });

  it('tells that refusal also when the listing cannot be taken away now', async () => {
    const fake = fakeShopee([...before, 'catalog.create-product.too-soon', 'catalog.remove.error']);
    const error = await errorOf(publish(fake));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error.upstreamCode).toBe('product.error_busi');
  });

  it.each(['catalog.read-product.unfinished', 'catalog.read-product.unfinished-with-models'])(
    'takes away what an earlier attempt has left half made, and begins anew (%s)',
    async (half) => {
      const fake = fakeShopee([...facts, 'catalog.find-product.one', half, 'catalog.remove.ok', ...all.slice(4)]);
      expect((await publish(fake)).variants).toHaveLength(2);
      expect(pathsOf(fake.seen).slice(3)).toEqual([
        ...['search_item', 'get_item_base_info', 'delete_item'],
        ...['add_item', 'init_tier_variation', 'update_item'],
      ]);
    },
  );

  it('takes nothing away that is not marked, whatever the search answers', async () => {
    const fake = fakeShopee([...facts, 'catalog.find-product.ok', 'catalog.read-product.two', ...all.slice(4)]);
    await publish(fake);
    expect(pathsOf(fake.seen)).not.toContain('delete_item');
  });

  it('does not know the variants, and does not ask to be repeated, when the answer does not name them', async () => {
    const strange = answerOf({ response: { model: [{ model_id: 1, tier_index: [0, 0] }] } });
    const fake = fakeShopee([...before, strange, 'catalog.create-product.finished']);
    expect(await errorOf(publish(fake))).toBeInstanceOf(OutcomeUnknownError);
    // It is on sale all the same, so that reading it back finds it.
    expect(pathsOf(fake.seen).at(-1)).toBe('update_item');
  });

  it('marks within the length of a SKU', () => {
    expect(unfinishedSku('x'.repeat(100))).toHaveLength(100);
    expect(unfinishedSku('x'.repeat(100))).toMatch(/^x+#unfinished$/);
  });
});

describe('what Shopee is sure to refuse', () => {
  const problemsOf = async (change: Partial<ListingDraft>): Promise<readonly string[]> => {
    const { adapter, seen } = fakeShopee(facts);
    const attributes = { brand: 'Lampwerk' };
    const error = await errorOf(adapter.catalog.createProduct(access, { ...draft, attributes, ...change }));
    expect(pathsOf(seen)).not.toContain('add_item');
    return (error as InvalidRequestError).fields.map(({ message }) => message);
  };
  const [black, gold] = draft.variants as [ListingDraft['variants'][number], ListingDraft['variants'][number]];
  const long = 'x'.repeat(15);

  it.each<[string, Partial<ListingDraft>, string]>([
    ['no title', { title: '' }, 'The title must have 1 to 255 characters.'],
    ['no picture', { images: [] }, 'A listing must have 1 to 9 pictures.'],
    ['ten pictures', { images: Array<string>(10).fill('i') }, 'A listing must have 1 to 9 pictures.'],
    ['no variant', { variants: [] }, 'A listing must have 1 to 50 variants.'],
    ['variants without an option', { options: [] }, 'Several variants must differ in an option.'],
    [
      'a long option',
      {
        options: [{ name: long, own: true }],
        variants: [{ ...black, options: { [long]: 'M' } }],
      },
      `The option ${long} has more than 14 characters.`,
    ],
    [
      'a long value',
      { variants: [{ ...black, options: { Colour: 'x'.repeat(21), Size: 'M' } }] },
      'The option Colour must have a value of 1 to 20 characters.',
    ],
    ['a price of nothing', { variants: [{ ...black, price: money(0n, 'SGD') }] }, 'The price must be more than 0.'],
    ['another currency', { variants: [{ ...black, price: money(1n, 'MYR') }] }, 'The price must be in SGD.'],
    ['half a unit', { variants: [{ ...black, quantity: 0.5 }] }, 'The quantity must be a whole number from 0.'],
    ['no SKU', { variants: [{ ...black, sellerSku: '' }] }, 'A seller SKU has 1 to 100 characters.'],
    ['a SKU twice', { variants: [black, { ...gold, sellerSku: black.sellerSku }] }, 'A seller SKU comes twice.'],
    [
      'the same options twice',
      { variants: [black, { ...gold, options: black.options }] },
      'Two variants have the same options.',
    ],
    [
      'a picture of one variant only',
      { variants: [{ ...black, images: ['i'] }, gold] },
      'If one variant has a picture of its own, all must, and there must be an option that it belongs to.',
    ],
  ])('is %s', async (_, change, message) => {
    expect(await problemsOf(change)).toEqual([message]);
  });

  it('is a listing that nobody can ship', async () => {
    const { adapter } = fakeShopee(['catalog.channels.none', ...facts.slice(1)]);
    const error = await errorOf(adapter.catalog.createProduct(access, draft));
    expect(error).toMatchObject({ fields: [{ field: 'logistics' }] });
  });

  it('is an amount with decimals where prices have none', async () => {
    const thai = { ...access, country: 'TH' };
    const { adapter } = fakeShopee(facts);
    const variants = [{ ...black, price: money(19_950n, 'THB') }];
    const error = await errorOf(adapter.catalog.createProduct(thai, { ...draft, variants }));
    expect(error).toMatchObject({ fields: [{ message: expect.stringContaining('whole amount') as string }] });
  });
});
