import { RefusedError } from '../../control/body.js';
import { packTogether } from '../fulfillment/package.js';
import { move, type Movement } from '../stock/stock.js';
import { buyerReason } from '../reverse/reasons.js';
import { awaitsCancelDecision, type Reason, type ReverseLine } from '../reverse/reverse-order.js';
import type { World } from '../world/world.js';
import { reachedStatus } from './package-status.js';
import { nextOf, type ItemStatus, type Order, type OrderItem } from './order.js';

export interface Cancellation {
  /** Such as `cancellation-customer`. */
  readonly initiator: string;
  readonly reason: Reason;
  readonly operator: 'buyer' | 'seller' | 'platform';
}

/** Where an item must have come from for stock to move with the step. */
const BEFORE_HANDOVER: readonly ItemStatus[] = ['pending', 'repacked', 'packed'];

/** Every change of an item's status passes here, with what follows from it: stock, money, pushes. */
export class OrderMoves {
  constructor(private readonly world: World) {}

  /** Throws when the step is not one of the table. */
  step(item: OrderItem, to: ItemStatus): void {
    const from = item.status;
    const next = nextOf(item);
    if (!next.includes(to)) {
      throw new RefusedError(
        `An item that is ${from} cannot become ${to}; it can become ${next.join(', ') || 'nothing else'}.`,
      );
    }
    const now = this.world.nowMs();
    item.status = to;
    item.updatedMs = now;
    item.order.updatedMs = now;
    this.moveStock(item, from, to);
    this.world.finance.itemChanged(item, from);
    this.world.pushes.orderChanged(item);
    this.moveParcel(item);
  }

  private moveParcel(item: OrderItem): void {
    const { pack } = item;
    if (!pack) return;
    const mates = this.world.orders.packaged(item.order.seller, pack.packageId)?.items ?? [];
    const status = reachedStatus(item, mates);
    if (status === undefined) return;
    pack.events.push({ status, atMs: item.updatedMs });
    this.world.pushes.packageChanged(item, status);
  }

  /** Moves all items that are not canceled along the usual way to `to`, as marketplace, carrier and buyer would. */
  advance(order: Order, to: ItemStatus): void {
    const items = order.items.filter((item) => item.status !== 'canceled');
    if (items.length === 0) throw new RefusedError('Every item of the order is canceled.');
    if (order.kind === 'fbl') this.packInWarehouse(items);
    const plans = items.map((item) => ({ item, steps: wayTo(item, to) }));
    this.stepTogether(plans);
  }

  /** Side by side, as a parcel moves with all that is in it. */
  stepTogether(plans: readonly { readonly item: OrderItem; readonly steps: readonly ItemStatus[] }[]): void {
    const longest = Math.max(0, ...plans.map(({ steps }) => steps.length));
    for (let index = 0; index < longest; index += 1) {
      for (const { item, steps } of plans) {
        const step = steps[index];
        if (step) this.step(item, step);
      }
    }
  }

  /** The platform packs what lies in its own warehouse. */
  private packInWarehouse(items: readonly OrderItem[]): void {
    const pending = items.filter((item) => item.status === 'pending');
    if (pending.length === 0) return;
    packTogether(this.world, pending, '');
    for (const item of pending) this.step(item, 'ready_to_ship');
  }

  isCancelable(item: OrderItem): boolean {
    return nextOf(item).includes('canceled');
  }

  /** Cancels items of one order, and what lies in the same packages. A request of the buyer's is answered with it. */
  cancel(items: readonly OrderItem[], by: Cancellation): void {
    const open = this.withPackageMates(items).filter((item) => this.isCancelable(item));
    if (open.length === 0) throw new RefusedError('No item of the order can be canceled any more.');
    const unasked = open.filter((item) => !awaitsCancelDecision(item.reverseLine));
    if (unasked.length > 0) {
      this.world.reverses.add(unasked, {
        requestType: 'CANCEL',
        returnTo: undefined,
        status: 'REQUEST_INITIATE',
        reason: by.reason,
        triggerMs: undefined,
        nowMs: this.world.nowMs(),
      });
    }
    for (const item of open) this.cancelOne(item, item.reverseLine!, by);
    this.world.reverseMoves.takeOffSale(open, by.reason);
  }

