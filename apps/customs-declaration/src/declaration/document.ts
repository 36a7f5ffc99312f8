import type { DeclarationId, MerchantId } from '@pinglu/kernel';
import type { SendingFirm } from '../declarant/declarant.js';

/** The three documents of a parcel, in the order in which they are sent: customs wants the list last. */
export const documentKinds = ['order', 'waybill', 'list'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Name of the message's root, which is also its type in the exchange. */
export const messageTypeOf: Readonly<Record<DocumentKind, string>> = {
  order: 'CEB303Message',
  waybill: 'CEB505Message',
  list: 'CEB603Message',
};

/** 1: new. 2: a change of what customs has already. */
export type AppType = '1' | '2';

/**
 * waiting: made, not signed. sending: signed, and it may have left us. in_exchange: the exchange has it. What follows is
 * what receipts say.
 */
export type DocumentStatus =
  | 'waiting'
  | 'sending'
  | 'in_exchange'
  | 'accepted'
  | 'at_customs'
  | 'stored'
  | 'in_review'
  | 'audited'
  | 'in_inspection'
  | 'released'
  | 'closed'
  | 'refused';

export interface DeclarationDocument {
  /** Id of the message, and its number in the exchange. */
  readonly messageId: string;
  /** Id of the document in it, which receipts name. */
  readonly documentId: string;
  readonly merchantId: MerchantId;
  readonly declarationId: DeclarationId;
  readonly attempt: number;
  readonly kind: DocumentKind;
  readonly appType: AppType;
  readonly sender: SendingFirm;
  readonly status: DocumentStatus;
  /** Unsigned while waiting, then the bytes that were sent. */
  readonly xml: string;
  readonly sentAt: Date | null;
}

/** Ids are written in upper case outside. */
export const written = (id: string): string => id.toUpperCase();

const before = {
  exchange: ['waiting', 'sending'],
  customs: ['waiting', 'sending', 'in_exchange', 'accepted'],
  stored: ['waiting', 'sending', 'in_exchange', 'accepted', 'at_customs'],
  audited: ['waiting', 'sending', 'in_exchange', 'accepted', 'at_customs', 'stored', 'in_review'],
} as const;
const untilReleased = [...before.audited, 'audited', 'in_inspection'] as const;

interface Step {
  readonly to: DocumentStatus;
  /** The statuses it may be taken from; from any other one the receipt is late, or a repetition, and changes nothing. */
  readonly from: readonly DocumentStatus[];
}

/** By returnStatus. Forward only, except for a refusal. 4 (sending to customs failed) is tried again by the exchange. */
const steps: Readonly<Record<string, Step>> = {
  '1': { to: 'in_exchange', from: before.exchange },
  '2': { to: 'accepted', from: [...before.exchange, 'in_exchange'] },
  '3': { to: 'at_customs', from: before.customs },
  '120': { to: 'stored', from: before.stored },
  '300': { to: 'in_review', from: [...before.stored, 'stored'] },
  '399': { to: 'audited', from: before.audited },
  '500': { to: 'in_inspection', from: [...before.audited, 'audited'] },
  '800': { to: 'released', from: untilReleased },
  '899': { to: 'closed', from: [...untilReleased, 'released'] },
  '100': { to: 'refused', from: untilReleased },
};

/** The status after a receipt; undefined when it changes nothing. A status below zero refuses the message. */
export function statusAfterReceipt(status: DocumentStatus, returnStatus: string): DocumentStatus | undefined {
  const step = Object.hasOwn(steps, returnStatus) ? steps[returnStatus] : undefined;
  if (step) return step.from.includes(status) ? step.to : undefined;
  return /^-\d+$/.test(returnStatus) && (before.customs as readonly DocumentStatus[]).includes(status)
    ? 'refused'
    : undefined;
}

/**
 * What the next attempt's document is, by those of earlier attempts: a change of what customs already has, else new. A
 * refused document leaves nothing behind that could be changed.
 */
export const appTypeAfter = (earlier: readonly DocumentStatus[]): AppType =>
  earlier.some((status) => !['waiting', 'sending', 'refused'].includes(status)) ? '2' : '1';
