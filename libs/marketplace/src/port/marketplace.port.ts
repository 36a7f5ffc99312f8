import type { MarketplaceCapabilities } from './capabilities.js';
import type {
  Brand,
  BrandsQuery,
  Category,
  CategoryAttribute,
  CategorySuggestion,
  CreatedListing,
  ListingDraft,
  ListingSelection,
  ListingsQuery,
  ListingUpdate,
  PriceWrite,
  PublishedListing,
  StockReading,
  StockWrite,
  VariantAddition,
} from './catalog.types.js';
import type {
  FirstMileBinding,
  FirstMileChannel,
  FirstMileParcel,
  FirstMileShipment,
  GlobalListing,
  GlobalListingDraft,
  GlobalPriceWrite,
  GlobalStockWrite,
  PublishOutcome,
  PublishTarget,
} from './cross-border.types.js';
import type {
  FinanceRow,
  FinanceWindow,
  IncomeReport,
  PayoutStatement,
  PayoutTransfer,
  TransfersWindow,
} from './finance.types.js';
import type {
  DocumentRequest,
  OwnDelivery,
  PackRequest,
  PackResult,
  ShippingDocument,
  ShippingOptions,
} from './fulfillment.types.js';
import type { HostedImage, ImageFile, MigratedImages } from './image.types.js';
import type { LivePort } from './live.port.js';
import type { MarketplaceOrder, OrderItems, OrderPage, OrderUnits, OrderWindow } from './order.types.js';
import type { LostPushes, MarketplacePush, PushDelivery, PushHealth, PushSubscription } from './push.types.js';
import type {
  CancellationAnswer,
  CancelRequest,
  MarketplaceReturn,
  ReturnDecision,
  ReturnLines,
  ReturnsWindow,
  ReverseReason,
} from './reverse.types.js';
import type {
  Authorization,
  AuthorizeUrlRequest,
  BulkResult,
  CallPriority,
  Page,
  SellerAccount,
  SellerWarehouse,
  ShopAccess,
  TokenSubject,
} from './types.js';

export type { LivePort } from './live.port.js';

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
  readonly images: ImagePort;
  readonly stock: StockPort;
  readonly prices: PricePort;
  readonly orders: OrderPort;
  readonly fulfillment: FulfillmentPort;
  readonly cancellations: CancellationPort;
  readonly returns: ReturnPort;
  readonly finance: FinancePort;
  readonly push: PushPort;
  readonly pushQueue: PushQueuePort;
  readonly live: LivePort;
  readonly globalListings: GlobalListingPort;
  readonly firstMile: FirstMilePort;
}

export interface AuthPort {
  /** Where to send the seller's browser. */
  authorizeUrl(request: AuthorizeUrlRequest): string;
  /**
   * A code works once, and not for long.
   * @param callback all that came back with it in the address, the code among it
   */
  exchangeCode(code: string, callback?: Readonly<Record<string, string>>): Promise<Authorization>;
  /**
   * Answers a new pair, which must be stored before it is used: where a refresh token works once, the old one is dead now.
   * Never call it twice at a time for one subject.
   * @param subject whose pair it is; must be there where the marketplace gives every account its own
   */
  refresh(refreshToken: string, subject?: TokenSubject): Promise<Authorization>;
}

export interface SellerPort {
  get(access: ShopAccess): Promise<SellerAccount>;
  /** One for most shops; none where the only one has no name. */
  warehouses(access: ShopAccess): Promise<readonly SellerWarehouse[]>;
}

export interface CatalogPort {
  categoryTree(access: ShopAccess): Promise<readonly Category[]>;
  suggestCategory(access: ShopAccess, title: string): Promise<readonly CategorySuggestion[]>;
  attributes(access: ShopAccess, categoryId: string): Promise<readonly CategoryAttribute[]>;
  brands(access: ShopAccess, query: BrandsQuery): Promise<Page<Brand>>;
  /** Not idempotent: after an `OutcomeUnknownError` look for the listing by one of its seller SKUs. */
  createProduct(access: ShopAccess, draft: ListingDraft): Promise<CreatedListing>;
  /**
   * Null when the shop has no such listing. By seller SKU ask for the FIRST of those that the listing was created with:
   * that is what all callers do, and where seller SKUs are not unique it finds the listing that is on sale.
   */
  readProduct(
    access: ShopAccess,
    by: { readonly externalItemId: string } | { readonly sellerSku: string },
  ): Promise<PublishedListing | null>;
  /** Oldest change first. A listing that changes meanwhile may come twice, and none is skipped. */
  listProducts(access: ShopAccess, query: ListingsQuery): Promise<Page<PublishedListing>>;
  /** Doing it twice has the effect of doing it once. @throws NotFoundError */
  updateProduct(access: ShopAccess, update: ListingUpdate): Promise<void>;
  /** Not idempotent: after an `OutcomeUnknownError` read the listing. */
  addVariants(access: ShopAccess, addition: VariantAddition): Promise<CreatedListing>;
  /** Puts on sale, or takes off sale without deleting. Doing it twice has the effect of doing it once. */
  setActive(access: ShopAccess, selection: ListingSelection, active: boolean): Promise<void>;
  /** For good. What is gone already counts as removed. */
  remove(access: ShopAccess, selection: ListingSelection): Promise<void>;
}

