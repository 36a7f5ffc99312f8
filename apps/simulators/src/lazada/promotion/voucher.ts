import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import { SuccessRefusal } from '../protocol/success-envelope.js';
import { familyEndpoints, rowsByProduct } from './promotion-family.js';
import { refuseBusiness, type PromotionParams } from './promotion-params.js';
import type { PromotionTerms } from './promotion.js';

const VOUCHER_TYPES = ['COLLECTIBLE_VOUCHER', 'CODE_VOUCHER'];
const DISPLAY_AREAS = [
  'REGULAR_CHANNEL',
  'STORE_FOLLOWER',
  'OFFLINE',
  'LIVE_STREAM',
  'SHARE_VOUCHER',
  'CEM_SELLER',
] as const;

/** Vouchers of a shop, which buyers collect where `display_area` shows them. */
export const voucherEndpoints: readonly Endpoint[] = familyEndpoints(
  {
    kind: 'voucher',
    paramCode: 24,
    pageNames: { page: 'cur_page', size: 'page_size' },
    checkCall: (params) => {
      if (!VOUCHER_TYPES.includes(params.text('voucher_type')))
        throw new SuccessRefusal(21, `The voucher_type field only supports ${VOUCHER_TYPES.join(' | ')}.`);
    },
    readTerms,
    productRows: rowsByProduct,
  },
  {
    create: '/promotion/voucher/create',
    update: '/promotion/voucher/update',
    activate: '/promotion/voucher/activate',
    deactivate: '/promotion/voucher/deactivate',
    get: '/promotion/voucher/get',
    list: '/promotion/vouchers/get',
    addSkus: '/promotion/voucher/product/sku/add',
    removeSkus: '/promotion/voucher/product/sku/remove',
    listSkus: '/promotion/voucher/products/get',
  },
);

function readTerms(call: ApiCall, params: PromotionParams, before: PromotionTerms | undefined): PromotionTerms {
  const { site } = sellerOf(call);
  if (params.text('voucher_type') !== 'COLLECTIBLE_VOUCHER') params.refuse('voucher_type must be COLLECTIBLE_VOUCHER');
  const name = params.text('voucher_name');
  const apply = params.oneOf('apply', ['ENTIRE_SHOP', 'SPECIFIC_PRODUCTS']);
  const { startMs, endMs } = params.period('period_start_time', 'period_end_time', call.world.nowMs());
  const discountType = params.oneOf('voucher_discount_type', ['MONEY_VALUE_OFF', 'PERCENTAGE_DISCOUNT_OFF']);
  const money = discountType === 'MONEY_VALUE_OFF';
  const over = params.amount('criteria_over_money', site);
  const moneyOff = money ? params.amount('offering_money_value_off', site) : '';
  const percent = money ? 0 : params.wholeNumber('offering_percentage_discount_off', 1);
  if (percent >= 100) params.refuse('offering_percentage_discount_off must be lower than 100');
  if (money && Number(moneyOff) >= Number(over) && Number(over) > 0)
    refuseBusiness('offering_money_value_off must be lower than criteria_over_money');
  const capped = !money && params.optional('max_discount_offering_money_value') !== undefined;
  const limit = params.wholeNumber('limit', 1);
  const issued = params.wholeNumber('issued', 1);
  if (issued < limit) refuseBusiness('issued must not be lower than limit');
  if (issued < Number(before?.shown['issued'] ?? 0)) refuseBusiness('issued must not be lower than it is');
  const collectMs = params.optional('collect_start') === undefined ? startMs : params.wholeNumber('collect_start', 0);
  if (collectMs > endMs) params.refuse('collect_start must be before period_end_time');
  return {
    name,
    startMs,
    endMs,
    wholeShop: apply === 'ENTIRE_SHOP',
    shown: {
      voucher_name: name,
      voucher_type: 'COLLECTIBLE_VOUCHER',
      voucher_code: '',
      apply,
      display_area: params.oneOf('display_area', DISPLAY_AREAS),
      voucher_discount_type: discountType,
      criteria_over_money: over,
      offering_money_value_off: moneyOff,
      offering_percentage_discount_off: money ? '' : String(percent),
      max_discount_offering_money_value: capped ? params.amount('max_discount_offering_money_value', site) : '',
      collect_start: collectMs,
      period_start_time: startMs,
      period_end_time: endMs,
      limit,
      issued,
      order_used_budget: '0',
      currency: site.currency,
    },
  };
}
