import type { MarketplaceOrderStatus } from './order.types.js';
import type { SalesCountry } from './types.js';

export interface PushDelivery {
  /** Exactly the bytes that came. A body that was parsed and written again has another signature. */
  readonly rawBody: Uint8Array;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly now: Date;
}

export interface MarketplacePush {
  readonly kind: 'order' | 'product' | 'other';
  /** The marketplace's number of the kind of message. */
  readonly externalType: string;
  /** The order number or the listing's id; `null` when the message names neither. */
  readonly reference: string | null;
  /** Null on messages that are for the app, not for a shop. */
  readonly externalSellerId: string | null;
  readonly country: SalesCountry | null;
  readonly occurredAt: Date | null;
  readonly orderStatus: MarketplaceOrderStatus | null;
  readonly rawStatus: string | null;
}
