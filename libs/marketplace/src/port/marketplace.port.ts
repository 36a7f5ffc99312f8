import type { MarketplaceCapabilities } from './capabilities.js';
import type {
  Category,
  CategoryAttribute,
  CategorySuggestion,
  CreatedListing,
  ListingDraft,
  PublishedListing,
  StockReading,
  StockWrite,
} from './catalog.types.js';
import type { FinanceRow, FinanceWindow, PayoutStatement } from './finance.types.js';
import type {
  MarketplaceOrder,
  OrderItems,
  OrderPage,
  OrderUnits,
  OrderWindow,
  PackRequest,
  PackResult,
  ShippingOptions,
} from './order.types.js';
import type { MarketplacePush, PushDelivery } from './push.types.js';
import type {
  Authorization,
  AuthorizeUrlRequest,
  BulkResult,
  CallPriority,
  Page,
  SellerAccount,
  ShopAccess,
} from './types.js';

/**
 * What a service may ask of a marketplace, in our words. Every call throws one of the errors in `errors.ts`:
 * `retryable` says whether the same call may succeed later, `OutcomeUnknownError` that it must be read back first, and
 * `AuthExpiredError` that a new token is needed.
 */
export interface MarketplaceAdapter {
  readonly capabilities: MarketplaceCapabilities;
  readonly auth: AuthPort;
  readonly seller: SellerPort;
  readonly catalog: CatalogPort;
  readonly stock: StockPort;
  readonly orders: OrderPort;
  readonly fulfillment: FulfillmentPort;
  readonly finance: FinancePort;
  readonly push: PushPort;
}

export interface AuthPort {
  /** Where to send the seller's browser. */
  authorizeUrl(request: AuthorizeUrlRequest): string;
  /** A code works once, and not for long. */
  exchangeCode(code: string): Promise<Authorization>;
  /** Answers a new pair, and both must be stored: the refresh token may have changed. */
  refresh(refreshToken: string): Promise<Authorization>;
}

export interface SellerPort {
  get(access: ShopAccess): Promise<SellerAccount>;
}

export interface CatalogPort {
  categoryTree(access: ShopAccess): Promise<readonly Category[]>;
  suggestCategory(access: ShopAccess, title: string): Promise<readonly CategorySuggestion[]>;
  attributes(access: ShopAccess, categoryId: string): Promise<readonly CategoryAttribute[]>;
  /** Not idempotent: after an `OutcomeUnknownError` look for the listing by one of its seller SKUs. */
  createProduct(access: ShopAccess, draft: ListingDraft): Promise<CreatedListing>;
  /** Null when the shop has no such listing. */
  readProduct(
    access: ShopAccess,
    by: { readonly externalItemId: string } | { readonly sellerSku: string },
  ): Promise<PublishedListing | null>;
}

export interface StockPort {
  /**
   * Any number of variants; sent in batches. Keys of the answer are seller SKUs. An item whose `error` is an
   * `OutcomeUnknownError` must be read back. Throws only when nothing at all was done.
   */
  write(access: ShopAccess, writes: readonly StockWrite[], priority?: CallPriority): Promise<BulkResult>;
  /** @throws NotFoundError */
  read(access: ShopAccess, externalItemId: string): Promise<readonly StockReading[]>;
}

export interface OrderPort {
  /**
   * Oldest change first. Pages overlap by up to a second, so that an order which changes meanwhile is not skipped: the
   * same order may come twice.
   */
  listUpdatedSince(access: ShopAccess, window: OrderWindow): Promise<OrderPage>;
  /** @throws NotFoundError */
  get(access: ShopAccess, orderNumber: string): Promise<MarketplaceOrder>;
  /** Any number of orders; asked for in batches. An order that the shop does not have is left out. */
  items(access: ShopAccess, orderNumbers: readonly string[]): Promise<readonly OrderItems[]>;
}

export interface FulfillmentPort {
  providers(access: ShopAccess, units: OrderUnits): Promise<ShippingOptions>;
  /** Not idempotent: after an `OutcomeUnknownError` read the packages of `orders.items`. */
  pack(access: ShopAccess, request: PackRequest): Promise<PackResult>;
  /** @throws ConflictError when the package is not one that was just packed (done before, or cancelled) */
  readyToShip(access: ShopAccess, packageId: string): Promise<void>;
}

export interface FinancePort {
  transactions(access: ShopAccess, window: FinanceWindow): Promise<Page<FinanceRow>>;
  /** Statements made on or after the day (`YYYY-MM-DD`, in the shop's country). */
  payouts(access: ShopAccess, query: { readonly since: string }): Promise<readonly PayoutStatement[]>;
}

export interface PushPort {
  /** @throws WebhookRejectedError with the reason */
  verify(delivery: PushDelivery): void;
  /** Only after `verify`. @throws WebhookRejectedError when it is no message at all */
  parse(rawBody: Uint8Array): MarketplacePush;
  /** The headers a genuine message with this body would have. For specs and rehearsals. */
  signForTests(rawBody: Uint8Array): Readonly<Record<string, string>>;
}
