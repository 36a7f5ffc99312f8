import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type OrderEvent } from '@pinglu/contracts';
import { RecordOrderHandler } from './record-order.handler.js';

/** Keeps what was sold, to lay what is paid beside it. */
@Controller()
export class RecordOrderConsumer {
  constructor(private readonly handler: RecordOrderHandler) {}

  @EventPattern<string>(topics.order.name)
  async onOrderEvents(@Payload() events: readonly OrderEvent[]): Promise<void> {
    await this.handler.handle(events);
  }
}
