import { InvalidRequestError, type MarketplaceError, type MarketplaceErrorDetails } from '../port/errors.js';
import type { MarketplacePackage, OrderUnits, PackRequest, PackResult, ShippingOptions } from '../port/order.types.js';
import type { ItemFailure } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { toMarketplaceError } from './errors.js';
import { wholeNumber } from './orders.js';
import type { PackOrdersRequest, ReadyToShipRequest, ShipmentProvidersRequest } from './wire.js';

export const toShipmentProvidersRequest = ({ orderNumber, externalLineIds }: OrderUnits): ShipmentProvidersRequest => ({
  orders: [
    {
      order_id: wholeNumber(orderNumber, 'fulfillment.providers'),
      order_item_ids: externalLineIds.map((id) => wholeNumber(id, 'fulfillment.providers')),
    },
  ],
});

export function fromShipmentProvidersResponse(data: WireObject): ShippingOptions {
  const type = data.text('shipping_allocate_type').toUpperCase();
  if (type !== 'TFS' && type !== 'NTFS') throw data.violation('shipping_allocate_type', 'TFS or NTFS');
  return {
    allocation: type === 'TFS' ? 'marketplace' : 'seller',
    carriers: data.objects('shipment_providers').map((provider) => ({
      code: provider.text('provider_code') || provider.text('name'),
      name: provider.text('name'),
    })),
  };
}

export function toPackRequest({
  orderNumber,
  externalLineIds,
  allocation,
  carrierCode,
}: PackRequest): PackOrdersRequest {
  if (allocation === 'seller' && carrierCode === undefined) {
    throw new InvalidRequestError(
      {
        cause: 'A shop that ships from another country chooses the carrier itself, and none is named.',
        advice: 'Ask for the shipping options and name the code of one of them.',
      },
      { marketplace: 'lazada', operation: 'fulfillment.pack' },
      [{ field: 'carrierCode', message: 'Needed when the allocation is by the seller.' }],
    );
  }
  return {
    pack_order_list: [
      {
        order_id: wholeNumber(orderNumber, 'fulfillment.pack'),
        order_item_list: externalLineIds.map((id) => wholeNumber(id, 'fulfillment.pack')),
      },
    ],
    // The only value there is; who delivers follows from the carrier.
    delivery_type: 'dropship',
    shipping_allocate_type: allocation === 'marketplace' ? 'TFS' : 'NTFS',
    ...(allocation === 'seller' && { shipment_provider_code: carrierCode }),
  };
}

/** The call succeeds as a whole even when none of its items did: each says for itself. */
export function fromPackResponse(data: WireObject, details: MarketplaceErrorDetails): PackResult {
  const packages = new Map<string, MarketplacePackage>();
  const failed: ItemFailure[] = [];
  for (const row of data.objects('pack_order_list').flatMap((order) => order.objects('order_item_list'))) {
    const externalLineId = row.id('order_item_id');
    const error = itemErrorOf(row, details);
    if (error) {
      failed.push({ key: externalLineId, error });
      continue;
    }
    const packageId = row.id('package_id');
    const known = packages.get(packageId);
    packages.set(packageId, {
      packageId,
      trackingNumber: row.textOrNull('tracking_number'),
      carrier: row.textOrNull('shipment_provider'),
      externalLineIds: [...(known?.externalLineIds ?? []), externalLineId],
      status: 'packed',
    });
  }
  return { packages: [...packages.values()], failed };
}

export const toReadyToShipRequest = (packageId: string): ReadyToShipRequest => ({
  packages: [{ package_id: packageId }],
});

/** @throws the error of the package, which is the only one of the call */
export function fromReadyToShipResponse(data: WireObject, packageId: string, details: MarketplaceErrorDetails): void {
  const row = data.objects('packages').find((candidate) => candidate.text('package_id') === packageId);
  if (!row) throw data.violation('packages', 'the package that was asked for');
  const error = itemErrorOf(row, details);
  if (error) throw error;
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
