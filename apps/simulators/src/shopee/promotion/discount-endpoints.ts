import { Fields } from '../catalog/fields.js';
import { readPrice } from '../catalog/item-draft.js';
import { hasModels, isDeleted, type Item, type Model } from '../catalog/item.js';
import { regionRule, toMajor } from '../catalog/region-rule.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { canReserve, totalOf } from '../stock/stock.js';
import type { PromotedModel, Promotion } from './promotion-book.js';
import { checkPeriod, HOUR_MS, pageOf, stagingOf } from './promotion.js';

const PREFIX = 'discount.';
const seconds = (ms: number): number => Math.floor(ms / 1000);
const path = (name: string): string => `/api/v2/discount/${name}`;

export const discountEndpoints: readonly Endpoint[] = [
  { path: path('add_discount'), method: 'POST', access: 'shop', handle: addDiscount },
  { path: path('update_discount'), method: 'POST', access: 'shop', handle: updateDiscount },
  { path: path('delete_discount'), method: 'POST', access: 'shop', handle: deleteDiscount },
  { path: path('end_discount'), method: 'POST', access: 'shop', handle: endDiscount },
  { path: path('add_discount_item'), method: 'POST', access: 'shop', handle: (call) => writeItems(call, 'add') },
  { path: path('update_discount_item'), method: 'POST', access: 'shop', handle: (call) => writeItems(call, 'update') },
  { path: path('delete_discount_item'), method: 'POST', access: 'shop', handle: deleteItem },
  { path: path('get_discount'), method: 'GET', access: 'shop', handle: getDiscount },
  { path: path('get_discount_list'), method: 'GET', access: 'shop', handle: listDiscounts },
];

const fieldsOf = (call: ApiCall): Fields => new Fields(call.params, PREFIX);

function addDiscount(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const period = readPeriod(call, fields);
  const { world } = call;
  const promotion = world.promotions.add({
    kind: 'discount',
    shopId: shopOf(call).shopId,
    name: fields.text('discount_name'),
    ...period,
    details: {},
  });
  return { response: { discount_id: promotion.id } };
}

function readPeriod({ world }: ApiCall, fields: Fields): { startMs: number; endMs: number } {
  const period = { startMs: fields.int('start_time') * 1000, endMs: fields.int('end_time') * 1000 };
  const wrong = checkPeriod(period, world.nowMs());
  if (wrong) throw fields.refuse('error_param', wrong);
  return period;
}

function find(call: ApiCall, fields: Fields): Promotion {
  const id = fields.int('discount_id');
  const found = call.world.promotions.find('discount', shopOf(call).shopId, id);
  if (!found) throw fields.refuse('discount_not_exist', 'The discount does not exist.');
  return found;
}

function updateDiscount(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const promotion = find(call, fields);
  const now = call.world.nowMs();
  const startMs = (fields.optionalInt('start_time') ?? seconds(promotion.startMs)) * 1000;
  const endMs = (fields.optionalInt('end_time') ?? seconds(promotion.endMs)) * 1000;
  const staging = stagingOf(promotion, now);
  if (staging === 'expired') throw fields.refuse('discount_expired', 'An expired discount cannot be changed.');
  // A running one keeps its beginning, and can only end sooner.
  if (staging === 'ongoing' && (seconds(startMs) !== seconds(promotion.startMs) || endMs > promotion.endMs))
    throw fields.refuse('error_param', 'A running discount keeps its start time and cannot end later.');
  if (staging === 'upcoming') {
    const wrong = checkPeriod({ startMs, endMs }, now);
    if (wrong) throw fields.refuse('error_param', wrong);
  } else if (endMs < promotion.startMs + HOUR_MS)
    throw fields.refuse('error_param', 'A discount lasts an hour or more.');
  promotion.name = fields.optionalText('discount_name') ?? promotion.name;
  Object.assign(promotion, { startMs, endMs });
  call.world.promotions.relock(promotion);
  return { response: { discount_id: promotion.id, modify_time: seconds(now) } };
}

