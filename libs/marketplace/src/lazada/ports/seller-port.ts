import type { SellerPort } from '../../port/marketplace.port.js';
import { objectIn, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { fromSellerResponse } from '../seller.js';

export function sellerPort(client: LazadaClient): Pick<SellerPort, 'get'> {
  return { get: async (access) => fromSellerResponse(objectIn(await client.call(endpoints.seller, access, {}))) };
}
