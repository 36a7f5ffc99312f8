import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { openLocks } from '../stock/stock.js';
import type { World } from '../world/world.js';
import { Fields } from './fields.js';
import {
  itemAnswer,
  modelListAnswer,
  promotionsOf,
  savedItemAnswer,
  savedModelAnswer,
  tierAnswer,
} from './item-answer.js';
import type { AnswerContext } from './item-answer.js';
import { isDeleted, type Item } from './item.js';
import { createItem, itemOf, mustNotBeUpgraded, updateItem } from './save-item.js';
import { shelfOf } from './shelf.js';
import { addModels, deleteModel, initTiers, updateModels, updateTiers } from './save-models.js';

const path = (name: string): string => `/api/v2/product/${name}`;
const MAX_IDS = 50;
const MAX_BOOSTED = 5;

export const itemEndpoints: readonly Endpoint[] = [
  { path: path('add_item'), method: 'POST', access: 'shop', handle: addItem },
  { path: path('update_item'), method: 'POST', access: 'shop', handle: changeItem },
  { path: path('init_tier_variation'), method: 'POST', access: 'shop', handle: (call) => initTierVariation(call) },
  { path: path('update_tier_variation'), method: 'POST', access: 'shop', handle: updateTierVariation },
  { path: path('add_model'), method: 'POST', access: 'shop', handle: addModel },
  {
    path: path('update_model'),
    method: 'POST',
    access: 'shop',
    handle: (call) => {
      const { item, fields } = ownItem(call);
      updateModels(shelfOf(call.world), item, fields);
      return {};
    },
  },
  {
    path: path('delete_model'),
    method: 'POST',
    access: 'shop',
    handle: (call) => {
      const { item, fields } = ownItem(call, BLOCKED);
      deleteModel(shelfOf(call.world), item, fields);
      return {};
    },
  },
  { path: path('get_model_list'), method: 'GET', access: 'shop', handle: getModelList },
  { path: path('get_item_base_info'), method: 'GET', access: 'shop', handle: getBaseInfo },
  { path: path('get_item_extra_info'), method: 'GET', access: 'shop', handle: getExtraInfo },
  { path: path('get_item_promotion'), method: 'GET', access: 'shop', handle: getPromotions },
  { path: path('unlist_item'), method: 'POST', access: 'shop', handle: unlist },
  { path: path('delete_item'), method: 'POST', access: 'shop', handle: remove },
  { path: path('boost_item'), method: 'POST', access: 'shop', handle: boost },
];

/** The name under which variation calls of a merchant's shop are refused. */
const BLOCKED = 'error_cnsc_shop_block_update_tier_variation';

export const contextOf = (world: World): AnswerContext => ({
  nowMs: world.nowMs(),
  urlOf: (imageId) => world.media.urlOf(imageId),
});

function ownItem(call: ApiCall, blocked?: string): { item: Item; fields: Fields } {
  const fields = new Fields(call.params);
  const shop = shopOf(call);
  mustNotBeUpgraded(shop, blocked);
  return { item: itemOf(shelfOf(call.world), shop, fields.int('item_id')), fields };
}

function addItem(call: ApiCall): JsonObject {
  const shop = shopOf(call);
  mustNotBeUpgraded(shop);
  const item = createItem(shelfOf(call.world), shop, new Fields(call.params));
  return { response: savedItemAnswer(item, contextOf(call.world)) };
}

function changeItem(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const shop = shopOf(call);
  const item = itemOf(shelfOf(call.world), shop, fields.int('item_id'));
  updateItem(shelfOf(call.world), shop, item, fields);
  return { response: savedItemAnswer(item, contextOf(call.world)) };
}

function initTierVariation(call: ApiCall): JsonObject {
  const { item, fields } = ownItem(call, BLOCKED);
  initTiers(shelfOf(call.world), shopOf(call), item, fields);
  const { tier_variation, standardise_tier_variation } = modelListAnswer(item, contextOf(call.world));
  return {
    response: {
      item_id: item.itemId,
      tier_variation,
      standardise_tier_variation,
      model: item.models.map((one) => savedModelAnswer(one, contextOf(call.world))),
    },
  };
}

