import { Fields } from '../catalog/fields.js';
import { readPrice } from '../catalog/item-draft.js';
import { isDeleted, type Model } from '../catalog/item.js';
import { regionRule, toMajor } from '../catalog/region-rule.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { Json, JsonObject } from '../protocol/json.js';
import type { Promotion, PromotionKind } from './promotion-book.js';
import { checkPeriod, pageOf, stagingOf } from './promotion.js';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** Two kinds of deals on several items together. Neither changes the price of one unit that is bought alone. */
interface Deal {
  readonly kind: PromotionKind;
  /** What stands before its error names. */
  readonly prefix: string;
  readonly id: string;
  readonly name: string;
  /** Fields of its own that are kept as they come, as numbers. */
  readonly numbers: readonly string[];
}

const BUNDLE: Deal = {
  kind: 'bundle_deal',
  prefix: 'bundle.',
  id: 'bundle_deal_id',
  name: 'name',
  numbers: ['rule_type', 'fix_price', 'discount_percentage', 'discount_value', 'min_amount', 'purchase_limit'],
};
const ADD_ON: Deal = {
  kind: 'add_on_deal',
  prefix: 'add_on_deal.',
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
  // Which items take part is all that could be updated here.
  post(bundle('update_bundle_deal_item'), (call) => addItems(call, BUNDLE, { list: 'item_list', type: 'bundle_deal' })),
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
  post(addOn('update_add_on_deal_main_item'), (call) =>
    addItems(call, ADD_ON, { list: 'main_item_list', type: 'add_on_deal_main' }),
  ),
  post(addOn('update_add_on_deal_sub_item'), (call) =>
    addItems(call, ADD_ON, { list: 'sub_item_list', type: 'add_on_deal_sub' }),
  ),
  post(addOn('delete_add_on_deal_main_item'), (call) => removeItems(call, ADD_ON, 'main_item_list')),
  post(addOn('add_add_on_deal_sub_item'), (call) =>
    addItems(call, ADD_ON, { list: 'sub_item_list', type: 'add_on_deal_sub' }),
  ),
  post(addOn('delete_add_on_deal_sub_item'), (call) => removeItems(call, ADD_ON, 'sub_item_list')),
  get(addOn('get_add_on_deal'), (call) => ({ response: summary(call, ADD_ON, find(call, ADD_ON)) })),
  get(addOn('get_add_on_deal_list'), (call) => list(call, ADD_ON)),
  get(addOn('get_add_on_deal_main_item'), (call) => ({
    response: {
      add_on_deal_id: find(call, ADD_ON).id,
      main_item_list: itemIds(find(call, ADD_ON), 'add_on_deal_main'),
    },
  })),
  get(addOn('get_add_on_deal_sub_item'), (call) => ({
    response: { add_on_deal_id: find(call, ADD_ON).id, sub_item_list: subItems(find(call, ADD_ON)) },
  })),
];

const fieldsOf = (call: ApiCall, deal: Deal): Fields => new Fields(call.params, deal.prefix);

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

interface ItemRow {
  readonly itemId: number;
  /** 0 for every model of the item. */
  readonly modelId: number;
  readonly models: readonly Model[];
  readonly fields: Fields;
}

function readRows(call: ApiCall, deal: Deal, name: string): ItemRow[] {
  const { shopId } = shopOf(call);
  return fieldsOf(call, deal)
    .someObjects(name, 100)
    .map((fields) => {
      const itemId = fields.int('item_id');
      const modelId = fields.optionalInt('model_id') ?? 0;
      const item = call.world.items.find(shopId, itemId);
      const all = item && !isDeleted(item) ? item.models : [];
      return { itemId, modelId, fields, models: all.filter((one) => modelId === 0 || one.modelId === modelId) };
    });
}

