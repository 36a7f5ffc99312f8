import type { Order, OrderItem } from '../order/order.js';

export const REQUEST_TYPES = ['CANCEL', 'RETURN', 'ONLY_REFUND'] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

/** Where goods go back to: to the merchant, or to a warehouse of the platform, which then decides by itself. */
export const RETURN_TARGETS = ['RTM', 'RTW'] as const;
export type ReturnTarget = (typeof RETURN_TARGETS)[number];

/** The first four are published; the others are names that integrations have seen. */
export const REVERSE_STATUSES = [
  'REQUEST_INITIATE',
  'REQUEST_REJECT',
  'REQUEST_CANCEL',
  'CANCEL_SUCCESS',
  'SELLER_AGREE_RETURN',
  'SELLER_REJECT_RETURN',
  'BUYER_RETURN_ITEM',
  'SELLER_RECEIVE_ITEM',
  'SELLER_REJECT_REFUND',
  'REFUND_PENDING',
  'REFUND_SUCCESS',
] as const;
export type ReverseStatus = (typeof REVERSE_STATUSES)[number];

/** Nothing follows any more. */
export const isEnded = ({ status }: ReverseLine): boolean =>
  status === 'REQUEST_REJECT' ||
  status === 'REQUEST_CANCEL' ||
  status === 'CANCEL_SUCCESS' ||
  status === 'REFUND_SUCCESS';

/** Where the goods are on their way back. */
export type OfcStatus =
  | 'INITIAL'
  | 'RETURN_PICKUP_PENDING'
  | 'RETURN_SHIPPING'
  | 'RETURN_DELIVERED'
  | 'RETURN_RTM_DELIVERED'
  | 'RETURN_CANCELED';

export interface Reason {
  readonly id: number;
  readonly text: string;
}

export interface HistoryEntry {
  readonly operator: 'buyer' | 'seller' | 'platform';
  readonly text: string;
  readonly pictures: readonly string[];
  readonly atMs: number;
}

/** What happens to one unit. */
export interface ReverseLine {
  readonly lineId: number;
  readonly reverse: ReverseOrder;
  readonly item: OrderItem;
  readonly reason: Reason;
  readonly createdMs: number;
  modifiedMs: number;
  status: ReverseStatus;
  ofcStatus: OfcStatus;
  isDispute: boolean;
  /** Empty until the buyer has sent the goods. */
  trackingNumber: string;
  /** What the warehouse found: empty until then. */
  qcDecision: string;
  readonly history: HistoryEntry[];
  /** The newest status that was pushed. */
  pushed: string;
}

/** A cancellation, a return or a refund without return, of some units of one order. */
export interface ReverseOrder {
  readonly reverseOrderId: number;
  readonly order: Order;
  readonly requestType: RequestType;
  /** Undefined where nothing is sent back. */
  readonly returnTo: ReturnTarget | undefined;
  readonly createdMs: number;
  readonly lines: ReverseLine[];
  /** Instant of the process's own clock: how soon the seller reacts is measured from here. */
  readonly openedAtMs: number;
  /** When a cancellation that the seller has not answered happens by itself. */
  readonly triggerMs: number | undefined;
}

/** Whether the seller still has to say yes or no to a buyer who wants to cancel. */
export const awaitsCancelDecision = (line: ReverseLine | undefined): line is ReverseLine =>
  line?.reverse.requestType === 'CANCEL' && line.status === 'REQUEST_INITIATE';
