import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type ProductEvent } from '@pinglu/contracts';
import { ItemRepository } from '../item.repository.js';
import { FollowProductHandler } from './follow-product.handler.js';

@Controller()
export class FollowProductConsumer {
  constructor(
    private readonly handler: FollowProductHandler,
    private readonly items: ItemRepository,
  ) {}

  @EventPattern<string>(topics.product.name)
  async onProductEvents(@Payload() events: readonly ProductEvent[]): Promise<void> {
    await this.items.holdCatalogsForChange(events.map(({ data }) => data.merchantId));
    for (const event of events) await this.handler.handle(event);
  }
}
