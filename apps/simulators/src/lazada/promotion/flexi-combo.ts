import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { isNode, textOf } from '../protocol/payload.js';
import { familyEndpoints } from './promotion-family.js';
import { refuseBusiness, type PromotionParams } from './promotion-params.js';
import type { PromotionTerms } from './promotion.js';

const DISCOUNT_TYPES = [
  'money',
  'discount',
  'freeGift',
  'freeSample',
  'discountWithGift',
  'moneyWithGift',
  'discountWithSample',
  'moneyWithSample',
] as const;

/** Requests say ENTIRE_STORE when they create and ENTIRE_SHOP when they update; both are taken in both. */
const SCOPES = ['ENTIRE_STORE', 'ENTIRE_SHOP', 'SPECIFIC_PRODUCTS'] as const;

/** "Spend or buy so much, get so much off": with up to as many steps as values are given. */
export const flexiComboEndpoints: readonly Endpoint[] = familyEndpoints(
  {
    kind: 'flexicombo',
    paramCode: 22,
    pageNames: { page: 'cur_page', size: 'page_size' },
    readTerms,
    productRows: (skus) => skus.map((sku) => sku.skuId),
  },
  {
    create: '/promotion/flexicombo/create',
    update: '/promotion/flexicombo/update',
    activate: '/promotion/flexicombo/activate',
    deactivate: '/promotion/flexicombo/deactivate',
    get: '/promotion/flexicombo/details',
    list: '/promotion/flexicombo/list',
    addSkus: '/promotion/flexicombo/products/add',
    removeSkus: '/promotion/flexicombo/products/delete',
    listSkus: '/promotion/flexicombo/products/list',
  },
);

function readTerms(call: ApiCall, params: PromotionParams): PromotionTerms {
  const name = params.text('name');
  const wholeShop = params.oneOf('apply', SCOPES) !== 'SPECIFIC_PRODUCTS';
  const discountType = params.oneOf('discount_type', DISCOUNT_TYPES);
  const { startMs, endMs } = params.period('start_time', 'end_time', call.world.nowMs());
  const criteria = readSteps(params, 'criteria_value');
  if (criteria.length === 0) params.refuse('criteria_value needs at least one value');
  if (criteria.some((one, index) => index > 0 && Number(one) <= Number(criteria[index - 1])))
    refuseBusiness('each criteria_value must be higher than the one before');
  const discounts = readSteps(params, 'discount_value');
  checkDiscounts({ discountType, criteria, discounts }, params);
  const gifts = readItems(call, params.list('gift_skus'));
  const samples = readItems(call, params.list('sample_skus'));
  if (/gift/i.test(discountType) && gifts.length === 0) params.refuse('gift_skus is required');
  if (/sample/i.test(discountType) && samples.length === 0) params.refuse('sample_skus is required');
  return {
    name,
    startMs,
    endMs,
    wholeShop,
    shown: {
      name,
      type: 'Flexi-combo',
      apply: wholeShop ? 'ENTIRE_SHOP' : 'SPECIFIC_PRODUCTS',
      criteria_type: params.oneOf('criteria_type', ['AMOUNT', 'QUANTITY']),
      criteria_value: criteria,
      discount_type: discountType,
      discount_value: discounts,
      order_numbers: params.wholeNumber('order_numbers', 1),
      order_used_numbers: 0,
      platform_channel: params.optional('platform_channel') ?? '1',
      stackable: params.optional('stackable') === 'true',
      gift_skus: gifts,
      sample_skus: samples,
      gift_buy_limit_value: readSteps(params, 'gift_buy_limit_value'),
      start_time: startMs,
      end_time: endMs,
    },
  };
}

function checkDiscounts(
  {
    discountType,
    criteria,
    discounts,
  }: { discountType: string; criteria: readonly string[]; discounts: readonly string[] },
  params: PromotionParams,
): void {
  if (!/^(?:money|discount)/.test(discountType)) return;
  if (discounts.length !== criteria.length) params.refuse('discount_value needs as many values as criteria_value');
  // A discount is a percentage that is taken off.
  if (discountType.startsWith('discount') && discounts.some((one) => Number(one) >= 100))
    params.refuse('a discount must be lower than 100');
}

const readSteps = (params: PromotionParams, name: string): string[] =>
  params.list(name).map((one) => {
    const value = String(one);
    return /^\d+(?:\.\d+)?$/.test(value) && Number(value) > 0 ? value : params.refuse(`${name} must be above zero`);
  });

/** Requests spell them in one way and answers in another. */
function readItems(call: ApiCall, list: readonly unknown[]): JsonObject[] {
  return list.filter(isNode).map((one, index) => {
    const sku = call.world.products.sku(sellerOf(call), Number(textOf(one, 'skuId') ?? textOf(one, 'sku_id')));
    if (!sku) return refuseBusiness('a gift or sample does not exist');
    return { product_id: sku.product.itemId, sku_id: sku.skuId, tier: index + 1 };
  });
}
