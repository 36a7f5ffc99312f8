import {
  InvalidRequestError,
  MarketplaceError,
  OutcomeUnknownError,
  RefusedRequestError,
  type FieldProblem,
} from '../port/errors.js';
import type { BulkResult, ItemFailure } from '../port/types.js';
import { errorOfItem } from './errors.js';

/** What is written of one variant. */
export interface SkuWrite {
  readonly sellerSku: string;
}

export interface Batches<Item extends SkuWrite> {
  readonly batchSize: number;
  readonly send: (batch: readonly Item[]) => Promise<void>;
  /** Of an item that must not be sent at all. */
  readonly invalid: (item: Item) => MarketplaceError | null;
}

/**
 * Sends the writes in batches and answers for each. Of a batch that is refused in part nobody knows what became of the
 * rest, so the rest is sent again without those that were named; setting the same value twice does no harm. When
 * none is named the batch is halved until the one at fault stands alone.
 */
export async function writeInBatches<Item extends SkuWrite>(
  items: readonly Item[],
  { batchSize, send, invalid }: Batches<Item>,
): Promise<BulkResult> {
  const succeeded: string[] = [];
  const failed: ItemFailure[] = [];
  const fail = (part: readonly Item[], error: MarketplaceError): void => {
    failed.push(...part.map(({ sellerSku }) => ({ key: sellerSku, error: errorOfItem(error, sellerSku) })));
  };

  const queue: Item[][] = [];
  const valid = items.filter((item) => {
    const error = invalid(item);
    if (error) fail([item], error);
    return error === null;
  });
  for (let from = 0; from < valid.length; from += batchSize) queue.push(valid.slice(from, from + batchSize));

  let anyVerdict = false;
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    try {
      await send(batch);
      succeeded.push(...batch.map(({ sellerSku }) => sellerSku));
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      const parts = partsOf(batch, error);
      if (parts) {
        fail(parts.refused, error);
        queue.unshift(...parts.again);
      } else {
        // Nothing was done yet at all: let the caller deal with the cause once, not once per item.
        if (!anyVerdict && !isAboutItems(error)) throw error;
        fail(batch, error);
      }
    }
    anyVerdict = true;
  }
  return { succeeded, failed };
}

/** Whether it is the items that are at fault, and not the shop, the token or the line. */
const isAboutItems = (error: MarketplaceError): error is RefusedRequestError | OutcomeUnknownError =>
  error instanceof RefusedRequestError || error instanceof OutcomeUnknownError;

/** Lazada names the SKUs that it refuses in the details of its answer, as a rule. */
function partsOf<Item extends SkuWrite>(batch: readonly Item[], error: MarketplaceError) {
  if (batch.length === 1 || !(error instanceof RefusedRequestError)) return null;
  const named = new Set(error.fields.map(({ field, sellerSku }) => sellerSku ?? field));
  const refused = batch.filter(({ sellerSku }) => named.has(sellerSku));
  if (refused.length > 0) {
    const rest = batch.filter(({ sellerSku }) => !named.has(sellerSku));
    return { refused, again: rest.length === 0 ? [] : [rest] };
  }
  const half = Math.ceil(batch.length / 2);
  return { refused: [] as Item[], again: [batch.slice(0, half), batch.slice(half)] };
}

export const invalidItem = (operation: string, cause: string, fields: readonly FieldProblem[]): InvalidRequestError =>
  new InvalidRequestError(
    { cause, advice: 'Correct it; nothing was sent.' },
    { marketplace: 'lazada', operation },
    fields,
  );
