import { RefusedError } from '../../control/body.js';
import type { World } from '../world/world.js';
import { activeOf, type Order, type OrderPackage } from './order.js';
import {
  BEFORE_HANDOVER,
  isHandedOver,
  NEXT,
  statusOfPackages,
  type OrderStatus,
  type PackageStatus,
} from './status.js';

const DAY_MS = 86_400_000;
/** A buyer who says nothing has received the parcel this long after it came. */
const CONFIRM_MS = 3 * DAY_MS;
const FREE_CANCEL_MS = 3_600_000;

export interface CancelRequest {
  readonly by: 'buyer' | 'seller' | 'system';
  readonly reason: string;
  /** Undefined: the platform decides by how long ago the order was made. */
  readonly needsConsent?: boolean | undefined;
}

/** Every change of an order's status passes here, with what follows from it: stock, pushes, what happens later. */
export class OrderMoves {
  constructor(private readonly world: World) {}

  /** Throws when the step is not one of the table. */
  step(order: Order, to: OrderStatus): void {
    const from = order.status;
    if (from === to) return;
    if (!NEXT[from].includes(to)) {
      throw new RefusedError(
        `An order that is ${from} cannot become ${to}; it can become ${NEXT[from].join(', ') || 'nothing else'}.`,
      );
    }
    const now = this.world.nowMs();
    order.status = to;
    if (to === 'COMPLETED') {
      order.completedScenario = order.completedMs > 0 ? 'RRAOC' : 'NORMAL';
      order.completedMs ||= now;
    }
    if (to === 'TO_CONFIRM_RECEIVE') this.world.timers.at(now + CONFIRM_MS, () => this.confirmByItself(order));
    this.changed(order);
  }

  changed(order: Order): void {
    this.world.orders.touch(order, this.world.nowMs());
    this.world.orderPushes.orderChanged(order);
  }

  pay(order: Order): void {
    order.payMs = this.world.nowMs();
    for (const one of order.packages) this.setPackage(one, 'LOGISTICS_READY');
    this.step(order, 'READY_TO_SHIP');
  }

  expireUnpaid(order: Order): void {
    if (order.status === 'UNPAID') this.cancelNow(order, { by: 'system', reason: 'Unpaid Order' });
  }

  /** A package got another status; the order follows. */
  movePackage(one: OrderPackage, to: PackageStatus): void {
    const wasHandedOver = isHandedOver(one.status);
    this.setPackage(one, to);
    const { order } = one;
    if (isHandedOver(to) && !wasHandedOver) this.handOver(one);
    const status = statusOfPackages(order.packages.map((each) => each.status));
    if (status === 'CANCELLED') {
      order.cancelBy = 'system';
      order.cancelReason = to === 'LOGISTICS_LOST' ? 'Lost parcel' : 'Failed delivery';
    }
    if (status === order.status) this.world.orders.touch(order, this.world.nowMs());
    else this.step(order, status);
  }

  /** A buyer asks, or is free to; a seller or the platform does it. */
  cancel(order: Order, request: CancelRequest): void {
    if (request.by !== 'buyer') {
      this.cancelNow(order, request);
      return;
    }
    const isFree = order.status === 'UNPAID' || this.world.nowMs() - order.createdMs < FREE_CANCEL_MS;
    if (!(request.needsConsent ?? (!isFree || order.status !== 'READY_TO_SHIP'))) {
      order.buyerCancelReason = request.reason;
      this.cancelNow(order, request);
      return;
    }
    const before = order.status;
    this.step(order, 'IN_CANCEL');
    order.statusBefore = before;
    order.buyerCancelReason = request.reason;
    for (const line of order.lines) line.cancelRequested = activeOf(line);
  }

  /** What the seller says to a buyer who wants to cancel. */
  answerCancellation(order: Order, accepted: boolean): void {
    for (const line of order.lines) line.cancelRequested = 0;
    if (accepted) this.cancelNow(order, { by: 'buyer', reason: order.buyerCancelReason });
    else this.step(order, order.statusBefore);
  }

  cancelNow(order: Order, { by, reason }: CancelRequest): void {
    if (!NEXT[order.status].includes('CANCELLED') || order.status === 'SHIPPED')
      throw new RefusedError(`An order that is ${order.status} cannot be cancelled any more.`);
    const isOnShelf = BEFORE_HANDOVER.includes(order.status);
    order.cancelBy = by;
    order.cancelReason = reason;
    for (const one of order.packages) {
      if (isOnShelf && !isHandedOver(one.status)) this.giveBack(one);
      this.setPackage(one, one.arrangedMs > 0 ? 'LOGISTICS_REQUEST_CANCELED' : 'LOGISTICS_INVALID');
    }
    for (const line of order.lines) line.cancelled = line.quantity;
    this.step(order, 'CANCELLED');
  }

  /** Some units are taken out of an order that goes on. */
  cancelUnits(order: Order, units: ReadonlyMap<number, number>): void {
    const { stock } = this.world;
    for (const line of order.lines) {
      const count = units.get(line.lineItemId) ?? 0;
      if (count === 0) continue;
      line.cancelled += count;
      stock.release(order.shop.shopId, line.offer.itemId, line.offer.modelId, count);
      this.world.orderPushes.stockReserved(order, line.offer, 'cancel_order');
    }
    this.changed(order);
  }

  private confirmByItself(order: Order): void {
    if (order.status === 'TO_CONFIRM_RECEIVE') this.step(order, 'COMPLETED');
  }

  private setPackage(one: OrderPackage, to: PackageStatus): void {
    if (one.status === to) return;
    one.status = to;
    one.updatedMs = this.world.nowMs();
    this.world.orderPushes.packageChanged(one);
  }

  private handOver(one: OrderPackage): void {
    const { order } = one;
    order.pickupDoneMs ||= this.world.nowMs();
    for (const { line, quantity } of one.lines)
      this.world.stock.ship(
        order.shop.shopId,
        line.offer.itemId,
        line.offer.modelId,
        remaining(line.cancelled, quantity),
      );
  }

  private giveBack(one: OrderPackage): void {
    const { order } = one;
    for (const { line, quantity } of one.lines) {
      this.world.stock.release(
        order.shop.shopId,
        line.offer.itemId,
        line.offer.modelId,
        remaining(line.cancelled, quantity),
      );
      this.world.orderPushes.stockReserved(order, line.offer, 'cancel_order');
    }
  }
}

/** Units can be taken out only while an order has one package, so they are all this package's. */
const remaining = (cancelled: number, quantity: number): number => Math.max(0, quantity - cancelled);
