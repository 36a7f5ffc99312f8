import type { BrandBook } from './brand.js';
import { findCategory, findLeaf, type Attribute, type Category } from './category.js';
import { ITEM_LIMIT } from './item-limit.js';
import type { ItemAttribute, ItemText } from './item.js';

/** What an item is measured against beside itself. */
export interface ItemSurroundings {
  readonly brands: BrandBook;
  /** A shop's product needs a way to the buyer; a global product gets one when it is published. */
  readonly needsChannel: boolean;
  /** Whether the shop can switch on this delivery channel. */
  hasChannel(logisticId: number): boolean;
  hasImage(imageId: string): boolean;
  hasVideo(videoUploadId: string): boolean;
}

export interface ItemRefusal {
  readonly error: string;
  readonly message: string;
}

type Rule = (text: ItemText, category: Category, around: ItemSurroundings) => ItemRefusal | undefined;

const no = (error: string, message: string): ItemRefusal => ({ error, message });

/** Why an item cannot be as a seller wants it, if so: the first reason in the order in which the platform looks. */
export function checkItem(text: ItemText, around: ItemSurroundings): ItemRefusal | undefined {
  const category = findLeaf(text.categoryId);
  if (!category) {
    const known = findCategory(text.categoryId);
    return no('error_invalid_category', known ? 'Please use a leaf category.' : 'The category does not exist.');
  }
  for (const rule of RULES) {
    const refusal = rule(text, category, around);
    if (refusal) return refusal;
  }
  return undefined;
}

const RULES: readonly Rule[] = [
  (_text, category) => (category.isBlocked ? no('error_category_is_block', 'Category is restricted') : undefined),
  ({ name }) => {
    const { length } = name.trim();
    if (length < ITEM_LIMIT.name.min) return no('error_item_name_is_too_short', 'The item name is too short.');
    return length > ITEM_LIMIT.name.max ? no('error_name_length_limit', 'The item name is too long.') : undefined;
  },
  ({ description, descriptionType }) => {
    // An extended description says its words elsewhere.
    if (descriptionType === 'extended') return undefined;
    const { min, max } = ITEM_LIMIT.description;
    const fits = description.length >= min && description.length <= max;
    return fits ? undefined : no('error_desc_length_limit', `The description must have ${min} to ${max} characters.`);
  },
  ({ sku }) =>
    sku.length > ITEM_LIMIT.sku
      ? no('error_param', `item_sku must not exceed ${ITEM_LIMIT.sku} characters.`)
      : undefined,
  ({ imageIds }, _category, around) => {
    if (imageIds.length < ITEM_LIMIT.images.min) return no('error_image_num_min', 'An item needs at least one image.');
    if (imageIds.length > ITEM_LIMIT.images.max)
      return no('error_image_num_max', `An item has at most ${ITEM_LIMIT.images.max} images.`);
    const missing = imageIds.find((id) => !around.hasImage(id));
    return missing === undefined ? undefined : no('error_image_unavailable', `The image ${missing} is unavailable.`);
  },
  ({ channels }, _category, around) => {
    const enabled = channels.filter((one) => one.enabled);
    const known = channels.every((one) => around.hasChannel(one.logisticId));
    return (enabled.length > 0 || !around.needsChannel) && known
      ? undefined
      : no('error_invalid_logistic_info', 'At least one channel must be enabled, and each must be open to the shop.');
  },
  ({ brand }, category, around) => {
    const found = around.brands.find(brand.id);
    if (!found) return no('error_incalid_brand', `The brand ${brand.id} does not exist.`);
    const isMissing = category.brandMandatory && brand.id === 0 && brand.name === '';
    return isMissing || found.status !== 1
      ? no('error_invalid_brand', 'The brand is required in this category and must be approved.')
      : undefined;
  },
  ({ attributes }, category) => checkAttributes(attributes, category.attributes),
  ({ preOrder }, category) => {
    if (!preOrder.is_pre_order) return undefined;
    const { min, max } = category.daysToShip;
    if (preOrder.days_to_ship > max)
      return no('error_param_dts_exceeds_max_limit', `days_to_ship must not exceed ${max} in this category.`);
    return preOrder.days_to_ship < min
      ? no('error_param_dts_below_min_limit', `days_to_ship must not be below ${min} in this category.`)
      : undefined;
  },
  ({ videoUploadIds }, _category, around) =>
    videoUploadIds.length > 1 || videoUploadIds.some((id) => !around.hasVideo(id))
      ? no('error_video_unavailable', 'An item has at most one video, whose upload must have succeeded.')
      : undefined,
  ({ wholesales }) => {
    const rises = wholesales.every(
      ({ minCount, maxCount }, index) =>
        maxCount >= minCount && minCount === (wholesales[index - 1]?.maxCount ?? minCount - 1) + 1,
    );
    return rises && wholesales.length <= ITEM_LIMIT.wholesaleTiers.max
      ? undefined
      : no('error_wholesale_range', 'The ranges of wholesale must follow one another without a gap.');
  },
];

function checkAttributes(given: readonly ItemAttribute[], asked: readonly Attribute[]): ItemRefusal | undefined {
  const hasValue = (id: number): boolean => given.some((one) => one.attributeId === id && one.values.length > 0);
  const missing = asked.find((one) => one.mandatory && !hasValue(one.id));
  if (missing) {
    return no('error_less_required_attribute', `The attribute ${missing.name} (${missing.id}) is required.`);
  }
  for (const { attributeId, values } of given) {
    const attribute = asked.find((one) => one.id === attributeId);
    if (!attribute)
      return no('error_invalid_attribute', `The attribute ${attributeId} does not belong to the category.`);
    if (values.length > attribute.maxValues)
      return no('error_invalid_attribute', `The attribute ${attribute.name} takes ${attribute.maxValues} values.`);
    const isClosed = attribute.inputType === 1 || attribute.inputType === 4;
    for (const value of values) {
      const listed = attribute.values.some((one) => one.id === value.valueId);
      const isOwn = value.valueId === 0 && value.name !== '' && !isClosed;
      if (!listed && !isOwn)
        return no('error_invalid_attribute_value', `The attribute ${attribute.name} does not take this value.`);
      if (isOwn && attribute.units.length > 0 && !attribute.units.includes(value.unit))
        return no(
          'error_invalid_attribute_unit',
          `A unit of ${attribute.name} is one of ${attribute.units.join(', ')}.`,
        );
    }
  }
  return undefined;
}

/** Whether the dearest model costs too many times what the cheapest does. Prices in minor units. */
export const exceedsPriceRatio = (prices: readonly number[], ratio: number): boolean =>
  Math.max(...prices) > Math.min(...prices) * ratio;
