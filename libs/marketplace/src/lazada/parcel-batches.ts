import { MarketplaceError, NotSupportedError, OutcomeUnknownError, RefusedRequestError } from '../port/errors.js';
import { lazadaCapabilities } from './capabilities.js';

export interface ParcelBatches<Item> {
  /** Makes one call. Says for each item what came of it, and throws when the call failed as a whole. */
  readonly send: (batch: readonly Item[]) => Promise<void>;
  readonly fail: (item: Item, error: MarketplaceError) => void;
}

/**
 * Sends batch after batch. A batch that is refused as a whole had no effect at all, so it is halved until the one at
 * fault stands alone. What became of a batch is not known when its answer is lost: that is said of its items, and the
 * other batches are sent all the same. Throws only when nothing was done.
 */
export async function runBatches<Item>(
  batches: readonly (readonly Item[])[],
  { send, fail }: ParcelBatches<Item>,
): Promise<void> {
  const queue = [...batches];
  let anyVerdict = false;
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    try {
      await send(batch);
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      if (batch.length > 1 && isRefusal(error)) {
        const half = Math.ceil(batch.length / 2);
        queue.unshift(batch.slice(0, half), batch.slice(half));
      } else {
        // Let the caller deal with the cause once, not once per item.
        if (!anyVerdict && !isRefusal(error) && !(error instanceof OutcomeUnknownError)) throw error;
        for (const item of batch) fail(item, error);
      }
    }
    anyVerdict = true;
  }
}

/** Whether it is the parcels that are at fault, and not the shop, the token or the line. */
const isRefusal = (error: MarketplaceError): boolean =>
  error instanceof RefusedRequestError || error instanceof NotSupportedError;

/** In the order given, as many in each as Lazada takes in one call. */
export function inBatches<Item>(items: readonly Item[]): Item[][] {
  const size = lazadaCapabilities.limits.parcelsPerCall;
  const batches: Item[][] = [];
  for (let from = 0; from < items.length; from += size) batches.push(items.slice(from, from + size));
  return batches;
}
