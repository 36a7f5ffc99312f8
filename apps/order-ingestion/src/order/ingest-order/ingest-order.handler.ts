import { Injectable } from '@nestjs/common';
import type { DomainEvent, EventMetadata } from '@pinglu/contracts';
import { Clock, newId, type OrderId, type ShopId } from '@pinglu/kernel';
import { Logger } from '@pinglu/platform';
import { ListingVariantRepository } from '../../listing/listing-variant.repository.js';
import { skuMapping } from '../../listing/sku-mapping.js';
import { ShipmentQueueRepository } from '../../shipment/shipment-queue.repository.js';
import { ShipmentRepository } from '../../shipment/shipment.repository.js';
import type { Shop } from '../../shop/shop.js';
import { OrderEvents, type OrderNews } from '../order.events.js';
import type { Order, OrderReading } from '../order.js';
import { OrderRepository } from '../order.repository.js';
import { takeIn, type TakenIn } from '../take-in.js';

export interface Arrival {
  readonly reading: OrderReading;
  /** The event that made us read it; null when no event did. */
  readonly cause: EventMetadata | null;
}

/**
 * The one handler behind both doors, push and pull. Idempotent by shop and order number: a reading that says nothing new
 * changes nothing and tells nobody.
 */
@Injectable()
export class IngestOrderHandler {
  constructor(
    private readonly orders: OrderRepository,
    private readonly variants: ListingVariantRepository,
    private readonly shipments: ShipmentRepository,
    private readonly queue: ShipmentQueueRepository,
    private readonly events: OrderEvents,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /**
   * Readings of several orders of one shop, each order at most once. Runs in a transaction that has locked the shop for
   * orders and the orders' wishes. A handful of statements, however many orders there are.
   */
  async handle(shop: Shop, arrivals: readonly Arrival[]): Promise<void> {
    if (arrivals.length === 0) return;
    const now = this.clock.now();
    const known = await this.known(shop.shopId, arrivals);
    const skus = arrivals.flatMap(({ reading }) => reading.lines);
    const mapping = skuMapping(await this.variants.named([shop.shopId], skus));
    const taken = arrivals.map(({ reading, cause }) => {
      const before = known.get(reading.orderNumber) ?? null;
      const identity = before ?? identityIn(shop, now);
      return { taken: takeIn(before, reading, { identity, mapping }), before, cause };
    });
    const news: OrderNews[] = [];
    const confirmed: { orderId: OrderId; readAt: Date }[] = [];
    for (const { taken: result, before, cause } of taken) {
      if (result.kind === 'changed') news.push({ ...result, cause: cause === null ? undefined : asCause(cause) });
      else if (result.kind === 'confirmed') confirmed.push({ orderId: before!.orderId, readAt: result.readAt });
      this.warnOfOddity(result, before);
    }
    await this.orders.save(
      news.map(({ order }) => order),
      now,
    );
    await this.orders.confirm(confirmed);
    await this.events.publish(news);
    await this.tellParcels(news.map(({ order }) => order));
  }

  private async known(shopId: ShopId, arrivals: readonly Arrival[]): Promise<Map<string, Order>> {
    const numbers = arrivals.map(({ reading }) => reading.orderNumber);
    return new Map((await this.orders.lockByNumber(shopId, numbers)).map((order) => [order.orderNumber, order]));
  }

  private async tellParcels(changed: readonly Order[]): Promise<void> {
    const gone = changed.filter(({ status }) => status === 'cancelled').map(({ orderId }) => orderId);
    await this.shipments.drop(gone, 'The order was cancelled before it was packed.');
    await this.queue.hurry(changed.filter(({ version }) => version > 1).map(({ orderId }) => orderId));
  }

  private warnOfOddity(taken: TakenIn, before: Order | null): void {
    if (taken.kind !== 'changed' || taken.expected) return;
    const { orderId, shopId, orderNumber, status, rawStatus } = taken.order;
    this.logger.warn('An order moved in a way that is not known here; the marketplace is believed.', {
      ...{ orderId, shopId, orderNumber, status, rawStatus },
      before: before?.status ?? null,
    });
  }
}

const identityIn = ({ merchantId, shopId, marketplace, country, crossBorder }: Shop, now: Date) => ({
  orderId: newId<OrderId>(now.getTime()),
  ...{ merchantId, shopId, marketplace, country, crossBorder },
  ingestedAt: now,
});

/** Only the envelope of the event is kept with a wish: it is all that a consequence needs of its cause. */
export const asCause = (metadata: EventMetadata): DomainEvent => ({ type: 'cause', data: null, metadata });
