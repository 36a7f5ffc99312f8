import type { Money } from '@pinglu/kernel';
import type { SalesCountry } from './types.js';

/** A listing that a merchant keeps once and publishes to shops of several countries. */
export interface GlobalListingDraft {
  readonly categoryId: string;
  readonly title: string;
  readonly description: string;
  readonly sellerSku: string;
  /** In the merchant's own currency. */
  readonly price: Money;
  readonly quantity: number;
  readonly packageWeightGrams: number;
  readonly images: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly daysToShip: number;
}

export interface GlobalListing {
  readonly globalItemId: string;
  readonly updatedAt: Date;
}

export interface GlobalStockWrite {
  readonly globalItemId: string;
  /** Left out of a listing without variants. */
  readonly globalModelId?: string;
  readonly quantity: number;
}

export interface GlobalPriceWrite {
  readonly globalItemId: string;
  readonly globalModelId?: string;
  readonly price: Money;
}

export interface PublishTarget {
  readonly externalShopId: string;
  readonly country: SalesCountry;
}

/** Publishing takes its time; ask until it is no longer `running`. */
export type PublishOutcome =
  | { readonly state: 'running' }
  | { readonly state: 'published'; readonly externalShopId: string; readonly externalItemId: string }
  | { readonly state: 'failed'; readonly reason: string };

/** How parcels get from the seller to the marketplace's transit warehouse. */
export interface FirstMileChannel {
  readonly channelId: string;
  readonly name: string;
  readonly method: 'pickup' | 'dropoff' | 'self_deliver' | 'unrecognized';
}

export interface FirstMileBinding {
  readonly firstMileNumber: string;
  readonly channelId: string;
  readonly method: FirstMileChannel['method'];
  /** Where the parcels start. */
  readonly region: 'CN' | 'KR';
  readonly parcels: readonly { readonly orderNumber: string; readonly packageId?: string }[];
  readonly warehouseId?: string;
}

export interface FirstMileParcel {
  readonly orderNumber: string;
  readonly packageId: string | null;
}

export interface FirstMileShipment {
  readonly firstMileNumber: string;
  readonly status: 'created' | 'received' | 'picked_up' | 'delivered' | 'cancelled' | 'unrecognized';
  readonly rawStatus: string;
  readonly parcels: readonly (FirstMileParcel & {
    readonly trackingNumber: string | null;
    readonly arrived: boolean;
  })[];
}
