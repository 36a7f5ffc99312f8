import { Injectable } from '@nestjs/common';
import type { DeclarationEvent, DeclarationSnapshot } from '@pinglu/contracts';
import { Clock } from '@pinglu/kernel';
import { decided, type CustomsDecision } from '../shipment.js';
import { ShipmentEvents, type ShipmentNews } from '../shipment.events.js';
import { ShipmentRepository } from '../shipment.repository.js';

const REASON_LIMIT = 1_000;

/** Frees a parcel for the carrier, or holds it, as customs decided. */
@Injectable()
export class ReleaseParcelHandler {
  constructor(
    private readonly shipments: ShipmentRepository,
    private readonly events: ShipmentEvents,
    private readonly clock: Clock,
  ) {}

  /** Runs in the transaction of the batch. Of several decisions about one parcel the last one counts. */
  async handle(events: readonly DeclarationEvent[]): Promise<void> {
    const latest = new Map(
      events.filter(({ data }) => decisionOf(data)).map((event) => [event.data.shipmentId, event]),
    );
    if (latest.size === 0) return;
    const now = this.clock.now();
    const news = (await this.shipments.lock([...latest.keys()])).flatMap((shipment): ShipmentNews[] => {
      const cause = latest.get(shipment.shipmentId)!;
      const after = decided(shipment, decisionOf(cause.data)!);
      return after ? [{ shipment: { ...after, decidedAt: now, version: shipment.version + 1 }, cause }] : [];
    });
    await this.shipments.decide(news.map(({ shipment }) => shipment));
    await this.events.publish(news);
  }
}

function decisionOf({ status, problems }: DeclarationSnapshot): CustomsDecision | null {
  switch (status) {
    case 'released':
      return { status: 'released' };
    case 'refused': {
      const causes = problems.map(({ cause, advice }) => `${cause} ${advice}`).join(' ');
      return { status: 'held', reason: (causes || 'Customs refused the declaration.').slice(0, REASON_LIMIT) };
    }
    case 'drafted':
    case 'sent':
      return null;
    default:
      return status satisfies never;
  }
}
