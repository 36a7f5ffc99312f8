import { attributeTrees, brandList, categoryList } from '../catalog/category-endpoints.js';
import { findCategory, recommendCategories } from '../catalog/category.js';
import { itemAnswer, modelListAnswer } from '../catalog/item-answer.js';
import { contextOf } from '../catalog/item-endpoints.js';
import { readPrice } from '../catalog/item-draft.js';
import { gtinLimit, itemLimitAnswer } from '../catalog/item-limit.js';
import { hasModels, isDeleted, type Model } from '../catalog/item.js';
import { regionRule, toMajor } from '../catalog/region-rule.js';
import { createItem, updateItem } from '../catalog/save-item.js';
import {
  addModels,
  deleteModel,
  initTiers,
  modelOf,
  mustKeepRatio,
  updateModels,
  updateTiers,
} from '../catalog/save-models.js';
import { dictionary, findValues } from '../catalog/variation-endpoints.js';
import { ApiError } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { readSellerStock } from '../stock/seller-stock.js';
import { newStock, openLocks, reservedOf, totalOf, type LocationStock } from '../stock/stock.js';
import { globalEndpoint, globalItemOf, type GlobalCall } from './global-call.js';
import { globalShelf, toGlobalNames } from './global-shelf.js';
import { synchronize, synchronizeStock } from './publish.js';

const MAX_ROWS = 50;
const seconds = (ms: number): number => Math.floor(ms / 1000);

export const globalItemEndpoints: readonly Endpoint[] = [
  globalEndpoint('add_global_item', 'POST', ({ call, home, fields }) => ({
    response: { global_item_id: createItem(globalShelf(call.world), home, fields).itemId },
  })),
  globalEndpoint('update_global_item', 'POST', (global) => {
    const item = globalItemOf(global);
    updateItem(globalShelf(global.call.world), global.home, item, global.fields);
    synchronize(global.call.world, item);
    return { response: { global_item_id: item.itemId } };
  }),
  globalEndpoint('delete_global_item', 'POST', deleteItem),
  globalEndpoint('init_tier_variation', 'POST', (global) => {
    const item = globalItemOf(global);
    initTiers(globalShelf(global.call.world), global.home, item, global.fields);
    synchronize(global.call.world, item);
    return {};
  }),
  globalEndpoint('update_tier_variation', 'POST', (global) => {
    const item = globalItemOf(global);
    updateTiers(globalShelf(global.call.world), item, global.fields);
    synchronize(global.call.world, item);
    return {};
  }),
  globalEndpoint('add_global_model', 'POST', (global) => {
    const item = globalItemOf(global);
    addModels(globalShelf(global.call.world), global.home, item, global.fields);
    synchronize(global.call.world, item);
    return {};
  }),
  globalEndpoint('update_global_model', 'POST', (global) => {
    const item = globalItemOf(global);
    updateModels(globalShelf(global.call.world), item, global.fields);
    synchronize(global.call.world, item);
    return {};
  }),
  globalEndpoint('delete_global_model', 'POST', (global) => {
    const item = globalItemOf(global);
    deleteModel(globalShelf(global.call.world), item, global.fields);
    synchronize(global.call.world, item);
    return { response: { global_model_id: global.fields.int('model_id'), failures: [] } };
  }),
  globalEndpoint('get_global_model_list', 'GET', (global) => {
    const item = globalItemOf(global);
    const { tier_variation, standardise_tier_variation } = modelListAnswer(item, contextOf(global.call.world));
    const models = hasModels(item) ? item.models.map(globalModelAnswer) : [];
    return { response: { tier_variation, global_model: models, standardise_tier_variation } };
  }),
  globalEndpoint('get_global_item_list', 'GET', listItems),
  globalEndpoint('get_global_item_info', 'GET', getInfo),
  globalEndpoint('get_global_item_limit', 'GET', ({ home, fields }) => {
    const id = fields.optionalInt('category_id');
    const category = id === undefined ? undefined : findCategory(id);
    return { response: itemLimitAnswer(regionRule(home.region), category), gtin_limit: gtinLimit };
  }),
  globalEndpoint('update_stock', 'POST', updateStock),
  globalEndpoint('update_price', 'POST', updatePrice),
  globalEndpoint('get_category', 'GET', () => ({ response: categoryList() })),
  globalEndpoint('get_attribute_tree', 'GET', ({ call }) => ({ response: attributeTrees(call) })),
  globalEndpoint('get_brand_list', 'GET', ({ call }) => ({ response: brandList(call) })),
  globalEndpoint('category_recommend', 'GET', ({ fields }) => ({
    response: { category_id: recommendCategories(fields.text('item_name')) },
  })),
  globalEndpoint('get_recommend_attribute', 'GET', () => ({ response: { attribute_list: [] } })),
  globalEndpoint('search_global_attribute_value_list', 'GET', ({ fields }) => ({ response: findValues(fields) })),
  globalEndpoint('get_variations', 'GET', ({ call }) => ({ response: dictionary(call) })),
  globalEndpoint('support_size_chart', 'GET', () => ({ response: { support_size_chart: false } })),
  globalEndpoint('get_size_chart_list', 'GET', () => ({
    response: { size_chart_list: [], total_count: 0, next_cursor: '' },
  })),
  globalEndpoint('get_size_chart_detail', 'GET', ({ fields }) => {
    throw fields.refuse('error_not_found', `The size chart ${fields.int('size_chart_id')} does not exist.`);
  }),
  globalEndpoint('update_size_chart', 'POST', (global) => {
    globalItemOf(global);
    throw global.fields.refuse('error_param', 'The category does not support a size chart.');
  }),
];

