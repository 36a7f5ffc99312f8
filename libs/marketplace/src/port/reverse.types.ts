import type { Money } from '@pinglu/kernel';
import type { OrderUnits } from './order.types.js';

export interface ReverseReason {
  readonly reasonId: string;
  readonly name: string;
}

export interface CancelRequest extends OrderUnits {
  /** One of those that `cancellations.reasons` answers for these units. */
  readonly reasonId: string;
}

/** The seller's answer to a buyer who wants to cancel. */
export interface CancellationAnswer {
  readonly orderNumber: string;
  /** As `OrderItems.cancellationRequest` names it. */
  readonly requestId: string;
  readonly agree: boolean;
  /** Why not. */
  readonly reasonId?: string;
}

export type ReturnStatus =
  | 'requested'
  | 'accepted'
  | 'shipping_back'
  | 'received'
  | 'refund_pending'
  | 'refunded'
  | 'refused'
  | 'disputed'
  | 'withdrawn'
  | 'unrecognized';

/** What a buyer gives back, or wants money back for. */
export interface MarketplaceReturn {
  readonly returnId: string;
  readonly orderNumber: string;
  readonly kind: 'return' | 'refund_only' | 'cancellation' | 'unrecognized';
  readonly rawKind: string;
  /** Where the goods go. `marketplace`: to its own warehouse, which examines them. */
  readonly goesTo: 'seller' | 'marketplace' | 'nowhere';
  /** That of the line that is furthest behind. */
  readonly status: ReturnStatus;
  readonly lines: readonly MarketplaceReturnLine[];
  readonly requestedAt: Date;
  readonly updatedAt: Date;
}

export interface MarketplaceReturnLine {
  readonly returnLineId: string;
  /** Of the order's line; null when the marketplace does not say. */
  readonly externalLineId: string | null;
  readonly sellerSku: string;
  readonly quantity: number;
  readonly refund: Money;
  readonly status: ReturnStatus;
  readonly rawStatus: string;
  readonly reason: string | null;
  readonly trackingNumber: string | null;
  /** Until when the seller must answer; null when there is no limit. */
  readonly answerBy: Date | null;
}

export interface ReturnsWindow {
  readonly since: Date;
  readonly until: Date;
  readonly cursor?: string | null;
}

/** `refund_without_return`: the buyer keeps the goods. `confirm_receipt`: the goods are back. */
export type ReturnAction =
  | 'accept_return'
  | 'refuse_return'
  | 'refund'
  | 'refuse_refund'
  | 'refund_without_return'
  | 'confirm_receipt'
  | 'dispute';

export interface ReturnLines {
  readonly returnId: string;
  readonly returnLineIds: readonly string[];
}

export interface ReturnDecision extends ReturnLines {
  readonly kind: MarketplaceReturn['kind'];
  readonly action: ReturnAction;
  /** Needed to refuse: one of `returns.refusalReasons`. */
  readonly reasonId?: string;
  readonly comment?: string;
  /** Addresses of pictures that prove the seller's point. */
  readonly images?: readonly string[];
}
