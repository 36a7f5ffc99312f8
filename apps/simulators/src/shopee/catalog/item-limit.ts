import { toMajor, type RegionRule } from './region-rule.js';
import type { Category } from './category.js';

/** What an item may be at most and must be at least. A seller reads it from `get_item_limit`. */
export const ITEM_LIMIT = {
  name: { min: 5, max: 120 },
  description: { min: 10, max: 3000 },
  images: { min: 1, max: 9 },
  stock: { min: 0, max: 10_000_000 },
  tierName: { min: 1, max: 14 },
  tierOption: { min: 1, max: 20 },
  tierOptions: { min: 1, max: 100 },
  sku: 100,
  itemsPerShop: 50_001,
  wholesaleTiers: { min: 1, max: 5 },
} as const;

/** Days to ship of an item that is not a pre-order. */
export const NON_PRE_ORDER_DAYS_TO_SHIP = 2;

const limit = ({ min, max }: { readonly min: number; readonly max: number }) => ({ min_limit: min, max_limit: max });

/** `gtin_limit` stands beside `response`, not in it. */
export const gtinLimit = { gtin_validation_rule: 'Optional' } as const;

export function itemLimitAnswer(rule: RegionRule, category: Category | undefined) {
  const price = { min: toMajor(rule.minPrice, rule.decimals), max: toMajor(rule.maxPrice, rule.decimals) };
  const daysToShip = category?.daysToShip ?? { min: 7, max: 30 };
  return {
    price_limit: limit(price),
    wholesale_price_threshold_percentage: limit({ min: 50, max: 100 }),
    stock_limit: limit(ITEM_LIMIT.stock),
    item_name_length_limit: limit(ITEM_LIMIT.name),
    item_image_count_limit: limit(ITEM_LIMIT.images),
    item_description_length_limit: limit(ITEM_LIMIT.description),
    tier_variation_name_length_limit: limit(ITEM_LIMIT.tierName),
    tier_variation_option_length_limit: limit(ITEM_LIMIT.tierOption),
    item_count_limit: limit({ min: 0, max: ITEM_LIMIT.itemsPerShop }),
    extended_description_limit: {
      description_text_length_min: ITEM_LIMIT.description.min,
      description_text_length_max: ITEM_LIMIT.description.max,
      description_image_num_min: 0,
      description_image_num_max: 12,
      description_image_width_min: 700,
      description_image_height_min: 1,
      description_image_aspect_ratio_min: 0.5,
      description_image_aspect_ratio_max: 32,
    },
    dts_limit: {
      days_to_ship_limit: limit(daysToShip),
      non_pre_order_days_to_ship: NON_PRE_ORDER_DAYS_TO_SHIP,
      support_pre_order: true,
    },
    weight_limit: { weight_mandatory: true },
    dimension_limit: { dimension_mandatory: false },
    size_chart_limit: {
      size_chart_mandatory: false,
      support_image_size_chart: false,
      support_template_size_chart: false,
    },
  };
}
