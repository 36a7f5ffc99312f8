import { RefusedError } from '../../control/body.js';
import type { World } from '../world/world.js';
import { isEnded, type OfcStatus, type ReverseLine, type ReverseOrder, type ReverseStatus } from './reverse-order.js';

/** What buyer, carrier and platform do to a return. */
export const OUTSIDE_MOVES = ['shipped', 'arrived', 'refunded', 'rejected', 'withdrawn', 'disputed'] as const;
export type OutsideMove = (typeof OUTSIDE_MOVES)[number];

interface Plan {
  readonly status: ReverseStatus;
  readonly ofc?: OfcStatus;
  readonly text: string;
}

/** Moves every unit of it that still stands open; throws when one is not in a state for it. */
export function moveFromOutside(world: World, reverse: ReverseOrder, to: OutsideMove, qcDecision?: string): void {
  const open = reverse.lines.filter((line) => !isEnded(line));
  if (open.length === 0) throw new RefusedError('The reverse order has ended.');
  const plans = open.map((line) => ({ line, plan: planOf(line, to) }));
  for (const { line, plan } of plans) {
    if (!plan) {
      throw new RefusedError(
        `A ${reverse.returnTo ?? reverse.requestType} request that is ${line.status} cannot be ${to}.`,
      );
    }
  }
  for (const { line, plan } of plans) {
    if (to === 'shipped') line.trackingNumber = `RT${line.lineId}`;
    if (to === 'arrived') line.qcDecision = qcDecision ?? 'return_to_merchant';
    if (to === 'disputed') line.isDispute = true;
    if (to === 'refunded' || to === 'rejected') line.isDispute = false;
    const operator = to === 'shipped' || to === 'withdrawn' || to === 'disputed' ? 'buyer' : 'platform';
    const { status, ofc, text } = plan!;
    world.reverseMoves.move(line, { status, ...(ofc && { ofc }), said: { operator, text } });
  }
}

function planOf(line: ReverseLine, to: OutsideMove): Plan | undefined {
  const { status, reverse, isDispute } = line;
  const { returnTo, requestType } = reverse;
  switch (to) {
    case 'shipped': {
      // The platform agrees by itself to what goes back to its own warehouse.
      const from = returnTo === 'RTW' ? 'REQUEST_INITIATE' : 'SELLER_AGREE_RETURN';
      return returnTo && status === from
        ? { status: 'BUYER_RETURN_ITEM', ofc: 'RETURN_SHIPPING', text: 'The buyer has sent the goods.' }
        : undefined;
    }
    case 'arrived':
      if (status !== 'BUYER_RETURN_ITEM') return undefined;
      return returnTo === 'RTM'
        ? { status, ofc: 'RETURN_RTM_DELIVERED', text: 'The goods have arrived at the seller.' }
        : { status: 'REFUND_PENDING', ofc: 'RETURN_DELIVERED', text: 'The goods have passed inspection.' };
    case 'refunded':
      return requestType !== 'CANCEL' && (returnTo !== 'RTM' || isDispute)
        ? { status: 'REFUND_SUCCESS', text: 'The buyer was refunded.' }
        : undefined;
    case 'rejected':
      return requestType !== 'CANCEL' && (returnTo !== 'RTM' || isDispute)
        ? { status: 'REQUEST_REJECT', text: 'The request was rejected.' }
        : undefined;
    case 'withdrawn':
      return status === 'REQUEST_INITIATE' || status === 'SELLER_AGREE_RETURN'
        ? { status: 'REQUEST_CANCEL', ofc: 'RETURN_CANCELED', text: 'The buyer has withdrawn the request.' }
        : undefined;
    case 'disputed':
      return status === 'SELLER_REJECT_RETURN' || status === 'SELLER_REJECT_REFUND'
        ? { status, text: 'The buyer has opened a dispute.' }
        : undefined;
  }
}
