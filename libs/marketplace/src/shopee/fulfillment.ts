import { InvalidRequestError, NotSupportedError, type MarketplaceErrorDetails } from '../port/errors.js';
import type { DocumentRequest, PackRequest, ShippingOptions } from '../port/fulfillment.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { activeUnitsOf, lineKeyOf } from './orders.js';

/** With the package only of an order that has several: else Shopee refuses it. */
export const toShippingParameterRequest = (orderNumber: string, packageId?: string): Record<string, unknown> => ({
  order_sn: orderNumber,
  ...(packageId !== undefined && { package_number: packageId }),
});

/**
 * How the parcel can be handed over, the best first: picked up at a time Shopee recommends, at another time, brought to the
 * carrier. A way that wants something only a person knows (a branch, a name, a number of the carrier) is left out.
 */
export function fromShippingParameterResponse(data: WireObject): ShippingOptions {
  const needed = data.object('info_needed');
  const carriers: { readonly code: string; readonly name: string; readonly rank: number }[] = [];
  if (needed.fields['pickup'] !== undefined) {
    for (const address of data.objectOrNull('pickup')?.objects('address_list') ?? []) {
      const slots = address.objects('time_slot_list');
      const addressId = address.id('address_id');
      if (slots.length === 0) carriers.push({ code: `pickup:${addressId}`, name: 'Pickup', rank: 1 });
      for (const slot of slots) {
        const recommended = slot.texts('flags').includes('recommended');
        const name = `Pickup ${slot.text('time_text')}`.trim();
        carriers.push({ code: `pickup:${addressId}:${slot.id('pickup_time_id')}`, name, rank: recommended ? 0 : 1 });
      }
    }
  }
  if (needed.fields['dropoff'] !== undefined && needed.texts('dropoff').length === 0) {
    carriers.push({ code: 'dropoff', name: 'Drop-off', rank: 2 });
  }
  if (needed.fields['non_integrated'] !== undefined && needed.texts('non_integrated').length === 0) {
    carriers.push({ code: 'non_integrated', name: 'Own carrier', rank: 3 });
  }
  carriers.sort((a, b) => a.rank - b.rank);
  return { allocation: 'seller', carriers: carriers.map(({ code, name }) => ({ code, name })) };
}

/** @param packageId only of an order that was split */
export function toShipOrderRequest(
  { orderNumber, carrierCode }: PackRequest,
  packageId?: string,
): Record<string, unknown> {
  const [method, addressId, timeId] = (carrierCode ?? '').split(':');
  const order = toShippingParameterRequest(orderNumber, packageId);
  if (method === 'pickup' && addressId !== undefined && /^\d{1,15}$/.test(addressId)) {
    return {
      ...order,
      pickup: { address_id: Number(addressId), ...(timeId !== undefined && { pickup_time_id: timeId }) },
    };
  }
  if (method === 'dropoff' || method === 'non_integrated') return { ...order, [method]: {} };
  throw new InvalidRequestError(
    {
      cause: 'How the parcel is handed over is not named.',
      advice: 'Ask for the shipping options and name the code of one of them.',
      zh: { cause: '未指定交件方式。', advice: '请先获取发货选项并选择其一。' },
    },
    { marketplace: 'shopee', operation: 'fulfillment.pack' },
    [{ field: 'carrierCode', message: 'One of the codes of the shipping options.' }],
  );
}

/** Parts an order into the units of the request and the rest. */
export const toSplitRequest = (
  orderNumber: string,
  parcels: readonly (readonly WireObject[])[],
): Record<string, unknown> => ({
  order_sn: orderNumber,
  package_list: parcels.map((rows) => ({
    item_list: rows.map((row) => ({
      ...lineKeyOf(row),
      model_quantity: activeUnitsOf(row),
    })),
  })),
});

export interface PrintableParcel {
  readonly orderNumber: string;
  readonly packageId: string;
  readonly trackingNumber: string | null;
}

/** @throws NotSupportedError for anything but a label, which is all that Shopee prints */
export function checkDocumentKind({ kind }: DocumentRequest): void {
  if (kind === 'label') return;
  throw new NotSupportedError(
    {
      cause: 'Shopee makes labels only.',
      advice: 'Make invoices and manifests from the order.',
      zh: { cause: '虾皮只提供面单。', advice: '请根据订单自行制作发票和交接单。' },
    },
    { marketplace: 'shopee', operation: 'fulfillment.documents' },
  );
}

export const toDocumentRequest = (
  parcels: readonly PrintableParcel[],
  options: { readonly type?: string; readonly tracking?: boolean } = {},
): Record<string, unknown> => {
  const { type, tracking = false } = options;
  return {
    ...(type !== undefined && { shipping_document_type: type }),
    order_list: parcels.map(({ orderNumber, packageId, trackingNumber }) => ({
      order_sn: orderNumber,
      package_number: packageId,
      ...(tracking && trackingNumber !== null && { tracking_number: trackingNumber }),
      ...(type !== undefined && { shipping_document_type: type }),
    })),
  };
};

/** Null while any of the parcels says nothing. */
export function suggestedTypeIn(data: WireObject): string | undefined {
  const [row] = data.objects('result_list');
  return row?.textOrNull('suggest_shipping_document_type') ?? undefined;
}

export interface DocumentRow {
  readonly packageId: string;
  readonly status: 'ready' | 'processing' | 'failed';
  readonly error: string | null;
}

export const fromDocumentResultResponse = (data: WireObject): DocumentRow[] =>
  data.objects('result_list').map((row) => {
    const raw = row.text('status').toUpperCase();
    const error = row.textOrNull('fail_error');
    return {
      packageId: row.text('package_number'),
      status: raw === 'READY' ? 'ready' : error !== null || raw === 'FAILED' ? 'failed' : 'processing',
      error,
    };
  });

/** Rows that `create_shipping_document` refuses, by package. */
export const refusedRowsIn = (data: WireObject | null): Map<string, string> =>
  new Map(
    (data?.objects('result_list') ?? []).flatMap((row) => {
      const error = row.textOrNull('fail_error');
      return error === null ? [] : [[row.text('package_number'), error] as const];
    }),
  );

export const documentDetails: MarketplaceErrorDetails = { marketplace: 'shopee', operation: 'fulfillment.documents' };
