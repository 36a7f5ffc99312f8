import { Injectable } from '@nestjs/common';
import { shopKey, topics, type ShopEvent } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import type { Shop } from './shop.js';

/** Tells the other services what became of a shop. */
@Injectable()
export class ShopEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
  ) {}

  /** To be called in the transaction of the change. */
  async publish(type: ShopEvent['type'], shop: Shop): Promise<void> {
    const { shopId, merchantId, version, connectedAt, disconnectedBecause: _ours, ...facts } = shop;
    const data = { shopId, merchantId, ...facts, connectedAt: connectedAt.toISOString(), version };
    const event = this.events.create({ type, data, merchantId, subject: shopId, version });
    await this.outbox.write([{ topic: topics.shop.name, key: shopKey(merchantId, shopId), event }]);
  }
}
