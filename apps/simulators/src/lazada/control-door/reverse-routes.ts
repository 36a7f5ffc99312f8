import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { parseDuration } from '../../control/movable-clock.js';
import type { Order, OrderItem } from '../order/order.js';
import { moveFromOutside, OUTSIDE_MOVES } from '../reverse/outside-moves.js';
import { buyerReason } from '../reverse/reasons.js';
import { RETURN_TARGETS, type ReverseOrder } from '../reverse/reverse-order.js';
import type { World } from '../world/world.js';

const DAY_MS = 86_400_000;
const QC_DECISIONS = [
  'scrap',
  'return_to_merchant',
  'return_to_merchant_cb',
  'return_to_customer',
  'return_to_warehouse',
  'not_returned',
] as const;

/** What buyers, carriers and the platform do about cancellations and returns that have begun. */
export function reverseRoutes(current: () => World): ControlRoute[] {
  const find = (names: Readonly<Record<string, string>>): ReverseOrder => {
    const id = names['reverseOrderId'];
    const found = current().reverses.find(Number(id));
    if (!found) throw new RefusedError(`There is no reverse order ${id}.`, 404);
    return found;
  };
  return [
    {
      method: 'GET',
      pattern: '/reverse-orders/{reverseOrderId}',
      handle: ({ names }) => reverseState(find(names)),
    },
    {
      method: 'POST',
      pattern: '/reverse-orders/{reverseOrderId}/advance',
      handle: ({ names, body }) => {
        const reader = new BodyReader(body);
        const to = reader.oneOf('to', OUTSIDE_MOVES);
        const qcDecision = reader.optionalOneOf('qcDecision', QC_DECISIONS);
        reader.end();
        const reverse = find(names);
        moveFromOutside(current(), reverse, to, qcDecision);
        return reverseState(reverse);
      },
    },
  ];
}

/**
 * A buyer or the platform cancels `items`; with `ask` the seller has to agree first, or wait `within` (24 hours).
 */
export function cancelFromOutside(world: World, order: Order, body: unknown): void {
  const reader = new BodyReader(body ?? {});
  const text = reader.optionalText('reason') ?? 'Change of mind';
  const by = reader.optionalOneOf('by', ['customer', 'internal']) ?? 'customer';
  const ask = reader.optionalBoolean('ask') ?? false;
  const within = reader.optionalText('within');
  const items = readItems(reader, order);
  reader.end();
  const withinMs = within === undefined ? DAY_MS : parseDuration(within);
  if (withinMs === undefined) throw reader.wrong('within', 'a duration such as 24h or 30m');
  const reason = buyerReason(order.seller.site, text);
  if (ask) {
    const open = items.filter((item) => world.orderMoves.isCancelable(item));
    if (open.length === 0) throw new RefusedError('No item of the order can be canceled any more.');
    world.reverseMoves.askToCancel(open, { reason, withinMs });
    return;
  }
  const operator = by === 'customer' ? 'buyer' : 'platform';
  world.orderMoves.cancel(items, { initiator: `cancellation-${by}`, reason, operator });
}

/** A buyer wants to return: until it is refunded at once, or only opened for the seller to act on. */
export function returnFromOutside(world: World, order: Order, body: unknown): void {
  const reader = new BodyReader(body ?? {});
  const text = reader.optionalText('reason') ?? 'Defective';
  const until = reader.optionalOneOf('until', ['refunded', 'opened']) ?? 'refunded';
  const returnTo = reader.optionalOneOf('returnTo', [...RETURN_TARGETS, 'none']) ?? 'RTM';
  const items = readItems(reader, order);
  reader.end();
  const reverse = world.reverseMoves.openReturn(items, {
    reason: buyerReason(order.seller.site, text),
    returnTo: returnTo === 'none' ? undefined : returnTo,
  });
  if (until === 'opened') return;
  for (const line of reverse.lines)
    world.reverseMoves.move(line, {
      status: 'REFUND_SUCCESS',
      said: { operator: 'platform', text: 'The buyer was refunded.' },
    });
}

function readItems(reader: BodyReader, order: Order): readonly OrderItem[] {
  const ids = reader.optionalTexts('orderItemIds');
  if (ids === undefined) return order.items;
  return ids.map((id) => {
    const item = order.items.find((one) => String(one.itemId) === id);
    if (!item) throw new RefusedError(`The order has no item ${id}.`, 404);
    return item;
  });
}

const reverseState = (reverse: ReverseOrder): unknown => ({
  reverseOrderId: String(reverse.reverseOrderId),
  orderNumber: String(reverse.order.orderId),
  requestType: reverse.requestType,
  returnTo: reverse.returnTo ?? null,
  decideBefore: reverse.triggerMs === undefined ? null : new Date(reverse.triggerMs).toISOString(),
  lines: reverse.lines.map((line) => ({
    reverseOrderLineId: String(line.lineId),
    orderItemId: String(line.item.itemId),
    status: line.status,
    ofcStatus: line.ofcStatus,
    isDispute: line.isDispute,
  })),
});
