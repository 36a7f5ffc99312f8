import type { Json } from '../protocol/json.js';
import type { PromotionLock, Stock } from '../stock/stock.js';

export const ITEM_STATUSES = ['NORMAL', 'BANNED', 'UNLIST', 'REVIEWING', 'SELLER_DELETE', 'SHOPEE_DELETE'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** Whole centimetres. */
export type Dimension = {
  readonly package_height: number;
  readonly package_length: number;
  readonly package_width: number;
};

export type PreOrder = {
  readonly is_pre_order: boolean;
  readonly days_to_ship: number;
};

export interface TierOption {
  readonly option: string;
  readonly imageId: string | undefined;
  /** 0 for an option of the seller's own. */
  readonly variationOptionId: number;
}

/** One dimension along which the models of an item differ. */
export interface Tier {
  readonly name: string;
  readonly variationId: number;
  readonly variationGroupId: number;
  readonly options: readonly TierOption[];
}

export interface ItemAttribute {
  readonly attributeId: number;
  readonly values: readonly { readonly valueId: number; readonly name: string; readonly unit: string }[];
}

export interface ItemChannel {
  readonly logisticId: number;
  readonly enabled: boolean;
  readonly isFree: boolean;
  readonly sizeId: number;
  readonly shippingFee: number;
}

/** What can be bought. An item without variations has exactly one, whose id is 0. */
export interface Model {
  readonly modelId: number;
  readonly item: Item;
  tierIndex: readonly number[];
  sku: string;
  /** Original price in minor units. */
  price: number;
  gtin: string;
  weightGrams: number | undefined;
  dimension: Dimension | undefined;
  preOrder: PreOrder | undefined;
  status: 'MODEL_NORMAL' | 'MODEL_UNAVAILABLE';
  stock: Stock;
  locks: readonly PromotionLock[];
}

/** What a seller says about an item and may change later. */
export interface ItemText {
  readonly name: string;
  readonly description: string;
  readonly descriptionType: 'normal' | 'extended';
  readonly descriptionInfo: Json | undefined;
  readonly categoryId: number;
  readonly sku: string;
  readonly gtin: string;
  readonly attributes: readonly ItemAttribute[];
  readonly imageIds: readonly string[];
  readonly imageRatio: string;
  readonly weightGrams: number;
  readonly dimension: Dimension | undefined;
  readonly channels: readonly ItemChannel[];
  readonly preOrder: PreOrder;
  readonly condition: 'NEW' | 'USED';
  readonly brand: { readonly id: number; readonly name: string };
  readonly wholesales: readonly { readonly minCount: number; readonly maxCount: number; readonly unitPrice: number }[];
  readonly videoUploadIds: readonly string[];
  readonly itemDangerous: number;
  readonly scheduledPublishSeconds: number | undefined;
}

export interface Item {
  readonly itemId: number;
  readonly shopId: number;
  readonly region: string;
  text: ItemText;
  status: ItemStatus;
  readonly createdMs: number;
  updatedMs: number;
  deletedMs: number | undefined;
  tiers: readonly Tier[];
  /** Never empty. */
  models: Model[];
  /** Buyers' doings, for `get_item_extra_info`. */
  sold: number;
  views: number;
  likes: number;
}

export const hasModels = (item: Item): boolean => item.tiers.length > 0;

export const isDeleted = (item: Item): boolean => item.status === 'SELLER_DELETE' || item.status === 'SHOPEE_DELETE';

/** `Black,XL`: the options of a model, in the order of the tiers; empty for an item without variations. */
export const modelName = (model: Model): string =>
  model.tierIndex.map((option, tier) => model.item.tiers[tier]?.options[option]?.option ?? '').join(',');

/** The code by which a seller knows the model: its own, else its item's. */
export const sellerSkuOf = (model: Model): string => model.sku || model.item.text.sku;
