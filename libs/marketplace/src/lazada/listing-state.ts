import type { ListingSelection } from '../port/catalog.types.js';
import {
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  RefusedRequestError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import { lazadaCapabilities } from './capabilities.js';
import type { DeactivatePayload } from './wire.js';

/** The most that can be removed, or put on sale, in one call. */
const skusPerCall = lazadaCapabilities.limits.variantsPerCreate;

/** Without SKUs it is the whole product. */
export const toDeactivateRequest = (externalItemId: string, externalSkuIds?: readonly string[]): DeactivatePayload => ({
  Request: {
    Product: {
      ItemId: toNumber(externalItemId),
      ...(externalSkuIds !== undefined && { Skus: { SkuId: externalSkuIds.map(toNumber) } }),
    },
  },
});

export const toRemoveRequest = (externalItemId: string, externalSkuIds: readonly string[]): Record<string, string> => ({
  sku_id_list: JSON.stringify(externalSkuIds.map((skuId) => `SkuId_${externalItemId}_${skuId}`)),
});

type Send = (externalSkuIds?: readonly string[]) => Promise<void>;

/** The SKUs that exist now; null when the listing is gone. */
type ReadSkuIds = () => Promise<readonly string[] | null>;

/**
 * `E0004` says that what was named is off sale already. Of several it does not say whether the others were taken off, so
 * each is then taken by itself.
 */
export async function takeOffSale({ externalSkuIds }: ListingSelection, send: Send): Promise<void> {
  if (externalSkuIds === undefined) return ignoringOffSale(() => send());
  for (const batch of batchesOf(externalSkuIds)) {
    try {
      await send(batch);
    } catch (error) {
      if (!isOffSaleAlready(error)) throw error;
      if (batch.length === 1) continue;
      for (const skuId of batch) await ignoringOffSale(() => send([skuId]));
    }
  }
}

async function ignoringOffSale(send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!isOffSaleAlready(error)) throw error;
  }
}

const isOffSaleAlready = (error: unknown): boolean =>
  error instanceof RefusedRequestError && error.upstreamCode === 'E0004';

/** Lazada wants the SKUs named, so for a whole listing they are read first. @throws NotFoundError */
export async function putOnSale(
  { externalSkuIds }: ListingSelection,
  { read, send }: { readonly read: ReadSkuIds; readonly send: (skuIds: readonly string[]) => Promise<void> },
): Promise<void> {
  const skuIds = externalSkuIds ?? (await read());
  if (skuIds === null) throw listingNotFound('catalog.setActive');
  for (const batch of batchesOf(skuIds)) await send(batch);
}

/**
 * A refusal does not say which SKUs of a batch are gone. What is still there is read; when that is nothing the work is
 * done, and when it is less than was asked for only that is asked for again.
 */
export async function removeAll(
  { externalSkuIds }: ListingSelection,
  { read, send }: { readonly read: ReadSkuIds; readonly send: (skuIds: readonly string[]) => Promise<void> },
): Promise<void> {
  const asked = externalSkuIds ?? (await read()) ?? [];
  for (const batch of batchesOf(asked)) {
    let left: readonly string[] = batch;
    while (left.length > 0) {
      try {
        await send(left);
        break;
      } catch (error) {
        if (!(error instanceof RefusedRequestError)) throw error;
        const present = new Set((await read()) ?? []);
        const still = left.filter((skuId) => present.has(skuId));
        if (still.length === left.length) throw error;
        left = still;
      }
    }
  }
}

function batchesOf(skuIds: readonly string[]): string[][] {
  const unique = [...new Set(skuIds)];
  return Array.from({ length: Math.ceil(unique.length / skusPerCall) }, (_, index) =>
    unique.slice(index * skusPerCall, (index + 1) * skusPerCall),
  );
}

export const listingNotFound = (operation: string): NotFoundError =>
  new NotFoundError(
    { cause: 'The shop has no such listing, or it was deleted.', advice: 'Read the shop’s listings again.' },
    { marketplace: 'lazada', operation },
  );

/** A write was done and what it made could not be read. */
export function unreadWrite(operation: string, cause: string, requestId?: string | null): OutcomeUnknownError {
  const details: MarketplaceErrorDetails = { marketplace: 'lazada', operation };
  return new OutcomeUnknownError(
    { cause, advice: 'The call was accepted; read the listing before repeating it.' },
    { ...details, ...(requestId && { requestId }) },
  );
}

function toNumber(id: string): number {
  if (/^[1-9]\d{0,15}$/.test(id) && Number.isSafeInteger(Number(id))) return Number(id);
  throw new InvalidRequestError(
    {
      cause: 'The id of a listing or variant of Lazada is a whole number.',
      advice: 'Check which marketplace it came from.',
    },
    { marketplace: 'lazada', operation: 'catalog.setActive' },
  );
}
