import type { OurOrder, OurReservationLine, OurWorld, TheirWorld } from '../world/worlds.js';
import { doubled, exactlyOne, groupBy, lost, type Finding } from './finding.js';
import { statusOf } from './order-state.js';

/** One reservation for each line: held while the order lives, shipped with it, given back when it is cancelled. */
export function compareReservations(theirs: TheirWorld, ours: OurWorld): Finding[] {
  const linesOf = groupBy(ours.reservations, ({ orderNumber }) => orderNumber);
  const orderOf = new Map(ours.orders.map((order) => [order.orderNumber, order]));
  return theirs.orders.flatMap((order) => {
    const { orderNumber } = order;
    const lines = linesOf.get(orderNumber) ?? [];
    const row = orderOf.get(orderNumber);
    const reservations = new Set(lines.map(({ reservationId }) => reservationId)).size;
    if (reservations > 1) return [doubled(`Order ${orderNumber} has ${reservations} reservations`)];
    // One that is not taken in is told of elsewhere.
    if (!row) return [];
    const status = statusOf(order);
    return row.lines.flatMap((line) => compareLine({ orderNumber, status, line, lines }));
  });
}

function compareLine({
  orderNumber,
  status,
  line: { lineId, sellerSku, quantity },
  lines,
}: {
  orderNumber: string;
  status: ReturnType<typeof statusOf>;
  line: OurOrder['lines'][number];
  lines: readonly OurReservationLine[];
}): Finding[] {
  const own = lines.filter((one) => one.lineId === lineId);
  const what = `${sellerSku} of order ${orderNumber}`;
  // What was cancelled before anybody read it never needed stock.
  if (own.length === 0 && status === 'cancelled') return [];
  if (own.length !== 1) return exactlyOne(own.length, `${what} has a reservation`);
  const [held] = own;
  const wanted = status === 'cancelled' ? 'released' : status === 'shipped' ? 'shipped' : 'reserved';
  return [
    ...(held!.status === wanted || held!.status === 'refused'
      ? []
      : [lost(`${what} is ${held!.status}, and should be ${wanted}`)]),
    ...(held!.quantity === quantity ? [] : [lost(`${what} is ${quantity} units, and reserved are ${held!.quantity}`)]),
  ];
}
