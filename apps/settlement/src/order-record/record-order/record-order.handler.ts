import { Injectable } from '@nestjs/common';
import type { OrderEvent } from '@pinglu/contracts';
import { orderRecordOf } from '../order-record.js';
import { OrderRecordRepository } from '../order-record.repository.js';

@Injectable()
export class RecordOrderHandler {
  constructor(private readonly orders: OrderRecordRepository) {}

  /** Runs in the transaction of the batch. Of several events of an order only the newest counts: each holds the whole state. */
  async handle(events: readonly OrderEvent[]): Promise<void> {
    const newest = new Map<string, OrderEvent>();
    for (const event of events) {
      const known = newest.get(event.data.orderId);
      if (!known || known.data.version < event.data.version) newest.set(event.data.orderId, event);
    }
    await this.orders.save([...newest.values()].map(({ data }) => orderRecordOf(data)));
  }
}
