import { Fields } from '../catalog/fields.js';
import { readPrice } from '../catalog/item-draft.js';
import type { Item, Model } from '../catalog/item.js';
import { regionRule, toMajor } from '../catalog/region-rule.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { canReserve, totalOf } from '../stock/stock.js';
import type { World } from '../world/world.js';
import type { PromotedModel, Promotion } from './promotion-book.js';
import { HOUR_MS, stagingOf } from './promotion.js';

const path = (name: string): string => `/api/v2/shop_flash_sale/${name}`;
const seconds = (ms: number): number => Math.floor(ms / 1000);
const fieldsOf = (call: ApiCall): Fields => new Fields(call.params, 'shop_flash_sale.');

/** Slots of six hours, from midnight UTC on; the number of a slot is that of its first hour. */
const SLOT_MS = 6 * HOUR_MS;
const MAX_ENABLED_ITEMS = 50;
const STATUS = { enabled: 1, disabled: 2 } as const;
const TYPES = ['all', 'upcoming', 'ongoing', 'expired'] as const;

export const flashSaleEndpoints: readonly Endpoint[] = [
  { path: path('get_time_slot_id'), method: 'GET', access: 'shop', handle: listSlots },
  { path: path('get_item_criteria'), method: 'GET', access: 'shop', handle: () => ({ response: CRITERIA }) },
  { path: path('create_shop_flash_sale'), method: 'POST', access: 'shop', handle: create },
  { path: path('update_shop_flash_sale'), method: 'POST', access: 'shop', handle: update },
  { path: path('delete_shop_flash_sale'), method: 'POST', access: 'shop', handle: remove },
  {
    path: path('get_shop_flash_sale'),
    method: 'GET',
    access: 'shop',
    handle: (call) => ({ response: summary(call, find(call, fieldsOf(call))) }),
  },
  { path: path('get_shop_flash_sale_list'), method: 'GET', access: 'shop', handle: list },
  { path: path('add_shop_flash_sale_items'), method: 'POST', access: 'shop', handle: addItems },
  { path: path('update_shop_flash_sale_items'), method: 'POST', access: 'shop', handle: updateItems },
  { path: path('get_shop_flash_sale_items'), method: 'GET', access: 'shop', handle: listItems },
  { path: path('delete_shop_flash_sale_items'), method: 'POST', access: 'shop', handle: removeItems },
];

const CRITERIA = {
  criteria: [{ criteria_id: 1, min_discount: 5, max_discount: 99, min_promo_stock: 1, max_promo_stock: 10_000 }],
  overlap_block_category_ids: [],
};

function listSlots(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const from = Math.max(fields.int('start_time') * 1000, call.world.nowMs());
  const to = Math.min(fields.int('end_time') * 1000, from + 30 * 24 * HOUR_MS);
  const slots: JsonObject[] = [];
  for (let at = Math.ceil(from / SLOT_MS) * SLOT_MS; at < to; at += SLOT_MS)
    slots.push({ timeslot_id: at / HOUR_MS, start_time: seconds(at), end_time: seconds(at + SLOT_MS) });
  return { response: slots };
}

function create(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const slot = fields.int('timeslot_id');
  const { shopId } = shopOf(call);
  const startMs = slot * HOUR_MS;
  if (startMs % SLOT_MS !== 0 || startMs <= call.world.nowMs())
    throw fields.refuse('error_invalid_timeslot', 'The time slot does not exist or has begun; call get_time_slot_id.');
  if (call.world.promotions.of('flash_sale', shopId).some((one) => one.startMs === startMs))
    throw fields.refuse('error_timeslot_used', 'The shop has a flash sale in this time slot already.');
  const made = call.world.promotions.add({
    kind: 'flash_sale',
    shopId,
    name: '',
    startMs,
    endMs: startMs + SLOT_MS,
    details: { timeslot_id: slot },
  });
  return { response: { timeslot_id: slot, flash_sale_id: made.id, status: STATUS.enabled } };
}

function update(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const sale = find(call, fields);
  sale.isEnabled = fields.int('status', { min: STATUS.enabled, max: STATUS.disabled }) === STATUS.enabled;
  call.world.promotions.relock(sale);
  return { response: { timeslot_id: slotOf(sale), flash_sale_id: sale.id, status: statusOf(sale) } };
}

