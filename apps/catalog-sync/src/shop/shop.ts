import type { Currency, MerchantId, ShopId } from '@pinglu/kernel';

/** What has to be known of a shop to list products in it. */
export interface Shop {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly marketplace: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly currency: Currency;
  readonly name: string;
  readonly status: 'connected' | 'disconnected';
  readonly version: number;
}
