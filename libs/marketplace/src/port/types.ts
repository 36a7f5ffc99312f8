import type { Currency, Money } from '@pinglu/kernel';
import type { MarketplaceError } from './errors.js';

/** ISO 3166-1 alpha-2 codes of the countries that are sold to, each with the currency its shops trade in. */
export const currencyOfCountry = {
  SG: 'SGD',
  MY: 'MYR',
  TH: 'THB',
  VN: 'VND',
  PH: 'PHP',
  ID: 'IDR',
} as const satisfies Record<string, Currency>;

export type SalesCountry = keyof typeof currencyOfCountry;
export const salesCountries = Object.keys(currencyOfCountry) as readonly SalesCountry[];

/** On whose behalf a call is made. The token that the gateway hands out for a shop is one. Never log it. */
export interface ShopAccess {
  readonly accessToken: string;
  /** ISO 3166-1 alpha-2 of the shop's sales channel. */
  readonly country: string;
}

/** First come the calls on which a sale depends: last units, packing. Last what may wait a minute. */
export type CallPriority = 'urgent' | 'normal' | 'background';

/** The per-item answer of a bulk call: every item that was asked for is in one of the two. */
export interface BulkResult<Key extends string = string> {
  readonly succeeded: readonly Key[];
  readonly failed: readonly ItemFailure<Key>[];
}

export interface ItemFailure<Key extends string = string> {
  readonly key: Key;
  readonly error: MarketplaceError;
}

/** A page of a list. Ask again with `nextCursor`, whose content is the adapter's own, until it is null. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

// --- authorisation ---

export interface AuthorizeUrlRequest {
  /** Must be exactly the address that is registered for the app at the marketplace. */
  readonly redirectUri: string;
  /** Comes back with the code, so that the caller recognises its own request. */
  readonly state: string;
  readonly country?: string;
}

/** What a consent, or a refresh, gives. To be stored encrypted, the pair at once. */
export interface Authorization {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  readonly refreshExpiresAt: Date;
  /** The seller ships from another country: one pair of tokens is valid for all of `accounts`. */
  readonly crossBorder: boolean;
  /** One per sales channel that the tokens open. */
  readonly accounts: readonly AuthorizedAccount[];
}

export interface AuthorizedAccount {
  /** Unique per country only. */
  readonly externalSellerId: string;
  readonly country: SalesCountry;
  /** The marketplace's short code of the seller; the name is answered by `seller.get`. */
  readonly shortCode: string | null;
}

export interface SellerAccount {
  readonly externalSellerId: string;
  readonly name: string;
  readonly shortCode: string | null;
  readonly crossBorder: boolean;
  readonly status: 'active' | 'inactive' | 'deleted' | 'unrecognized';
  readonly rawStatus: string;
}

// --- catalog ---

export interface Category {
  readonly categoryId: string;
  readonly name: string;
  /** Only a leaf can hold listings. */
  readonly leaf: boolean;
  readonly children: readonly Category[];
}

export interface CategorySuggestion {
  readonly categoryId: string;
  readonly name: string;
  /** From the root, such as `Women > Bags`. */
  readonly path: string;
}

export interface CategoryAttribute {
  /** What a draft names it by. */
  readonly name: string;
  readonly label: string;
  /** Whether it is said once per listing or for each variant. */
  readonly level: 'listing' | 'variant';
  readonly input:
    | 'text'
    | 'rich_text'
    | 'number'
    | 'date'
    | 'image'
    | 'single_select'
    | 'multi_select'
    | 'single_select_or_own'
    | 'multi_select_or_own'
    | 'unrecognized';
  readonly mandatory: boolean;
  /** Tells variants apart (colour, size). */
  readonly option: boolean;
  /** Empty when any value goes. */
  readonly choices: readonly string[];
}

