/** What differs between marketplaces and a caller has to know: limits, and what cannot be done there. */
export interface MarketplaceCapabilities {
  readonly marketplace: string;
  /** Version of the marketplace's interface that the adapter was written for. */
  readonly apiVersion: string;
  readonly operations: Readonly<Record<OperationName, boolean>>;
  readonly limits: {
    /** Variants in one call; the adapter makes as many calls as it takes. */
    readonly stockWritesPerCall: number;
    readonly orderItemsPerCall: number;
    readonly ordersPerPage: number;
    readonly financeRowsPerPage: number;
    /** Calls per second and shop that the adapter keeps to. */
    readonly callsPerSecond: number;
    /** Beside those, per second and shop, for writing stock. */
    readonly stockCallsPerSecond: number;
    readonly titleCharacters: number;
    readonly imagesPerListing: number;
    readonly variantsPerCreate: number;
  };
}

export const operationNames = [
  'auth.authorizeUrl',
  'auth.exchangeCode',
  'auth.refresh',
  'seller.get',
  'catalog.categoryTree',
  'catalog.suggestCategory',
  'catalog.attributes',
  'catalog.createProduct',
  'catalog.readProduct',
  'stock.write',
  'stock.read',
  'orders.listUpdatedSince',
  'orders.get',
  'orders.items',
  'fulfillment.providers',
  'fulfillment.pack',
  'fulfillment.readyToShip',
  'finance.transactions',
  'finance.payouts',
  'push.verify',
] as const;

export type OperationName = (typeof operationNames)[number];
