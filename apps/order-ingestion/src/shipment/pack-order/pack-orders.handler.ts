import { Inject, Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import type { OrderItems } from '@pinglu/marketplace';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { OrderIngestionConfig } from '../../config.js';
import { holding } from '../../job/holding.js';
import { retryDelayMs } from '../../job/retry-delay.js';
import { Marketplaces } from '../../marketplace/marketplaces.js';
import { ShipmentQueueRepository, type DueShipment } from '../shipment-queue.repository.js';
import type { Shipment } from '../shipment.js';
import { ShipmentRepository } from '../shipment.repository.js';
import { runErrands, type Errand, type Outcome } from './ask-marketplace.js';
import { RecordOutcomesHandler, type Result } from './record-outcomes.handler.js';

const PARCELS_AT_ONCE = 20;

/**
 * Packs parcels of one shop and tells the marketplace that they are ready. In three steps, so that no call is made inside
 * a transaction: what will be asked is written down, then asked, then what came of it is written down.
 */
@Injectable()
export class PackOrdersHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly queue: ShipmentQueueRepository,
    private readonly shipments: ShipmentRepository,
    private readonly marketplaces: Marketplaces,
    private readonly outcomes: RecordOutcomesHandler,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: OrderIngestionConfig,
  ) {}

  /** Answers how many parcels it took on. */
  async handle({ shopId, merchantId }: { shopId: ShopId; merchantId: MerchantId }): Promise<number> {
    const scope = { merchants: [merchantId] };
    const leaseMs = this.config.HOLD_MS;
    const { due, shipments } = await this.transactions.run(scope, async () => {
      const claimed = await this.queue.claim(shopId, { limit: PARCELS_AT_ONCE, leaseMs });
      return { due: claimed, shipments: await this.shipments.lock(claimed.map(({ shipmentId }) => shipmentId)) };
    });
    if (due.length === 0) return 0;
    const ids = due.map(({ shipmentId }) => shipmentId);
    const renew = () => this.transactions.run(scope, () => this.queue.renew(ids, leaseMs));
    const results = await holding({ renew, everyMs: leaseMs / 3 }, () => this.run(shopId, due, shipments));
    await this.transactions.run(scope, () => this.outcomes.handle(results));
    return due.length;
  }

  private async run(shopId: ShopId, due: readonly DueShipment[], shipments: readonly Shipment[]): Promise<Result[]> {
    const errands = await this.errands(shopId, due, shipments);
    const readable = errands.filter(({ unreadable }) => unreadable === null).map(({ errand }) => errand);
    const outcomes = await runErrands(this.marketplaces, readable);
    return errands.map(({ errand, cause, unreadable }) => {
      const outcome = unreadable ?? outcomes.get(errand)!;
      this.log(errand, outcome);
      return { shipmentId: errand.shipment.shipmentId, cause, outcome };
    });
  }

  /** Reads back, in one call, what was asked for before without the answer being known. */
  private async errands(shopId: ShopId, due: readonly DueShipment[], shipments: readonly Shipment[]) {
    const byId = new Map(shipments.map((shipment) => [shipment.shipmentId, shipment]));
    const asked = due.filter(({ askedBefore }) => askedBefore).map(({ shipmentId }) => byId.get(shipmentId)!);
    let items = new Map<string, OrderItems>();
    let error: unknown;
    if (asked.length > 0) {
      try {
        const numbers = [...new Set(asked.map(({ orderNumber }) => orderNumber))];
        const found = await this.marketplaces.call(shopId, (adapter, access) => adapter.orders.items(access, numbers));
        items = new Map(found.map((one) => [one.orderNumber, one]));
      } catch (thrown) {
        error = thrown;
      }
    }
    return due.map(({ shipmentId, askedBefore, attempts, cause }) => {
      const shipment = byId.get(shipmentId)!;
      const errand: Errand = { shipment, askedBefore, attempts, items: items.get(shipment.orderNumber) ?? null };
      const unreadable: Outcome | null =
        askedBefore && error !== undefined
          ? { kind: 'later', delayMs: retryDelayMs(attempts), asked: true, error }
          : null;
      return { errand, cause, unreadable };
    });
  }

  private log({ shipment: { shipmentId, orderId, shopId }, attempts }: Errand, outcome: Outcome): void {
    const fields = { shipmentId, orderId, shopId, attempts };
    if (outcome.kind === 'refused') {
      this.logger.error('A parcel was given up: the marketplace does not let it be packed.', {
        ...fields,
        reason: outcome.reason,
      });
    } else if (outcome.kind === 'later') {
      this.logger.info('A parcel waits for another try.', { ...fields, error: outcome.error });
    }
  }
}
