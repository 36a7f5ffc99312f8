import { Fields } from '../catalog/fields.js';
import { isDeleted, type Item } from '../catalog/item.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { Json, JsonObject } from '../protocol/json.js';
import type { Promotion, PromotionKind } from './promotion-book.js';
import { checkPeriod, pageOf, stagingOf } from './promotion.js';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** Two kinds of deals on several items together. Neither changes the price of one unit that is bought alone. */
interface Deal {
  readonly kind: PromotionKind;
  readonly id: string;
  readonly name: string;
  /** Fields of its own that are kept as they come, as numbers. */
  readonly numbers: readonly string[];
}

const BUNDLE: Deal = {
  kind: 'bundle_deal',
  id: 'bundle_deal_id',
  name: 'name',
  numbers: ['rule_type', 'fix_price', 'discount_percentage', 'discount_value', 'min_amount', 'purchase_limit'],
};
const ADD_ON: Deal = {
  kind: 'add_on_deal',
  id: 'add_on_deal_id',
  name: 'add_on_deal_name',
  numbers: ['promotion_type', 'purchase_min_spend', 'per_gift_num', 'promotion_purchase_limit'],
};

const bundle = (name: string): string => `/api/v2/bundle_deal/${name}`;
const addOn = (name: string): string => `/api/v2/add_on_deal/${name}`;
const post = (path: string, handle: Endpoint['handle']): Endpoint => ({ path, method: 'POST', access: 'shop', handle });
const get = (path: string, handle: Endpoint['handle']): Endpoint => ({ path, method: 'GET', access: 'shop', handle });

export const dealEndpoints: readonly Endpoint[] = [
  post(bundle('add_bundle_deal'), (call) => add(call, BUNDLE)),
  post(bundle('update_bundle_deal'), (call) => update(call, BUNDLE)),
  post(bundle('delete_bundle_deal'), (call) => finish(call, BUNDLE, 'upcoming')),
  post(bundle('end_bundle_deal'), (call) => finish(call, BUNDLE, 'ongoing')),
  post(bundle('add_bundle_deal_item'), (call) => addItems(call, BUNDLE, { list: 'item_list', type: 'bundle_deal' })),
  post(bundle('delete_bundle_deal_item'), (call) => removeItems(call, BUNDLE, 'item_list')),
  get(bundle('get_bundle_deal'), (call) => ({ response: summary(call, BUNDLE, find(call, BUNDLE)) })),
  get(bundle('get_bundle_deal_list'), (call) => list(call, BUNDLE)),
  get(bundle('get_bundle_deal_item'), (call) => ({
    response: { item_list: itemIds(find(call, BUNDLE), 'bundle_deal') },
  })),
  post(addOn('add_add_on_deal'), (call) => add(call, ADD_ON)),
  post(addOn('update_add_on_deal'), (call) => update(call, ADD_ON)),
  post(addOn('delete_add_on_deal'), (call) => finish(call, ADD_ON, 'upcoming')),
  post(addOn('end_add_on_deal'), (call) => finish(call, ADD_ON, 'ongoing')),
  post(addOn('add_add_on_deal_main_item'), (call) =>
    addItems(call, ADD_ON, { list: 'main_item_list', type: 'add_on_deal_main' }),
  ),
  post(addOn('delete_add_on_deal_main_item'), (call) => removeItems(call, ADD_ON, 'main_item_list')),
  post(addOn('add_add_on_deal_sub_item'), (call) =>
    addItems(call, ADD_ON, { list: 'sub_item_list', type: 'add_on_deal_sub' }),
  ),
  post(addOn('delete_add_on_deal_sub_item'), (call) => removeItems(call, ADD_ON, 'sub_item_list')),
  get(addOn('get_add_on_deal'), (call) => ({ response: summary(call, ADD_ON, find(call, ADD_ON)) })),
  get(addOn('get_add_on_deal_list'), (call) => list(call, ADD_ON)),
  get(addOn('get_add_on_deal_main_item'), (call) => ({
    response: { main_item_list: itemIds(find(call, ADD_ON), 'add_on_deal_main') },
  })),
  get(addOn('get_add_on_deal_sub_item'), (call) => ({
    response: { sub_item_list: itemIds(find(call, ADD_ON), 'add_on_deal_sub') },
  })),
];

const fieldsOf = (call: ApiCall, deal: Deal): Fields =>
  new Fields(call.params, deal === BUNDLE ? 'bundle.' : 'add_on_deal.');

function add(call: ApiCall, deal: Deal): JsonObject {
  const fields = fieldsOf(call, deal);
  const period = { startMs: fields.int('start_time') * 1000, endMs: fields.int('end_time') * 1000 };
  const wrong = checkPeriod(period, call.world.nowMs());
  if (wrong) throw fields.refuse('error_param', wrong);
  const kindField = deal.numbers[0]!;
  fields.int(kindField, deal === BUNDLE ? { min: 1, max: 3 } : { min: 0, max: 1 });
  const made = call.world.promotions.add({
    kind: deal.kind,
    shopId: shopOf(call).shopId,
    name: fields.text(deal.name),
    ...period,
    details: readNumbers(fields, deal, {}),
  });
  return { response: { [deal.id]: made.id } };
}

