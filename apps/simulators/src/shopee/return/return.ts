import type { Order, OrderLine } from '../order/order.js';

export const RETURN_STATUSES = [
  'REQUESTED',
  'PROCESSING',
  'SELLER_DISPUTE',
  'JUDGING',
  'ACCEPTED',
  'CANCELLED',
  'CLOSED',
] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

/** Which status may follow which, as long as nothing is refunded. */
export const NEXT_RETURN: Readonly<Record<ReturnStatus, readonly ReturnStatus[]>> = {
  REQUESTED: ['ACCEPTED', 'PROCESSING', 'SELLER_DISPUTE', 'CANCELLED', 'CLOSED'],
  // The seller agrees, and the goods are to come back first.
  ACCEPTED: ['PROCESSING', 'SELLER_DISPUTE', 'CANCELLED', 'CLOSED'],
  PROCESSING: ['ACCEPTED', 'SELLER_DISPUTE', 'JUDGING', 'CANCELLED', 'CLOSED'],
  SELLER_DISPUTE: ['ACCEPTED', 'REQUESTED', 'PROCESSING', 'JUDGING', 'CANCELLED', 'CLOSED'],
  JUDGING: ['ACCEPTED', 'CLOSED', 'CANCELLED'],
  CANCELLED: [],
  CLOSED: [],
};

export type Solution = 'RETURN_REFUND' | 'REFUND';

export const RETURN_REASONS = [
  'NOT_RECEIPT',
  'WRONG_ITEM',
  'ITEM_DAMAGED',
  'DIFF_DESC',
  'MUITAL_AGREE',
  'OTHER',
  'CHANGE_MIND',
  'ITEM_MISSING',
  'ITEM_FAKE',
  'PHYSICAL_DMG',
  'FUNCTIONAL_DMG',
  'SUSPICIOUS_PARCEL',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

export interface Negotiation {
  readonly status: '' | 'PENDING_RESPOND' | 'PENDING_BUYER_RESPOND' | 'TERMINATED';
  readonly solution: Solution;
  /** Minor units. */
  readonly amount: number;
  readonly by: '' | 'BUYER' | 'SELLER';
  /** How many more offers may be made. */
  readonly left: number;
}

export interface ReturnLine {
  readonly line: OrderLine;
  readonly quantity: number;
}

export interface Return {
  readonly returnSn: string;
  readonly order: Order;
  readonly lines: readonly ReturnLine[];
  readonly reason: ReturnReason;
  readonly textReason: string;
  /** Raised before or after the order was completed. */
  readonly type: 'RRBOC' | 'RRAOC';
  readonly createdMs: number;
  updatedMs: number;
  /** Until then the seller may answer; afterwards the buyer's wish is granted. */
  dueMs: number;
  status: ReturnStatus;
  /** Where it goes back to when a dispute is taken back. */
  statusBefore: ReturnStatus;
  solution: Solution;
  /** Minor units. */
  refund: number;
  negotiation: Negotiation;
  trackingNumber: string;
  reverseStatus: string;
  disputeReasons: string[];
  disputeTexts: string[];
  proof: { readonly photos: readonly { url: string; thumbnail: string }[]; readonly description: string } | undefined;
  hasShippingProof: boolean;
  /** 0 until the buyer has the money. */
  refundedMs: number;
}

/** What the goods of it cost, in minor units. */
export const goodsOf = (one: Pick<Return, 'lines'>): number =>
  one.lines.reduce((sum, { line, quantity }) => sum + line.price * quantity, 0);

/** Nothing more can happen to it. */
export const isOver = ({ status, refundedMs }: Return): boolean => refundedMs > 0 || NEXT_RETURN[status].length === 0;
