import type { StreamPurchase } from '../../control/buyer-stream.js';
import type { Shop } from '../shop/shop.js';
import type { World } from '../world/world.js';
import { placeOrder } from './place-order.js';

/** One of the many buyers of a stream: pays at once what the shop asks. False when the shop refused. */
export function buyInPassing(world: World, shop: Shop, { sellerSku, quantity }: StreamPurchase): boolean {
  const result = placeOrder(world, {
    shop,
    orderNumber: undefined,
    createdMs: undefined,
    lines: [{ sellerSku, quantity, unitPriceMinor: undefined }],
    buyer: {},
    status: 'READY_TO_SHIP',
    isCashOnDelivery: false,
    message: '',
  });
  return !('refused' in result);
}