function deleteDiscount(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const promotion = find(call, fields);
  if (stagingOf(promotion, call.world.nowMs()) !== 'upcoming')
    throw fields.refuse('discount_not_upcoming', 'Only a discount that has not begun can be deleted; end it instead.');
  promotion.isDeleted = true;
  call.world.promotions.relock(promotion);
  return { response: { discount_id: promotion.id, modify_time: seconds(call.world.nowMs()) } };
}

function endDiscount(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const promotion = find(call, fields);
  if (stagingOf(promotion, call.world.nowMs()) !== 'ongoing')
    throw fields.refuse('discount_not_ongoing', 'Only a running discount can be ended.');
  promotion.endMs = call.world.nowMs();
  call.world.promotions.relock(promotion);
  return { response: { discount_id: promotion.id, modify_time: seconds(call.world.nowMs()) } };
}

interface Row {
  readonly item: Item;
  readonly model: Model;
  readonly price: number;
  /** Undefined where the call does not say: then it stays, or is none. */
  readonly reserved: number | undefined;
  readonly purchaseLimit: number;
}

/** Rows that can be done are done; each other one is listed with its reason. */
function writeItems(call: ApiCall, kind: 'add' | 'update'): JsonObject {
  const fields = fieldsOf(call);
  const promotion = find(call, fields);
  const { world } = call;
  if (stagingOf(promotion, world.nowMs()) === 'expired')
    throw fields.refuse('discount_expired', 'An expired discount cannot be changed.');
  const errors: JsonObject[] = [];
  const held = new Map(promotion.models.map((one) => [one.model, one]));
  let count = 0;
  for (const itemFields of fields.someObjects('item_list', 50)) {
    for (const { itemId, modelId, read } of rowsOf(call, itemFields)) {
      const result = read();
      const refusal = typeof result === 'string' ? result : checkRow(call, promotion, result, kind, held);
      if (refusal !== undefined) {
        errors.push({ item_id: itemId, model_id: modelId, fail_error: 'discount.error_param', fail_message: refusal });
        continue;
      }
      const { model, price, purchaseLimit, reserved = held.get(model)?.reserved ?? 0 } = result as Row;
      held.set(model, { model, price, reserved, purchaseLimit, type: 'seller_discount', freezesStock: false });
      count += 1;
    }
  }
  world.promotions.hold(promotion, [...held.values()]);
  return { response: { discount_id: promotion.id, count, error_list: errors } };
}

function checkRow(
  { world }: ApiCall,
  promotion: Promotion,
  { model, price, reserved = 0 }: Row,
  kind: 'add' | 'update',
  held: ReadonlyMap<Model, PromotedModel>,
): string | undefined {
  if (kind === 'add' && held.has(model)) return 'The product is in this discount already.';
  if (kind === 'update' && !held.has(model)) return 'The product is not in this discount.';
  if (price >= model.price) return 'The promotion price must be lower than the original price.';
  if (!canReserve(model.stock, model.locks, { promotionId: promotion.id, units: reserved, nowMs: world.nowMs() }))
    return 'The promotion stock must not exceed the stock.';
  const meets = model.locks.some(
    (lock) =>
      lock.promotionId !== promotion.id &&
      lock.type === 'seller_discount' &&
      lock.startMs < promotion.endMs &&
      promotion.startMs < lock.endMs &&
      lock.endMs > world.nowMs(),
  );
  return meets ? 'The product is in another discount at that time.' : undefined;
}

