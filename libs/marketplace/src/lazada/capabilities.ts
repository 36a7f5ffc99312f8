import { operationNames, type MarketplaceCapabilities, type OperationName } from '../port/capabilities.js';

/** What Lazada does not offer at all, and what is not built because nobody sells by it yet. */
const cannot: readonly OperationName[] = operationNames.filter(
  (name) =>
    /^(pushQueue|live|globalListings|firstMile)\./.test(name) ||
    ['finance.transfers', 'finance.startReport', 'finance.report'].includes(name),
);

export const lazadaCapabilities: MarketplaceCapabilities = {
  marketplace: 'lazada',
  // Lazada does not number its interface; this is the edition of the documentation that the adapter follows.
  apiVersion: '2026-04',
  operations: Object.fromEntries(operationNames.map((name) => [name, !cannot.includes(name)])) as Record<
    OperationName,
    boolean
  >,
  traits: {
    unitsHaveIds: true,
    sellerSkusAreUnique: true,
    variantsSwitchAlone: true,
    specialPrices: true,
    onlyWarehouseIsNamed: true,
    documents: ['label', 'invoice', 'manifest'],
    returnActions: [
      'accept_return',
      'refuse_return',
      'refund',
      'refuse_refund',
      'refund_without_return',
      'confirm_receipt',
      'dispute',
    ],
  },
  sellerChoosesCarrier: 'across_borders',
  limits: {
    // 50 are allowed; beyond 20 the call is often cut off by Lazada's own time limit.
    stockWritesPerCall: 20,
    orderItemsPerCall: 50,
    ordersPerPage: 100,
    financeRowsPerPage: 500,
    parcelsPerCall: 20,
    // Only the figure for stock is published. Elsewhere it is where we begin, and ApiCallLimit slows us down.
    callsPerSecond: 50,
    stockCallsPerSecond: 50,
    titleCharacters: 255,
    imagesPerListing: 8,
    variantsPerCreate: 50,
  },
};

/** Where a list of orders ends, whatever its length: beyond this offset Lazada answers code 14. */
export const largestOrderOffset = 5_000;