function update(call: ApiCall, deal: Deal): JsonObject {
  const fields = fieldsOf(call, deal);
  const promotion = find(call, deal);
  if (stagingOf(promotion, call.world.nowMs()) === 'expired')
    throw fields.refuse('error_status', 'A deal that has ended cannot be changed.');
  promotion.name = fields.optionalText(deal.name) ?? promotion.name;
  promotion.endMs = (fields.optionalInt('end_time') ?? seconds(promotion.endMs)) * 1000;
  promotion.details = readNumbers(fields, deal, promotion.details);
  call.world.promotions.relock(promotion);
  return { response: { [deal.id]: promotion.id } };
}

function readNumbers(fields: Fields, deal: Deal, before: Readonly<Record<string, unknown>>) {
  const given = deal.numbers.flatMap((name) => (fields.has(name) ? [[name, fields.float(name)] as const] : []));
  return { ...before, ...Object.fromEntries(given) };
}

function finish(call: ApiCall, deal: Deal, staging: 'upcoming' | 'ongoing'): JsonObject {
  const promotion = find(call, deal);
  if (stagingOf(promotion, call.world.nowMs()) !== staging)
    throw fieldsOf(call, deal).refuse('error_status', `The deal is not ${staging}.`);
  if (staging === 'upcoming') promotion.isDeleted = true;
  else promotion.endMs = call.world.nowMs();
  call.world.promotions.relock(promotion);
  return { response: { [deal.id]: promotion.id } };
}

function addItems(call: ApiCall, deal: Deal, { list: name, type }: { list: string; type: string }): JsonObject {
  const fields = fieldsOf(call, deal);
  const promotion = find(call, deal);
  const { shopId } = shopOf(call);
  const failed: JsonObject[] = [];
  const found: Item[] = [];
  for (const row of fields.someObjects(name, 100)) {
    const itemId = row.int('item_id');
    const item = call.world.items.find(shopId, itemId);
    if (item && !isDeleted(item)) found.push(item);
    else
      failed.push({ item_id: itemId, fail_error: `${fields.prefix}error_param`, fail_message: 'Product not found.' });
  }
  const held = new Set(promotion.models.map((one) => one.model));
  const models = found
    .flatMap((item) => item.models)
    .filter((model) => !held.has(model))
    .map((model) => ({ model, price: undefined, reserved: 0, purchaseLimit: 0, type, freezesStock: false }));
  call.world.promotions.hold(promotion, [...promotion.models, ...models]);
  const done = found.map((item) => item.itemId);
  return { response: { [deal.id]: promotion.id, success_list: done, failed_list: failed } };
}

function removeItems(call: ApiCall, deal: Deal, name: string): JsonObject {
  const promotion = find(call, deal);
  const fields = fieldsOf(call, deal);
  // Rows of a bundle are objects, those of an add-on deal ids.
  const rows = fields.get(name);
  const ids =
    Array.isArray(rows) && typeof rows[0] === 'object'
      ? fields.objects(name).map((row) => row.int('item_id'))
      : fields.someInts(name, 100);
  call.world.promotions.hold(
    promotion,
    promotion.models.filter((one) => !ids.includes(one.model.item.itemId)),
  );
  return { response: { [deal.id]: promotion.id, success_list: ids, failed_list: [] } };
}

function list(call: ApiCall, deal: Deal): JsonObject {
  const fields = fieldsOf(call, deal);
  const now = call.world.nowMs();
  // Bundles count the stages, add-on deals name them.
  const byNumber = ['all', 'all', 'upcoming', 'ongoing', 'expired'][fields.optionalInt('time_status', { max: 4 }) ?? 0];
  const wanted = fields.optionalText('promotion_status') ?? byNumber;
  const all = call.world.promotions
    .of(deal.kind, shopOf(call).shopId)
    .filter((one) => wanted === 'all' || stagingOf(one, now) === wanted);
  const { page, more } = pageOf(
    all,
    fields.optionalInt('page_no') ?? 1,
    fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 20,
  );
  return { response: { [`${deal.kind}_list`]: page.map((one) => summary(call, deal, one)), more } };
}

function find(call: ApiCall, deal: Deal): Promotion {
  const fields = fieldsOf(call, deal);
  const found = call.world.promotions.find(deal.kind, shopOf(call).shopId, fields.int(deal.id));
  if (!found) throw fields.refuse('error_not_found', 'The deal does not exist.');
  return found;
}

const itemIds = (promotion: Promotion, type: string): JsonObject[] =>
  [...new Set(promotion.models.filter((one) => one.type === type).map((one) => one.model.item.itemId))].map((id) => ({
    item_id: id,
    status: 1,
  }));

function summary({ world }: ApiCall, deal: Deal, promotion: Promotion): JsonObject {
  const numbers = promotion.details as Readonly<Record<string, Json>>;
  const own: JsonObject = deal === BUNDLE ? { bundle_deal_rule: numbers } : numbers;
  return {
    [deal.id]: promotion.id,
    [deal.name]: promotion.name,
    ...own,
    start_time: seconds(promotion.startMs),
    end_time: seconds(promotion.endMs),
    time_status: ['upcoming', 'ongoing', 'expired'].indexOf(stagingOf(promotion, world.nowMs())) + 2,
  };
}