/** Older than its shop counterpart: one price, and stock with the names that it once had. */
function globalModelAnswer(model: Model): JsonObject {
  const { text, region } = model.item;
  return {
    global_model_id: model.modelId,
    global_model_sku: model.sku,
    tier_index: model.tierIndex,
    price_info: { original_price: toMajor(model.price, regionRule(region).decimals) },
    stock_info: model.stock.locations.map(({ locationId, stock }) => ({
      stock_type: 2,
      stock_location_id: locationId,
      current_stock: stock,
      normal_stock: stock,
      reserved_stock: 0,
    })),
    weight: String((model.weightGrams ?? text.weightGrams) / 1000),
    dimension: model.dimension ?? text.dimension ?? { package_height: 0, package_length: 0, package_width: 0 },
    pre_order: { days_to_ship: (model.preOrder ?? text.preOrder).days_to_ship },
    is_fulfillment_by_shopee: false,
  };
}

/** With it go the products of the shops, except those that a promotion holds: then nothing is deleted. */
function deleteItem(global: GlobalCall): JsonObject {
  const item = globalItemOf(global);
  const { world } = global.call;
  const published = world.globalProducts.publicationsOf(item.itemId).map((one) => one.item);
  const held = published.filter((one) => one.models.some((model) => openLocks(model.locks, world.nowMs()).length > 0));
  const failed = held.map(({ shopId, itemId }) => ({ shop_id: shopId, item_id: itemId }));
  if (failed.length > 0) {
    const message = 'Products of shops are in a promotion and cannot be deleted.';
    throw new ApiError('global_product.error_delete_failed', message, { response: { failure_delete_item: failed } });
  }
  for (const one of [item, ...published]) {
    one.status = 'SELLER_DELETE';
    one.deletedMs = world.nowMs();
  }
  for (const one of published) world.items.changed(one);
  return { response: { failure_delete_item: [] } };
}

function listItems({ call, merchant, fields }: GlobalCall): JsonObject {
  const size = fields.int('page_size', { min: 1, max: 50 });
  // A cursor is text that means nothing to the caller.
  const start = Number(Buffer.from(fields.optionalText('offset') ?? '', 'base64url').toString('utf8') || '0');
  if (!Number.isInteger(start) || start < 0) throw fields.invalid('offset', 'value must be the offset of an answer');
  const from = fields.optionalInt('update_time_from') ?? 0;
  const to = fields.optionalInt('update_time_to') ?? Number.MAX_SAFE_INTEGER;
  const all = call.world.globalProducts.items.of(merchant.merchantId).filter((one) => {
    const at = seconds(one.updatedMs);
    return !isDeleted(one) && at >= from && at <= to;
  });
  const end = start + size;
  return {
    response: {
      global_item_list: all
        .slice(start, end)
        .map((one) => ({ global_item_id: one.itemId, update_time: seconds(one.updatedMs) })),
      total_count: all.length,
      has_next_page: end < all.length,
      offset: end < all.length ? Buffer.from(String(end)).toString('base64url') : '',
    },
  };
}

/** Several ids under the name `global_item_id_list`, which is the same for shops but for its beginning. */
function getInfo({ call, merchant, fields }: GlobalCall): JsonObject {
  const ids = fields.someInts('global_item_id_list', MAX_ROWS);
  const found = ids.flatMap((id) => call.world.globalProducts.items.find(merchant.merchantId, id) ?? []);
  const rows = found.map((item) => toGlobalNames(itemAnswer(item, contextOf(call.world))) as JsonObject);
  return { response: { global_item_list: rows } };
}

function updateStock(global: GlobalCall): JsonObject {
  const item = globalItemOf(global);
  const { fields, home, call } = global;
  const rows = fields.someObjects('stock_list', MAX_ROWS).map((row) => ({
    model: hasModels(item) ? modelOf(item, row) : item.models[0]!,
    locations: readSellerStock(row, home),
  }));
  for (const { model, locations } of rows) mustCoverReserved(global, model, locations);
  for (const { model, locations } of rows) model.stock = newStock(locations);
  call.world.globalProducts.items.changed(item);
  synchronizeStock(call.world, item);
  return {};
}

/** No shop may come to show less than its promotions have reserved. */
function mustCoverReserved({ call, fields }: GlobalCall, model: Model, locations: readonly LocationStock[]): void {
  const { world } = call;
  const copies = world.globalProducts
    .publicationsOf(model.item.itemId)
    .flatMap(({ item, models }) => item.models.filter((one) => models.get(one.modelId) === model.modelId));
  if (copies.some((one) => totalOf(newStock(locations)) < reservedOf(one.locks, world.nowMs())))
    throw fields.refuse('error_auth', 'Stock should be larger than reserved stock.');
}

function updatePrice(global: GlobalCall): JsonObject {
  const item = globalItemOf(global);
  const { fields, home, call } = global;
  const rows = fields.someObjects('price_list', MAX_ROWS).map((row) => ({
    model: hasModels(item) ? modelOf(item, row) : item.models[0]!,
    price: readPrice(row, 'original_price', regionRule(home.region)),
  }));
  const wanted = new Map(rows.map(({ model, price }) => [model, price]));
  mustKeepRatio(
    home,
    fields,
    item.models.map((one) => wanted.get(one) ?? one.price),
  );
  for (const { model, price } of rows) model.price = price;
  call.world.globalProducts.items.changed(item);
  synchronize(call.world, item);
  return {};
}
