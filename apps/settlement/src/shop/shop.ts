import type { ShopSnapshot } from '@pinglu/contracts';
import {
  parseCurrency,
  parseMerchantId,
  parseShopId,
  type Currency,
  type MerchantId,
  type ShopId,
} from '@pinglu/kernel';

/** A seller's account on a marketplace in one country, as far as its money goes. */
export interface Shop {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly marketplace: string;
  /** ISO 3166-1 alpha-2; its statements begin and end at this country's midnight. */
  readonly country: string;
  readonly currency: Currency;
  readonly name: string;
  readonly status: 'connected' | 'disconnected';
  readonly connectedAt: Date;
  readonly version: number;
}

export const shopOf = (shop: ShopSnapshot): Shop => ({
  shopId: parseShopId(shop.shopId),
  merchantId: parseMerchantId(shop.merchantId),
  marketplace: shop.marketplace,
  country: shop.country,
  currency: parseCurrency(shop.currency),
  name: shop.name,
  status: shop.status,
  connectedAt: new Date(shop.connectedAt),
  version: shop.version,
});
