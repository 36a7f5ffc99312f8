import { operationNames, type MarketplaceCapabilities, type OperationName } from '../port/capabilities.js';

const cannot: readonly OperationName[] = [
  // Shopee does not fetch pictures itself; they are uploaded.
  'images.migrate',
  // Parcels are brought by carriers whom Shopee knows, or by none.
  'fulfillment.reportOwnDelivery',
  // Arranging a shipment packs it and makes it ready in one.
  'fulfillment.readyToShip',
  'fulfillment.repack',
];

export const shopeeCapabilities: MarketplaceCapabilities = {
  marketplace: 'shopee',
  apiVersion: 'v2 (2026-08)',
  operations: Object.fromEntries(operationNames.map((name) => [name, !cannot.includes(name)])) as Record<
    OperationName,
    boolean
  >,
  traits: {
    unitsHaveIds: false,
    sellerSkusAreUnique: false,
    variantsSwitchAlone: false,
    // They are discounts, which have calls of their own.
    specialPrices: false,
    onlyWarehouseIsNamed: false,
    documents: ['label'],
    // The buyer sends goods back when Shopee says so, and receiving them is not reported.
    returnActions: ['refuse_return', 'refund', 'refuse_refund', 'refund_without_return', 'dispute'],
  },
  // It is how the parcel is handed over that is chosen.
  sellerChoosesCarrier: 'always',
  limits: {
    // Rows of one listing; another listing is another call.
    stockWritesPerCall: 50,
    orderItemsPerCall: 50,
    ordersPerPage: 100,
    financeRowsPerPage: 100,
    parcelsPerCall: 1,
    // No figures are published; this is where we begin, and error_rate_limit slows us down.
    callsPerSecond: 10,
    stockCallsPerSecond: 10,
    titleCharacters: 255,
    imagesPerListing: 9,
    variantsPerCreate: 50,
  },
};

/** The longest window of time that one call may list. */
export const longestWindowMs = 15 * 86_400_000;
