import { ContractViolationError, ConflictError, MarketplaceError, RefusedRequestError } from '../../port/errors.js';
import type { FirstMilePort, GlobalListingPort } from '../../port/marketplace.port.js';
import type { BulkResult, ItemFailure } from '../../port/types.js';
import type { WireObject } from '../../wire/wire-object.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import * as border from '../cross-border.js';
import { endpoints } from '../endpoints.js';

export function globalListingPort(client: ShopeeClient): GlobalListingPort {
  return {
    create: async (access, draft) =>
      objectIn(await client.call(endpoints.addGlobalItem, access, border.toGlobalItemRequest(draft))).id(
        'global_item_id',
      ),
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
      objectIn(
        await client.call(endpoints.createPublishTask, access, border.toPublishRequest(globalItemId, target)),
      ).id('publish_task_id'),
    publication: async (access, taskId) =>
      border.fromPublishTaskResponse(
        objectIn(await client.call(endpoints.publishTask, access, { publish_task_id: taskId })),
      ),
  };
}

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

export function firstMilePort(client: ShopeeClient): FirstMilePort {
  return {
    channels: async (access, region) =>
      border.fromFirstMileChannelsResponse(
        objectIn(await client.call(endpoints.firstMileChannels, access, { region })),
      ),
    newNumbers: async (access, declaredOn, count) =>
      objectIn(
        await client.call(endpoints.firstMileNumbers, access, { declare_date: declaredOn, quantity: count }),
      ).texts('first_mile_tracking_number_list'),
    unboundParcels: async (access, cursor) =>
      border.fromUnboundResponse(
        objectIn(await client.call(endpoints.unboundOrders, access, border.toUnboundRequest(cursor))),
      ),
    bind: async (access, binding) => {
      const results: BulkResult[] = [];
      for (let from = 0; from < binding.parcels.length; from += border.parcelsPerBinding) {
        const batch = binding.parcels.slice(from, from + border.parcelsPerBinding);
        const answer = await client.call(endpoints.bindFirstMile, access, border.toBindRequest(binding, batch));
        results.push(resultOf(batch, objectOrNullIn(answer)));
      }
      return merged(results);
    },
    unbind: async (access, firstMileNumber, parcels) => {
      const answer = await client.call(
        endpoints.unbindFirstMile,
        access,
        border.toUnbindRequest(firstMileNumber, parcels),
      );
      return resultOf(parcels, objectOrNullIn(answer));
    },
    shipment: async (access, firstMileNumber) =>
      border.fromFirstMileDetailResponse(
        objectIn(await client.call(endpoints.firstMileDetail, access, { first_mile_tracking_number: firstMileNumber })),
      ),
    waybill: async (access, firstMileNumbers) => {
      const body = { first_mile_tracking_number_list: firstMileNumbers };
      const { bytes, details } = await client.call(endpoints.firstMileWaybill, access, body);
      if (bytes !== null) return { contentType: 'application/pdf', bytes };
      throw new ContractViolationError(
        { cause: 'The waybill is not a file.', advice: 'Look at it in Seller Centre.' },
        details,
      );
    },
  };
}

const merged = (results: readonly BulkResult[]): BulkResult => ({
  succeeded: results.flatMap(({ succeeded }) => succeeded),
  failed: results.flatMap(({ failed }) => failed),
});

/** Rows with a `fail_error` were refused; a parcel without a row was done. */
function resultOf(parcels: readonly { readonly orderNumber: string }[], data: WireObject | null): BulkResult {
  const errors = new Map(
    (data?.objects('order_list') ?? []).flatMap((row) => {
      const error = row.textOrNull('fail_error');
      return error === null ? [] : [[row.id('order_sn'), error] as const];
    }),
  );
  return {
    succeeded: parcels.flatMap(({ orderNumber }) => (errors.has(orderNumber) ? [] : [orderNumber])),
    failed: parcels.flatMap(({ orderNumber }) => {
      const upstreamCode = errors.get(orderNumber);
      if (upstreamCode === undefined) return [];
      const error = new ConflictError(
        { cause: 'Shopee did not bind the parcel.', advice: 'Check that it is packed and not bound already.' },
        { marketplace: 'shopee', operation: 'firstMile.bind', upstreamCode: upstreamCode.slice(0, 64) },
      );
      return { key: orderNumber, error };
    }),
  };
}
