import type { Listing, Money, Shop } from '../api/types.js';

/** Something that a buyer of the demo can order: one variant in one shop. */
export interface Article {
  readonly id: string;
  readonly marketplace: string;
  readonly shopId: string;
  readonly shopName: string;
  readonly sellerSku: string;
  readonly price: Money;
}

/** What is published in shops that are connected, by shop and SKU. */
export function articlesOf(listings: readonly Listing[], shops: readonly Shop[]): Article[] {
  const connected = new Map(shops.filter(({ status }) => status === 'connected').map((shop) => [shop.shopId, shop]));
  return listings
    .filter(({ status }) => status === 'published')
    .flatMap(({ shopId, variants }) => {
      const shop = connected.get(shopId);
      if (!shop) return [];
      return variants.map(({ sellerSku, price }) => ({
        id: `${shopId}/${sellerSku}`,
        marketplace: shop.marketplace,
        shopId,
        shopName: shop.name,
        sellerSku,
        price,
      }));
    })
    .sort((a, b) => a.shopName.localeCompare(b.shopName) || a.sellerSku.localeCompare(b.sellerSku));
}
