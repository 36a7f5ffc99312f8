import type { PublishedListing } from '../../port/catalog.types.js';
import {
  ContractViolationError,
  NotFoundError,
  RetryableMarketplaceError,
  AuthExpiredError,
  type MarketplaceError,
} from '../../port/errors.js';
import type { ShopAccess } from '../../port/types.js';
import type { WireObject } from '../../wire/wire-object.js';
import { inBatches } from '../batches.js';
import { shopeeCapabilities } from '../capabilities.js';
import * as catalog from '../catalog.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';

export interface ItemReader {
  /** As `get_item_base_info` has them; what the shop does not have is left out. */
  items(access: ShopAccess, itemIds: readonly string[]): Promise<WireObject[]>;
  listings(access: ShopAccess, itemIds: readonly string[]): Promise<PublishedListing[]>;
  /** Ids of items whose SKU it is, and perhaps of others: some say that parts of a SKU are taken for it too. */
  search(access: ShopAccess, sellerSku: string): Promise<string[]>;
}

/** Models are asked for one listing after the other; so many at a time. */
const atOnce = 5;

export function itemReader(client: ShopeeClient): ItemReader {
  const items = (access: ShopAccess, itemIds: readonly string[]): Promise<WireObject[]> =>
    inBatches(itemIds, shopeeCapabilities.limits.orderItemsPerCall, async (batch) => {
      const answer = await client.call(endpoints.itemBaseInfo, access, catalog.toBaseInfoRequest(batch));
      return objectOrNullIn(answer)?.objects('item_list') ?? [];
    });
  const listingOf = async (
    access: ShopAccess,
    item: WireObject,
    reasons: readonly string[],
  ): Promise<PublishedListing | null> => {
    if (!catalog.hasModels(item)) return catalog.fromItem(item, { models: null, reasons });
    const answer = await client
      .call(endpoints.modelList, access, { item_id: item.id('item_id') })
      // It was deleted meanwhile.
      .catch((error: unknown) => (error instanceof NotFoundError ? null : Promise.reject(error as MarketplaceError)));
    return answer && catalog.fromItem(item, { models: objectIn(answer), reasons });
  };
  const listings = async (access: ShopAccess, itemIds: readonly string[]): Promise<PublishedListing[]> => {
    const rows = await items(access, itemIds);
    const reasons = await reasonsOf(client, access, rows);
    return inBatches(rows, atOnce, async (batch) => {
      const read = batch.map((item) => listingOf(access, item, reasons.get(item.id('item_id')) ?? []));
      return (await Promise.all(read)).filter((listing) => listing !== null);
    });
  };
  return {
    items,
    listings,
    search: async (access, sellerSku) => {
      const answer = await client.call(endpoints.searchItem, access, { item_sku: sellerSku, page_size: 50 });
      return objectOrNullIn(answer)?.texts('item_id_list') ?? [];
    },
  };
}

/** Why items were refused. That they were is known without: who may not ask for the reasons does without them. */
async function reasonsOf(
  client: ShopeeClient,
  access: ShopAccess,
  items: readonly WireObject[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const refused = items.filter(catalog.isRefused).map((item) => item.id('item_id'));
  if (refused.length === 0) return new Map();
  const found = await inBatches(refused, shopeeCapabilities.limits.orderItemsPerCall, async (batch) => {
    try {
      const answer = await client.call(endpoints.itemViolations, access, catalog.toBaseInfoRequest(batch));
      return [...catalog.fromViolationsResponse(objectOrNullIn(answer))];
    } catch (error) {
      const passing = error instanceof RetryableMarketplaceError || error instanceof AuthExpiredError;
      if (passing || error instanceof ContractViolationError) throw error;
      return [];
    }
  });
  return new Map(found);
}
