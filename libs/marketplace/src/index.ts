export type { AdapterOptions, AppCredentials } from './adapters/adapter-options.js';
export { MarketplaceAdapters } from './adapters/marketplace-adapters.js';
export type { CallReport, HttpOptions } from './http/http-options.js';
export { createLazadaAdapter } from './lazada/adapter.js';
export { createShopeeAdapter } from './shopee/adapter.js';
export { operationNames, type MarketplaceCapabilities, type OperationName } from './port/capabilities.js';
export {
  AuthExpiredError,
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  MarketplaceError,
  NotFoundError,
  NotSupportedError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitedError,
  RefusedRequestError,
  RetryableMarketplaceError,
  UpstreamUnavailableError,
  WebhookRejectedError,
  type Explanation,
  type FieldProblem,
  type MarketplaceErrorDetails,
  type WebhookRejectionReason,
} from './port/errors.js';
export type {
  AuthPort,
  CatalogPort,
  FinancePort,
  FulfillmentPort,
  MarketplaceAdapter,
  OrderPort,
  PushPort,
  SellerPort,
  StockPort,
} from './port/marketplace.port.js';
export type {
  Category,
  CategoryAttribute,
  CategorySuggestion,
  CreatedListing,
  ListingDraft,
  ListingOption,
  ListingStatus,
  ListingVariantDraft,
  PublishedListing,
  PublishedVariant,
  StockLevel,
  StockReading,
  StockWrite,
} from './port/catalog.types.js';
export type { FinanceRow, FinanceRowKind, FinanceWindow, PayoutStatement } from './port/finance.types.js';
export type {
  MarketplaceOrder,
  MarketplaceOrderLine,
  MarketplaceOrderStatus,
  MarketplacePackage,
  OrderHeader,
  OrderItems,
  OrderPage,
  OrderUnits,
  OrderWindow,
  PackRequest,
  PackResult,
  ShippingOptions,
} from './port/order.types.js';
export type { MarketplacePush, PushDelivery } from './port/push.types.js';
export {
  currencyOfCountry,
  salesCountries,
  type Authorization,
  type AuthorizedAccount,
  type AuthorizeUrlRequest,
  type BulkResult,
  type CallPriority,
  type ItemFailure,
  type Page,
  type SalesCountry,
  type SellerAccount,
  type ShopAccess,
} from './port/types.js';
