import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type ShopEvent } from '@pinglu/contracts';
import { ShopRepository } from '../shop.repository.js';

/** Keeps the names of shops, by which people tell declarations apart. */
@Controller()
export class FollowShopConsumer {
  constructor(private readonly shops: ShopRepository) {}

  @EventPattern<string>(topics.shop.name)
  async onShopEvents(@Payload() events: readonly ShopEvent[]): Promise<void> {
    // The newest of each shop: one statement cannot touch a row twice.
    await this.shops.save([...new Map(events.map(({ data }) => [data.shopId, data])).values()]);
  }
}
