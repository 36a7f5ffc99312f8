import { Injectable } from '@nestjs/common';
import type { ProductEvent } from '@pinglu/contracts';
import { AppError, Clock, parseMerchantId } from '@pinglu/kernel';
import { AvailabilityEvents } from '../../availability/availability.events.js';
import { AvailabilityRepository } from '../../availability/availability.repository.js';
import { stockKey, StockRepository, type NewStock } from '../stock.repository.js';

/** The product was heard of before its merchant: the two come by different topics, and the other one will come. */
export class WarehouseNotOpenYetError extends AppError {
  readonly code = 'warehouse-not-open-yet';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor() {
    super('The merchant of a product has no warehouse yet.');
  }
}

/** Begins to keep stock of SKUs that are new, with the quantity the merchant's catalog began with. */
@Injectable()
export class ReceiveProductHandler {
  constructor(
    private readonly stock: StockRepository,
    private readonly availability: AvailabilityRepository,
    private readonly events: AvailabilityEvents,
    private readonly clock: Clock,
  ) {}

  /** A SKU that is known keeps what it has: from then on the shelf is counted, and the catalog says nothing of it. */
  async handle(events: readonly ProductEvent[]): Promise<void> {
    const wanted = new Map<string, NewStock>();
    for (const { data } of events) {
      const merchantId = parseMerchantId(data.merchantId);
      for (const { sellerSku, initialQuantity } of data.skus) {
        if (initialQuantity === null) continue;
        const sku = { merchantId, sellerSku, onHand: initialQuantity, reference: data.productId };
        if (!wanted.has(stockKey(sku))) wanted.set(stockKey(sku), sku);
      }
    }
    const warehouses = await this.stock.mainWarehouses([...new Set([...wanted.values()].map((sku) => sku.merchantId))]);
    const placed = [...wanted.values()].map((sku) => {
      const warehouseId = warehouses.get(sku.merchantId);
      if (warehouseId === undefined) throw new WarehouseNotOpenYetError();
      return { ...sku, warehouseId };
    });
    await this.stock.lockNames(placed);
    // Opened empty, then received: the ledger of movements then explains every unit from the first on.
    const opened = await this.stock.open(placed.map((sku) => ({ ...sku, onHand: 0 })));
    const received = placed.filter((sku) => opened.has(stockKey(sku)));
    await this.stock.move(
      received
        .filter(({ onHand }) => onHand > 0)
        .map(({ onHand, ...sku }) => ({ ...sku, kind: 'received', onHandChange: onHand, reservedChange: 0 })),
    );
    await this.events.publish(await this.availability.recompute(received, this.clock.now()), events.at(-1));
  }
}
