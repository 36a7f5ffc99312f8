import { NotSupportedError, type MarketplaceErrorDetails } from '../port/errors.js';
import type { DocumentRequest } from '../port/fulfillment.types.js';
import type { WireObject } from '../wire/wire-object.js';

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
