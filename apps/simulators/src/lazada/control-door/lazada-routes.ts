import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { marketplaceRoutes } from '../../control/marketplace-routes.js';
import { ACCOUNTS } from '../seller/seller.js';
import { ADVANCE_TARGETS } from '../order/order-moves.js';
import type { Order } from '../order/order.js';
import { cancelFromOutside, returnFromOutside, reverseRoutes } from './reverse-routes.js';
import { limitRoutes } from './limit-routes.js';
import { pushRoutes } from './push-routes.js';
import { readOrder, readShop } from './order-body.js';
import { placeOrder } from '../order/place-order.js';
import type { World } from '../world/world.js';

/** What the control door does beyond what every simulator has. */
export function lazadaRoutes(current: () => World): ControlRoute[] {
  return [
    ...limitRoutes(current),
    ...marketplaceRoutes(current, {
      readShop,
      idOf: (seller) => seller.sellerId,
      readOrder,
      place: (world, request) => {
        const result = placeOrder(world, request);
        return 'refused' in result ? result : { orderNumber: String(result.orderId) };
      },
    }),
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/advance',
      handle: ({ names, body }) => {
        const reader = new BodyReader(body);
        const to = reader.oneOf('to', ADVANCE_TARGETS);
        reader.end();
        return change(current(), names, (order) => current().orderMoves.advance(order, to));
      },
    },
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/cancel',
      handle: ({ names, body }) => change(current(), names, (order) => cancelFromOutside(current(), order, body)),
    },
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/return',
      handle: ({ names, body }) => change(current(), names, (order) => returnFromOutside(current(), order, body)),
    },
    ...reverseRoutes(current),
    { method: 'GET', pattern: '/orders/{orderNumber}', handle: ({ names }) => orderState(findOrder(current(), names)) },
    ...pushRoutes(current),
    {
      method: 'GET',
      pattern: '/shops',
      handle: () => ({ accounts: ACCOUNTS.map(accountState), shops: shopStates(current()) }),
    },
  ];
}

function change(world: World, names: Readonly<Record<string, string>>, act: (order: Order) => void): unknown {
  const order = findOrder(world, names);
  act(order);
  return orderState(order);
}

function findOrder(world: World, names: Readonly<Record<string, string>>): Order {
  const order = world.orders.find(Number(names['orderNumber']));
  if (!order) throw new RefusedError(`There is no order ${names['orderNumber']}.`, 404);
  return order;
}

const orderState = (order: Order): unknown => ({
  orderNumber: String(order.orderId),
  shop: order.seller.sellerId,
  items: order.items.map((item) => ({
    orderItemId: String(item.itemId),
    sellerSku: item.sku.sellerSku,
    status: item.status,
    packageId: item.pack?.packageId ?? null,
    trackingNumber: item.pack?.trackingNumber ?? null,
    reverseOrderId: item.reverseLine ? String(item.reverseLine.reverse.reverseOrderId) : null,
  })),
});

const accountState = (one: (typeof ACCOUNTS)[number]): unknown => ({
  account: one.accountId,
  label: one.label,
  crossBorder: one.crossBorder,
  shops: one.sellers.map((seller) => ({ shop: seller.sellerId, country: seller.site.country, name: seller.name })),
});

const shopStates = (world: World): unknown =>
  ACCOUNTS.flatMap((one) => one.sellers).map((seller) => ({
    shop: seller.sellerId,
    shortCode: seller.shortCode,
    skus: world.products.of(seller).flatMap((product) =>
      product.skus.map((sku) => ({
        sellerSku: sku.sellerSku,
        skuId: String(sku.skuId),
        itemId: String(product.itemId),
        status: sku.status,
        ...sku.stock,
      })),
    ),
  }));
