import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { isNode, textOf } from '../protocol/payload.js';
import { inSuccessEnvelope } from '../protocol/success-envelope.js';
import { readAmount, type Site } from '../world/site.js';
import { familyEndpoints, rowsByProduct } from './promotion-family.js';
import type { PromotionParams } from './promotion-params.js';
import type { PromotionTerms } from './promotion.js';

const DELIVERY_OPTIONS = ['STANDARD', 'ECONOMY', 'EXPRESS'] as const;
/** A promotion without an end is shown with one that is far away. */
const LONG_TERM_MS = 3650 * 86_400_000;

/** The one that is a city has no regions: there only ALL_REGIONS can be said. */
const REGIONS: Readonly<Record<Site['country'], readonly string[]>> = {
  sg: [],
  my: ['West Malaysia', 'East Malaysia'],
  th: ['Bangkok', 'Central', 'North', 'Northeast', 'South'],
  vn: ['North', 'Central', 'South'],
  ph: ['Metro Manila', 'Luzon', 'Visayas', 'Mindanao'],
  id: ['Jabodetabek', 'Java', 'Sumatra', 'Outer Islands'],
};

const regionsOf = (site: Site): JsonObject[] =>
  REGIONS[site.country].map((name) => ({ name, value: name.toUpperCase().replaceAll(' ', '_') }));

/** Freight that the seller pays in whole or in part. */
export const freeShippingEndpoints: readonly Endpoint[] = [
  ...familyEndpoints(
    {
      kind: 'freeshipping',
      paramCode: 24,
      pageNames: { page: 'curPage', size: 'pageSize' },
      readTerms,
      productRows: rowsByProduct,
    },
    {
      create: '/promotion/freeshipping/create',
      update: '/promotion/freeshipping/update',
      activate: '/promotion/freeshipping/activate',
      deactivate: '/promotion/freeshipping/deactivate',
      get: '/promotion/freeshipping/get',
      list: '/promotion/freeshippings/get',
      addSkus: '/promotion/freeshipping/product/sku/add',
      removeSkus: '/promotion/freeshipping/product/sku/remove',
      listSkus: '/promotion/freeshipping/products/get',
    },
  ),
  {
    path: '/promotion/freeshipping/deliveryoptions/get',
    access: 'seller',
    handle: inSuccessEnvelope(() =>
      DELIVERY_OPTIONS.map((value) => ({ name: value[0]! + value.slice(1).toLowerCase(), value })),
    ),
  },
  {
    path: '/promotion/freeshipping/regions/get',
    access: 'seller',
    handle: inSuccessEnvelope((call) => regionsOf(call.site)),
  },
];

function readTerms(call: ApiCall, params: PromotionParams): PromotionTerms {
  const { site } = sellerOf(call);
  const name = params.text('promotion_name');
  const apply = params.oneOf('apply', ['ENTIRE_SHOP', 'SPECIFIC_PRODUCTS', 'CAMPAIGN_PRODUCTS']);
  const periodType = params.oneOf('period_type', ['LONG_TERM', 'SPECIAL_PERIOD']);
  const { startMs, endMs } = readPeriod(call, params, periodType);
  const budgetType = params.oneOf('budget_type', ['UNLIMITED_BUDGET', 'LIMITED_BUDGET']);
  const templateType =
    params.optional('template_type') === undefined
      ? 'MANUALLY'
      : params.oneOf('template_type', ['MANUALLY', 'CAMPAIGN', 'TEMPLATE']);
  if (apply === 'CAMPAIGN_PRODUCTS' && templateType === 'CAMPAIGN') params.text('campaign_tag');
  const discountType = params.oneOf('discount_type', ['FULL_SUBSIDY', 'PARTIAL_SUBSIDY']);
  const criteria = params.oneOf('deal_criteria', ['MONEY_VALUE_FROM_X', 'ITEM_QUANTITY_FROM_X', 'NO_CONDITION']);
  return {
    name,
    startMs,
    endMs,
    wholeShop: apply !== 'SPECIFIC_PRODUCTS',
    shown: {
      promotion_name: name,
      template_type: templateType,
      template_code: params.optional('template_code') ?? '',
      category_name: params.optional('category_name') ?? '',
      campaign_tag: params.optional('campaign_tag') ?? '',
      apply,
      budget_type: budgetType,
      budget_value: budgetType === 'LIMITED_BUDGET' ? params.amount('budget_value', site) : '',
      used_budget_value: '0',
      currency: site.currency,
      period_type: periodType,
      period_start_time: startMs,
      period_end_time: endMs,
      ...readRegions(params, site),
      delivery_option: params.oneOf('delivery_option', DELIVERY_OPTIONS),
      platform_channel: 'LAZADA',
      promo_tier: {
        tiers: readTiers(params, { site, partial: discountType === 'PARTIAL_SUBSIDY', criteria }),
        discount_type: discountType,
        deal_criteria: criteria,
      },
    },
  };
}

function readPeriod(call: ApiCall, params: PromotionParams, type: string): { startMs: number; endMs: number } {
  const nowMs = call.world.nowMs();
  if (type === 'SPECIAL_PERIOD') return params.period('period_start_time', 'period_end_time', nowMs);
  return { startMs: nowMs, endMs: nowMs + LONG_TERM_MS };
}

function readRegions(params: PromotionParams, site: Site): JsonObject {
  const type = params.oneOf('region_type', ['ALL_REGIONS', 'SPECIAL_REGIONS']);
  if (type === 'ALL_REGIONS') return { region_type: type, region_value: [] };
  const known = regionsOf(site).map((one) => one['value']);
  const named = params.list('region_value').map(String);
  if (named.length === 0 || named.some((one) => !known.includes(one)))
    params.refuse('region_value must name regions of /promotion/freeshipping/regions/get');
  return { region_type: type, region_value: named };
}

function readTiers(
  params: PromotionParams,
  { site, partial, criteria }: { site: Site; partial: boolean; criteria: string },
): JsonObject[] {
  const tiers = params.list('tiers').filter(isNode);
  if (tiers.length === 0) params.refuse('tiers needs at least one tier');
  return tiers.map((one) => {
    const filter = textOf(one, 'filter') ?? '';
    const result = textOf(one, 'result') ?? '';
    if (criteria !== 'NO_CONDITION' && typeof readAmount(filter, site) !== 'number')
      params.refuse('filter of a tier must be a number');
    if (partial && typeof readAmount(result, site) !== 'number')
      params.refuse('result of a tier must be the amount that is paid');
    return { filter, result };
  });
}
