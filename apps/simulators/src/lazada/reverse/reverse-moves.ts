import { RefusedError } from '../../control/body.js';
import type { Order, OrderItem } from '../order/order.js';
import type { World } from '../world/world.js';
import { OUT_OF_STOCK, WRONG_PRICE } from './reasons.js';
import {
  awaitsCancelDecision,
  isEnded,
  type HistoryEntry,
  type OfcStatus,
  type Reason,
  type ReturnTarget,
  type ReverseLine,
  type ReverseOrder,
  type ReverseStatus,
} from './reverse-order.js';
import { setSellable } from '../stock/stock.js';

export interface ReturnRequest {
  readonly reason: Reason;
  /** Undefined asks for the money without sending anything back. */
  readonly returnTo: ReturnTarget | undefined;
}

type Said = Pick<HistoryEntry, 'operator' | 'text'> & { readonly pictures?: readonly string[] };

/** Every change of a cancellation, return or refund passes here, with what follows: items, money, pushes. */
export class ReverseMoves {
  constructor(private readonly world: World) {}

  /** The buyer asks; nothing happens until the seller decides or the time is over. */
  askToCancel(items: readonly OrderItem[], { reason, withinMs }: { reason: Reason; withinMs: number }): ReverseOrder {
    const nowMs = this.world.nowMs();
    const triggerMs = nowMs + withinMs;
    const reverse = this.world.reverses.add(items, {
      requestType: 'CANCEL',
      returnTo: undefined,
      status: 'REQUEST_INITIATE',
      reason,
      triggerMs,
      nowMs,
    });
    for (const line of reverse.lines) this.changed(line, { operator: 'buyer', text: reason.text }, 'CANCEL_INIT');
    this.world.timers.at(triggerMs, () => {
      if (reverse.lines.some(awaitsCancelDecision)) this.decideCancel(reverse, true, 'platform');
    });
    return reverse;
  }

  /** What has left meanwhile cannot be cancelled any more, whatever was decided. */
  decideCancel(reverse: ReverseOrder, agree: boolean, operator: HistoryEntry['operator']): void {
    const lines = reverse.lines.filter(awaitsCancelDecision);
    const open = agree ? lines.filter(({ item }) => this.world.orderMoves.isCancelable(item)) : [];
    for (const line of lines) {
      if (open.includes(line)) continue;
      line.status = 'REQUEST_REJECT';
      this.changed(line, { operator, text: 'The cancellation was rejected.' });
    }
    if (open.length === 0) return;
    this.world.orderMoves.cancel(
      open.map(({ item }) => item),
      { initiator: 'cancellation-customer', reason: open[0]!.reason, operator },
    );
  }

  /** @param items of one order, delivered and not yet on their way back */
  openReturn(items: readonly OrderItem[], { reason, returnTo }: ReturnRequest): ReverseOrder {
    const open = items.filter(
      ({ status, reverseLine }) => status === 'delivered' && (!reverseLine || isEnded(reverseLine)),
    );
    if (open.length === 0) throw new RefusedError('Only delivered items that are not being returned can be returned.');
    const reverse = this.world.reverses.add(open, {
      requestType: returnTo ? 'RETURN' : 'ONLY_REFUND',
      returnTo,
      status: 'REQUEST_INITIATE',
      reason,
      triggerMs: undefined,
      nowMs: this.world.nowMs(),
    });
    for (const line of reverse.lines)
      this.changed(line, { operator: 'buyer', text: reason.text }, `${returnTo ?? 'REFUND'}_INIT`);
    return reverse;
  }

  /** Moves a line; `ofc` is where the goods are. A refund books what it means in money. */
  move(line: ReverseLine, to: { status: ReverseStatus; ofc?: OfcStatus; said: Said }): void {
    line.status = to.status;
    line.ofcStatus = to.ofc ?? line.ofcStatus;
    if (to.status === 'REFUND_SUCCESS') this.refund(line);
    this.changed(line, to.said, pushedStatus(line));
  }

  /** After these reasons the platform takes the variant for sold out. */
  takeOffSale(items: readonly OrderItem[], reason: Reason): void {
    if (reason.text !== OUT_OF_STOCK && reason.text !== WRONG_PRICE) return;
    for (const { sku } of items) {
      const before = sku.stock;
      for (const { code } of before.warehouses) {
        const emptied = setSellable({ ...sku.stock, campaignLock: 0 }, 0, code);
        if (typeof emptied !== 'string') sku.stock = emptied;
      }
      this.world.pushes.stockChanged(sku, before);
    }
  }

  changed(line: ReverseLine, said: Said, push?: string): void {
    const now = this.world.nowMs();
    line.modifiedMs = now;
    line.history.push({ pictures: [], ...said, atMs: now });
    touch(line.item.order, line.item, now);
    if (push !== undefined) this.world.pushes.reverseChanged(line, push);
  }

  private refund(line: ReverseLine): void {
    const { item, reverse } = line;
    item.reason = line.reason.text;
    item.initiator = reverse.requestType === 'RETURN' ? 'return-customer' : 'refund-internal';
    if (reverse.requestType === 'RETURN') this.world.orderMoves.step(item, 'returned');
    this.world.finance.refunded(item);
  }
}

function touch(order: Order, item: OrderItem, nowMs: number): void {
  item.updatedMs = nowMs;
  order.updatedMs = nowMs;
}

/** The platform does not push every status: which of them depends on what kind of request it is. */
function pushedStatus({ reverse, status }: ReverseLine): string | undefined {
  const kind = reverse.requestType === 'CANCEL' ? 'CANCEL' : (reverse.returnTo ?? 'REFUND');
  const known: Readonly<Record<typeof kind, Partial<Record<ReverseStatus, string>>>> = {
    CANCEL: { CANCEL_SUCCESS: 'CANCEL_SUCCESS' },
    RTM: {
      REQUEST_CANCEL: 'RTM_CANCELED',
      BUYER_RETURN_ITEM: 'RTM_SHIPPING_BACK',
      SELLER_RECEIVE_ITEM: 'RTM_RECEIVE_ITEM',
    },
    RTW: {
      REQUEST_CANCEL: 'RTW_CANCELED',
      BUYER_RETURN_ITEM: 'RTW_SHIPPING_BACK',
      REQUEST_REJECT: 'RTW_REJECT',
      REFUND_PENDING: 'RTW_REFUND_PENDING',
    },
    REFUND: {
      REFUND_PENDING: 'REFUND_PENDING',
      REFUND_SUCCESS: 'REFUND_SUCCESS',
      REQUEST_REJECT: 'REFUND_REJECTED',
    },
  };
  return known[kind][status];
}