/** A listing to be published. */
export interface ListingDraft {
  readonly categoryId: string;
  readonly title: string;
  /** HTML; images in it must be hosted by the marketplace. */
  readonly description: string;
  readonly shortDescription?: string;
  /** Addresses of images that the marketplace already hosts. */
  readonly images: readonly string[];
  /** `name: value`, by the names that `attributes` answers; the brand among them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What tells the variants apart, in order; empty for a listing of one variant without choice. */
  readonly options: readonly ListingOption[];
  readonly variants: readonly ListingVariantDraft[];
}

export interface ListingOption {
  readonly name: string;
  /** False: the category offers it. True: the seller's own words. */
  readonly own: boolean;
}

export interface ListingVariantDraft {
  readonly sellerSku: string;
  /** A value for each of the draft's options. */
  readonly options: Readonly<Record<string, string>>;
  readonly price: Money;
  /** Units for sale at first. */
  readonly quantity: number;
  readonly packageWeightGrams: number;
  readonly packageMillimetres: { readonly length: number; readonly width: number; readonly height: number };
  readonly images?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface CreatedListing {
  readonly externalItemId: string;
  readonly variants: readonly { readonly sellerSku: string; readonly externalSkuId: string }[];
}

export type ListingStatus = 'live' | 'inactive' | 'in_review' | 'refused' | 'deleted' | 'unrecognized';

/** A listing as the marketplace has it now. */
export interface PublishedListing {
  readonly externalItemId: string;
  readonly title: string;
  readonly categoryId: string;
  readonly status: ListingStatus;
  readonly rawStatus: string;
  /** Why it was refused or suspended, in the marketplace's words. */
  readonly reasons: readonly string[];
  readonly variants: readonly PublishedVariant[];
}

export interface PublishedVariant {
  readonly sellerSku: string;
  readonly externalSkuId: string;
  readonly status: ListingStatus;
  readonly rawStatus: string;
  readonly price: Money;
  readonly specialPrice: Money | null;
  readonly stock: StockLevel;
}

// --- stock ---

export interface StockLevel {
  /** What buyers can order now. */
  readonly sellable: number;
  /** Ordered and not yet paid; null when the marketplace does not say. */
  readonly withheld: number | null;
  /** Paid and not yet handed over; null when the marketplace does not say. */
  readonly occupied: number | null;
  /** Part of `sellable` that a campaign holds: it cannot be taken away. */
  readonly campaignLocked: number;
}

export interface StockReading extends StockLevel {
  readonly sellerSku: string;
  readonly externalSkuId: string;
}

/** Sets what buyers can order, whatever it was before. */
export interface StockWrite {
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly sellerSku: string;
  /** Whole number from 0. */
  readonly quantity: number;
}

// --- orders ---

export type MarketplaceOrderStatus =
  | 'unpaid'
  | 'placed'
  | 'packed'
  | 'ready_to_ship'
  | 'shipped'
  | 'delivered'
  | 'delivery_failed'
  | 'returned'
  | 'lost'
  | 'cancelled'
  | 'unrecognized';

/** An order without its lines. Nothing in it says who buys. */
export interface OrderHeader {
  readonly orderNumber: string;
  /** That of the line that is furthest behind; of an order whose lines are all closed, that of the first. */
  readonly status: MarketplaceOrderStatus;
  /** The marketplace's own words, joined by commas when its lines differ. */
  readonly rawStatus: string;
  readonly placedAt: Date;
  readonly updatedAt: Date;
  /** Of the goods, before vouchers and shipping. */
  readonly total: Money;
  readonly unitCount: number;
  readonly warehouseCode: string | null;
}

/**
 * Units of one variant at one price in one state. A marketplace that sends a row per unit has them merged here, and the
 * ids of its rows kept.
 */
export interface MarketplaceOrderLine {
  readonly externalLineIds: readonly string[];
  readonly sellerSku: string;
  readonly externalItemId: string | null;
  readonly externalSkuId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** By the buyer for all units of the line, after vouchers, without shipping. */
  readonly paid: Money;
  readonly status: MarketplaceOrderStatus;
  readonly rawStatus: string;
  /** The marketplace's reason of a cancellation or return; null when there is none. */
  readonly reason: string | null;
}

/** A parcel: what ships under one tracking number. */
export interface MarketplacePackage {
  readonly packageId: string;
  readonly trackingNumber: string | null;
  readonly carrier: string | null;
  readonly externalLineIds: readonly string[];
  readonly status: MarketplaceOrderStatus;
}

export interface OrderItems {
  readonly orderNumber: string;
  readonly lines: readonly MarketplaceOrderLine[];
  /** Empty until something is packed. Reading them is how an unknown outcome of packing is settled. */
  readonly packages: readonly MarketplacePackage[];
  /** The latest instant at which all parcels must be handed over; null when the marketplace does not say. */
  readonly shipBy: Date | null;
}

export interface MarketplaceOrder extends OrderHeader, Omit<OrderItems, 'orderNumber'> {}

export interface OrderWindow {
  readonly since: Date;
  readonly until: Date;
  readonly cursor?: string | null;
}

export interface OrderPage extends Page<OrderHeader> {
  /**
   * True when more orders changed within one second than the marketplace lets anyone list: the next page goes on after
   * that second, and the orders left out come by push only.
   */
  readonly incomplete: boolean;
}

// --- fulfilment ---

/** Who chooses the carrier. `seller`: `carriers` says among whom, and packing must name one of their codes. */
export interface ShippingOptions {
  readonly allocation: 'marketplace' | 'seller';
  readonly carriers: readonly { readonly code: string; readonly name: string }[];
}

export interface OrderUnits {
  readonly orderNumber: string;
  readonly externalLineIds: readonly string[];
}

export interface PackRequest extends OrderUnits {
  readonly allocation: ShippingOptions['allocation'];
  /** Needed when `allocation` is `seller`. */
  readonly carrierCode?: string;
}

/** One parcel as a rule; units that travel in different ways are parted by the marketplace. */
export interface PackResult {
  readonly packages: readonly MarketplacePackage[];
  /** Keyed by the marketplace's line id. */
  readonly failed: readonly ItemFailure[];
}

// --- finance ---

export interface FinanceWindow {
  /** Calendar days of the shop's country, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly cursor?: string | null;
}

export type FinanceRowKind = 'sale' | 'refund' | 'fee' | 'shipping' | 'voucher' | 'adjustment' | 'tax' | 'other';

/** One line of the marketplace's account with the seller. Positive is owed to the seller. */
export interface FinanceRow {
  /** The same whenever and in whatever window the row is read. */
  readonly externalRowId: string;
  readonly kind: FinanceRowKind;
  /** The marketplace's code of the fee; `reversal` says that it takes one of that kind back. */
  readonly type: string;
  readonly typeName: string;
  readonly reversal: boolean;
  readonly amount: Money;
  readonly tax: Money;
  readonly withheldTax: Money;
  /** Whether `amount` already has `withheldTax` in it. */
  readonly withheldTaxIncluded: boolean;
  readonly orderNumber: string | null;
  readonly externalLineId: string | null;
  readonly sellerSku: string | null;
  /** Null when the row belongs to no statement yet. */
  readonly statementNumber: string | null;
  readonly statementFrom: string | null;
  readonly statementTo: string | null;
  readonly paid: boolean;
  /** Calendar day in the shop's country, `YYYY-MM-DD`. */
  readonly transactionOn: string;
  /** Start of that day. */
  readonly transactionAt: Date;
  /** The row as it came. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface PayoutStatement {
  readonly statementNumber: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly openingBalance: Money;
  readonly closingBalance: Money;
  readonly itemRevenue: Money;
  readonly otherRevenue: Money;
  /** As the marketplace writes them: amounts that are taken from the seller, without a sign of their own. */
  readonly fees: Money;
  readonly refunds: Money;
  readonly feesOnRefunds: Money;
  readonly guaranteeDeposit: Money;
  readonly payout: Money;
  readonly paid: boolean;
  readonly raw: Readonly<Record<string, unknown>>;
}

// --- push ---

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