/** The rows of one item: its models, or itself when it has none. `read` answers a row, or why it is none. */
function rowsOf(call: ApiCall, fields: Fields): { itemId: number; modelId: number; read: () => Row | string }[] {
  const itemId = fields.int('item_id');
  const { shopId, region } = shopOf(call);
  const rule = regionRule(region);
  const item = call.world.items.find(shopId, itemId);
  const limit = fields.optionalInt('purchase_limit') ?? 0;
  const rows = fields.objects('model_list');
  const row = (modelId: number, from: Fields, names: { price: string; stock: string }) => ({
    itemId,
    modelId,
    read: (): Row | string => {
      const model = item && !isDeleted(item) ? item.models.find((one) => one.modelId === modelId) : undefined;
      if (!item || !model) return 'The product or the model does not exist.';
      const price = readPrice(from, names.price, rule);
      return { item, model, price, reserved: from.optionalInt(names.stock), purchaseLimit: limit };
    },
  });
  if (rows.length === 0) return [row(0, fields, { price: 'item_promotion_price', stock: 'item_promotion_stock' })];
  return rows.map((one) =>
    row(one.int('model_id'), one, { price: 'model_promotion_price', stock: 'model_promotion_stock' }),
  );
}

function deleteItem(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const promotion = find(call, fields);
  const itemId = fields.int('item_id');
  const modelId = fields.optionalInt('model_id') ?? 0;
  const kept = promotion.models.filter(
    ({ model }) => model.item.itemId !== itemId || (modelId !== 0 && model.modelId !== modelId),
  );
  if (kept.length === promotion.models.length)
    throw fields.refuse('discount_item_not_exist', 'The product is not in this discount.');
  call.world.promotions.hold(promotion, kept);
  return { response: { discount_id: promotion.id, error_list: [] } };
}

function getDiscount(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const promotion = find(call, fields);
  const items = [...new Set(promotion.models.map((one) => one.model.item))];
  const { page, more } = pageOf(
    items,
    fields.optionalInt('page_no') ?? 1,
    fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 100,
  );
  const list = page.map((item) => itemAnswer(item, promotion));
  return { response: { ...summary(call, promotion), item_list: list, more } };
}

function itemAnswer(item: Item, promotion: Promotion): JsonObject {
  const { decimals } = regionRule(item.region);
  const own = promotion.models.filter((one) => one.model.item === item);
  const major = (minor: number | undefined): number => toMajor(minor ?? 0, decimals);
  const [first] = own;
  return {
    item_id: item.itemId,
    item_name: item.text.name,
    normal_stock: item.models.reduce((sum, one) => sum + totalOf(one.stock), 0),
    purchase_limit: first?.purchaseLimit ?? 0,
    item_original_price: hasModels(item) ? 0 : major(item.models[0]?.price),
    item_promotion_price: hasModels(item) ? 0 : major(first?.price),
    item_promotion_stock: hasModels(item) ? 0 : (first?.reserved ?? 0),
    model_list: hasModels(item)
      ? own.map(({ model, price, reserved }) => ({
          model_id: model.modelId,
          model_name: model.tierIndex.map((option, tier) => item.tiers[tier]?.options[option]?.option ?? '').join(','),
          model_normal_stock: totalOf(model.stock),
          model_original_price: major(model.price),
          model_promotion_price: major(price),
          model_promotion_stock: reserved,
        }))
      : [],
  };
}

function listDiscounts(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const wanted = fields.oneOf('discount_status', ['upcoming', 'ongoing', 'expired', 'all']);
  const now = call.world.nowMs();
  const all = call.world.promotions
    .of('discount', shopOf(call).shopId)
    .filter((one) => wanted === 'all' || stagingOf(one, now) === wanted);
  const { page, more } = pageOf(
    all,
    fields.optionalInt('page_no') ?? 1,
    fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 100,
  );
  return { response: { discount_list: page.map((one) => summary(call, one)), more } };
}

const summary = ({ world }: ApiCall, promotion: Promotion): JsonObject => ({
  discount_id: promotion.id,
  discount_name: promotion.name,
  status: stagingOf(promotion, world.nowMs()),
  start_time: seconds(promotion.startMs),
  end_time: seconds(promotion.endMs),
  source: 0,
});
