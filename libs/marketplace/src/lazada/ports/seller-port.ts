import type { SellerPort } from '../../port/marketplace.port.js';
import { objectIn, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as seller from '../seller.js';

export function sellerPort(client: LazadaClient): SellerPort {
  return {
    get: async (access) => seller.fromSellerResponse(objectIn(await client.call(endpoints.seller, access, {}))),
    warehouses: async (access) => {
      const { body } = await client.call(endpoints.warehouses, access, seller.toWarehousesRequest());
      return seller.fromWarehousesResponse(body.object('result'));
    },
  };
}
