import { currentLock, openLocks, reservedOf, totalOf, type PromotionLock, type Stock } from '../stock/stock.js';
import { regionRule, toMajor } from './region-rule.js';
import { hasModels, type Item, type ItemAttribute, type Model, type Tier } from './item.js';
import type { JsonObject } from '../protocol/json.js';
import { findCategory } from './category.js';

/** What answers about items need from the world around them. */
export interface AnswerContext {
  readonly nowMs: number;
  urlOf(imageId: string): string;
}

const seconds = (ms: number): number => Math.floor(ms / 1000);
/** Numbers of weight travel as text: `"0.4"`. */
const kilograms = (grams: number): string => String(grams / 1000);

/** An item as `get_item_base_info` shows it. Price and stock are absent when it has models. */
export function itemAnswer(item: Item, context: AnswerContext): JsonObject {
  const { text } = item;
  const lock = item.models.map((one) => currentLock(one.locks, context.nowMs)).find((one) => one !== undefined);
  const own = hasModels(item) ? {} : { price_info: [priceInfo(item.models[0]!, context)] };
  return {
    item_id: item.itemId,
    category_id: text.categoryId,
    item_name: text.name,
    description: text.descriptionType === 'normal' ? text.description : '',
    description_type: text.descriptionType,
    ...(text.descriptionType === 'extended' ? { description_info: text.descriptionInfo } : {}),
    item_sku: text.sku,
    create_time: seconds(item.createdMs),
    update_time: seconds(item.updatedMs),
    attribute_list: text.attributes.map((one) => attributeAnswer(one, text.categoryId)),
    ...own,
    ...(hasModels(item) ? {} : { stock_info_v2: stockInfo(item.models[0]!.stock, item.models[0]!.locks, context) }),
    image: {
      image_id_list: text.imageIds,
      image_url_list: text.imageIds.map((id) => context.urlOf(id)),
      image_ratio: text.imageRatio,
    },
    weight: kilograms(text.weightGrams),
    dimension: text.dimension ?? { package_height: 0, package_length: 0, package_width: 0 },
    logistic_info: text.channels.map((one) => ({ ...channelAnswer(one), estimated_shipping_fee: 0 })),
    pre_order: text.preOrder,
    wholesales: text.wholesales.map((one) => ({
      min_count: one.minCount,
      max_count: one.maxCount,
      unit_price: toMajor(one.unitPrice, regionRule(item.region).decimals),
    })),
    condition: text.condition,
    size_chart: '',
    item_status: item.status,
    deboost: 'FALSE',
    has_model: hasModels(item),
    has_promotion: lock !== undefined,
    promotion_id: lock?.promotionId ?? 0,
    video_info: text.videoUploadIds.map((id) => ({
      video_url: context.urlOf(id),
      thumbnail_url: context.urlOf(text.imageIds[0] ?? ''),
      duration: 15,
    })),
    brand: { brand_id: text.brand.id, original_brand_name: text.brand.name },
    item_dangerous: text.itemDangerous,
    gtin_code: text.gtin,
    tag: { kit: false },
    ...(text.scheduledPublishSeconds === undefined ? {} : { scheduled_publish_time: text.scheduledPublishSeconds }),
  };
}

/** An item as the calls that write it answer: one object for the price, weight a number, pictures as `images`. */
export function savedItemAnswer(item: Item, context: AnswerContext): JsonObject {
  const { text } = item;
  const [model] = item.models;
  const { decimals } = regionRule(item.region);
  const { current_price, original_price } = priceInfo(model!, context);
  return {
    item_id: item.itemId,
    category_id: text.categoryId,
    item_name: text.name,
    description: text.description,
    description_type: text.descriptionType,
    item_sku: text.sku,
    item_status: item.status,
    price_info: { current_price, original_price },
    images: { image_id_list: text.imageIds, image_url_list: text.imageIds.map((id) => context.urlOf(id)) },
    weight: text.weightGrams / 1000,
    dimension: text.dimension ?? { package_width: 0, package_length: 0, package_height: 0 },
    pre_order: text.preOrder,
    logistic_info: text.channels.map(channelAnswer),
    attribute: text.attributes.map((one) => attributeAnswer(one, text.categoryId)),
    condition: text.condition,
    brand: { brand_id: text.brand.id, original_brand_name: text.brand.name },
    wholesale: text.wholesales.map((one) => ({
      min_count: one.minCount,
      max_count: one.maxCount,
      unit_price: toMajor(one.unitPrice, decimals),
    })),
    seller_stock: model!.stock.locations.map(locationAnswer),
    item_dangerous: text.itemDangerous,
    gtin_code: text.gtin,
  };
}

/** The tiers and models of an item. Without variations all three lists are empty. */
export function modelListAnswer(item: Item, context: AnswerContext) {
  if (!hasModels(item)) return { tier_variation: [], model: [], standardise_tier_variation: [] };
  return {
    tier_variation: item.tiers.map((one) => tierAnswer(one, context)),
    model: item.models.map((one) => modelAnswer(one, context)),
    standardise_tier_variation: item.tiers.map((one) => standardisedTier(one, context)),
  };
}

