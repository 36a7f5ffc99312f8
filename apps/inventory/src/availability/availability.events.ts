import { Injectable } from '@nestjs/common';
import { availabilityKey, topics, type AvailabilityEvent, type DomainEvent } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import type { Availability } from './availability.row.js';

/** Tells the world what shops may offer now. */
@Injectable()
export class AvailabilityEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
  ) {}

  /** In the transaction of the change. */
  async publish(changed: readonly Availability[], cause?: DomainEvent): Promise<void> {
    await this.outbox.write(
      changed.map(({ merchantId, shopId, sellerSku, available, terms, written, changedAt, version }) => ({
        topic: topics.availability.name,
        key: availabilityKey(merchantId, shopId, sellerSku),
        event: this.events.create({
          type: 'com.pinglu.inventory.availability_changed.v1',
          data: {
            merchantId,
            shopId,
            sellerSku,
            available,
            terms,
            written: written && { quantity: written.quantity, at: written.at.toISOString() },
            changedAt: changedAt.toISOString(),
            version,
          },
          merchantId,
          subject: sellerSku,
          version,
          ...(cause && { cause }),
        }) satisfies AvailabilityEvent,
      })),
    );
  }
}
