import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type OrderEvent } from '@pinglu/contracts';
import { FollowOrderHandler } from './follow-order.handler.js';

@Controller()
export class FollowOrderConsumer {
  constructor(private readonly handler: FollowOrderHandler) {}

  @EventPattern<string>(topics.order.name)
  async onOrderEvents(@Payload() events: readonly OrderEvent[]): Promise<void> {
    await this.handler.handle(events);
  }
}
