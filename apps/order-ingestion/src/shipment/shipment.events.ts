import { Injectable } from '@nestjs/common';
import { orderKey, topics, type DomainEvent, type ShipmentEvent, type ShipmentSnapshot } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import type { Shipment } from './shipment.js';

export interface ShipmentNews {
  /** Packed, at least. */
  readonly shipment: Shipment;
  /** The event that led to it, where one did. */
  readonly cause?: DomainEvent | undefined;
}

/** What the outside is told of a parcel; null while there is nothing to tell. */
export function shipmentSnapshot(shipment: Shipment): ShipmentSnapshot | null {
  const { status, parcel } = shipment;
  if (parcel === null || (status !== 'packed' && status !== 'released' && status !== 'held')) return null;
  const { shipmentId, merchantId, shopId, orderId, orderNumber, country, crossBorder, reason, lines, version } =
    shipment;
  const { packageId, trackingNumber, carrier, packedAt } = parcel;
  return {
    ...{ shipmentId, merchantId, shopId, orderId, orderNumber, packageId, trackingNumber, carrier },
    ...{ country, crossBorder, status, reason, version },
    marketplace: shipment.marketplace,
    lines: lines.map(({ lineId, sellerSku, quantity, unitPrice }) => ({ lineId, sellerSku, quantity, unitPrice })),
    packedAt: packedAt.toISOString(),
  };
}

/** Writes what happened to parcels into the outbox. */
@Injectable()
export class ShipmentEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly factory: EventFactory,
  ) {}

  /** In the transaction, and under the lock, of the change. One statement for all. */
  async publish(news: readonly ShipmentNews[]): Promise<void> {
    await this.outbox.write(
      news.flatMap(({ shipment, cause }) => {
        const data = shipmentSnapshot(shipment);
        if (data === null) return [];
        return {
          topic: topics.shipment.name,
          key: orderKey(shipment.merchantId, shipment.shopId, shipment.orderNumber),
          event: this.factory.create({
            type: `com.pinglu.orders.shipment_${data.status}.v1`,
            data,
            merchantId: shipment.merchantId,
            subject: shipment.shipmentId,
            version: shipment.version,
            ...(cause !== undefined && { cause }),
          }) satisfies { type: ShipmentEvent['type'] },
        };
      }),
    );
  }
}
