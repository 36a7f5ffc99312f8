import { productPayload, startTestShop } from '../test-shop.js';

export interface ShownSku {
  readonly SkuId: number;
  readonly SellerSku: string;
  readonly Status: string;
  readonly [name: string]: unknown;
}
export interface Shown {
  readonly item_id: number;
  readonly status: string;
  readonly subStatus: string | null;
  readonly attributes: Record<string, string>;
  readonly skus: readonly ShownSku[];
  readonly [name: string]: unknown;
}

export const image = (name: string) => `https://th-live.slatic.net/p/${name}.jpg`;
export const sku = (color: string, change: Record<string, unknown> = {}) => ({
  SellerSku: `LST-${color}`,
  price: '100',
  quantity: '5',
  saleProp: { color_family: color },
  ...change,
});
export const colors = (options: readonly string[], change: Record<string, unknown> = {}) => ({
  variation: {
    variation1: { name: 'color_family', hasImage: false, customize: false, options: { option: options }, ...change },
  },
});

type Shop = Awaited<ReturnType<typeof startTestShop>>;
type Fields = Record<string, unknown>;

/** What a seller does with listings, on a shop that is running. */
export const listingsOf = (shop: Shop) => {
  const create = (skus: readonly Fields[], product: Fields = {}) =>
    shop.post('/product/create', { payload: productPayload(skus, product) });
  return {
    create,
    /** Fails when the product is refused. */
    created: async (skus: readonly Fields[], product: Fields = {}): Promise<number> => {
      const answer = await create(skus, product);
      if (answer.code !== '0') throw new Error(`The product was refused: ${JSON.stringify(answer)}`);
      return (answer.data as { item_id: number }).item_id;
    },
    read: async (itemId: number) => (await shop.get('/product/item/get', { item_id: itemId })).data as Shown,
    update: (product: Fields) =>
      shop.post('/product/update', {
        payload: JSON.stringify({ Request: { Product: { Attributes: {}, ...product } } }),
      }),
  };
};

/** Codes of the details, each with the name that opens its message. */
export const detailsOf = (answer: Fields): string[] =>
  (answer['detail'] as { code: string; message: string }[]).map((one) => `${one.code} ${one.message.split(':')[0]}`);

export const codesOf = (answer: Fields): string[] =>
  (answer['detail'] as { code: string }[]).map((one) => one.code).sort();