function remove(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const sale = find(call, fields);
  if (stagingOf(sale, call.world.nowMs()) === 'ongoing')
    throw fields.refuse('error_flash_sale_ongoing', 'A running flash sale cannot be deleted; disable it.');
  sale.isDeleted = true;
  call.world.promotions.relock(sale);
  return { response: { timeslot_id: slotOf(sale), flash_sale_id: sale.id, status: 0 } };
}

function list(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const type = TYPES[fields.int('type', { max: 3 })]!;
  const now = call.world.nowMs();
  const offset = fields.optionalInt('offset', { max: 1000 }) ?? 0;
  const limit = fields.optionalInt('limit', { min: 1, max: 100 }) ?? 20;
  const all = call.world.promotions
    .of('flash_sale', shopOf(call).shopId)
    .filter((one) => type === 'all' || stagingOf(one, now) === type);
  const page = all.slice(offset, offset + limit).map((one) => summary(call, one));
  // The list stands beside `response` as well as in it: documents show one, samples the other.
  return { response: { total_count: all.length, flash_sale_list: page }, flash_sale_list: page };
}

function addItems(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const sale = find(call, fields);
  const { world } = call;
  const failed: JsonObject[] = [];
  const added: PromotedModel[] = [];
  for (const row of fields.someObjects('items', MAX_ENABLED_ITEMS)) {
    const itemId = row.int('item_id');
    const item = world.items.find(shopOf(call).shopId, itemId);
    for (const entry of modelsOf(row, item)) {
      const reason = entry.model
        ? unfit(world, sale, { ...entry, model: entry.model })
        : 'The product or the model does not exist.';
      if (reason !== undefined || !entry.model) {
        failed.push(failure(itemId, entry.modelId, reason));
        continue;
      }
      added.push({
        model: entry.model,
        price: entry.price,
        reserved: entry.stock,
        purchaseLimit: row.optionalInt('purchase_limit') ?? 0,
        type: 'in_shop_flash_sale',
        freezesStock: true,
      });
    }
  }
  const kept = sale.models.filter((one) => added.every((other) => other.model !== one.model));
  if (new Set([...kept, ...added].map((one) => one.model.item)).size > MAX_ENABLED_ITEMS)
    throw fields.refuse('error_too_many_items', `A flash sale has at most ${MAX_ENABLED_ITEMS} items.`);
  world.promotions.hold(sale, [...kept, ...added]);
  return { response: { failed_items: failed } };
}

interface Entry {
  readonly modelId: number;
  readonly model: Model | undefined;
  readonly price: number;
  readonly stock: number;
}

function modelsOf(row: Fields, item: Item | undefined): Entry[] {
  const rule = regionRule(item?.region ?? 'SG');
  const entry = (modelId: number, from: Fields, names: { price: string; stock: string }): Entry => ({
    modelId,
    model: item?.models.find((one) => one.modelId === modelId),
    price: item ? readPrice(from, names.price, rule) : 0,
    stock: from.int(names.stock, { min: 1 }),
  });
  const models = row.objects('models');
  if (models.length === 0) return [entry(0, row, { price: 'item_input_promo_price', stock: 'item_stock' })];
  return models.map((one) => entry(one.int('model_id'), one, { price: 'input_promo_price', stock: 'stock' }));
}

function unfit(
  world: World,
  sale: Promotion,
  { model, price, stock }: { model: Model; price: number; stock: number },
): string | undefined {
  if (price >= model.price) return 'The promotion price must be lower than the original price.';
  if (!canReserve(model.stock, model.locks, { promotionId: sale.id, units: stock, nowMs: world.nowMs() }))
    return 'The promotion stock must not exceed the stock.';
  const other = model.locks.some(
    (lock) =>
      lock.type === 'in_shop_flash_sale' &&
      lock.promotionId !== sale.id &&
      lock.startMs < sale.endMs &&
      sale.startMs < lock.endMs,
  );
  return other ? 'The product is in another flash sale at that time.' : undefined;
}

