import { toMinor, type RegionRule } from './region-rule.js';
import type { Fields } from './fields.js';
import { NON_PRE_ORDER_DAYS_TO_SHIP } from './item-limit.js';
import type { Json } from '../protocol/json.js';
import type { Dimension, ItemAttribute, ItemChannel, ItemText, PreOrder, Tier } from './item.js';

const EMPTY: ItemText = {
  name: '',
  description: '',
  descriptionType: 'normal',
  descriptionInfo: undefined,
  categoryId: 0,
  sku: '',
  gtin: '',
  attributes: [],
  imageIds: [],
  imageRatio: '1:1',
  weightGrams: 0,
  dimension: undefined,
  channels: [],
  preOrder: { is_pre_order: false, days_to_ship: NON_PRE_ORDER_DAYS_TO_SHIP },
  condition: 'NEW',
  brand: { id: 0, name: 'NoBrand' },
  wholesales: [],
  videoUploadIds: [],
  itemDangerous: 0,
  scheduledPublishSeconds: undefined,
};

/** What `add_item` must say, whatever the category asks for beyond. */
export const MUST_BE_SAID = [
  'item_name',
  'description',
  'category_id',
  'weight',
  'original_price',
  'image',
  'logistic_info',
] as const;

/** An item as a call describes it that makes one. `required` names what the call must say. */
export function readNewItem(fields: Fields, rule: RegionRule, required: readonly string[]): ItemText {
  const missing = required.find((name) => !fields.has(name));
  if (missing !== undefined) throw fields.notNull(missing);
  return readItem(fields, rule, EMPTY);
}

/** The item as it will be: what the call names anew, the rest as it was. */
export function readItem(fields: Fields, rule: RegionRule, before: ItemText): ItemText {
  const image = fields.optionalObject('image');
  const dimension = fields.optionalObject('dimension');
  const preOrder = fields.optionalObject('pre_order');
  const brand = fields.optionalObject('brand');
  const imageIds = image?.texts('image_id_list');
  return {
    name: fields.optionalText('item_name') ?? before.name,
    description: fields.optionalText('description') ?? before.description,
    descriptionType: fields.oneOf('description_type', ['normal', 'extended'], before.descriptionType),
    descriptionInfo: (fields.get('description_info') as Json | undefined) ?? before.descriptionInfo,
    categoryId: fields.optionalInt('category_id') ?? before.categoryId,
    sku: fields.optionalText('item_sku') ?? before.sku,
    gtin: fields.optionalText('gtin_code') ?? before.gtin,
    attributes: fields.has('attribute_list') ? fields.objects('attribute_list').map(readAttribute) : before.attributes,
    imageIds: imageIds ?? before.imageIds,
    imageRatio: image?.optionalText('image_ratio') ?? before.imageRatio,
    weightGrams: readWeight(fields) ?? before.weightGrams,
    dimension: dimension ? readDimension(dimension) : before.dimension,
    channels: fields.has('logistic_info') ? fields.objects('logistic_info').map(readChannel) : before.channels,
    preOrder: preOrder ? readPreOrder(preOrder) : before.preOrder,
    condition: fields.oneOf('condition', ['NEW', 'USED'], before.condition),
    brand: brand ? { id: brand.int('brand_id'), name: brand.optionalText('original_brand_name') ?? '' } : before.brand,
    wholesales: fields.has('wholesale')
      ? fields.objects('wholesale').map((one) => ({
          minCount: one.int('min_count', { min: 1 }),
          maxCount: one.int('max_count', { min: 1 }),
          unitPrice: readPrice(one, 'unit_price', rule),
        }))
      : before.wholesales,
    videoUploadIds: fields.has('video_upload_id') ? fields.texts('video_upload_id') : before.videoUploadIds,
    itemDangerous: fields.optionalInt('item_dangerous', { max: 1 }) ?? before.itemDangerous,
    scheduledPublishSeconds: fields.optionalInt('scheduled_publish_time') ?? before.scheduledPublishSeconds,
  };
}

/** A price in minor units; digits that the country's prices do not have are refused. */
export function readPrice(fields: Fields, name: string, rule: RegionRule): number {
  fields.float(name);
  const minor = toMinor(fields.get(name), { decimals: rule.decimals, allowed: rule.priceDecimals });
  if (minor === undefined) {
    const digits = rule.priceDecimals === 0 ? 'an integer' : `of at most ${rule.priceDecimals} decimals`;
    throw fields.refuse('error_invalid_price', `The price must be ${digits} in ${rule.region}.`);
  }
  if (minor > rule.maxPrice) throw fields.refuse('error_price_exceed_max_limitt', 'The price exceeds the maximum.');
  if (minor < rule.minPrice) throw fields.refuse('error_price_exceed_min_limitt', 'The price is below the minimum.');
  return minor;
}

/** Kilograms as whole grams. */
export function readWeight(fields: Fields): number | undefined {
  const kilograms = fields.optionalFloat('weight');
  if (kilograms === undefined) return undefined;
  if (kilograms <= 0) throw fields.refuse('error_param', 'The weight must be larger than 0.');
  return Math.round(kilograms * 1000);
}

export const readDimension = (fields: Fields): Dimension => ({
  package_height: fields.int('package_height', { min: 1 }),
  package_length: fields.int('package_length', { min: 1 }),
  package_width: fields.int('package_width', { min: 1 }),
});

export const readPreOrder = (fields: Fields): PreOrder => {
  // Global products only say how many days.
  const isPreOrder = fields.boolean('is_pre_order', false);
  const isFixed = fields.has('is_pre_order') && !isPreOrder;
  return {
    is_pre_order: isPreOrder,
    days_to_ship: isFixed ? NON_PRE_ORDER_DAYS_TO_SHIP : fields.int('days_to_ship', { min: 1 }),
  };
};

const readAttribute = (fields: Fields): ItemAttribute => ({
  attributeId: fields.int('attribute_id'),
  values: fields.objects('attribute_value_list').map((value) => ({
    valueId: value.optionalInt('value_id') ?? 0,
    name: value.optionalText('original_value_name') ?? '',
    unit: value.optionalText('value_unit') ?? '',
  })),
});

const readChannel = (fields: Fields): ItemChannel => ({
  logisticId: fields.int('logistic_id', { min: 1 }),
  enabled: fields.boolean('enabled', false),
  isFree: fields.boolean('is_free', false),
  sizeId: fields.optionalInt('size_id') ?? 0,
  shippingFee: fields.optionalFloat('shipping_fee') ?? 0,
});

/** The tiers of a call in their newer form, else in the one that is going out of use. */
export function readTiers(fields: Fields): Tier[] {
  const standardised = fields.objects('standardise_tier_variation');
  if (standardised.length > 0) {
    return standardised.map((tier) => ({
      name: tier.text('variation_name'),
      variationId: tier.optionalInt('variation_id') ?? 0,
      variationGroupId: tier.optionalInt('variation_group_id') ?? 0,
      options: tier.objects('variation_option_list').map((option) => ({
        option: option.text('variation_option_name'),
        imageId: option.optionalText('image_id'),
        variationOptionId: option.optionalInt('variation_option_id') ?? 0,
      })),
    }));
  }
  return fields.objects('tier_variation').map((tier) => ({
    name: tier.text('name'),
    variationId: 0,
    variationGroupId: 0,
    options: tier.objects('option_list').map((option) => ({
      option: option.text('option'),
      imageId: option.optionalObject('image')?.optionalText('image_id'),
      variationOptionId: 0,
    })),
  }));
}
