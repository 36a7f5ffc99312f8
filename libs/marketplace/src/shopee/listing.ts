import type {
  CreatedListing,
  ListingDraft,
  ListingUpdate,
  ListingVariantDraft,
  ListingVariantUpdate,
  VariantAddition,
} from '../port/catalog.types.js';
import type { SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { ExactInteger } from './client.js';
import { checkDraft } from './listing-rules.js';
import { toPlainText } from './plain-text.js';
import { toPriceNumber } from './prices.js';
import { unfinishedSku } from './unfinished.js';

/** Kilograms. */
export const toWeight = (grams: number): number => Math.max(1, Math.ceil(grams)) / 1000;
/** Whole centimetres, never less than there is. */
const toCentimetres = (millimetres: number): number => Math.max(1, Math.ceil(millimetres / 10));

/** What a category's attributes are called, and the numbers of their values. */
export type AttributeValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const attributeValuesIn = (data: WireObject): AttributeValues =>
  new Map(
    data
      .objects('list')
      .flatMap((category) => category.objects('attribute_tree'))
      .map((attribute) => [
        attribute.id('attribute_id'),
        new Map(attribute.objects('attribute_value_list').map((value) => [value.text('name'), value.id('value_id')])),
      ]),
  );

export interface AttributeRow {
  readonly attribute_id: number;
  readonly attribute_value_list: readonly object[];
}

/** A value of the seller's own has the number 0 and its words beside it. */
export const toAttributeList = (
  attributes: Readonly<Record<string, string>>,
  values: AttributeValues = new Map(),
): AttributeRow[] =>
  Object.entries(attributes)
    .filter(([name]) => /^\d+$/.test(name))
    .map(([name, value]) => {
      const known = values.get(name)?.get(value);
      return {
        attribute_id: Number(name),
        attribute_value_list: [
          known === undefined ? { value_id: 0, original_value_name: value } : { value_id: Number(known) },
        ],
      };
    });

/** Channels that a buyer chooses among; those below a mask are Shopee's own business. */
export const enabledChannelsIn = (data: WireObject): number[] =>
  data
    .objects('logistics_channel_list')
    .filter((channel) => channel.flag('enabled') && (channel.integerOrNull('mask_channel_id') ?? 0) === 0)
    .map((channel) => channel.integer('logistics_channel_id'));

export interface ListingContext {
  readonly country: SalesCountry;
  readonly channelIds: readonly number[];
  readonly attributeValues: AttributeValues;
  /** Null when the category has no such brand. */
  readonly brandId: string | null;
}

/**
 * The listing as one without variants; where it has some they are added to it afterwards, and until then it is neither on
 * sale nor to be taken for published.
 * @throws InvalidRequestError when Shopee is sure to refuse the draft, with every reason at once
 */
export function toAddItemRequest(draft: ListingDraft, context: ListingContext): Record<string, unknown> {
  checkDraft(draft, context);
  const { title, description, images, attributes, variants, options } = draft;
  const first = variants[0]!;
  return {
    category_id: Number(draft.categoryId),
    item_name: title,
    description: toPlainText(description),
    item_sku: options.length > 0 ? unfinishedSku(first.sellerSku) : first.sellerSku,
    item_status: options.length > 0 ? 'UNLIST' : 'NORMAL',
    original_price: toPriceNumber(first.price),
    seller_stock: [{ stock: first.quantity }],
    weight: toWeight(first.packageWeightGrams),
    dimension: toDimension(first),
    image: { image_id_list: images },
    brand: toBrand(context.brandId, attributes['brand']),
    attribute_list: toAttributeList(attributes, context.attributeValues),
    logistic_info: context.channelIds.map((logistic_id) => ({ logistic_id, enabled: true })),
  };
}

const toDimension = ({ packageMillimetres }: Pick<ListingVariantDraft, 'packageMillimetres'>) => ({
  package_length: toCentimetres(packageMillimetres.length),
  package_width: toCentimetres(packageMillimetres.width),
  package_height: toCentimetres(packageMillimetres.height),
});

interface Choice {
  readonly name: string;
  readonly values: readonly string[];
  /** By value; pictures belong to the values of the first option only. */
  readonly pictures: ReadonlyMap<string, string>;
}

const choicesOf = ({ options, variants }: Pick<ListingDraft, 'options' | 'variants'>): Choice[] =>
  options.map(({ name }, index) => ({
    name,
    values: [...new Set(variants.map((variant) => variant.options[name] ?? ''))],
    pictures: index === 0 ? picturesOf(variants, name) : new Map<string, string>(),
  }));

const picturesOf = (variants: readonly ListingVariantDraft[], option: string): Map<string, string> =>
  new Map(variants.flatMap(({ images = [], options }) => images.slice(0, 1).map((id) => [options[option] ?? '', id])));

const toTiers = (choices: readonly Choice[]): Record<string, unknown>[] =>
  choices.map(({ name, values, pictures }) => ({
    variation_id: 0,
    variation_name: name,
    variation_option_list: values.map((value) => ({
      variation_option_name: value,
      ...(pictures.has(value) && { image_id: pictures.get(value) }),
    })),
  }));

const placeOf = ({ options }: ListingVariantDraft, choices: readonly Choice[]): number[] =>
  choices.map(({ name, values }) => values.indexOf(options[name] ?? ''));

const toModel = (variant: ListingVariantDraft, choices: readonly Choice[]): Record<string, unknown> => ({
  tier_index: placeOf(variant, choices),
  original_price: toPriceNumber(variant.price),
  model_sku: variant.sellerSku,
  seller_stock: [{ stock: variant.quantity }],
  weight: toWeight(variant.packageWeightGrams),
  dimension: toDimension(variant),
});

export function toInitVariationsRequest(itemId: string, draft: ListingDraft): Record<string, unknown> {
  const choices = choicesOf(draft);
  return {
    item_id: new ExactInteger(itemId),
    standardise_tier_variation: toTiers(choices),
    model: draft.variants.map((variant) => toModel(variant, choices)),
  };
}

/** The new variants by the place that each was asked for. @throws ContractViolationError when one has no id */
export function fromInitVariationsResponse(data: WireObject, draft: ListingDraft): CreatedListing['variants'] {
  const choices = choicesOf(draft);
  const made = new Map(data.objects('model').map((model) => [model.texts('tier_index').join('/'), model]));
  return draft.variants.map((variant) => {
    const model = made.get(placeOf(variant, choices).join('/'));
    if (!model) throw data.violation('model', 'a model for each variant');
    return { sellerSku: variant.sellerSku, externalSkuId: model.id('model_id') };
  });
}

/** Puts the listing on sale under the SKU by which it is found from now on: of several variants that is the first. */
export const toFinishRequest = (itemId: string, { variants }: ListingDraft): Record<string, unknown> => ({
  item_id: new ExactInteger(itemId),
  item_sku: variants[0]!.sellerSku,
  item_status: 'NORMAL',
});

/** What is given and nothing else: the rest stays as it is. A listing without variants is weighed and measured itself. */
export function toUpdateItemRequest(update: ListingUpdate, context: UpdateContext): Record<string, unknown> {
  const { externalItemId, categoryId, title, description, images, variants = [] } = update;
  const itself = variants.find(({ externalSkuId }) => externalSkuId === externalItemId);
  return {
    item_id: new ExactInteger(externalItemId),
    ...(categoryId !== undefined && { category_id: Number(categoryId) }),
    ...(title !== undefined && { item_name: title }),
    ...(description !== undefined && { description: toPlainText(description) }),
    ...(images !== undefined && { image: { image_id_list: images } }),
    ...(itself && sizesOf(itself)),
    ...(context.attributeList !== null && { attribute_list: context.attributeList }),
    ...(context.brand !== null && { brand: context.brand }),
  };
}

/** Null: stays as it is. */
export interface UpdateContext {
  readonly attributeList: readonly object[] | null;
  readonly brand: object | null;
}

/**
 * The list of an update takes the place of the one that is there, so what is not named is sent along as it is.
 * @param item of `get_item_base_info`
 */
export function withPresentAttributes(changed: readonly AttributeRow[], item: WireObject): AttributeRow[] {
  const named = new Set(changed.map(({ attribute_id }) => attribute_id));
  const kept = item
    .objects('attribute_list')
    .filter((attribute) => !named.has(attribute.integer('attribute_id')))
    .map((attribute) => ({
      attribute_id: attribute.integer('attribute_id'),
      attribute_value_list: attribute.objects('attribute_value_list').map((value) => ({
        value_id: value.integerOrNull('value_id') ?? 0,
        original_value_name: value.text('original_value_name'),
        ...(value.text('value_unit') !== '' && { value_unit: value.text('value_unit') }),
      })),
    }));
  return [...kept, ...changed];
}

export const toBrand = (brandId: string | null, name: string | undefined): Record<string, unknown> => ({
  brand_id: Number(brandId ?? 0),
  original_brand_name: brandId === null ? 'NoBrand' : (name ?? 'NoBrand'),
});

const sizesOf = ({ packageWeightGrams, packageMillimetres }: ListingVariantUpdate): Record<string, unknown> => ({
  ...(packageWeightGrams !== undefined && { weight: toWeight(packageWeightGrams) }),
  ...(packageMillimetres !== undefined && { dimension: toDimension({ packageMillimetres }) }),
});

/** Of each variant its weight and size; null when nothing of them changes. */
export function toUpdateModelsRequest({
  externalItemId,
  variants = [],
}: ListingUpdate): Record<string, unknown> | null {
  const model = variants
    .filter(({ externalSkuId }) => externalSkuId !== externalItemId)
    .map((variant) => ({ model_id: new ExactInteger(variant.externalSkuId), ...sizesOf(variant) }))
    .filter((row) => Object.keys(row).length > 1);
  return model.length === 0 ? null : { item_id: new ExactInteger(externalItemId), model };
}

interface Extension {
  /** Null when the new variants need no new values of the options. */
  readonly tiers: Record<string, unknown> | null;
  readonly models: Record<string, unknown>;
}

/** New values stand behind the old ones, so that what is there keeps its place. @param present of `get_model_list` */
export function toAddVariantsRequests(
  { externalItemId, options, variants }: VariantAddition,
  present: WireObject,
): Extension {
  const old = present.objects('tier_variation').map((tier) => ({
    name: tier.text('name'),
    values: tier.objects('option_list').map((option) => option.text('option')),
    pictures: new Map(
      tier.objects('option_list').flatMap((option): [string, string][] => {
        const picture = option.objectOrNull('image')?.textOrNull('image_id');
        return picture ? [[option.text('option'), picture]] : [];
      }),
    ),
  }));
  const added = choicesOf({ options, variants });
  const choices = old.map(({ name, values, pictures }): Choice => {
    const more = added.find((choice) => choice.name === name);
    return {
      name,
      values: [...new Set([...values, ...(more?.values ?? [])])],
      pictures: new Map([...(more?.pictures ?? []), ...pictures]),
    };
  });
  const grown = choices.some(({ values }, index) => values.length > (old[index]?.values.length ?? 0));
  return {
    tiers: grown
      ? {
          item_id: new ExactInteger(externalItemId),
          standardise_tier_variation: toTiers(choices),
          model_list: present.objects('model').map((model) => ({
            model_id: new ExactInteger(model.id('model_id')),
            tier_index: model.texts('tier_index').map(Number),
          })),
        }
      : null,
    models: {
      item_id: new ExactInteger(externalItemId),
      model_list: variants.map((variant) => toModel(variant, choices)),
    },
  };
}
