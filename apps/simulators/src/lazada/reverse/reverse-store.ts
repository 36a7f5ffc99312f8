import type { OrderItem } from '../order/order.js';
import type { Seller } from '../seller/seller.js';
import type { NumberSeries } from '../world/number-series.js';
import type { Reason, RequestType, ReturnTarget, ReverseLine, ReverseOrder, ReverseStatus } from './reverse-order.js';

export interface ReverseRequest {
  readonly requestType: RequestType;
  readonly returnTo: ReturnTarget | undefined;
  readonly status: ReverseStatus;
  readonly reason: Reason;
  readonly triggerMs: number | undefined;
  readonly nowMs: number;
}

/** Lines have numbers of their own, far above those of their orders. */
const LINE_NUMBERS = 500_000_000_000;

export class ReverseStore {
  private readonly orders = new Map<number, ReverseOrder>();
  private readonly lines = new Map<number, ReverseLine>();
  private readonly bySeller = new Map<Seller, ReverseOrder[]>();

  constructor(private readonly series: NumberSeries) {}

  /** @param items of one order, at least one */
  add(items: readonly OrderItem[], request: ReverseRequest): ReverseOrder {
    const { requestType, returnTo, status, reason, triggerMs, nowMs } = request;
    const { order } = items[0]!;
    const reverse: ReverseOrder = {
      reverseOrderId: this.series.reverseOrders + (this.orders.size + 1) * 100,
      order,
      requestType,
      returnTo,
      createdMs: nowMs,
      triggerMs,
      lines: [],
      openedAtMs: performance.now(),
    };
    for (const item of items) {
      const line: ReverseLine = {
        lineId: this.series.reverseOrders + LINE_NUMBERS + (this.lines.size + 1) * 100,
        reverse,
        item,
        reason,
        createdMs: nowMs,
        modifiedMs: nowMs,
        status,
        ofcStatus: 'INITIAL',
        isDispute: false,
        trackingNumber: '',
        qcDecision: '',
        history: [],
        pushed: '',
      };
      item.reverseLine = line;
      reverse.lines.push(line);
      this.lines.set(line.lineId, line);
    }
    this.orders.set(reverse.reverseOrderId, reverse);
    const own = this.bySeller.get(order.seller) ?? [];
    own.push(reverse);
    this.bySeller.set(order.seller, own);
    return reverse;
  }

  find(reverseOrderId: number): ReverseOrder | undefined {
    return this.orders.get(reverseOrderId);
  }

  findOf(seller: Seller, reverseOrderId: number): ReverseOrder | undefined {
    const found = this.orders.get(reverseOrderId);
    return found?.order.seller === seller ? found : undefined;
  }

  lineOf(seller: Seller, lineId: number): ReverseLine | undefined {
    const found = this.lines.get(lineId);
    return found?.reverse.order.seller === seller ? found : undefined;
  }

  of(seller: Seller): readonly ReverseOrder[] {
    return this.bySeller.get(seller) ?? [];
  }

  countByStatus(): Partial<Record<ReverseStatus, number>> {
    const counts: Partial<Record<ReverseStatus, number>> = {};
    for (const { status } of this.lines.values()) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }
}
