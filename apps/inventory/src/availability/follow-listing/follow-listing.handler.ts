import { Injectable } from '@nestjs/common';
import type { ListingEvent } from '@pinglu/contracts';
import { Clock, parseMerchantId, parseShopId } from '@pinglu/kernel';
import { StockRepository } from '../../stock/stock.repository.js';
import { AvailabilityEvents } from '../availability.events.js';
import { AvailabilityRepository, type ListedSku } from '../availability.repository.js';

/** Learns which shop sells which SKU under which ids, and begins to keep its stock in step. */
@Injectable()
export class FollowListingHandler {
  constructor(
    private readonly availability: AvailabilityRepository,
    private readonly stock: StockRepository,
    private readonly events: AvailabilityEvents,
    private readonly clock: Clock,
  ) {}

  async handle(events: readonly ListingEvent[]): Promise<void> {
    const listed = new Map<string, ListedSku>();
    for (const { data } of events) {
      if (data.status !== 'published' || data.externalItemId === null) continue;
      for (const { sellerSku, externalSkuId } of data.variants) {
        if (externalSkuId === null) continue;
        listed.set(`${data.shopId}/${sellerSku}`, {
          merchantId: parseMerchantId(data.merchantId),
          shopId: parseShopId(data.shopId),
          marketplace: data.marketplace,
          sellerSku,
          externalItemId: data.externalItemId,
          externalSkuId,
        });
      }
    }
    const now = this.clock.now();
    const skus = [...listed.values()];
    await this.stock.lockNames(skus);
    await this.availability.list(skus, now);
    // Whoever moves this stock at the moment commits first; what is computed then holds.
    await this.stock.lock(skus);
    await this.events.publish(await this.availability.recompute(skus, now), events.at(-1));
  }
}
