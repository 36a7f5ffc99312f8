import type { DeclarationSnapshot } from '@pinglu/contracts';
import type { DeclarationId, MerchantId, OrderId, ShipmentId, ShopId } from '@pinglu/kernel';
import type { ParcelLine } from './parcel.js';
import type { DocumentKind } from './document.js';
import { eventProblem, type Problem } from './problem.js';

export type DeclarationStatus = DeclarationSnapshot['status'];

/** The declaration of one parcel. The row and the domain's shape do not differ. */
export interface Declaration {
  readonly id: DeclarationId;
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly marketplace: DeclarationSnapshot['marketplace'];
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly shipmentId: ShipmentId;
  readonly parcelNumber: number;
  readonly trackingNumber: string;
  readonly country: string;
  readonly lines: readonly ParcelLine[];
  /** Our number of the list, the same in every attempt: by it customs knows a list that comes again. */
  readonly listNo: string;
  readonly status: DeclarationStatus;
  /** 1 for the first set of documents; one more with each resubmission. */
  readonly attempt: number;
  readonly problems: readonly Problem[];
  /** The number that customs gave the list. */
  readonly listNumber: string | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly sentAt: Date | null;
  readonly releasedAt: Date | null;
  readonly version: number;
}

/** What customs or the exchange said of a document. */
export interface Receipt {
  readonly at: Date;
  readonly document: DocumentKind;
  /** returnStatus. */
  readonly code: string;
  readonly text: string;
}

/** What may happen to a declaration. */
export type Signal =
  /** Its documents could not be made. */
  | 'not_declarable'
  /** All three documents are in the exchange. */
  | 'documents_sent'
  /** A document of the attempt at hand was refused. */
  | 'document_refused'
  | 'list_released'
  /** The documents are to be made again. */
  | 'resubmitted';

/**
 * What each signal leads to; what is not in the table changes nothing. Receipts may overtake our own note that the
 * documents were sent: the process that sent them may have been killed before it wrote so.
 */
const transitions: Readonly<Record<DeclarationStatus, Partial<Record<Signal, DeclarationStatus>>>> = {
  drafted: {
    not_declarable: 'refused',
    documents_sent: 'sent',
    document_refused: 'refused',
    list_released: 'released',
  },
  sent: { document_refused: 'refused', list_released: 'released' },
  refused: { resubmitted: 'drafted' },
  released: {},
};

/** The status after the signal; undefined when it changes nothing. */
export const statusAfter = (status: DeclarationStatus, signal: Signal): DeclarationStatus | undefined =>
  transitions[status][signal];

/** What the outside is told of a declaration. */
export function snapshotOf(declaration: Declaration, receipts: readonly Receipt[]): DeclarationSnapshot {
  const { id, merchantId, shopId, marketplace, orderId, orderNumber, shipmentId, trackingNumber } = declaration;
  return {
    declarationId: id,
    merchantId,
    shopId,
    marketplace,
    orderId,
    orderNumber,
    shipmentId,
    trackingNumber,
    status: declaration.status,
    listNumber: declaration.listNumber,
    problems: declaration.problems.slice(0, 100).map(eventProblem),
    receipts: receipts.map(({ at, document, code, text }) => ({ at: at.toISOString(), document, code, text })),
    changedAt: declaration.changedAt.toISOString(),
    version: declaration.version,
  };
}

/** At most 30 characters, unique for ever, and the same whenever it is asked for. */
export const listNoOf = (id: DeclarationId): string =>
  `PL${BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .toUpperCase()}`;
