import {
  InvalidRequestError,
  OutcomeUnknownError,
  type MarketplaceError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { OwnDelivery, PackRequest, ShippingOptions } from '../port/fulfillment.types.js';
import type { MarketplacePackage, OrderUnits } from '../port/order.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { toMarketplaceError } from './errors.js';
import { wholeNumber } from './ids.js';
import type { PackagesRequest, PackOrdersRequest, ShipmentProvidersRequest } from './wire.js';

export const toShipmentProvidersRequest = ({ orderNumber, externalLineIds }: OrderUnits): ShipmentProvidersRequest => ({
  orders: [
    {
      order_id: wholeNumber(orderNumber, 'fulfillment.providers'),
      order_item_ids: externalLineIds.map((id) => wholeNumber(id, 'fulfillment.providers')),
    },
  ],
});

export function fromShipmentProvidersResponse(data: WireObject): ShippingOptions {
  return {
    allocation: allocationTypeOf(data) === 'TFS' ? 'marketplace' : 'seller',
    carriers: data.objects('shipment_providers').map((provider) => ({
      code: provider.text('provider_code') || provider.text('name'),
      name: provider.text('name'),
    })),
  };
}

/** Some answers leave it out, and say only whether Lazada chooses. */
function allocationTypeOf(data: WireObject): 'TFS' | 'NTFS' {
  const type = data.text('shipping_allocate_type').toUpperCase();
  if (type === 'TFS' || type === 'NTFS') return type;
  if (type !== '') throw data.violation('shipping_allocate_type', 'TFS or NTFS');
  return data.integer('platform_default') === 1 ? 'TFS' : 'NTFS';
}

/** Why an order cannot be sent to be packed; null when it can. */
export function invalidPackRequest({ orderNumber, externalLineIds, ...how }: PackRequest): InvalidRequestError | null {
  if (how.allocation === 'seller' && how.carrierCode === undefined) {
    return new InvalidRequestError(
      {
        cause: 'A shop that ships from another country chooses the carrier itself, and none is named.',
        advice: 'Ask for the shipping options and name the code of one of them.',
      },
      { marketplace: 'lazada', operation: 'fulfillment.pack' },
      [{ field: 'carrierCode', message: 'Needed when the allocation is by the seller.' }],
    );
  }
  try {
    for (const id of [orderNumber, ...externalLineIds]) wholeNumber(id, 'fulfillment.pack');
    return null;
  } catch (error) {
    if (error instanceof InvalidRequestError) return error;
    throw error;
  }
}

/** @param requests of different orders, all of the same allocation and carrier: both hold for the whole call */
export function toPackRequest(requests: readonly PackRequest[]): PackOrdersRequest {
  const { allocation, carrierCode } = requests[0]!;
  return {
    pack_order_list: requests.map(({ orderNumber, externalLineIds }) => ({
      order_id: wholeNumber(orderNumber, 'fulfillment.pack'),
      order_item_list: externalLineIds.map((id) => wholeNumber(id, 'fulfillment.pack')),
    })),
    // The only value there is; who delivers follows from the carrier.
    delivery_type: 'dropship',
    shipping_allocate_type: allocation === 'marketplace' ? 'TFS' : 'NTFS',
    ...(allocation === 'seller' && { shipment_provider_code: carrierCode! }),
  };
}

/** What came of one unit: the parcel it is in, or why it is in none. */
export type UnitVerdict = Omit<MarketplacePackage, 'externalLineIds' | 'status'> | MarketplaceError;

/** The call succeeds as a whole even when none of its items did: each says for itself. Keys are ids of units. */
export function fromPackResponse(data: WireObject, details: MarketplaceErrorDetails): ReadonlyMap<string, UnitVerdict> {
  const rows = data.objects('pack_order_list').flatMap((order) => order.objects('order_item_list'));
  return new Map(
    rows.map((row) => {
      const verdict = itemErrorOf(row, details) ?? {
        packageId: row.id('package_id'),
        trackingNumber: row.textOrNull('tracking_number'),
        carrier: row.textOrNull('shipment_provider'),
      };
      return [row.id('order_item_id'), verdict];
    }),
  );
}

export const toPackagesRequest = (packageIds: readonly string[]): PackagesRequest => ({
  packages: packageIds.map((packageId) => ({ package_id: packageId })),
});

/** Of marking ready, of repacking and of what the seller's own drivers report. Null is success; keys are package ids. */
export function fromPackagesResponse(
  data: WireObject,
  details: MarketplaceErrorDetails,
): ReadonlyMap<string, MarketplaceError | null> {
  return new Map(data.objects('packages').map((row) => [row.text('package_id'), itemErrorOf(row, details)]));
}

/** Of a unit or parcel that was asked for and that the answer passes over. */
export const unanswered = ({ operation, requestId }: MarketplaceErrorDetails): OutcomeUnknownError =>
  new OutcomeUnknownError(
    {
      cause: 'Lazada answered the call without a word on this one.',
      advice: 'Read back whether it was done before repeating it.',
    },
    { marketplace: 'lazada', operation, ...(requestId !== undefined && { requestId }) },
  );

/** Each parcel once; what is said of one must not contradict itself. */
export function byOutcome(deliveries: readonly OwnDelivery[]): Readonly<Record<OwnDelivery['outcome'], string[]>> {
  const outcomes = new Map<string, OwnDelivery['outcome']>();
  for (const { packageId, outcome } of deliveries) {
    if ((outcomes.get(packageId) ?? outcome) !== outcome) {
      throw new InvalidRequestError(
        { cause: 'One parcel is reported both as delivered and as failed.', advice: 'Report the last of the two.' },
        { marketplace: 'lazada', operation: 'fulfillment.reportOwnDelivery' },
      );
    }
    outcomes.set(packageId, outcome);
  }
  const of = (wanted: OwnDelivery['outcome']) =>
    [...outcomes].filter(([, outcome]) => outcome === wanted).map(([packageId]) => packageId);
  return { delivered: of('delivered'), failed: of('failed') };
}

/** `retry` is Lazada's own word that nothing was done and the same call may succeed. */
function itemErrorOf(row: WireObject, { operation, requestId }: MarketplaceErrorDetails): MarketplaceError | null {
  const code = row.text('item_err_code');
  if (code === '0') return null;
  const mayRetry = row.flag('retry');
  const refusal = { code, request_id: requestId, ...(mayRetry && { type: 'SYSTEM' }) };
  return toMarketplaceError(refusal, {
    operation,
    family: 'fulfillment',
    effect: mayRetry ? 'read' : 'write',
    secrets: [],
  });
}
