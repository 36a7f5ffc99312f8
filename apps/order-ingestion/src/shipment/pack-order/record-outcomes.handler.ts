import { Injectable } from '@nestjs/common';
import type { EventMetadata } from '@pinglu/contracts';
import { Clock, type ShipmentId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import { asCause } from '../../order/ingest-order/ingest-order.handler.js';
import { FetchOrdersJob } from '../../raw-order/fetch-orders/fetch-orders.job.js';
import { FetchWishRepository } from '../../raw-order/fetch-wish.repository.js';
import { packParcel } from '../parcel-state.js';
import { ShipmentQueueRepository } from '../shipment-queue.repository.js';
import type { Shipment } from '../shipment.js';
import { ShipmentEvents, type ShipmentNews } from '../shipment.events.js';
import { ShipmentRepository } from '../shipment.repository.js';
import type { Outcome } from './ask-marketplace.js';

export interface Result {
  readonly shipmentId: ShipmentId;
  readonly cause: EventMetadata | null;
  readonly outcome: Outcome;
}

/** The two clocks differ a little; what is missed by this is asked for by name. */
const CHANGED_BEFORE_MS = 60_000;

/** Writes down what came of telling the marketplace of parcels, and tells everybody else. */
@Injectable()
export class RecordOutcomesHandler {
  constructor(
    private readonly shipments: ShipmentRepository,
    private readonly queue: ShipmentQueueRepository,
    private readonly wishes: FetchWishRepository,
    private readonly events: ShipmentEvents,
    private readonly fetchOrders: FetchOrdersJob,
    private readonly clock: Clock,
  ) {}

  /** To be run in one transaction, by whoever has claimed the parcels. */
  async handle(results: readonly Result[]): Promise<void> {
    const now = this.clock.now();
    const byId = new Map(results.map((result) => [result.shipmentId, result]));
    // The order's own state is the marketplace's to tell. Before the parcels: wishes are always locked first.
    await this.wantOrders(results, now);
    const saved: Shipment[] = [];
    const news: ShipmentNews[] = [];
    for (const shipment of await this.shipments.lock([...byId.keys()])) {
      const { outcome, cause } = byId.get(shipment.shipmentId)!;
      const after = await this.after(shipment, { outcome, cause, now });
      saved.push(...after);
      // What was dropped after it was packed is no news: its version stays, and the order tells why.
      const told = after.filter(({ version, status }) => version > 0 && status !== 'dropped');
      if (outcome.kind !== 'announced' || !shipment.crossBorder) {
        news.push(...told.map((one) => ({ shipment: one, cause: cause === null ? undefined : asCause(cause) })));
      }
    }
    await this.shipments.save(saved);
    await this.events.publish(news);
    await this.queue.postpone(
      results.flatMap(({ shipmentId, outcome }) =>
        outcome.kind === 'later' ? [{ shipmentId, delayMs: outcome.delayMs, asked: outcome.asked }] : [],
      ),
    );
  }

  /** Whatever was packed, announced or found to be gone has changed the order at the marketplace. */
  private async wantOrders(results: readonly Result[], now: Date): Promise<void> {
    const changed = new Map(
      results
        .filter(({ outcome }) => outcome.kind === 'announced' || outcome.kind === 'gone')
        .map(({ shipmentId, cause }) => [shipmentId, cause]),
    );
    if (changed.size === 0) return;
    const shipments = await this.shipments.find([...changed.keys()]);
    await this.wishes.add(
      shipments.map(({ shipmentId, shopId, merchantId, orderNumber }) => ({
        ...{ shopId, merchantId, orderNumber },
        changedSince: new Date(now.getTime() - CHANGED_BEFORE_MS),
        cause: changed.get(shipmentId) ?? null,
      })),
    );
    currentTransaction().afterCommit(() => this.fetchOrders.ring());
  }

  private async after(
    shipment: Shipment,
    { outcome, cause, now }: { outcome: Outcome; cause: EventMetadata | null; now: Date },
  ): Promise<Shipment[]> {
    switch (outcome.kind) {
      case 'packed':
        return shipment.status === 'wanted' ? this.pack(shipment, { packages: outcome.packages, cause, now }) : [];
      case 'announced': {
        const ready = { ...shipment, readyAt: now };
        // Within a country nobody has to agree before the carrier takes it.
        const free = !shipment.crossBorder && shipment.status === 'packed';
        return [free ? { ...ready, status: 'released', decidedAt: now, version: shipment.version + 1 } : ready];
      }
      case 'gone':
        await this.shipments.freeLines(shipment.parcel === null ? [shipment.shipmentId] : []);
        return [{ ...shipment, status: 'dropped', reason: 'The order was cancelled.' }];
      case 'refused':
        await this.shipments.freeLines([shipment.shipmentId]);
        return [{ ...shipment, status: 'failed', reason: outcome.reason }];
      case 'later':
        return [];
      default:
        return outcome satisfies never;
    }
  }

  private async pack(
    wanted: Shipment,
    {
      packages,
      cause,
      now,
    }: { packages: Extract<Outcome, { kind: 'packed' }>['packages'] } & {
      cause: EventMetadata | null;
      now: Date;
    },
  ): Promise<Shipment[]> {
    const { packed, rest } = packParcel(wanted, packages, now);
    const more = [...packed.slice(1), ...(rest ? [rest] : [])];
    if (more.length > 0) {
      await this.shipments.freeLines([wanted.shipmentId]);
      await this.shipments.addLines(packed.slice(0, 1));
      await this.shipments.want(
        more.map((shipment) => ({ shipment: { ...shipment, status: 'wanted' }, cause, packable: true })),
      );
    }
    return [...packed];
  }
}
