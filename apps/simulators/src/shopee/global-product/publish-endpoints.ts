import { Fields } from '../catalog/fields.js';
import type { ItemStatus } from '../catalog/item.js';
import { ApiError } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';
import { NO_ADJUSTMENT } from './exchange.js';
import { globalEndpoint, globalItemOf, ownShop, type GlobalCall } from './global-call.js';
import { publish, readDraft, synchronize } from './publish.js';
import { PUBLISH_MS, type PublishTask } from './publish-tasks.js';

export const publishEndpoints: readonly Endpoint[] = [
  globalEndpoint('get_publishable_shop', 'GET', getPublishableShops),
  globalEndpoint('get_shop_publishable_status', 'GET', getPublishableStatus),
  globalEndpoint('create_publish_task', 'POST', createTask),
  globalEndpoint('get_publish_task_result', 'GET', getTaskResult),
  globalEndpoint('get_published_list', 'GET', getPublished),
  globalEndpoint('set_sync_field', 'POST', setSync),
  globalEndpoint('get_global_item_id', 'GET', getGlobalIds),
  globalEndpoint('get_local_adjustment_rate', 'GET', getAdjustment),
  globalEndpoint('update_local_adjustment_rate', 'POST', updateAdjustment),
];

/** Whether the shop has a product of this global one: one is all it may have. */
const isPublished = (world: World, globalItemId: number, shopId: number): boolean =>
  world.globalProducts.publicationsOf(globalItemId).some((one) => one.item.shopId === shopId);

function getPublishableShops(global: GlobalCall): JsonObject {
  const { itemId } = globalItemOf(global);
  const wanted = global.fields.ints('shop_id_list');
  const shops = global.merchant.shops.filter(
    ({ shopId }) => (wanted.length === 0 || wanted.includes(shopId)) && !isPublished(global.call.world, itemId, shopId),
  );
  return {
    response: { publishable_shop: shops.map(({ shopId, region }) => ({ shop_id: shopId, shop_region: region })) },
  };
}

function getPublishableStatus(global: GlobalCall): JsonObject {
  const { itemId } = globalItemOf(global);
  const { fields, merchant, call } = global;
  const offset = fields.optionalInt('offset') ?? 0;
  const end = offset + (fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 100);
  const hasNext = end < merchant.shops.length;
  const list = merchant.shops.slice(offset, end).map(({ shopId, region }) => {
    const taken = isPublished(call.world, itemId, shopId);
    const reason = taken ? 'The global product is published in this shop already.' : '';
    return { shop_id: shopId, region, shop_publishable_status: !taken, unpublishable_reason: reason };
  });
  return { response: { shop_publishable_status_list: list, has_next_page: hasNext, next_offset: hasNext ? end : 0 } };
}

/** Answers a number at once; the product is in the shop some seconds later. */
function createTask(global: GlobalCall): JsonObject {
  const item = globalItemOf(global);
  const { call, fields, merchant } = global;
  const { world } = call;
  const shop = ownShop(global);
  if (fields.text('shop_region').toUpperCase() !== shop.region)
    throw fields.refuse('error_param', `The shop ${shop.shopId} is in ${shop.region}.`);
  const draft = readDraft(fields.optionalObject('item') ?? new Fields({}, fields.prefix), item, shop);
  const task = world.globalProducts.tasks.add({
    merchantId: merchant.merchantId,
    globalItemId: item.itemId,
    shopId: shop.shopId,
    region: shop.region,
    readyMs: world.nowMs() + PUBLISH_MS,
  });
  world.timers.at(task.readyMs, () => {
    task.outcome = isPublished(world, item.itemId, shop.shopId)
      ? { failedReason: 'The global product is published in this shop already.' }
      : { itemId: publish(world, { global: item, shop, draft }).item.itemId };
  });
  return { response: { publish_task_id: task.taskId } };
}

function getTaskResult({ call, merchant, fields }: GlobalCall): JsonObject {
  const text = fields.text('publish_task_id');
  const task = /^\d+$/.test(text) ? call.world.globalProducts.tasks.find(merchant.merchantId, BigInt(text)) : undefined;
  if (!task) throw new ApiError('global_product.error_not_found', 'The publish task does not exist.');
  return { response: { publish_task_id: task.taskId, ...outcomeOf(task) } };
}

/** Numbers in the outcome are texts, as the documentation's sample has them. */
function outcomeOf({ outcome, region, shopId }: PublishTask): JsonObject {
  if (!outcome) return { publish_status: 'processing' };
  if ('failedReason' in outcome)
    return {
      publish_status: 'failed',
      failed: { failed_reason: outcome.failedReason, region, shop_id: String(shopId) },
    };
  return { publish_status: 'success', success: { region, shop_id: String(shopId), item_id: String(outcome.itemId) } };
}

/** In this one list a status is a number. */
const STATUS_NUMBERS: Readonly<Record<ItemStatus, number>> = {
  NORMAL: 1,
  BANNED: 2,
  REVIEWING: 3,
  UNLIST: 8,
  SELLER_DELETE: 0,
  SHOPEE_DELETE: 0,
};

function getPublished(global: GlobalCall): JsonObject {
  const { itemId } = globalItemOf(global);
  const published = global.call.world.globalProducts.publications
    .filter((one) => one.globalItemId === itemId)
    .map(({ item }) => ({
      shop_id: item.shopId,
      shop_region: item.region,
      item_id: item.itemId,
      item_status: STATUS_NUMBERS[item.status],
    }));
  return { response: { published_item: published } };
}

function setSync(global: GlobalCall): JsonObject {
  const { fields, call } = global;
  for (const row of fields.someObjects('shop_sync_list', 50)) {
    const { shopId } = ownShop(global, row.int('shop_id'));
    const before = call.world.globalProducts.syncOf(shopId);
    call.world.globalProducts.setSync(shopId, {
      name_and_description: row.boolean('name_and_description', before.name_and_description),
      media_information: row.boolean('media_information', before.media_information),
      tier_variation_name_and_option: row.boolean(
        'tier_variation_name_and_option',
        before.tier_variation_name_and_option,
      ),
      price: row.boolean('price', before.price),
      days_to_ship: row.boolean('days_to_ship', before.days_to_ship),
    });
  }
  return {};
}

function getGlobalIds(global: GlobalCall): JsonObject {
  const { fields, call } = global;
  const { shopId } = ownShop(global);
  const ids = fields.someInts('item_id_list', 20);
  const rows = ids.flatMap((itemId) => {
    const found = call.world.globalProducts.publications.find(
      ({ item }) => item.itemId === itemId && item.shopId === shopId,
    );
    return found ? [{ item_id: itemId, global_item_id: found.globalItemId }] : [];
  });
  return { response: { item_id_map: rows } };
}

function getAdjustment(global: GlobalCall): JsonObject {
  const { shopId } = ownShop(global);
  return { response: { local_adjustment_rate: global.call.world.globalProducts.adjustmentOf(shopId) / NO_ADJUSTMENT } };
}

/** Prices in the shop that follow the global ones change at once. */
function updateAdjustment(global: GlobalCall): JsonObject {
  const { fields, call, merchant } = global;
  const { globalProducts } = call.world;
  const { shopId } = ownShop(global);
  const rate = fields.float('adjustment_rate');
  if (!(rate >= 0.01 && rate <= 100)) throw fields.invalid('adjustment_rate', 'value must be from 0.01 to 100');
  globalProducts.setAdjustment(shopId, Math.round(rate * NO_ADJUSTMENT));
  for (const item of globalProducts.items.of(merchant.merchantId)) synchronize(call.world, item);
  return {};
}
