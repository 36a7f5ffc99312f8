import type { Fields } from '../catalog/fields.js';
import { orderNotFound } from '../order/order-call.js';
import type { Order, OrderPackage } from '../order/order.js';
import { ApiError } from '../protocol/api-error.js';
import type { Shop } from '../shop/shop.js';
import type { World } from '../world/world.js';

export const logisticsError = (name: string, message: string): ApiError => new ApiError(`logistics.${name}`, message);

/** The order that a row names, of this shop. */
export function orderOfRow(world: World, shop: Shop, row: Fields): Order {
  const order = world.orders.findOf(shop.shopId, row.text('order_sn'));
  if (!order) throw orderNotFound();
  return order;
}

/** The package that a row names. Only orders that were split must say which one. */
export function packageOfRow(world: World, shop: Shop, row: Fields): OrderPackage {
  const order = orderOfRow(world, shop, row);
  const packageNumber = row.optionalText('package_number');
  if (packageNumber === undefined && order.isSplit)
    throw logisticsError('ship_order_need_pacakge_number', 'This order is split, package_number is needed.');
  if (packageNumber === undefined) return order.packages[0]!;
  const one = order.packages.find((each) => each.packageNumber === packageNumber);
  if (!one) throw logisticsError('package_not_exist', 'The package is not found.');
  return one;
}

/** A number that stands there, be it empty, is refused for an order that was not split. */
export function mustNotName(order: Order, given: unknown): void {
  if (!order.isSplit && given !== undefined && given !== null)
    throw logisticsError('ship_order_not_need_pacakge_number', 'This order is not split, no package_number is needed.');
}
