import { Injectable } from '@nestjs/common';
import type { ReservationEvent } from '@pinglu/contracts';
import { Clock, newId, type ShipmentId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { Order } from '../../order/order.js';
import { OrderRepository } from '../../order/order.repository.js';
import { PackOrdersJob } from '../pack-order/pack-orders.job.js';
import { linesToPack, type Shipment, type ShipmentLine } from '../shipment.js';
import { ShipmentRepository, type WantedShipment } from '../shipment.repository.js';

/** Writes down which parcels are to be packed, now that their stock is reserved. The job does the packing. */
@Injectable()
export class WantParcelHandler {
  constructor(
    private readonly orders: OrderRepository,
    private readonly shipments: ShipmentRepository,
    private readonly job: PackOrdersJob,
    private readonly clock: Clock,
  ) {}

  /** Runs in the transaction of the batch. An order of which nothing is reserved is not packed. */
  async handle(events: readonly ReservationEvent[]): Promise<void> {
    // Of several states of one reservation only the last one counts.
    const latest = new Map(events.map((event) => [event.data.orderId, event]));
    const reserved = new Map([...latest].filter(([, { data }]) => data.status === 'reserved'));
    if (reserved.size === 0) return;
    const orders = await this.orders.lockById([...reserved.keys()]);
    const inParcels = await this.shipments.packedLineIds(orders.map(({ orderId }) => orderId));
    const now = this.clock.now();
    const wanted = orders.flatMap((order): WantedShipment[] => {
      const { data, metadata } = reserved.get(order.orderId)!;
      const kept = data.lines.filter(({ status }) => status === 'reserved');
      const lines = linesToPack(order, kept, inParcels.get(order.orderId) ?? new Set());
      if (lines.length === 0) return [];
      return [{ shipment: wantedShipment(order, lines, now), cause: metadata, packable: !order.awaitsPayment }];
    });
    await this.shipments.want(wanted);
    currentTransaction().afterCommit(() => this.job.ring());
  }
}

function wantedShipment(order: Order, lines: readonly ShipmentLine[], now: Date): Shipment {
  const { merchantId, shopId, marketplace, orderId, orderNumber, country, crossBorder } = order;
  return {
    shipmentId: newId<ShipmentId>(now.getTime()),
    ...{ merchantId, shopId, marketplace, orderId, orderNumber, country, crossBorder, lines },
    status: 'wanted',
    reason: null,
    parcel: null,
    wantedAt: now,
    readyAt: null,
    decidedAt: null,
    version: 0,
  };
}
