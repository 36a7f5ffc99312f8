import { MarketplaceError, RefusedRequestError } from '../../port/errors.js';
import type { GlobalListingPort } from '../../port/marketplace.port.js';
import type { BulkResult, ItemFailure } from '../../port/types.js';
import { readingWrite } from '../../wire/reading-write.js';
import { objectIn, type ShopeeClient } from '../client.js';
import * as border from '../cross-border.js';
import { endpoints } from '../endpoints.js';
import type { ShopeeAnswer } from '../envelope.js';
import { attributeValuesIn } from '../listing.js';
import { brandIdOf } from './brand-search.js';

export function globalListingPort(client: ShopeeClient): GlobalListingPort {
  return {
    create: async (access, draft) => {
      const { categoryId } = draft;
      const tree = await client.call(endpoints.globalAttributeTree, access, { category_id_list: categoryId });
      const ask = (request: Record<string, unknown>) => client.call(endpoints.globalBrands, access, request);
      const request = border.toGlobalItemRequest(draft, {
        attributeValues: attributeValuesIn(objectIn(tree)),
        brandId: await brandIdOf(ask, { categoryId, brand: draft.attributes['brand'] }),
      });
      return idMade(await client.call(endpoints.addGlobalItem, access, request), 'global_item_id');
    },
    list: async (access, cursor) =>
      border.fromGlobalListResponse(
        objectIn(await client.call(endpoints.globalItems, access, border.toGlobalListRequest(cursor))),
      ),
    writeStock: (access, writes) =>
      oneByOne(writes, keyOf, (write) =>
        client.call(endpoints.globalStock, access, border.toGlobalStockRequest(write)),
      ),
    writePrices: (access, writes) =>
      oneByOne(writes, keyOf, (write) =>
        client.call(endpoints.globalPrice, access, border.toGlobalPriceRequest(write)),
      ),
    publishableShops: async (access, globalItemId) =>
      border.fromPublishableShopsResponse(
        objectIn(await client.call(endpoints.publishableShops, access, { global_item_id: globalItemId })),
      ),
    publish: async (access, globalItemId, target) =>
      idMade(
        await client.call(endpoints.createPublishTask, access, border.toPublishRequest(globalItemId, target)),
        'publish_task_id',
      ),
    publication: async (access, taskId) =>
      border.fromPublishTaskResponse(
        objectIn(await client.call(endpoints.publishTask, access, { publish_task_id: taskId })),
      ),
  };
}

/** What was made is known only by its id. */
const idMade = (answer: ShopeeAnswer, name: string): string => readingWrite(() => objectIn(answer).id(name));

const keyOf = ({ globalItemId, globalModelId }: { globalItemId: string; globalModelId?: string }): string =>
  globalModelId === undefined ? globalItemId : `${globalItemId}/${globalModelId}`;

/** Each is a call of its own: the answer does not say which row of several was refused. */
async function oneByOne<Write>(
  writes: readonly Write[],
  key: (write: Write) => string,
  send: (write: Write) => Promise<unknown>,
): Promise<BulkResult> {
  const succeeded: string[] = [];
  const failed: ItemFailure[] = [];
  for (const write of writes) {
    try {
      await send(write);
      succeeded.push(key(write));
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      const first = succeeded.length + failed.length === 0;
      if (first && !(error instanceof RefusedRequestError)) throw error;
      failed.push({ key: key(write), error });
    }
  }
  return { succeeded, failed };
}
