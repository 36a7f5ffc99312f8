import { Injectable } from '@nestjs/common';
import type { ListingEvent } from '@pinglu/contracts';
import { Clock, type ShopId } from '@pinglu/kernel';
import { ListingVariantRepository } from '../../listing/listing-variant.repository.js';
import { skuMapping } from '../../listing/sku-mapping.js';
import { remapped } from '../order.js';
import { OrderEvents } from '../order.events.js';
import { OrderRepository } from '../order.repository.js';

/** Maps parked lines for which there is a name by now. */
@Injectable()
export class RemapLinesHandler {
  constructor(
    private readonly orders: OrderRepository,
    private readonly variants: ListingVariantRepository,
    private readonly events: OrderEvents,
    private readonly clock: Clock,
  ) {}

  /** Runs in the transaction that wrote the names, with the shops locked. */
  async handle(shopIds: readonly ShopId[], causes: readonly ListingEvent[]): Promise<void> {
    const orderIds = await this.orders.idsWithParkedLines(shopIds);
    if (orderIds.length === 0) return;
    const orders = await this.orders.lockById(orderIds);
    const parked = orders.flatMap(({ lines }) => lines.filter(({ mapped }) => !mapped));
    const names = await this.variants.named(shopIds, parked);
    const mappings = new Map(
      shopIds.map((shopId) => [shopId, skuMapping(names.filter((name) => name.shopId === shopId))] as const),
    );
    const changed = orders.flatMap((order) => remapped(order, mappings.get(order.shopId)!) ?? []);
    const causeOf = new Map(causes.map((event) => [event.data.shopId, event]));
    await this.orders.save(changed, this.clock.now());
    await this.events.publish(
      changed.map((order) => ({ order, fact: 'order_changed', cause: causeOf.get(order.shopId) })),
    );
  }
}