export function modelAnswer(model: Model, context: AnswerContext): JsonObject {
  const { text } = model.item;
  const lock = currentLock(model.locks, context.nowMs);
  return {
    model_id: model.modelId,
    tier_index: model.tierIndex,
    model_sku: model.sku,
    model_status: model.status,
    price_info: [priceInfo(model, context)],
    promotion_id: lock?.promotionId ?? 0,
    has_promotion: lock !== undefined,
    pre_order: model.preOrder ?? text.preOrder,
    stock_info_v2: stockInfo(model.stock, model.locks, context),
    weight: kilograms(model.weightGrams ?? text.weightGrams),
    dimension: model.dimension ?? text.dimension ?? { package_height: 0, package_length: 0, package_width: 0 },
    gtin_code: model.gtin,
  };
}

/** A model as the calls that make it answer. */
export const savedModelAnswer = (model: Model, context: AnswerContext) => ({
  model_id: model.modelId,
  tier_index: model.tierIndex,
  model_sku: model.sku,
  original_price: priceInfo(model, context).original_price,
  price_info: [{ original_price: priceInfo(model, context).original_price }],
  seller_stock: model.stock.locations.map(locationAnswer),
  gtin_code: model.gtin,
});

export const tierAnswer = (tier: Tier, context: AnswerContext) => ({
  name: tier.name,
  option_list: tier.options.map(({ option, imageId }) => ({
    option,
    ...(imageId === undefined ? {} : { image: { image_id: imageId, image_url: context.urlOf(imageId) } }),
  })),
});

const standardisedTier = (tier: Tier, context: AnswerContext) => ({
  variation_id: tier.variationId,
  variation_name: tier.name,
  variation_group_id: tier.variationGroupId,
  variation_option_list: tier.options.map(({ option, imageId, variationOptionId }) => ({
    variation_option_id: variationOptionId,
    variation_option_name: option,
    ...(imageId === undefined ? {} : { image_id: imageId, image_url: context.urlOf(imageId) }),
  })),
});

export function priceInfo(model: Model, { nowMs }: AnswerContext) {
  const { currency, decimals } = regionRule(model.item.region);
  const current = toMajor(currentLock(model.locks, nowMs)?.price ?? model.price, decimals);
  const original = toMajor(model.price, decimals);
  return {
    currency,
    original_price: original,
    current_price: current,
    inflated_price_of_original_price: original,
    inflated_price_of_current_price: current,
  };
}

function stockInfo(stock: Stock, locks: readonly PromotionLock[], { nowMs }: AnswerContext) {
  const reserved = reservedOf(locks, nowMs);
  return {
    summary_info: { total_reserved_stock: reserved, total_available_stock: Math.max(0, totalOf(stock) - reserved) },
    seller_stock: stock.locations.map((one) => ({ ...locationAnswer(one), if_saleable: true })),
    shopee_stock: [],
  };
}

/** A shop with one warehouse has no locations; answers then leave the field out. */
export const locationAnswer = ({ locationId, stock }: Stock['locations'][number]) =>
  locationId === '' ? { stock } : { location_id: locationId, stock };

/** The promotions that hold an item now or will, one row for each model. */
export const promotionsOf = (item: Item, nowMs: number) =>
  item.models.flatMap((model) =>
    openLocks(model.locks, nowMs).map((lock) => ({
      promotion_type: lock.type,
      promotion_id: lock.promotionId,
      model_id: model.modelId,
      start_time: seconds(lock.startMs),
      end_time: seconds(lock.endMs),
      promotion_price_info:
        lock.price === undefined ? [] : [{ promotion_price: toMajor(lock.price, regionRule(item.region).decimals) }],
      promotion_staging: lock.startMs > nowMs ? 'upcoming' : 'ongoing',
      promotion_stock_info_v2: { summary_info: { total_reserved_stock: lock.reserved } },
    })),
  );

const channelAnswer = ({ logisticId, enabled, isFree, sizeId, shippingFee }: Item['text']['channels'][number]) => ({
  logistic_id: logisticId,
  logistic_name: `Channel ${logisticId}`,
  enabled,
  shipping_fee: shippingFee,
  is_free: isFree,
  size_id: sizeId,
});

function attributeAnswer({ attributeId, values }: ItemAttribute, categoryId: number) {
  const attribute = findCategory(categoryId)?.attributes.find((one) => one.id === attributeId);
  return {
    attribute_id: attributeId,
    original_attribute_name: attribute?.name ?? '',
    is_mandatory: attribute?.mandatory ?? false,
    attribute_value_list: values.map(({ valueId, name, unit }) => ({
      value_id: valueId,
      original_value_name: attribute?.values.find((one) => one.id === valueId)?.name ?? name,
      value_unit: unit,
    })),
  };
}
