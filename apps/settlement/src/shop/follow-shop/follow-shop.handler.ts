import { Injectable } from '@nestjs/common';
import type { ShopEvent } from '@pinglu/contracts';
import { Clock } from '@pinglu/kernel';
import { shopOf } from '../shop.js';
import { ShopRepository } from '../shop.repository.js';

@Injectable()
export class FollowShopHandler {
  constructor(
    private readonly shops: ShopRepository,
    private readonly clock: Clock,
  ) {}

  /** Runs in the transaction of the batch. Of several events of a shop only the newest counts: each holds the whole state. */
  async handle(events: readonly ShopEvent[]): Promise<void> {
    const newest = new Map<string, ShopEvent>();
    for (const event of events) {
      const known = newest.get(event.data.shopId);
      if (!known || known.data.version < event.data.version) newest.set(event.data.shopId, event);
    }
    await this.shops.save(
      [...newest.values()].map(({ data }) => shopOf(data)),
      this.clock.now(),
    );
  }
}