  private cancelOne(item: OrderItem, line: ReverseLine, { initiator, reason, operator }: Cancellation): void {
    const wasPaid = item.status !== 'unpaid' && item.order.paymentMethod !== 'COD';
    item.reason = reason.text;
    item.initiator = initiator;
    if (item.pack) item.pack.canceled = true;
    line.status = 'CANCEL_SUCCESS';
    this.step(item, 'canceled');
    this.world.reverseMoves.changed(line, { operator, text: reason.text }, 'CANCEL_SUCCESS');
    if (wasPaid) this.world.pushes.reverseChanged(line, 'CANCEL_REFUND_ISSUED');
  }

  private withPackageMates(items: readonly OrderItem[]): OrderItem[] {
    const { orders } = this.world;
    const mates = items.flatMap((item) =>
      item.pack ? (orders.packaged(item.order.seller, item.pack.packageId)?.items ?? []) : [],
    );
    return [...new Set([...items, ...mates])];
  }

  expireUnpaid(order: Order): void {
    const items = order.items.filter((item) => item.status === 'unpaid');
    if (items.length > 0)
      this.cancel(items, {
        initiator: 'cancellation-internal',
        reason: buyerReason(order.seller.site, 'Payment was not received'),
        operator: 'platform',
      });
  }

  private moveStock(item: OrderItem, from: ItemStatus, to: ItemStatus): void {
    const movement = movementOf(from, to);
    if (movement) item.sku.stock = move(item.sku.stock, movement, 1, item.warehouseCode);
    // Canceled before it left: the unit is there again for another buyer.
    if (to === 'canceled' && from !== 'ready_to_ship') this.world.stockTruth.sold(item.sku, -1);
  }
}

function movementOf(from: ItemStatus, to: ItemStatus): Movement | undefined {
  if (from === 'unpaid') return to === 'pending' ? 'paid' : 'expired';
  if (to === 'ready_to_ship' || (from === 'pending' && to === 'delivered')) return 'handed-over';
  if (to === 'canceled' && BEFORE_HANDOVER.includes(from)) return 'cancelled-after-payment';
  return undefined;
}

/** Steps that the outside world takes by itself. The seller packs and says that the parcel is ready. */
const OUTSIDE: Partial<Record<ItemStatus, readonly ItemStatus[]>> = {
  pending: ['unpaid'],
  shipped: ['ready_to_ship'],
  delivered: ['shipped', 'ready_to_ship'],
  failed_delivery: ['shipped', 'ready_to_ship'],
  lost_by_3pl: ['shipped', 'ready_to_ship'],
  damaged_by_3pl: ['shipped', 'ready_to_ship'],
  shipped_back: ['failed_delivery', 'shipped', 'ready_to_ship'],
  shipped_back_success: ['shipped_back', 'failed_delivery', 'shipped', 'ready_to_ship'],
  shipped_back_failed: ['shipped_back', 'failed_delivery', 'shipped', 'ready_to_ship'],
  package_scrapped: ['shipped_back_failed', 'shipped_back', 'failed_delivery', 'shipped', 'ready_to_ship'],
};

export const ADVANCE_TARGETS = Object.keys(OUTSIDE) as ItemStatus[];

/** The steps to a status; none when it is there already. */
function wayTo(item: OrderItem, to: ItemStatus): ItemStatus[] {
  const from = item.status;
  if (from === to) return [];
  const before = OUTSIDE[to] ?? [];
  const at = before.indexOf(from);
  if (at === -1) {
    const hint = ['pending', 'packed', 'repacked'].includes(from)
      ? ' The seller has to pack it and report it ready first.'
      : '';
    throw new RefusedError(`An order that is ${from} cannot be advanced to ${to}.${hint}`);
  }
  return [...before.slice(0, at).toReversed(), to];
}
