import type { Order } from '../order/order.js';
import type { World } from '../world/world.js';
import type { Session } from './session.js';

/** Some units of an item of the bag that were ordered while the session ran. */
export interface SessionSale {
  readonly orderSn: string;
  readonly itemId: number;
  readonly quantity: number;
  /** Minor units. */
  readonly amount: number;
}

/**
 * What was ordered of the items in the bag from the start of a session to its end, unpaid and cancelled orders too. An
 * order does not say that it came from a session, so every order of those items counts.
 */
export function salesDuring(world: World, session: Session): SessionSale[] {
  if (session.startedMs === 0) return [];
  const endMs = session.endedMs || world.nowMs();
  const items = new Set(session.bag.map((one) => one.itemId));
  const shops = new Set(session.bag.map((one) => one.shopId));
  return [...shops].flatMap((shopId) => {
    const orders = world.orders.sorted(shopId, 'createdMs');
    const sales: SessionSale[] = [];
    for (let index = firstFrom(orders, session.startedMs); index < orders.length; index += 1) {
      const order = orders[index]!;
      if (order.createdMs > endMs) break;
      sales.push(...salesOf(order, items));
    }
    return sales;
  });
}

const salesOf = ({ orderSn, lines }: Order, items: ReadonlySet<number>): SessionSale[] =>
  lines
    .filter((line) => items.has(line.offer.itemId))
    .map(({ offer, quantity, price }) => ({ orderSn, itemId: offer.itemId, quantity, amount: price * quantity }));

/** By halving: a shop that has sold for long has a hundred thousand older orders. */
function firstFrom(orders: readonly Order[], atMs: number): number {
  let low = 0;
  let high = orders.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (orders[middle]!.createdMs < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
