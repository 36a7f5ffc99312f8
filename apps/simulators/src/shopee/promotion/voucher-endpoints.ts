import { Fields } from '../catalog/fields.js';
import { readPrice } from '../catalog/item-draft.js';
import { regionRule, toMajor } from '../catalog/region-rule.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { Json, JsonObject } from '../protocol/json.js';
import type { Promotion } from './promotion-book.js';
import { pageOf, stagingOf } from './promotion.js';

const path = (name: string): string => `/api/v2/voucher/${name}`;
const seconds = (ms: number): number => Math.floor(ms / 1000);
const fieldsOf = (call: ApiCall): Fields => new Fields(call.params, 'voucher.');

/** Vouchers are kept and shown; buyers who come through the control door use none. */
export const voucherEndpoints: readonly Endpoint[] = [
  { path: path('add_voucher'), method: 'POST', access: 'shop', handle: addVoucher },
  { path: path('update_voucher'), method: 'POST', access: 'shop', handle: updateVoucher },
  { path: path('delete_voucher'), method: 'POST', access: 'shop', handle: (call) => finish(call, 'upcoming') },
  { path: path('end_voucher'), method: 'POST', access: 'shop', handle: (call) => finish(call, 'ongoing') },
  { path: path('get_voucher'), method: 'GET', access: 'shop', handle: getVoucher },
  { path: path('get_voucher_list'), method: 'GET', access: 'shop', handle: listVouchers },
];

const REWARDS = { fixed: 1, percentage: 2, coins: 3 } as const;

function readDetails(call: ApiCall, fields: Fields, before: Readonly<Record<string, unknown>>) {
  const rule = regionRule(shopOf(call).region);
  const money = (name: string): number | undefined =>
    fields.has(name) ? toMajor(readPrice(fields, name, rule), rule.decimals) : undefined;
  const items = fields.has('item_id_list') ? fields.ints('item_id_list') : undefined;
  return {
    ...before,
    ...defined({
      usage_quantity: fields.optionalInt('usage_quantity', { min: 1, max: 200_000 }),
      min_basket_price: money('min_basket_price'),
      discount_amount: money('discount_amount'),
      percentage: fields.optionalInt('percentage', { min: 1, max: 100 }),
      max_price: money('max_price'),
      display_channel_list: fields.has('display_channel_list') ? fields.ints('display_channel_list') : undefined,
      item_id_list: items,
      display_start_time: fields.optionalInt('display_start_time'),
    }),
  };
}

function addVoucher(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const { shopId } = shopOf(call);
  const code = fields.text('voucher_code');
  const type = fields.int('voucher_type', { min: 1, max: 2 });
  const reward = fields.int('reward_type', { min: 1, max: 3 });
  if (!/^[A-Z0-9]{1,5}$/.test(code))
    throw fields.refuse('error_param', 'voucher_code must be of 1 to 5 capital letters and digits.');
  if (call.world.promotions.of('voucher', shopId).some((one) => one.details['voucher_code'] === code))
    throw fields.refuse('error_voucher_code_duplicate', 'There is a voucher with this code already.');
  const startMs = fields.int('start_time') * 1000;
  const endMs = fields.int('end_time') * 1000;
  if (endMs < startMs + 3_600_000 || endMs <= call.world.nowMs())
    throw fields.refuse('error_param', 'A voucher must last for an hour at least and end later than now.');
  const needed = reward === REWARDS.fixed ? 'discount_amount' : 'percentage';
  if (!fields.has(needed)) throw fields.notNull(needed);
  if (type === 2 && fields.ints('item_id_list').length === 0) throw fields.notNull('item_id_list');
  fields.int('usage_quantity', { min: 1 });
  const voucher = call.world.promotions.add({
    kind: 'voucher',
    shopId,
    name: fields.text('voucher_name'),
    startMs,
    endMs,
    details: readDetails(call, fields, {
      voucher_code: code,
      voucher_type: type,
      reward_type: reward,
      current_usage: 0,
    }),
  });
  return { response: { voucher_id: voucher.id } };
}

function updateVoucher(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const voucher = find(call, fields);
  voucher.name = fields.optionalText('voucher_name') ?? voucher.name;
  voucher.endMs = (fields.optionalInt('end_time') ?? seconds(voucher.endMs)) * 1000;
  voucher.details = readDetails(call, fields, voucher.details);
  return { response: { voucher_id: voucher.id } };
}

/** Before it begins a voucher can be deleted, while it runs it can be ended. */
function finish(call: ApiCall, staging: 'upcoming' | 'ongoing'): JsonObject {
  const fields = fieldsOf(call);
  const voucher = find(call, fields);
  if (stagingOf(voucher, call.world.nowMs()) !== staging)
    throw fields.refuse('error_voucher_status', `The voucher is not ${staging}.`);
  if (staging === 'upcoming') voucher.isDeleted = true;
  else voucher.endMs = call.world.nowMs();
  return { response: { voucher_id: voucher.id } };
}

function getVoucher(call: ApiCall): JsonObject {
  const voucher = find(call, fieldsOf(call));
  return { response: { ...summary(voucher), ...defined(voucher.details) } };
}

function listVouchers(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const status = fields.oneOf('status', ['upcoming', 'ongoing', 'expired', 'all'], 'all');
  const now = call.world.nowMs();
  const all = call.world.promotions
    .of('voucher', shopOf(call).shopId)
    .filter((one) => status === 'all' || stagingOf(one, now) === status);
  const { page, more } = pageOf(
    all,
    fields.optionalInt('page_no', { min: 1, max: 5000 }) ?? 1,
    fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 20,
  );
  return { response: { more, voucher_list: page.map(summary) } };
}

function find(call: ApiCall, fields: Fields): Promotion {
  const found = call.world.promotions.find('voucher', shopOf(call).shopId, fields.int('voucher_id'));
  if (!found) throw fields.refuse('error_not_found', 'The voucher does not exist.');
  return found;
}

const summary = (voucher: Promotion): JsonObject => ({
  voucher_id: voucher.id,
  voucher_code: String(voucher.details['voucher_code']),
  voucher_name: voucher.name,
  voucher_type: Number(voucher.details['voucher_type']),
  reward_type: Number(voucher.details['reward_type']),
  usage_quantity: Number(voucher.details['usage_quantity']),
  current_usage: Number(voucher.details['current_usage']),
  start_time: seconds(voucher.startMs),
  end_time: seconds(voucher.endMs),
  is_admin: false,
});

const defined = (values: Readonly<Record<string, unknown>>): Record<string, Json> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<string, Json>;