export interface ImagePort {
  upload(access: ShopAccess, image: ImageFile): Promise<HostedImage>;
  /** Any number of public addresses; the marketplace fetches them itself, which may take some seconds. */
  migrate(access: ShopAccess, sourceUrls: readonly string[]): Promise<MigratedImages>;
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

export interface PricePort {
  /** As `stock.write`: any number, in batches, an answer for each seller SKU. */
  write(access: ShopAccess, writes: readonly PriceWrite[], priority?: CallPriority): Promise<BulkResult>;
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
  /**
   * Any number of orders, in batches; an answer for each in the order asked. Not idempotent: after an
   * `OutcomeUnknownError`, which may also be that of single units, read the packages of `orders.items`. Throws only when
   * nothing at all was done.
   */
  pack(access: ShopAccess, requests: readonly PackRequest[]): Promise<readonly PackResult[]>;
  /**
   * Keys of the answer are package ids. A `ConflictError` says that the package is not one that was just packed: it is
   * ready already, or cancelled.
   */
  readyToShip(access: ShopAccess, packageIds: readonly string[]): Promise<BulkResult>;
  /** Takes packages apart before they are handed over; their units can be packed again. */
  repack(access: ShopAccess, packageIds: readonly string[]): Promise<BulkResult>;
  /** One printable document for all. @throws ConflictError when it is not there yet: ask again in some seconds */
  documents(access: ShopAccess, request: DocumentRequest): Promise<ShippingDocument>;
  /** Only of parcels that the seller's own drivers bring. */
  reportOwnDelivery(access: ShopAccess, deliveries: readonly OwnDelivery[]): Promise<BulkResult>;
}

export interface CancellationPort {
  /** For which reasons these units can be cancelled now; empty when they cannot. */
  reasons(access: ShopAccess, units: OrderUnits): Promise<readonly ReverseReason[]>;
  /** A packed unit takes the rest of its package along. @throws ConflictError when it is too late */
  cancel(access: ShopAccess, request: CancelRequest): Promise<void>;
  /** @throws ConflictError when the request was answered, or ran out */
  answer(access: ShopAccess, answer: CancellationAnswer): Promise<void>;
}

export interface ReturnPort {
  /** Of those that changed in the window. The same return may come twice. */
  list(access: ShopAccess, window: ReturnsWindow): Promise<Page<MarketplaceReturn>>;
  /** @throws NotFoundError */
  get(access: ShopAccess, returnId: string): Promise<MarketplaceReturn>;
  /** For which reasons the lines can be refused. */
  refusalReasons(access: ShopAccess, request: ReturnLines): Promise<readonly ReverseReason[]>;
  /** @throws ConflictError when the return is not in a state for it */
  decide(access: ShopAccess, decision: ReturnDecision): Promise<void>;
}

export interface FinancePort {
  transactions(access: ShopAccess, window: FinanceWindow): Promise<Page<FinanceRow>>;
  /** Statements made on or after the day (`YYYY-MM-DD`, in the shop's country). */
  payouts(access: ShopAccess, query: { readonly since: string }): Promise<readonly PayoutStatement[]>;
  /** What was paid to the seller's bank, of sellers whose marketplace pays them itself. */
  transfers(access: ShopAccess, window: TransfersWindow): Promise<Page<PayoutTransfer>>;
  /** Orders the marketplace's own report of income, and answers by which id to ask for it. */
  startReport(access: ShopAccess, window: { readonly since: Date; readonly until: Date }): Promise<string>;
  report(access: ShopAccess, reportId: string): Promise<IncomeReport>;
}

export interface PushPort {
  /** @throws WebhookRejectedError with the reason */
  verify(delivery: PushDelivery): void;
  /** Only after `verify`. @throws WebhookRejectedError when it is no message at all */
  parse(rawBody: Uint8Array): MarketplacePush;
  /** The headers a genuine message with this body would have. For specs and rehearsals. */
  signForTests(rawBody: Uint8Array): Readonly<Record<string, string>>;
}

/** The app's own subscription to messages; called on behalf of no shop. */
export interface PushQueuePort {
  /** The marketplace tries the address at once with a signed message, which must be acknowledged. */
  subscribe(subscription: PushSubscription): Promise<void>;
  /** Whether messages still come. */
  health(): Promise<PushHealth>;
  /** Messages that could not be delivered, the oldest first; the same ones again until they are confirmed. */
  lost(): Promise<LostPushes>;
  confirmLost(lastMessageId: string): Promise<void>;
}

/** Listings that are kept once for several countries. Calls speak for a `merchant`. */
export interface GlobalListingPort {
  create(access: ShopAccess, draft: GlobalListingDraft): Promise<string>;
  list(access: ShopAccess, cursor?: string | null): Promise<Page<GlobalListing>>;
  writeStock(access: ShopAccess, writes: readonly GlobalStockWrite[]): Promise<BulkResult>;
  writePrices(access: ShopAccess, writes: readonly GlobalPriceWrite[]): Promise<BulkResult>;
  publishableShops(access: ShopAccess, globalItemId: string): Promise<readonly PublishTarget[]>;
  /** Answers a task; `publication` says what became of it. */
  publish(access: ShopAccess, globalItemId: string, target: PublishTarget): Promise<string>;
  publication(access: ShopAccess, taskId: string): Promise<PublishOutcome>;
}

/** The way from the seller to the marketplace's transit warehouse. */
export interface FirstMilePort {
  channels(access: ShopAccess, region: FirstMileBinding['region']): Promise<readonly FirstMileChannel[]>;
  newNumbers(access: ShopAccess, declaredOn: string, count: number): Promise<readonly string[]>;
  unboundParcels(access: ShopAccess, cursor?: string | null): Promise<Page<FirstMileParcel>>;
  /** Keys of the answer are order numbers. */
  bind(access: ShopAccess, binding: FirstMileBinding): Promise<BulkResult>;
  unbind(access: ShopAccess, firstMileNumber: string, parcels: readonly FirstMileParcel[]): Promise<BulkResult>;
  shipment(access: ShopAccess, firstMileNumber: string): Promise<FirstMileShipment>;
  waybill(access: ShopAccess, firstMileNumbers: readonly string[]): Promise<ShippingDocument>;
}
