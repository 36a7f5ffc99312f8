import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type ShopEvent } from '@pinglu/contracts';
import { FollowShopHandler } from './follow-shop.handler.js';

@Controller()
export class FollowShopConsumer {
  constructor(private readonly handler: FollowShopHandler) {}

  @EventPattern<string>(topics.shop.name)
  async onShopEvents(@Payload() events: readonly ShopEvent[]): Promise<void> {
    await this.handler.handle(events);
  }
}
