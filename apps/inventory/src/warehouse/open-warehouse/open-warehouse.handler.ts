import { Injectable } from '@nestjs/common';
import { topics, warehouseKey, type MerchantEvent, type WarehouseEvent } from '@pinglu/contracts';
import { Clock } from '@pinglu/kernel';
import { EventFactory, Outbox } from '@pinglu/platform';
import { mainWarehouseOf, snapshotOf } from '../warehouse.js';
import { WarehouseRepository } from '../warehouse.repository.js';

type MerchantRegisteredEvent = Extract<MerchantEvent, { type: 'com.pinglu.merchants.merchant_registered.v1' }>;

/** Opens the main warehouse of each merchant that was registered. One statement and one batch of events for all. */
@Injectable()
export class OpenWarehouseHandler {
  constructor(
    private readonly warehouses: WarehouseRepository,
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
    private readonly clock: Clock,
  ) {}

  /** Runs in the transaction of the batch. A merchant that has its main warehouse already keeps it as it is. */
  async handle(registered: readonly MerchantRegisteredEvent[]): Promise<void> {
    const now = this.clock.now();
    const causeOf = new Map(registered.map((event) => [event.data.merchantId, event]));
    const opened = await this.warehouses.addMissing(
      [...causeOf.values()].map(({ data }) => mainWarehouseOf(data, now)),
    );
    await this.outbox.write(
      opened.map((warehouse) => ({
        topic: topics.warehouse.name,
        key: warehouseKey(warehouse.merchantId, warehouse.id),
        event: this.events.create({
          type: 'com.pinglu.inventory.warehouse_opened.v1',
          data: snapshotOf(warehouse),
          merchantId: warehouse.merchantId,
          subject: warehouse.id,
          version: warehouse.version,
          cause: causeOf.get(warehouse.merchantId),
        }) satisfies WarehouseEvent,
      })),
    );
  }
}

export const isMerchantRegistered = (event: MerchantEvent): event is MerchantRegisteredEvent =>
  event.type === 'com.pinglu.merchants.merchant_registered.v1';
