import { money } from '@pinglu/kernel';
import type { ListingDraft } from '../port/catalog.types.js';
import { InvalidRequestError, OutcomeUnknownError } from '../port/errors.js';
import { draft } from './test-draft.js';
import { access, errorOf, fakeLazada, payloadOf, textOf } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';

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
    expect(payloadOf(seen[0])).toEqual({
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
    ['an image that comes twice', { images: [...images(1), ...images(1)] }, 'An image comes twice.'],
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
