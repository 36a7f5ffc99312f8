import { Injectable } from '@nestjs/common';
import type { DomainEvent, ShipmentSnapshot } from '@pinglu/contracts';
import {
  Clock,
  newId,
  parseMerchantId,
  parseOrderId,
  parseShipmentId,
  parseShopId,
  type DeclarationId,
} from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import { SendBell } from '../../job/bells.js';
import { listNoOf, type Declaration } from '../declaration.js';
import { DeclarationEvents } from '../declaration.events.js';
import { DeclarationRepository } from '../declaration.repository.js';
import { DocumentRepository } from '../document.repository.js';
import { DraftDocuments } from './draft-documents.js';

/** Opens the declaration of a parcel: its documents, ready to be sent, or the reasons why there are none. */
@Injectable()
export class BuildDeclarationHandler {
  constructor(
    private readonly declarations: DeclarationRepository,
    private readonly documents: DocumentRepository,
    private readonly drafts: DraftDocuments,
    private readonly events: DeclarationEvents,
    private readonly bell: SendBell,
    private readonly clock: Clock,
  ) {}

  /** Runs in the transaction of the event. A shipment that has its declaration already keeps it as it is. */
  async handle(shipment: ShipmentSnapshot, cause: DomainEvent): Promise<void> {
    const opened = await this.open(shipment);
    const draft = await this.drafts.draft(opened);
    const declaration: Declaration =
      'problems' in draft ? { ...opened, status: 'refused', problems: draft.problems } : opened;
    const added = await this.declarations.add(declaration, 'documents' in draft ? opened.createdAt : null);
    if (!added) return;
    if ('documents' in draft) {
      await this.documents.add(draft.documents);
      currentTransaction().afterCommit(() => this.bell.ring());
    }
    await this.events.publish(declaration, cause);
  }

  private async open(shipment: ShipmentSnapshot): Promise<Declaration> {
    const now = this.clock.now();
    const id = newId<DeclarationId>(now.getTime());
    const { marketplace, orderNumber, trackingNumber, country, lines } = shipment;
    const of = { merchantId: parseMerchantId(shipment.merchantId), shopId: parseShopId(shipment.shopId), orderNumber };
    return {
      ...of,
      id,
      marketplace,
      orderId: parseOrderId(shipment.orderId),
      shipmentId: parseShipmentId(shipment.shipmentId),
      // Shipments of one order have one record key, so that nobody else counts its parcels at the same time.
      parcelNumber: (await this.declarations.countParcels(of)) + 1,
      trackingNumber,
      country,
      lines,
      listNo: listNoOf(id),
      status: 'drafted',
      attempt: 1,
      problems: [],
      listNumber: null,
      createdAt: now,
      changedAt: now,
      sentAt: null,
      releasedAt: null,
      version: 1,
    };
  }
}
