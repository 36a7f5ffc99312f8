import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { advance, ADVANCE_TARGETS } from '../order/advance.js';
import type { Order } from '../order/order.js';
import type { World } from '../world/world.js';
import { requestReturn } from './return-routes.js';

/** What buyers, carriers and the platform do about orders that were placed. */
export function orderRoutes(current: () => World): ControlRoute[] {
  const change = (names: Readonly<Record<string, string>>, act: (order: Order) => void): unknown => {
    const order = findOrder(current(), names);
    act(order);
    return orderState(order);
  };
  return [
    { method: 'GET', pattern: '/orders/{orderNumber}', handle: ({ names }) => change(names, () => undefined) },
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/advance',
      handle: ({ names, body }) => {
        const reader = new BodyReader(body);
        const to = reader.oneOf('to', ADVANCE_TARGETS);
        reader.end();
        return change(names, (order) => advance(current(), order, to));
      },
    },
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/cancel',
      handle: ({ names, body }) => change(names, (order) => cancel(current(), order, body)),
    },
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/return',
      handle: ({ names, body }) => requestReturn(current(), findOrder(current(), names), body),
    },
  ];
}

function cancel(world: World, order: Order, body: unknown): void {
  const reader = new BodyReader(body ?? {});
  const reason = reader.optionalText('reason') ?? 'Change of Mind';
  const by = reader.optionalOneOf('by', ['customer', 'buyer', 'internal', 'system']) ?? 'buyer';
  const consent = reader.optionalOneOf('consent', ['needed', 'not-needed']);
  reader.end();
  const isBuyer = by === 'customer' || by === 'buyer';
  const needsConsent = consent === undefined ? undefined : consent === 'needed';
  world.orderMoves.cancel(order, { by: isBuyer ? 'buyer' : 'system', reason, needsConsent });
}

function findOrder(world: World, names: Readonly<Record<string, string>>): Order {
  const order = world.orders.find(names['orderNumber'] ?? '');
  if (!order) throw new RefusedError(`There is no order ${names['orderNumber']}.`, 404);
  return order;
}

const orderState = (order: Order): unknown => ({
  orderNumber: order.orderSn,
  shop: String(order.shop.shopId),
  status: order.status,
  lines: order.lines.map(({ offer, quantity, cancelled, returned }) => ({
    sellerSku: offer.modelSku || offer.itemSku,
    quantity,
    cancelled,
    returned,
  })),
  packages: order.packages.map((one) => ({
    packageNumber: one.packageNumber,
    status: one.status,
    trackingNumber: one.trackingNumber || null,
  })),
});
