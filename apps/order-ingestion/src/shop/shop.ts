import type { ShopSnapshot } from '@pinglu/contracts';
import type { Currency, MerchantId, ShopId } from '@pinglu/kernel';

export type Marketplace = ShopSnapshot['marketplace'];

/** A seller's account on a marketplace in one country, as far as taking in its orders goes. */
export interface Shop {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly marketplace: Marketplace;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly currency: Currency;
  /** Its parcels leave China by themselves and need a declaration before they are handed over. */
  readonly crossBorder: boolean;
  readonly status: 'connected' | 'disconnected';
  readonly connectedAt: Date;
  readonly version: number;
}