/** Other prices, stocks and limits; a model whose status is 0 takes part no longer. */
function updateItems(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const sale = find(call, fields);
  const failed: JsonObject[] = [];
  let models = [...sale.models];
  for (const row of fields.someObjects('items', MAX_ENABLED_ITEMS)) {
    const itemId = row.int('item_id');
    const item = call.world.items.find(shopOf(call).shopId, itemId);
    const rows = row.objects('models');
    for (const one of rows.length > 0 ? rows : [row]) {
      const modelId = rows.length > 0 ? one.int('model_id') : 0;
      const known = models.find(({ model }) => model.item === item && model.modelId === modelId);
      const changed =
        known && changeOf(known, one, { isModel: rows.length > 0, limit: row.optionalInt('purchase_limit') });
      const reason = changed
        ? unfit(call.world, sale, { model: changed.model, price: changed.price ?? 0, stock: changed.reserved })
        : 'The product is not in this flash sale.';
      if (reason !== undefined || !known || !changed) failed.push(failure(itemId, modelId, reason));
      else
        models = isOff(one)
          ? models.filter((each) => each !== known)
          : models.map((each) => (each === known ? changed : each));
    }
  }
  call.world.promotions.hold(sale, models);
  return { response: { failed_items: failed } };
}

const isOff = (row: Fields): boolean => (row.optionalInt('status') ?? row.optionalInt('item_status') ?? 1) === 0;

function changeOf(
  before: PromotedModel,
  row: Fields,
  { isModel, limit }: { isModel: boolean; limit: number | undefined },
) {
  const [price, stock] = isModel ? ['input_promo_price', 'stock'] : ['item_input_promo_price', 'item_stock'];
  return {
    ...before,
    price: row.has(price) ? readPrice(row, price, regionRule(before.model.item.region)) : before.price,
    reserved: row.optionalInt(stock, { min: 1 }) ?? before.reserved,
    purchaseLimit: limit ?? before.purchaseLimit,
  };
}

const failure = (itemId: number, modelId: number, reason: string | undefined): JsonObject => ({
  item_id: itemId,
  model_id: modelId,
  err_code: 1_400_101_200,
  err_msg: reason,
  unqualified_conditions: [],
});

function listItems(call: ApiCall): JsonObject {
  const sale = find(call, fieldsOf(call));
  const items = [...new Set(sale.models.map((one) => one.model.item))];
  const major = (minor: number, item: Item): number => toMajor(minor, regionRule(item.region).decimals);
  const models = sale.models.map(({ model, price, reserved, purchaseLimit }) => ({
    item_id: model.item.itemId,
    model_id: model.modelId,
    original_price: major(model.price, model.item),
    input_promotion_price: major(price ?? model.price, model.item),
    promotion_price_with_tax: major(price ?? model.price, model.item),
    campaign_stock: reserved,
    stock: totalOf(model.stock),
    purchase_limit: purchaseLimit,
    status: 1,
  }));
  return {
    response: {
      total_count: items.length,
      item_info: items.map((item) => ({ item_id: item.itemId, item_name: item.text.name, status: 1 })),
      models,
    },
  };
}

function removeItems(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const sale = find(call, fields);
  const ids = fields.someInts('item_ids', MAX_ENABLED_ITEMS);
  call.world.promotions.hold(
    sale,
    sale.models.filter((one) => !ids.includes(one.model.item.itemId)),
  );
  return { response: { failed_items: [] } };
}

function find(call: ApiCall, fields: Fields): Promotion {
  const found = call.world.promotions.find('flash_sale', shopOf(call).shopId, fields.int('flash_sale_id'));
  if (!found) throw fields.refuse('error_not_found', 'The flash sale does not exist.');
  return found;
}

const slotOf = (sale: Promotion): number => Number(sale.details['timeslot_id']);
const statusOf = (sale: Promotion): number => (sale.isEnabled ? STATUS.enabled : STATUS.disabled);

const summary = ({ world }: ApiCall, sale: Promotion): JsonObject => ({
  timeslot_id: slotOf(sale),
  flash_sale_id: sale.id,
  status: statusOf(sale),
  start_time: seconds(sale.startMs),
  end_time: seconds(sale.endMs),
  enabled_item_count: new Set(sale.models.map((one) => one.model.item)).size,
  item_count: new Set(sale.models.map((one) => one.model.item)).size,
  type: TYPES.indexOf(stagingOf(sale, world.nowMs())),
  remindme_count: 0,
  click_count: 0,
});
