import type { StreamPurchase } from '../../control/buyer-stream.js';
import type { Seller } from '../seller/seller.js';
import type { World } from '../world/world.js';
import { placeOrder } from './place-order.js';

/** One of the many buyers of a stream: pays at once what the shop asks. False when the shop refused. */
export function buyInPassing(world: World, seller: Seller, { sellerSku, quantity }: StreamPurchase): boolean {
  const result = placeOrder(world, {
    seller,
    orderNumber: undefined,
    createdMs: undefined,
    kind: 'normal',
    lines: [{ sellerSku, quantity, unitPriceMinor: undefined, warehouse: undefined }],
    buyer: {},
    status: 'pending',
  });
  return !('refused' in result);
}
