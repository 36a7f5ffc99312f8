import type { ShippingDocumentKind } from './fulfillment.types.js';
import type { ReturnAction } from './reverse.types.js';

/** What differs between marketplaces and a caller has to know: limits, and what cannot be done there. */
export interface MarketplaceCapabilities {
  readonly marketplace: string;
  /** Version of the marketplace's interface that the adapter was written for. */
  readonly apiVersion: string;
  readonly operations: Readonly<Record<OperationName, boolean>>;
  /** When packing must name one of the carriers that `fulfillment.providers` answers. */
  readonly sellerChoosesCarrier: 'never' | 'across_borders' | 'always';
  readonly traits: MarketplaceTraits;
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

/** How things are there, where marketplaces differ. Callers ask for these, and never for the marketplace's name. */
export interface MarketplaceTraits {
  /** Each unit of an order has an id. Otherwise all units of a line have one in common, and are packed and cancelled together. */
  readonly unitsHaveIds: boolean;
  /** A shop cannot have a seller SKU twice. Otherwise several of its listings may carry it. */
  readonly sellerSkusAreUnique: boolean;
  /** Variants are put on sale, and taken off it, one by one. Otherwise a listing only as a whole. */
  readonly variantsSwitchAlone: boolean;
  /** A lower price for a time is written with the price. Otherwise such a write is refused. */
  readonly specialPrices: boolean;
  /** The warehouse of a shop with one has a name. Otherwise that shop has no list of warehouses, and its stock is one sum. */
  readonly onlyWarehouseIsNamed: boolean;
  /** Which documents can be had; others are refused. */
  readonly documents: readonly ShippingDocumentKind[];
  /** What a seller can decide of a return; all else is refused. */
  readonly returnActions: readonly ReturnAction[];
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
