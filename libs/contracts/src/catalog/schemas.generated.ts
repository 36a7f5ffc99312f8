// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

import type { Money } from '@pinglu/kernel';

/**
 * Published when a marketplace has taken a listing, new or changed.
 */
export type ListingPublished = ListingSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'published';
};
/**
 * Published when a marketplace has refused a listing for a reason that a person must mend.
 */
export type ListingRefused = ListingSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'refused';
};
/**
 * Published when a product was put into the catalog or changed there.
 */
export type ProductSaved = ProductSnapshot;

/**
 * Event type → the data it carries.
 */
export interface CatalogEventData {
  'com.pinglu.catalog.listing_published.v1': ListingPublished;
  'com.pinglu.catalog.listing_refused.v1': ListingRefused;
  'com.pinglu.catalog.product_saved.v1': ProductSaved;
}
/**
 * The whole public state of a listing, a product as it stands in one shop, after the change that the event names.
 */
export interface ListingSnapshot {
  /**
   * Id of the listing: a UUID in lower case.
   */
  listingId: string;
  /**
   * Id of the merchant that owns it: a UUID in lower case.
   */
  merchantId: string;
  /**
   * Id of the shop: a UUID in lower case.
   */
  shopId: string;
  /**
   * The marketplace in our words.
   */
  marketplace: 'lazada' | 'shopee' | 'tiktok-shop';
  /**
   * Id of the product that is listed: a UUID in lower case.
   */
  productId: string;
  /**
   * published: buyers can see it. refused: the marketplace did not take it, see problems.
   */
  status: 'published' | 'refused';
  /**
   * Id of the item at the marketplace: 1 to 64 characters; null when it was never taken.
   */
  externalItemId: string | null;
  /**
   * The variants as listed.
   */
  variants: {
    /**
     * The seller's own code of the variant, which joins listings to stock: 1 to 200 characters.
     */
    sellerSku: string;
    /**
     * Id of the variant at the marketplace: 1 to 64 characters; null when it was never taken.
     */
    externalSkuId: string | null;
    /**
     * Price of one piece in this shop.
     */
    price: Money;
  }[];
  /**
   * Why the marketplace refused it; empty when it did not.
   */
  problems: {
    /**
     * What the problem is about, in our words or the name the marketplace gives: 1 to 200 characters.
     */
    field: string;
    /**
     * The reason as a sentence: 1 to 1000 characters.
     */
    message: string;
  }[];
  /**
   * When the listing changed: RFC 3339 in UTC, ending in Z.
   */
  changedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
/**
 * The whole public state of a product in the catalog of a merchant after the change that the event names.
 */
export interface ProductSnapshot {
  /**
   * Id of the product: a UUID in lower case.
   */
  productId: string;
  /**
   * Id of the merchant that owns it: a UUID in lower case.
   */
  merchantId: string;
  /**
   * Short name of the product, unique within the merchant: 1 to 200 characters.
   */
  handle: string;
  /**
   * Title for buyers: 1 to 500 characters.
   */
  title: string;
  /**
   * Title in Chinese, as customs needs it: 1 to 500 characters; null when there is none.
   */
  titleZh: string | null;
  /**
   * Description for buyers, text or HTML: up to 20000 characters, with line breaks.
   */
  description: string;
  /**
   * Country where the goods were made: ISO 3166-1 alpha-2, upper case.
   */
  countryOfOrigin: string;
  /**
   * Customs tariff number: 6 to 10 digits without points; null when not known yet.
   */
  hsCode: string | null;
  /**
   * active: complete enough to list. incomplete: something that a listing needs is missing.
   */
  status: 'active' | 'incomplete';
  /**
   * The variants that are sold: 1 to 200.
   */
  skus: {
    /**
     * The seller's own code of the variant, which joins listings to stock: 1 to 200 characters.
     */
    sellerSku: string;
    /**
     * What tells this variant from the others, by name of the option: {"Colour": "Blue"}; empty when there is one variant only.
     */
    options: {
      [k: string]: string;
    };
    /**
     * GTIN or another barcode: 1 to 32 characters; null when there is none.
     */
    barcode: string | null;
    /**
     * Gross weight of one piece in grams, 1 or more; null when not known.
     */
    weightGrams: number | null;
    /**
     * Price of one piece, at most one per currency.
     */
    prices: Money[];
    /**
     * Pieces in stock when the product was first saved; null when stock is counted elsewhere.
     */
    initialQuantity: number | null;
  }[];
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
