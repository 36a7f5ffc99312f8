import type { MarketplaceAdapter } from '@pinglu/marketplace';
import type { Marketplace } from './shop.js';

/** Our app on one marketplace, as it is used in one country. */
export interface MarketplaceApp {
  readonly marketplace: Marketplace;
  readonly adapter: Pick<MarketplaceAdapter, 'auth' | 'seller' | 'push' | 'pushQueue'>;
  readonly apiBaseUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
}
