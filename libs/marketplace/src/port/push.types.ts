import type { ListingStatus } from './catalog.types.js';
import type { MarketplaceOrderStatus } from './order.types.js';
import type { SalesCountry } from './types.js';

export interface PushDelivery {
  /** Exactly the bytes that came. A body that was parsed and written again has another signature. */
  readonly rawBody: Uint8Array;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly now: Date;
}

/** What a message says beyond what it is about. A kind that is not known keeps its number in `externalType`. */
export type PushDetail =
  | { readonly type: 'order_status'; readonly externalLineId: string | null; readonly externalReturnId: string | null }
  | {
      readonly type: 'package_status';
      readonly packageId: string;
      readonly trackingNumber: string | null;
      readonly rawStatus: string;
    }
  | {
      readonly type: 'return_status';
      readonly externalReturnId: string;
      readonly externalReturnLineId: string | null;
      readonly rawStatus: string;
    }
  | {
      readonly type: 'product_review';
      readonly status: ListingStatus;
      readonly rawStatus: string;
      readonly reason: string | null;
    }
  | {
      readonly type: 'product_changed';
      readonly change: 'created' | 'edited' | 'deleted';
      readonly externalSkuIds: readonly string[];
    }
  | {
      readonly type: 'stock_low';
      readonly sellerSku: string;
      readonly externalSkuId: string;
      readonly sellable: number;
    }
  | { readonly type: 'token_expiring'; readonly expiresAt: Date | null }
  | { readonly type: 'seller_status'; readonly rawStatus: string }
  | { readonly type: 'consent_withdrawn'; readonly reason: string }
  | {
      readonly type:
        | 'stock_reserved'
        | 'category_tree_changed'
        | 'promotion_changed'
        | 'message'
        | 'video_state'
        | 'review'
        | 'purchase_order'
        | 'unrecognized';
    };

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
  readonly detail: PushDetail;
}

export interface PushSubscription {
  readonly callbackUrl: string;
  /** The marketplace's numbers of the kinds of message to be sent. */
  readonly externalTypes: readonly string[];
}

export interface PushHealth {
  readonly callbackUrl: string | null;
  /** `suspended`: too many messages were not acknowledged, and none come until it is subscribed to again. */
  readonly status: 'normal' | 'warning' | 'suspended' | 'unrecognized';
  readonly rawStatus: string;
  readonly externalTypes: readonly string[];
}

export interface LostPushes {
  /** Each as it would have come, to be parsed without its signature: it was asked for over a signed call. */
  readonly messages: readonly Uint8Array[];
  /** For `confirmLost`; null when there are none. */
  readonly lastMessageId: string | null;
  readonly more: boolean;
}