function addItems(call: ApiCall, deal: Deal, { list: name, type }: { list: string; type: string }): JsonObject {
  const promotion = find(call, deal);
  const rows = readRows(call, deal, name);
  const held = new Set(promotion.models.map((one) => one.model));
  const models = rows
    .flatMap((row) => row.models)
    .filter((model) => !held.has(model))
    .map((model) => ({ model, price: undefined, reserved: 0, purchaseLimit: 0, type, freezesStock: false }));
  call.world.promotions.hold(promotion, [...promotion.models, ...models]);
  rememberPrices(call, promotion, rows);
  return rowsAnswer(deal, promotion, { name, rows });
}

/** What a sub item costs beside a main one: kept and shown, and asked of no buyer here. */
function rememberPrices(call: ApiCall, promotion: Promotion, rows: readonly ItemRow[]): void {
  const rule = regionRule(shopOf(call).region);
  const priced = rows.filter(({ fields }) => fields.has('sub_item_input_price'));
  const prices = priced.map(({ itemId, modelId, fields }) => [
    `${itemId}/${modelId}`,
    toMajor(readPrice(fields, 'sub_item_input_price', rule), rule.decimals),
  ]);
  promotion.subPrices = { ...promotion.subPrices, ...(Object.fromEntries(prices) as Record<string, number>) };
}

/** Bundles tell successes and failures apart; add-on deals answer the rows. */
function rowsAnswer(
  deal: Deal,
  promotion: Promotion,
  { name, rows }: { name: string; rows: readonly ItemRow[] },
): JsonObject {
  const { prefix } = deal;
  const reasonOf = ({ models }: ItemRow): JsonObject =>
    models.length > 0 ? {} : { fail_error: `${prefix}error_param`, fail_message: 'Product not found.' };
  if (deal === BUNDLE) {
    const failed = rows.filter((row) => row.models.length === 0);
    return {
      response: {
        success_list: rows.filter((row) => row.models.length > 0).map((row) => row.itemId),
        failed_list: failed.map((row) => ({ item_id: row.itemId, ...reasonOf(row) })),
      },
    };
  }
  const answers = rows.map((row) => ({ item_id: row.itemId, model_id: row.modelId, status: 1, ...reasonOf(row) }));
  return { response: { [deal.id]: promotion.id, [name]: answers } };
}

function removeItems(call: ApiCall, deal: Deal, name: string): JsonObject {
  const promotion = find(call, deal);
  const fields = fieldsOf(call, deal);
  // Main items of an add-on deal are ids, everything else is objects.
  const given = fields.get(name);
  const ids =
    Array.isArray(given) && typeof given[0] === 'object'
      ? fields.someObjects(name, 100).map((row) => row.int('item_id'))
      : fields.someInts(name, 100);
  call.world.promotions.hold(
    promotion,
    promotion.models.filter((one) => !ids.includes(one.model.item.itemId)),
  );
  if (deal === BUNDLE) return { response: { success_list: ids, failed_list: [] } };
  const rows = name === 'main_item_list' ? ids : ids.map((id) => ({ item_id: id, model_id: 0 }));
  return { response: { [deal.id]: promotion.id, [name]: rows } };
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

const subItems = (promotion: Promotion): JsonObject[] =>
  promotion.models
    .filter((one) => one.type === 'add_on_deal_sub')
    .map(({ model }) => {
      const { itemId } = model.item;
      const price = promotion.subPrices[`${itemId}/${model.modelId}`] ?? promotion.subPrices[`${itemId}/0`] ?? 0;
      const both = { promo_input_price: price, promo_price: price };
      return { item_id: itemId, model_id: model.modelId, status: 1, sub_item_limit: 0, price: both };
    });

function summary({ world }: ApiCall, deal: Deal, promotion: Promotion): JsonObject {
  const { purchase_limit = 0, ...rule } = promotion.details as Readonly<Record<string, Json>>;
  const own: JsonObject =
    deal === BUNDLE ? { bundle_deal_rule: { ...rule, additional_tiers: [] }, purchase_limit } : { ...rule, source: 0 };
  return {
    [deal.id]: promotion.id,
    [deal.name]: promotion.name,
    ...own,
    start_time: seconds(promotion.startMs),
    end_time: seconds(promotion.endMs),
    time_status: ['upcoming', 'ongoing', 'expired'].indexOf(stagingOf(promotion, world.nowMs())) + 2,
  };
}
