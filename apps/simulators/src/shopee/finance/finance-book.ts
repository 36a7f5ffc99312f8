import { activeOf, type Order } from '../order/order.js';
import type { World } from '../world/world.js';
import { computeEscrow, type Escrow, type EscrowFacts, type EscrowLine } from './escrow.js';
import { Reports } from './report.js';

/** Something about an order's money after it was released. Minor units. */
export interface Adjustment {
  readonly order: Order;
  readonly amount: number;
  readonly atMs: number;
  readonly reason: string;
  /** What the wallet calls it. */
  readonly kind: 'ADJUSTMENT' | 'RETURN';
}

/** An order whose money was released to the seller. */
export interface Settlement {
  readonly order: Order;
  readonly escrow: Escrow;
  readonly releasedMs: number;
}

/**
 * Money that follows from orders. The escrow of an order is computed from what the order is now; once it is completed it
 * is released and stays, and what happens later are adjustments.
 */
export class FinanceBook {
  readonly reports: Reports;
  private readonly planted: Adjustment[] = [];
  /** What `unknown-fee` faults took from orders, decided when the money of an order is first looked at. */
  private readonly unknownFees = new Map<string, Readonly<Record<string, number>>>();
  /** Escrows of completed orders: they stay as they are, and lists of them are read page by page. */
  private readonly settled = new WeakMap<Order, Escrow>();

  constructor(private readonly world: World) {
    this.reports = new Reports(
      () => world.nowMs(),
      () => world.settings.documentPolls,
    );
  }

  escrowOf(order: Order): Escrow {
    const known = this.settled.get(order);
    if (known && order.status !== 'CANCELLED') return known;
    const escrow = computeEscrow(this.factsOf(order, this.refundedBefore(order)));
    if (order.completedMs > 0) this.settled.set(order, escrow);
    return escrow;
  }

  /** What of the order counts for its money. */
  linesOf(order: Order): readonly EscrowLine[] {
    return this.factsOf(order, 0).lines;
  }

  /** Everything that changed the money of an order after its release, oldest first. */
  adjustmentsOf(order: Order): Adjustment[] {
    const own = this.planted.filter((one) => one.order === order);
    return [...own, ...this.lateReturns(order)].toSorted((a, b) => a.atMs - b.atMs);
  }

  /** The platform takes or gives money for an order that is completed. */
  adjust(order: Order, amount: number, reason: string): void {
    this.planted.push({ order, amount, reason, atMs: this.world.nowMs(), kind: 'ADJUSTMENT' });
  }

  /** Released orders of a shop, in the order of their release. */
  settlements(shopId: number): Settlement[] {
    return this.world.orders
      .sorted(shopId, 'createdMs')
      .filter((order) => order.completedMs > 0)
      .map((order) => ({ order, escrow: this.escrowOf(order), releasedMs: order.completedMs }))
      .toSorted((a, b) => a.releasedMs - b.releasedMs || (a.order.orderSn < b.order.orderSn ? -1 : 1));
  }

  adjustments(shopId: number): Adjustment[] {
    return this.settlements(shopId)
      .flatMap(({ order }) => this.adjustmentsOf(order))
      .toSorted((a, b) => a.atMs - b.atMs);
  }

  /** Paid orders whose money is still held. */
  pending(shopId: number): Order[] {
    return this.world.orders
      .sorted(shopId, 'createdMs')
      .filter((one) => one.completedMs === 0 && one.status !== 'CANCELLED' && one.status !== 'UNPAID');
  }

  returnNumbers(order: Order): string[] {
    return this.acceptedReturns(order).map((one) => one.returnSn);
  }

  private acceptedReturns(order: Order) {
    if (order.refunded === 0) return [];
    return this.world.returns.of(order.shop.shopId).filter((one) => one.order === order && one.refundedMs > 0);
  }

  private refundedBefore(order: Order): number {
    const before = this.acceptedReturns(order).filter((one) => one.type === 'RRBOC');
    return before.reduce((sum, one) => sum + one.refund, 0);
  }

  /** A refund after the release costs the seller the difference that it would have made before. */
  private lateReturns(order: Order): Adjustment[] {
    const late = this.acceptedReturns(order)
      .filter((one) => one.type === 'RRAOC')
      .toSorted((a, b) => a.refundedMs - b.refundedMs);
    let refunded = this.refundedBefore(order);
    return late.map((one) => {
      const before = computeEscrow(this.factsOf(order, refunded)).amount;
      refunded += one.refund;
      const amount = computeEscrow(this.factsOf(order, refunded)).amount - before;
      return { order, amount, atMs: one.refundedMs, reason: `Return ${one.returnSn}`, kind: 'RETURN' as const };
    });
  }

  private factsOf(order: Order, refunded: number): EscrowFacts {
    const lines = order.lines
      .filter((line) => activeOf(line) > 0)
      .map((line) => ({
        itemId: line.offer.itemId,
        modelId: line.offer.modelId,
        itemName: line.offer.itemName,
        itemSku: line.offer.itemSku,
        modelSku: line.offer.modelSku,
        modelName: line.offer.modelName,
        lineItemId: line.lineItemId,
        quantity: activeOf(line),
        originalPrice: Math.max(line.offer.originalPrice, line.price),
        price: line.price,
        promotionType: line.offer.promotionType,
        promotionId: line.offer.promotionId,
      }));
    const isOn = lines.length > 0 && order.status !== 'CANCELLED';
    const goods = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
    return {
      region: order.shop.region,
      isCrossBorder: order.shop.isCrossBorder,
      lines: isOn ? lines : [],
      buyerPaidShipping: isOn ? order.shippingFee : 0,
      isShipped: order.pickupDoneMs > 0,
      refunded: Math.min(refunded, goods),
      isSentBack: refunded > 0 && order.isSentBack,
      voucherFromSeller: 0,
      voucherFromShopee: 0,
      coins: 0,
      sellerCoinCashBack: 0,
      unknownFees: order.completedMs > 0 ? this.unknownFeesOf(order) : {},
    };
  }

  private unknownFeesOf(order: Order): Readonly<Record<string, number>> {
    const known = this.unknownFees.get(order.orderSn);
    if (known) return known;
    const fault = this.world.faults.strike('unknown-fee');
    const { name = 'regional_growth_program_fee', amount = 100 } = fault?.extra ?? {};
    const fees = fault ? { [String(name)]: Math.round(Number(amount)) } : {};
    this.unknownFees.set(order.orderSn, fees);
    return fees;
  }
}
