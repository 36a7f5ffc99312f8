import { Injectable } from '@nestjs/common';
import { orderKey, topics, type OrderEvent, type ReservationEvent } from '@pinglu/contracts';
import { Clock, parseMerchantId, parseOrderId, type OrderId } from '@pinglu/kernel';
import { EventFactory, Outbox, type OutboxItem } from '@pinglu/platform';
import { AvailabilityEvents } from '../../availability/availability.events.js';
import { AvailabilityRepository } from '../../availability/availability.repository.js';
import type { OwnSale } from '../../availability/own-sale.js';
import { ShopLevels } from '../../availability/shop-levels.js';
import { stockKey, StockRepository, type Movement } from '../../stock/stock.repository.js';
import { ownSalesOf } from '../own-sales.js';
import { planReservation, type Shelf } from '../plan-reservation.js';
import type { Reservation } from '../reservation.js';
import { ReservationRepository } from '../reservation.repository.js';

/**
 * Promises stock to orders, and takes it back or off the shelf when they end. One batch is one group commit: each SKU is
 * locked once for all orders that want it, and they are served in the order in which they came.
 */
@Injectable()
export class FollowOrderHandler {
  constructor(
    private readonly reservations: ReservationRepository,
    private readonly stock: StockRepository,
    private readonly availability: AvailabilityRepository,
    private readonly availabilityEvents: AvailabilityEvents,
    private readonly shopLevels: ShopLevels,
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
    private readonly clock: Clock,
  ) {}

  async handle(events: readonly OrderEvent[]): Promise<void> {
    const now = this.clock.now();
    const known = await this.reservations.lockByOrders([
      ...new Set(events.map(({ data }) => parseOrderId(data.orderId))),
    ]);
    const shelf = await this.lockShelf(events);
    const latest = new Map<OrderId, { reservation: Reservation; cause: OrderEvent }>();
    const movements: Movement[] = [];
    const ownSales: OwnSale[] = [];
    for (const event of events) {
      const orderId = parseOrderId(event.data.orderId);
      const before = latest.get(orderId)?.reservation ?? known.get(orderId);
      ownSales.push(...ownSalesOf(event.data, before));
      const plan = planReservation(event.data, before, { shelf, now });
      if (!plan) continue;
      latest.set(orderId, { reservation: plan.reservation, cause: event });
      movements.push(...plan.movements);
    }
    await this.reservations.save([...latest.values()].map(({ reservation }) => reservation));
    await this.stock.move(movements);
    await this.outbox.write([...latest.values()].map((each) => this.itemOf(each)));
    await this.shopLevels.lock([...movements, ...ownSales]);
    await this.shopLevels.hear(ownSales, now);
    await this.availabilityEvents.publish(await this.availability.recompute(movements, now), events.at(-1));
  }

  private async lockShelf(events: readonly OrderEvent[]): Promise<Shelf> {
    const skus = events.flatMap(({ data }) =>
      data.lines
        .filter(({ mapped }) => mapped)
        .map(({ sellerSku }) => ({ merchantId: parseMerchantId(data.merchantId), sellerSku })),
    );
    const levels = await this.stock.lock(skus);
    return {
      levels: new Map(levels.map((level) => [stockKey(level), level])),
      free: new Map(levels.map((level) => [stockKey(level), level.onHand - level.reserved])),
    };
  }

  private itemOf({ reservation, cause }: { reservation: Reservation; cause: OrderEvent }): OutboxItem {
    const { merchantId, shopId, orderNumber, reservationId, status, version } = reservation;
    return {
      topic: topics.reservation.name,
      key: orderKey(merchantId, shopId, orderNumber),
      event: this.events.create({
        type: typeOf(status),
        data: {
          reservationId,
          merchantId,
          shopId,
          marketplace: cause.data.marketplace,
          orderId: reservation.orderId,
          orderNumber,
          status,
          lines: reservation.lines.map(({ warehouseId: _warehouse, announced: _announced, ...line }) => line),
          changedAt: reservation.changedAt.toISOString(),
          version,
        },
        merchantId,
        subject: reservationId,
        version,
        cause,
      }),
    };
  }
}

function typeOf(status: Reservation['status']): ReservationEvent['type'] {
  switch (status) {
    case 'reserved':
      return 'com.pinglu.inventory.order_reserved.v1';
    case 'refused':
      return 'com.pinglu.inventory.reservation_refused.v1';
    case 'released':
    case 'shipped':
      return 'com.pinglu.inventory.reservation_released.v1';
  }
}
