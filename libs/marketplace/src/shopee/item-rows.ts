import { redact } from '../http/redaction.js';
import {
  ConflictError,
  InvalidRequestError,
  MarketplaceError,
  NotFoundError,
  OutcomeUnknownError,
  RefusedRequestError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { BulkResult, ItemFailure } from '../port/types.js';
import { objectOrNullIn } from './client.js';
import type { ShopeeAnswer } from './envelope.js';

/** Something that is written to one variant of a listing. */
export interface VariantWrite {
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly sellerSku: string;
}

/** All that is written to one variant: one value, or one for each warehouse. */
export interface VariantRow<Write extends VariantWrite> extends VariantWrite {
  readonly writes: readonly Write[];
}

/** A listing without variants has the model 0; we name its one variant by the listing itself. */
export const modelIdOf = ({ externalItemId, externalSkuId }: Omit<VariantWrite, 'sellerSku'>): string =>
  externalSkuId === externalItemId ? '0' : externalSkuId;

/** What became of a variant: null when it was written. */
export type Verdicts = (row: VariantWrite) => MarketplaceError | null;

export interface RowBatches<Write extends VariantWrite> {
  /** Rows of one listing in one call. */
  readonly rowsPerCall: number;
  /** Refused before anything is sent. */
  readonly problemOf: (row: VariantRow<Write>) => MarketplaceError | null;
  /** All of the rows are of the one listing. */
  readonly send: (externalItemId: string, rows: readonly VariantRow<Write>[]) => Promise<Verdicts>;
}

/** Writes to one variant travel in one row, whichever listing they stand between. */
export function rowsOf<Write extends VariantWrite>(writes: readonly Write[]): VariantRow<Write>[] {
  const rows = new Map<string, Write[]>();
  for (const write of writes) {
    const { externalItemId, externalSkuId, sellerSku } = write;
    const key = JSON.stringify([externalItemId, externalSkuId, sellerSku]);
    rows.set(key, [...(rows.get(key) ?? []), write]);
  }
  return [...rows.values()].map((group) => {
    const { externalItemId, externalSkuId, sellerSku } = group[0]!;
    return { externalItemId, externalSkuId, sellerSku, writes: group };
  });
}

/**
 * One call per listing: Shopee has no call for several. Answers for each variant, in the order asked. A call that is
 * refused as a whole for what it says is sent again in halves, until the row at fault stands alone; setting the same value
 * twice does no harm.
 */
export async function writeRows<Write extends VariantWrite>(
  writes: readonly Write[],
  { rowsPerCall, problemOf, send }: RowBatches<Write>,
): Promise<BulkResult> {
  const rows = rowsOf(writes);
  const errors = new Map<VariantRow<Write>, MarketplaceError>();
  const sendable = rows.filter((row) => {
    const problem = problemOf(row);
    if (problem) errors.set(row, problem);
    return problem === null;
  });
  let anyVerdict = false;
  const queue = batchesOf(sendable, rowsPerCall);
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    try {
      const verdictOf = await send(batch[0]!.externalItemId, batch);
      for (const row of batch) {
        const error = verdictOf(row);
        if (error) errors.set(row, error);
      }
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      // Nothing was done yet at all: let the caller deal with the cause once, not once per item.
      if (!anyVerdict && !isAboutRows(error)) throw error;
      if (error instanceof InvalidRequestError && batch.length > 1) queue.unshift(...halvesOf(batch));
      else for (const row of batch) errors.set(row, error);
    }
    anyVerdict = true;
  }
  const failed: ItemFailure[] = rows.flatMap((row) => {
    const error = errors.get(row);
    return error ? [{ key: row.sellerSku, error }] : [];
  });
  return { succeeded: rows.filter((row) => !errors.has(row)).map(({ sellerSku }) => sellerSku), failed };
}

function batchesOf<Write extends VariantWrite>(
  rows: readonly VariantRow<Write>[],
  rowsPerCall: number,
): VariantRow<Write>[][] {
  const listings = new Map<string, VariantRow<Write>[]>();
  for (const row of rows) listings.set(row.externalItemId, [...(listings.get(row.externalItemId) ?? []), row]);
  return [...listings.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / rowsPerCall) }, (_, index) =>
      all.slice(index * rowsPerCall, (index + 1) * rowsPerCall),
    ),
  );
}

function halvesOf<Row>(batch: readonly Row[]): Row[][] {
  const half = Math.ceil(batch.length / 2);
  return [batch.slice(0, half), batch.slice(half)];
}

/** Whether it is the items that are at fault, and not the shop, the token or the line. */
const isAboutRows = (error: MarketplaceError): boolean =>
  error instanceof RefusedRequestError || error instanceof OutcomeUnknownError;

/**
 * Reads `success_list` and `failure_list`. Failures beside successes are no error to Shopee; when all rows failed it
 * answers an error and the list. A row that is in neither list is done only when no row is in any.
 */
export function verdictsIn(answer: ShopeeAnswer): Verdicts {
  const data = objectOrNullIn(answer);
  const refused = new Map<string, MarketplaceError>();
  for (const row of data?.objects('failure_list') ?? []) {
    const modelId = row.idOrNull('model_id') ?? '0';
    const reason = row.text('failed_reason');
    if (!refused.has(modelId)) refused.set(modelId, rowError(reason, row.textOrNull('location_id'), answer.details));
  }
  const done = new Set((data?.objects('success_list') ?? []).map((row) => row.idOrNull('model_id') ?? '0'));
  return (row) => {
    const modelId = modelIdOf(row);
    const refusal = refused.get(modelId) ?? answer.refusal;
    if (refusal || done.has(modelId) || refused.size + done.size === 0) return refusal;
    return new OutcomeUnknownError(
      {
        cause: 'Shopee’s answer speaks of other variants, and not of this one.',
        advice: 'Read back whether it was written before writing it again.',
      },
      answer.details,
    );
  };
}

function rowError(reason: string, location: string | null, details: MarketplaceErrorDetails): MarketplaceError {
  const fields = reason === '' ? [] : [{ field: location, message: redact(reason, []) }];
  if (/not (exist|found)/i.test(reason)) {
    return new NotFoundError(
      {
        cause: 'The listing has no such variant.',
        advice: 'Read the listing again; its variants may have been replaced.',
        zh: { cause: '该商品没有此规格。', advice: '请重新读取商品，其规格可能已被替换。' },
      },
      details,
      fields,
    );
  }
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
    fields,
  );
}

/** Why a row must not be sent, in words: it is not known what it would set. */
export const cannotBeSent = (operation: string, cause: string, sellerSku: string): InvalidRequestError =>
  new InvalidRequestError({ cause, advice: 'Correct it; nothing was sent.' }, { marketplace: 'shopee', operation }, [
    { field: sellerSku, message: cause },
  ]);
