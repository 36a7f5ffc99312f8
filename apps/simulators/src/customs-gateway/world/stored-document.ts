import type { BusinessDocument } from '../message/business-message.js';
import type { MessageKind } from '../message/message-kind.js';

/** returnStatus values that a document may stand at. */
export type CustomsStatus = '1' | '2' | '3' | '4' | '100' | '120' | '300' | '399' | '500' | '800' | '899';

export interface StoredDocument {
  readonly kind: MessageKind;
  /** The key that customs knows the document by, unique within its kind. */
  readonly key: string;
  readonly content: BusinessDocument;
  status: CustomsStatus;
  /** Address that receipts go to. */
  readonly dxpId: string;
  readonly preNo: string | null;
  invtNo: string | null;
  /** Epoch milliseconds of the last receipt: those of one document never carry the same time. */
  lastReceiptMs: number;
}

const keyFields = {
  order: ['ebpCode', 'ebcCode', 'orderNo'],
  waybill: ['logisticsCode', 'logisticsNo'],
  list: ['agentCode', 'copNo'],
} as const;

export const keyOf = ({ kind }: MessageKind, { head }: BusinessDocument): string =>
  keyFields[kind].map((field) => head[field]).join('|');

/** What a fault's `path` is compared with. */
export const faultPathOf = ({ head }: BusinessDocument): string => head.orderNo ?? head.logisticsNo ?? '';

export const isLive = ({ status }: Pick<StoredDocument, 'status'>): boolean => status !== '100';

/** Customs has it: it was sent on, and not refused. */
export const isAtCustoms = ({ status }: Pick<StoredDocument, 'status'>): boolean =>
  !['1', '2', '4', '100'].includes(status);
