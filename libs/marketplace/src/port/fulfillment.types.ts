import type { ItemFailure } from './types.js';
import type { MarketplacePackage, OrderUnits } from './order.types.js';

/** Who chooses the carrier. `seller`: `carriers` says among whom, and packing must name one of their codes. */
export interface ShippingOptions {
  readonly allocation: 'marketplace' | 'seller';
  readonly carriers: readonly { readonly code: string; readonly name: string }[];
}

export interface PackRequest extends OrderUnits {
  readonly allocation: ShippingOptions['allocation'];
  /** Needed when `allocation` is `seller`. */
  readonly carrierCode?: string;
}

/** Of one order. One parcel as a rule; units that travel in different ways are parted by the marketplace. */
export interface PackResult {
  readonly orderNumber: string;
  readonly packages: readonly MarketplacePackage[];
  /** Keyed by the marketplace's line id. */
  readonly failed: readonly ItemFailure[];
}

/** `label` goes on the parcel, `invoice` into it, `manifest` to the carrier's driver. */
export type ShippingDocumentKind = 'label' | 'invoice' | 'manifest';

/** A parcel with its order and the units in it: a marketplace names its documents by any of them. */
export interface PackedParcel {
  readonly orderNumber: string;
  readonly packageId: string;
  readonly externalLineIds: readonly string[];
}

export interface DocumentRequest {
  readonly kind: ShippingDocumentKind;
  readonly packages: readonly PackedParcel[];
}

export interface ShippingDocument {
  readonly contentType: 'application/pdf' | 'text/html';
  readonly bytes: Uint8Array;
}

/** What the seller's own driver says of a parcel. */
export interface OwnDelivery {
  readonly packageId: string;
  readonly outcome: 'delivered' | 'failed';
}
