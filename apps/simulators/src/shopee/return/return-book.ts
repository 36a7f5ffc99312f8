import { RefusedError } from '../../control/body.js';
import { activeOf, type Order } from '../order/order.js';
import type { World } from '../world/world.js';
import {
  goodsOf,
  isOver,
  NEXT_RETURN,
  type Return,
  type ReturnLine,
  type ReturnReason,
  type ReturnStatus,
  type Solution,
} from './return.js';

const ANSWER_MS = 2 * 86_400_000;
const OFFERS = 3;

export interface ReturnRequest {
  readonly lines: readonly ReturnLine[];
  readonly reason: ReturnReason;
  readonly textReason: string;
  readonly solution: Solution;
}

/** Returns, and what follows from each step for the order, the money and the apps that listen. */
export class ReturnBook {
  private readonly returns = new Map<string, Return>();

  constructor(private readonly world: World) {}

  /** A buyer is not content with what came, or with what did not. */
  request(order: Order, wanted: ReturnRequest): Return {
    if (!['SHIPPED', 'TO_CONFIRM_RECEIVE', 'COMPLETED'].includes(order.status))
      throw new RefusedError(`An order that is ${order.status} cannot be returned.`);
    for (const { line, quantity } of wanted.lines) {
      const left = activeOf(line) - line.returned - line.returnRequested;
      if (quantity > left) throw new RefusedError(`Only ${left} units of this line can still be returned.`);
    }
    const now = this.world.nowMs();
    const returnSn = this.newReturnSn(now);
    const one: Return = {
      ...wanted,
      returnSn,
      order,
      type: order.completedMs > 0 ? 'RRAOC' : 'RRBOC',
      createdMs: now,
      updatedMs: now,
      dueMs: now + ANSWER_MS,
      status: 'REQUESTED',
      statusBefore: 'REQUESTED',
      refund: goodsOf(wanted),
      negotiation: { status: '', solution: wanted.solution, amount: 0, by: '', left: OFFERS },
      trackingNumber: '',
      reverseStatus: '',
      disputeReasons: [],
      disputeTexts: [],
      proof: undefined,
      hasShippingProof: false,
      refundedMs: 0,
    };
    this.returns.set(returnSn, one);
    for (const { line, quantity } of wanted.lines) line.returnRequested += quantity;
    const before = order.status;
    this.world.orderMoves.step(order, 'TO_RETURN');
    order.statusBefore = before;
    this.world.orderPushes.returnChanged(order, returnSn, { field: 'return_status', before: '', after: 'REQUESTED' });
    this.world.timers.at(one.dueMs, () => this.answerByItself(one));
    return one;
  }

  /** Throws when the step is not one of the table. */
  step(one: Return, to: ReturnStatus): void {
    const before = one.status;
    const next = isOver(one) ? [] : NEXT_RETURN[before];
    if (!next.includes(to)) {
      throw new RefusedError(
        `A return that is ${before} cannot become ${to}; it can become ${next.join(', ') || 'nothing else'}.`,
      );
    }
    this.setStatus(one, to);
    if (isOver(one)) this.close(one);
  }

  /** The buyer gets the money, whether goods come back or not. */
  refund(one: Return): void {
    if (one.status !== 'ACCEPTED' || isOver(one)) this.step(one, 'ACCEPTED');
    one.refundedMs = this.world.nowMs();
    if (this.world.settings.refundedReturns === 'closed') this.setStatus(one, 'CLOSED');
    this.close(one);
  }

  /** The buyer gets nothing. */
  refuse(one: Return): void {
    this.step(one, 'CLOSED');
    one.refund = 0;
  }

  /** The buyer sends the goods back. */
  sendBack(one: Return): void {
    if (one.solution !== 'RETURN_REFUND')
      throw new RefusedError('Nothing is sent back: the buyer only wants a refund.');
    this.step(one, 'PROCESSING');
    one.trackingNumber = `RR${one.returnSn}`;
    one.reverseStatus = 'LOGISTICS_PICKUP_DONE';
    one.order.isSentBack = true;
  }

  /** Something beside the status changed. */
  changed(one: Return, field: string, change: { before: string; after: string }): void {
    this.touch(one);
    this.world.orderPushes.returnChanged(one.order, one.returnSn, { field, ...change });
  }

  findOf(shopId: number, returnSn: string): Return | undefined {
    const one = this.returns.get(returnSn);
    return one?.order.shop.shopId === shopId ? one : undefined;
  }

  find(returnSn: string): Return | undefined {
    return this.returns.get(returnSn);
  }

  /** Of one shop, newest first. */
  of(shopId: number): Return[] {
    return [...this.returns.values()].filter((one) => one.order.shop.shopId === shopId).toReversed();
  }

  countByStatus(): Partial<Record<ReturnStatus, number>> {
    const counts: Partial<Record<ReturnStatus, number>> = {};
    for (const { status } of this.returns.values()) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  private setStatus(one: Return, to: ReturnStatus): void {
    const before = one.status;
    one.status = to;
    one.statusBefore = before;
    this.touch(one);
    this.world.orderPushes.returnChanged(one.order, one.returnSn, { field: 'return_status', before, after: to });
  }

  private close(one: Return): void {
    const { order } = one;
    const isRefunded = one.refundedMs > 0;
    for (const { line, quantity } of one.lines) {
      line.returnRequested -= quantity;
      if (isRefunded) line.returned += quantity;
    }
    if (isRefunded) order.refunded += one.refund;
    if (order.status !== 'TO_RETURN') return;
    // A buyer who takes the request back has the order as it was; a decision ends it.
    this.world.orderMoves.step(order, one.status === 'CANCELLED' ? order.statusBefore : 'COMPLETED');
  }

  private answerByItself(one: Return): void {
    if (one.status === 'REQUESTED' && !isOver(one)) this.refund(one);
  }

  private touch(one: Return): void {
    one.updatedMs = this.world.nowMs();
  }

  private newReturnSn(nowMs: number): string {
    const day = new Date(nowMs).toISOString().slice(2, 10).replaceAll('-', '');
    return `${day}${String(this.world.series.index).padStart(4, '0')}${String(this.returns.size + 1).padStart(6, '0')}`;
  }
}
