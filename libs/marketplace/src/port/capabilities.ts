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
    /** Orders packed, or parcels made ready, in one call; the adapter makes as many calls as it takes. */
    readonly parcelsPerCall: number;
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
  'seller.warehouses',
  'catalog.categoryTree',
  'catalog.suggestCategory',
  'catalog.attributes',
  'catalog.brands',
  'catalog.createProduct',
  'catalog.updateProduct',
  'catalog.addVariants',
  'catalog.setActive',
  'catalog.remove',
  'catalog.readProduct',
  'catalog.listProducts',
  'images.upload',
  'images.migrate',
  'stock.write',
  'stock.read',
  'prices.write',
  'orders.listUpdatedSince',
  'orders.get',
  'orders.items',
  'fulfillment.providers',
  'fulfillment.pack',
  'fulfillment.readyToShip',
  'fulfillment.repack',
  'fulfillment.documents',
  'fulfillment.reportOwnDelivery',
  'cancellations.reasons',
  'cancellations.cancel',
  'cancellations.answer',
  'returns.list',
  'returns.get',
  'returns.refusalReasons',
  'returns.decide',
  'finance.transactions',
  'finance.payouts',
  'finance.transfers',
  'finance.startReport',
  'finance.report',
  'push.verify',
  'pushQueue.subscribe',
  'pushQueue.health',
  'pushQueue.lost',
  'pushQueue.confirmLost',
  'live.uploadCover',
  'live.create',
  'live.update',
  'live.read',
  'live.start',
  'live.end',
  'live.addItems',
  'live.removeItems',
  'live.orderItems',
  'live.items',
  'live.show',
  'live.shown',
  'live.itemSets',
  'live.applyItemSets',
  'live.metrics',
  'live.itemMetrics',
  'live.comments',
  'live.comment',
  'live.muteViewer',
  'globalListings.create',
  'globalListings.list',
  'globalListings.writeStock',
  'globalListings.writePrices',
  'globalListings.publishableShops',
  'globalListings.publish',
  'globalListings.publication',
  'firstMile.channels',
  'firstMile.newNumbers',
  'firstMile.unboundParcels',
  'firstMile.bind',
  'firstMile.unbind',
  'firstMile.shipment',
  'firstMile.waybill',
] as const;

export type OperationName = (typeof operationNames)[number];