function updateTierVariation(call: ApiCall): JsonObject {
  const { item, fields } = ownItem(call, BLOCKED);
  updateTiers(shelfOf(call.world), item, fields);
  return {
    response: { item_id: item.itemId, tier_variation: item.tiers.map((one) => tierAnswer(one, contextOf(call.world))) },
  };
}

function addModel(call: ApiCall): JsonObject {
  const { item, fields } = ownItem(call, BLOCKED);
  const made = addModels(shelfOf(call.world), shopOf(call), item, fields);
  return { response: { item_id: item.itemId, model: made.map((one) => savedModelAnswer(one, contextOf(call.world))) } };
}

function getModelList(call: ApiCall): JsonObject {
  const item = call.world.items.find(shopOf(call).shopId, new Fields(call.params).int('item_id'));
  if (!item) throw new ApiError('product.error_item_not_found', 'Product not found.');
  return { response: modelListAnswer(item, contextOf(call.world)) };
}

/** The items of these ids that are there; unknown ids are left out. */
function readItems(call: ApiCall): { found: Item[]; missing: number[] } {
  const ids = new Fields(call.params).someInts('item_id_list', MAX_IDS);
  const all = ids.map((id) => ({ id, item: call.world.items.find(shopOf(call).shopId, id) }));
  return {
    found: all.flatMap(({ item }) => item ?? []),
    missing: all.filter(({ item }) => !item).map(({ id }) => id),
  };
}

function getBaseInfo(call: ApiCall): JsonObject {
  const { found } = readItems(call);
  return { response: { item_list: found.map((item) => itemAnswer(item, contextOf(call.world))) } };
}

function getExtraInfo(call: ApiCall): JsonObject {
  const list = readItems(call).found.map(({ itemId, sold, views, likes }) => ({
    item_id: itemId,
    sale: sold,
    views,
    likes,
    rating_star: 0,
    comment_count: 0,
  }));
  return { response: { item_list: list } };
}

function getPromotions(call: ApiCall): JsonObject {
  const { found, missing } = readItems(call);
  return {
    response: {
      success_list: found.map((item) => ({ item_id: item.itemId, promotion: promotionsOf(item, call.world.nowMs()) })),
      failure_list: missing.map((id) => ({ item_id: id, failed_reason: 'Product not found.' })),
    },
  };
}

function unlist(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const done: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const row of fields.someObjects('item_list', MAX_IDS)) {
    const itemId = row.int('item_id');
    const isUnlisted = row.boolean('unlist', true);
    const item = call.world.items.find(shopOf(call).shopId, itemId);
    const reason = whyNotListable(item);
    if (reason !== undefined || !item) {
      failed.push({ item_id: itemId, failed_reason: reason ?? '' });
      continue;
    }
    item.status = isUnlisted ? 'UNLIST' : 'NORMAL';
    call.world.items.touched(item);
    done.push({ item_id: itemId, unlist: isUnlisted });
  }
  return { response: { success_list: done, failure_list: failed } };
}

function whyNotListable(item: Item | undefined): string | undefined {
  if (!item || isDeleted(item)) return 'Product not found.';
  if (item.status === 'BANNED') return 'The product is banned.';
  return item.status === 'REVIEWING' ? 'The product is under review.' : undefined;
}

function remove(call: ApiCall): JsonObject {
  const { item, fields } = ownItem(call);
  const { world } = call;
  if (item.models.some((one) => openLocks(one.locks, world.nowMs()).length > 0))
    throw fields.refuse('error_item_in_promotion', 'The product is in a promotion and cannot be deleted.');
  item.status = 'SELLER_DELETE';
  item.deletedMs = world.nowMs();
  world.items.changed(item);
  return { response: {} };
}

function boost(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const ids = fields.someInts('item_id_list', MAX_BOOSTED);
  const isListed = (id: number): boolean => call.world.items.find(shopOf(call).shopId, id)?.status === 'NORMAL';
  return {
    response: {
      success_list: { item_id_list: ids.filter(isListed) },
      failure_list: ids
        .filter((id) => !isListed(id))
        .map((id) => ({ item_id: id, failed_reason: 'Only a product that is on sale can be boosted.' })),
    },
  };
}
