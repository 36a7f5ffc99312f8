import type { OurWorld, TheirWorld } from '../world/worlds.js';
import { doubled, exactlyOne, groupBy, lost, unitsBySku, type Finding } from './finding.js';
import { statusOf } from './order-state.js';

/** Every order once, with the units that were ordered, in the state in which the marketplace has it. */
export function compareOrders(theirs: TheirWorld, ours: OurWorld): Finding[] {
  const byNumber = groupBy(ours.orders, ({ orderNumber }) => orderNumber);
  const known = new Set(theirs.orders.map(({ orderNumber }) => orderNumber));
  return [
    ...theirs.orders.flatMap((order) => {
      const { orderNumber } = order;
      const rows = byNumber.get(orderNumber) ?? [];
      if (rows.length !== 1) return exactlyOne(rows.length, `Order ${orderNumber} is taken in`);
      const [row] = rows;
      const status = statusOf(order);
      return [
        ...(row!.status === status ? [] : [lost(`Order ${orderNumber} is ${status}, and to us ${row!.status}`)]),
        ...compareUnits(orderNumber, unitsBySku(order.items), unitsBySku(row!.lines)),
      ];
    }),
    ...ours.orders
      .filter(({ orderNumber }) => !known.has(orderNumber))
      .map(({ orderNumber }) => doubled(`Order ${orderNumber} was never placed`)),
  ];
}

function compareUnits(orderNumber: string, theirs: Map<string, number>, ours: Map<string, number>): Finding[] {
  return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((sellerSku) => {
    const [there, here] = [theirs.get(sellerSku) ?? 0, ours.get(sellerSku) ?? 0];
    if (there === here) return [];
    const text = `Order ${orderNumber} is for ${there} of ${sellerSku}, and to us for ${here}`;
    return [here < there ? lost(text) : doubled(text)];
  });
}
