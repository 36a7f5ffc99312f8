import type { ListingDraft, ListingUpdate, ListingVariantDraft, VariantAddition } from '../port/catalog.types.js';
import { InvalidRequestError, type FieldProblem } from '../port/errors.js';
import type { SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { shopeeCapabilities } from './capabilities.js';
import { priceProblem, toPriceNumber } from './prices.js';

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

/** A value of the seller's own has the number 0 and its words beside it. */
export const toAttributeList = (
  attributes: Readonly<Record<string, string>>,
  values: AttributeValues = new Map(),
): Record<string, unknown>[] =>
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

/** Shopee shows plain text. */
export const toPlainText = (html: string): string =>
  html
    .replace(/<\s*(br|\/p|\/li|\/div|\/h\d)\s*\/?\s*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/**
 * The listing as one without variants; they are added to it afterwards. It is not on sale until then, and the first seller
 * SKU stands on the listing itself, because by that alone it can be found again.
 * @throws InvalidRequestError when Shopee is sure to refuse the draft, with every reason at once
 */
export function toAddItemRequest(draft: ListingDraft, context: ListingContext): Record<string, unknown> {
  check(draft, context);
  const { title, description, images, attributes, variants, options } = draft;
  const first = variants[0]!;
  return {
    category_id: Number(draft.categoryId),
    item_name: title,
    description: toPlainText(description),
    item_sku: first.sellerSku,
    item_status: options.length > 0 ? 'UNLIST' : 'NORMAL',
    original_price: toPriceNumber(first.price),
    seller_stock: [{ stock: first.quantity }],
    weight: toWeight(first.packageWeightGrams),
    dimension: toDimension(first),
    image: { image_id_list: images },
    brand: {
      brand_id: Number(context.brandId ?? 0),
      original_brand_name: context.brandId === null ? 'NoBrand' : (attributes['brand'] ?? 'NoBrand'),
    },
    attribute_list: toAttributeList(attributes, context.attributeValues),
    logistic_info: context.channelIds.map((logistic_id) => ({ logistic_id, enabled: true })),
  };
}

const toDimension = ({ packageMillimetres }: Pick<ListingVariantDraft, 'packageMillimetres'>) => ({
  package_length: toCentimetres(packageMillimetres.length),
  package_width: toCentimetres(packageMillimetres.width),
  package_height: toCentimetres(packageMillimetres.height),
});

function check(draft: ListingDraft, { country, channelIds }: ListingContext): void {
  const problems = problemsOf(draft, country);
  if (channelIds.length === 0)
    problems.push({ field: 'logistics', message: 'The shop has no shipping channel switched on.' });
  if (problems.length === 0) return;
  throw new InvalidRequestError(
    {
      cause: 'The listing is not complete.',
      advice: 'See the fields; change them and send it again.',
      zh: { cause: '商品资料不完整。', advice: '请根据字段说明修改后重新提交。' },
    },
    { marketplace: 'shopee', operation: 'catalog.createProduct' },
    problems,
  );
}

function problemsOf({ title, images, options, variants }: ListingDraft, country: SalesCountry): FieldProblem[] {
  const { titleCharacters, imagesPerListing, variantsPerCreate } = shopeeCapabilities.limits;
  const problems: FieldProblem[] = [];
  const want = (holds: boolean, field: string, message: string): void => {
    if (!holds) problems.push({ field, message });
  };
  want(
    title.length > 0 && title.length <= titleCharacters,
    'title',
    `The title must have 1 to ${titleCharacters} characters.`,
  );
  want(
    images.length > 0 && images.length <= imagesPerListing,
    'images',
    `A listing must have 1 to ${imagesPerListing} pictures.`,
  );
  want(
    variants.length > 0 && variants.length <= variantsPerCreate,
    'variants',
    `A listing must have 1 to ${variantsPerCreate} variants.`,
  );
  want(options.length <= 2, 'options', 'Variants can differ in at most 2 options.');
  want(variants.length <= 1 || options.length > 0, 'options', 'Several variants must differ in an option.');
  for (const { name } of options) want(name.length <= 14, 'options', `The option ${name} has more than 14 characters.`);
  for (const { sellerSku, price, quantity, options: values } of variants) {
    const wrong = priceProblem(price, country);
    want(wrong === null, sellerSku, wrong ?? '');
    want(Number.isSafeInteger(quantity) && quantity >= 0, sellerSku, 'The quantity must be a whole number from 0.');
    want(sellerSku.length > 0 && sellerSku.length <= 100, sellerSku, 'A seller SKU has 1 to 100 characters.');
    for (const { name } of options) {
      const value = values[name] ?? '';
      want(
        value !== '' && value.length <= 20,
        sellerSku,
        `The option ${name} must have a value of 1 to 20 characters.`,
      );
    }
  }
  want(
    new Set(variants.map(({ sellerSku }) => sellerSku)).size === variants.length,
    'variants',
    'A seller SKU comes twice.',
  );
  return problems;
}

type Choices = readonly { readonly name: string; readonly values: readonly string[] }[];

const choicesOf = ({ options, variants }: Pick<ListingDraft, 'options' | 'variants'>): Choices =>
  options.map(({ name }) => ({ name, values: [...new Set(variants.map((variant) => variant.options[name] ?? ''))] }));

const toTiers = (choices: Choices): Record<string, unknown>[] =>
  choices.map(({ name, values }) => ({
    variation_id: 0,
    variation_name: name,
    variation_option_list: values.map((value) => ({ variation_option_name: value })),
  }));

const toModel = (variant: ListingVariantDraft, choices: Choices): Record<string, unknown> => ({
  tier_index: choices.map(({ name, values }) => values.indexOf(variant.options[name] ?? '')),
  original_price: toPriceNumber(variant.price),
  model_sku: variant.sellerSku,
  seller_stock: [{ stock: variant.quantity }],
  weight: toWeight(variant.packageWeightGrams),
  dimension: toDimension(variant),
});

export function toInitVariationsRequest(itemId: string, draft: ListingDraft): Record<string, unknown> {
  const choices = choicesOf(draft);
  return {
    item_id: Number(itemId),
    standardise_tier_variation: toTiers(choices),
    model: draft.variants.map((variant) => toModel(variant, choices)),
  };
}

/** What is given and nothing else: the rest stays as it is. */
export const toUpdateItemRequest = (
  update: ListingUpdate,
  attributeValues: AttributeValues,
): Record<string, unknown> => {
  const { externalItemId, categoryId, title, description, images, attributes } = update;
  return {
    item_id: Number(externalItemId),
    ...(categoryId !== undefined && { category_id: Number(categoryId) }),
    ...(title !== undefined && { item_name: title }),
    ...(description !== undefined && { description: toPlainText(description) }),
    ...(images !== undefined && { image: { image_id_list: images } }),
    ...(attributes !== undefined && { attribute_list: toAttributeList(attributes, attributeValues) }),
  };
};

/** Of each variant its weight and size; null when nothing of them changes. */
export function toUpdateModelsRequest({
  externalItemId,
  variants = [],
}: ListingUpdate): Record<string, unknown> | null {
  const model = variants
    .filter(({ externalSkuId }) => externalSkuId !== externalItemId)
    .flatMap(({ externalSkuId, packageWeightGrams, packageMillimetres }) => {
      if (packageWeightGrams === undefined && packageMillimetres === undefined) return [];
      return {
        model_id: Number(externalSkuId),
        ...(packageWeightGrams !== undefined && { weight: toWeight(packageWeightGrams) }),
        ...(packageMillimetres !== undefined && { dimension: toDimension({ packageMillimetres }) }),
      };
    });
  return model.length === 0 ? null : { item_id: Number(externalItemId), model };
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
  }));
  const added = choicesOf({ options, variants });
  const choices = old.map(({ name, values }) => ({
    name,
    values: [...new Set([...values, ...(added.find((choice) => choice.name === name)?.values ?? [])])],
  }));
  const grown = choices.some(({ values }, index) => values.length > (old[index]?.values.length ?? 0));
  return {
    tiers: grown
      ? {
          item_id: Number(externalItemId),
          standardise_tier_variation: toTiers(choices),
          model_list: present.objects('model').map((model) => ({
            model_id: model.integer('model_id'),
            tier_index: model.texts('tier_index').map(Number),
          })),
        }
      : null,
    models: { item_id: Number(externalItemId), model_list: variants.map((variant) => toModel(variant, choices)) },
  };
}
