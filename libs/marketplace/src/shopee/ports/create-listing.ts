import type { CreatedListing, ListingDraft } from '../../port/catalog.types.js';
import { MarketplaceError, NotFoundError, RefusedRequestError } from '../../port/errors.js';
import type { ShopAccess } from '../../port/types.js';
import { readingWrite } from '../../wire/reading-write.js';
import * as catalog from '../catalog.js';
import { ExactInteger, objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { endpoints } from '../endpoints.js';
import * as listing from '../listing.js';
import { isUnfinished, unfinishedSku } from '../unfinished.js';
import { brandIdOf } from './brand-search.js';
import { itemReader } from './item-reader.js';
import { callWithStock } from './stocked-call.js';

type Sleep = (ms: number) => Promise<void>;

interface Creation {
  readonly client: ShopeeClient;
  readonly access: ShopAccess;
  readonly draft: ListingDraft;
}

/** Shopee wants this long between a listing and its variations. */
const beforeVariationsMs = 5_000;

/**
 * Publishes a draft. One with variants takes several calls, and may end after any of them: what is left behind then is
 * marked, counts as no listing, and is taken away here before the draft is published anew.
 */
export async function createListing(creation: Creation, sleep: Sleep): Promise<CreatedListing> {
  const { client, access, draft } = creation;
  const request = listing.toAddItemRequest(draft, await contextOf(creation));
  if (draft.options.length > 0) await removeLeftovers(creation);
  const answer = await callWithStock(client, endpoints.addItem, access, request);
  const itemId = readingWrite(() => objectIn(answer).id('item_id'));
  if (draft.options.length === 0) {
    return { externalItemId: itemId, variants: [{ sellerSku: draft.variants[0]!.sellerSku, externalSkuId: itemId }] };
  }
  await sleep(beforeVariationsMs);
  const variations = await orTakenAway(creation, itemId, () =>
    callWithStock(client, endpoints.initVariations, access, listing.toInitVariationsRequest(itemId, draft)),
  );
  await orTakenAway(creation, itemId, () => finish(creation, itemId));
  const variants = readingWrite(() => listing.fromInitVariationsResponse(objectIn(variations), draft));
  return { externalItemId: itemId, variants };
}

async function finish({ client, access, draft }: Creation, itemId: string): Promise<void> {
  const answer = await client.call(endpoints.updateItem, access, listing.toFinishRequest(itemId, draft));
  // Should an update not put on sale what was off sale: there is a call for just that.
  if (objectOrNullIn(answer)?.text('item_status') !== 'UNLIST') return;
  await client.call(endpoints.unlistItems, access, {
    item_list: [{ item_id: new ExactInteger(itemId), unlist: false }],
  });
}

/** Half a listing is none: where the rest of it is refused for good, it is taken away again. */
async function orTakenAway<T>({ client, access }: Creation, itemId: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof RefusedRequestError) {
      await removeItem(client, access, itemId).catch((second: unknown) => {
        // It stays marked; the next attempt takes it away. What the caller must know is the first error.
        if (!(second instanceof MarketplaceError)) throw second;
      });
    }
    throw error;
  }
}

async function removeLeftovers({ client, access, draft }: Creation): Promise<void> {
  const reader = itemReader(client);
  const marked = unfinishedSku(draft.variants[0]!.sellerSku);
  const found = await reader.search(access, marked);
  if (found.length === 0) return;
  const leftovers = (await reader.items(access, found)).filter(
    (item) => isUnfinished(item) && item.text('item_sku') === marked && !catalog.isDeleted(item),
  );
  for (const item of leftovers) await removeItem(client, access, item.id('item_id'));
}

/** What is gone already counts as removed. */
export async function removeItem(client: ShopeeClient, access: ShopAccess, itemId: string): Promise<void> {
  await gone(() => client.call(endpoints.deleteItem, access, { item_id: new ExactInteger(itemId) }));
}

export async function gone(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

async function contextOf({ client, access, draft }: Creation): Promise<listing.ListingContext> {
  const channels = await client.call(endpoints.channels, access, {});
  const attributes = await client.call(endpoints.attributeTree, access, { category_id_list: draft.categoryId });
  return {
    country: salesCountryOf(access),
    channelIds: listing.enabledChannelsIn(objectIn(channels)),
    attributeValues: listing.attributeValuesIn(objectIn(attributes)),
    brandId: await brandIdOf((request) => client.call(endpoints.brands, access, request), {
      categoryId: draft.categoryId,
      brand: draft.attributes['brand'],
    }),
  };
}
