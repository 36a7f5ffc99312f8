import { NotSupportedError } from '../../port/errors.js';
import type { SellerPort } from '../../port/marketplace.port.js';
import { listIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as seller from '../seller.js';

export function sellerPort(client: ShopeeClient): SellerPort {
  return {
    get: async (access) => {
      const { body } = await client.call(endpoints.shopInfo, access, {});
      return seller.fromShopInfoResponse(body, access.externalSellerId ?? '');
    },
    warehouses: async (access) => {
      try {
        return seller.fromWarehousesResponse(listIn(await client.call(endpoints.warehouses, access, {})));
      } catch (error) {
        // How Shopee says that the shop has one warehouse, which has no name.
        if (error instanceof NotSupportedError && error.upstreamCode?.endsWith('not_in_whitelist')) return [];
        throw error;
      }
    },
  };
}
