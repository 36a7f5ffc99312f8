import { Injectable } from '@nestjs/common';
import { orderKey, topics, type DomainEvent, type OrderEvent, type OrderSnapshot } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import type { OrderFact } from './order-progress.js';
import type { Order } from './order.js';

export interface OrderNews {
  readonly order: Order;
  readonly fact: OrderFact;
  /** The event that led to it, where one did. */
  readonly cause?: DomainEvent | undefined;
}

/** What the outside is told of an order. */
export function orderSnapshot(order: Order): OrderSnapshot {
  const {
    readAt: _readAt,
    ingestedAt: _ingestedAt,
    awaitsPayment: _awaitsPayment,
    placedAt,
    updatedAt,
    shipBy,
    lines,
    ...rest
  } = order;
  return {
    ...rest,
    placedAt: placedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    shipBy: shipBy?.toISOString() ?? null,
    lines: lines.map(({ externalLineIds, ...line }) => ({ ...line, externalLineIds: [...externalLineIds] })),
  };
}

/** Writes what happened to orders into the outbox. */
@Injectable()
export class OrderEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly factory: EventFactory,
  ) {}

  /** In the transaction, and under the lock, of the change. One statement for all. */
  async publish(news: readonly OrderNews[]): Promise<void> {
    await this.outbox.write(
      news.map(({ order, fact, cause }) => ({
        topic: topics.order.name,
        key: orderKey(order.merchantId, order.shopId, order.orderNumber),
        event: this.factory.create({
          type: `com.pinglu.orders.${fact}.v1`,
          data: orderSnapshot(order),
          merchantId: order.merchantId,
          subject: order.orderId,
          version: order.version,
          ...(cause !== undefined && { cause }),
        }) satisfies OrderEvent,
      })),
    );
  }
}
