import {
  ConflictError,
  InvalidRequestError,
  MarketplaceError,
  OutcomeUnknownError,
  RefusedRequestError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { BulkResult, ItemFailure } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { redact } from '../http/redaction.js';

/** One variant of a listing that something is written to. */
export interface VariantWrite {
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly sellerSku: string;
}

/** A listing without variants has the model 0; we name its one variant by the listing itself. */
export const modelIdOf = ({ externalItemId, externalSkuId }: Omit<VariantWrite, 'sellerSku'>): number =>
  externalSkuId === externalItemId ? 0 : Number(externalSkuId);

/** By which the rows of an answer are found again. */
export const rowKeyOf = (write: VariantWrite & { readonly warehouseCode?: string }): string =>
  `${modelIdOf(write)}/${write.warehouseCode ?? ''}`;

export interface RowBatches<Write extends VariantWrite> {
  /** Rows of one listing in one call. */
  readonly rowsPerCall: number;
  /** Refused before anything is sent. */
  readonly problemOf: (write: Write) => MarketplaceError | null;
  /** All of the writes are of the one listing. Answers which rows were refused, and why. */
  readonly send: (externalItemId: string, writes: readonly Write[]) => Promise<ReadonlyMap<string, MarketplaceError>>;
  readonly keyOf: (write: Write) => string;
}

/** One call per listing: Shopee has no call for several. Answers for each variant, in the order asked. */
export async function writeRows<Write extends VariantWrite>(
  writes: readonly Write[],
  batches: RowBatches<Write>,
): Promise<BulkResult> {
  const errors = new Map<Write, MarketplaceError>();
  const listings = new Map<string, Write[]>();
  for (const write of writes) {
    const problem = batches.problemOf(write);
    if (problem) errors.set(write, problem);
    else listings.set(write.externalItemId, [...(listings.get(write.externalItemId) ?? []), write]);
  }
  let anyVerdict = false;
  for (const [externalItemId, all] of listings) {
    for (let from = 0; from < all.length; from += batches.rowsPerCall) {
      const batch = all.slice(from, from + batches.rowsPerCall);
      try {
        const refused = await batches.send(externalItemId, batch);
        for (const write of batch) {
          const error = refused.get(batches.keyOf(write));
          if (error) errors.set(write, error);
        }
      } catch (error) {
        if (!(error instanceof MarketplaceError)) throw error;
        // Nothing was done yet at all: let the caller deal with the cause once, not once per item.
        if (!anyVerdict && !isAboutRows(error)) throw error;
        for (const write of batch) errors.set(write, error);
      }
      anyVerdict = true;
    }
  }
  const failed: ItemFailure[] = writes.flatMap((write) => {
    const error = errors.get(write);
    return error ? [{ key: write.sellerSku, error }] : [];
  });
  return { succeeded: writes.filter((write) => !errors.has(write)).map(({ sellerSku }) => sellerSku), failed };
}

const isAboutRows = (error: MarketplaceError): boolean =>
  error instanceof RefusedRequestError || error instanceof OutcomeUnknownError;

/** `failure_list` of a call that did the others. */
export function refusedRowsOf(
  data: WireObject | null,
  details: MarketplaceErrorDetails,
): Map<string, MarketplaceError> {
  return new Map(
    (data?.objects('failure_list') ?? []).map((row) => [
      `${row.integerOrNull('model_id') ?? 0}/${row.text('location_id')}`,
      rowError(row.text('failed_reason'), details),
    ]),
  );
}

function rowError(reason: string, details: MarketplaceErrorDetails): MarketplaceError {
  const held = /reserved stock|promotion|campaign/i.test(reason);
  return new ConflictError(
    held
      ? {
          cause: 'Shopee holds a part of this stock or this price for orders or a promotion.',
          advice: 'Write what is at least as much as is held, or wait until the promotion is over.',
          zh: { cause: '部分库存或价格已被订单或促销活动锁定。', advice: '请写入不低于锁定数量的值，或等待活动结束。' },
        }
      : {
          cause: 'Shopee refused this variant.',
          advice: 'See its reason; read the listing, then decide.',
          zh: { cause: '虾皮拒绝了该规格。', advice: '请查看原因，读取商品后再作决定。' },
        },
    details,
    reason === '' ? [] : [{ field: null, message: redact(reason, []) }],
  );
}

/** Refused before anything is sent: an unknown quantity must never reach the shop as 0. */
export function quantityProblem(quantity: number): MarketplaceError | null {
  if (Number.isSafeInteger(quantity) && quantity >= 0) return null;
  return new InvalidRequestError(
    { cause: 'The quantity is not a whole number from 0.', advice: 'Find out the quantity; nothing was sent.' },
    { marketplace: 'shopee', operation: 'stock.write' },
  );
}
