import { toDecimal } from '@pinglu/kernel';
import { InvalidRequestError, type FieldProblem } from '../port/errors.js';
import type {
  Category,
  CategoryAttribute,
  CategorySuggestion,
  CreatedListing,
  ListingDraft,
  ListingVariantDraft,
  PublishedListing,
  PublishedVariant,
} from '../port/catalog.types.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { lazadaCapabilities } from './capabilities.js';
import { toAttributeInput, toListingStatus } from './status.js';
import { fromStockOfSku } from './stock.js';
import type { CreateProductPayload, CreateSku, Variation } from './wire.js';

/** Names in English: what a category is called in the site's language differs by site, its attributes' names do not. */
const language = { language_code: 'en_US' } as const;

export const toCategoryTreeRequest = (): Record<string, string> => ({ ...language });
export const toCategorySuggestionRequest = (title: string): Record<string, string> => ({ product_name: title });
export const toCategoryAttributesRequest = (categoryId: string): Record<string, string> => ({
  primary_category_id: categoryId,
  ...language,
});

export const fromCategoryTreeResponse = (data: readonly WireObject[]): Category[] => data.map(toCategory);

function toCategory(node: WireObject): Category {
  return {
    categoryId: node.id('category_id'),
    name: node.text('name'),
    leaf: node.flag('leaf'),
    children: node.objects('children').map(toCategory),
  };
}

export const fromCategorySuggestionResponse = (data: WireObject): CategorySuggestion[] =>
  data.objects('categorySuggestions').map((suggestion) => ({
    categoryId: suggestion.id('categoryId'),
    name: suggestion.text('categoryName'),
    path: suggestion.text('categoryPath'),
  }));

export const fromCategoryAttributesResponse = (data: readonly WireObject[]): CategoryAttribute[] =>
  data.map((attribute) => ({
    name: attribute.id('name'),
    label: attribute.text('label'),
    level: attribute.text('attribute_type') === 'sku' ? 'variant' : 'listing',
    input: toAttributeInput(attribute.text('input_type')),
    mandatory: attribute.flag('is_mandatory'),
    option: attribute.flag('is_sale_prop'),
    choices: attribute.objects('options').map((choice) => choice.text('name')),
  }));

/** @throws InvalidRequestError when Lazada is sure to refuse the draft, with every reason at once */
export function toCreateProductRequest(draft: ListingDraft, country: SalesCountry): CreateProductPayload {
  const problems = problemsOf(draft, country);
  if (problems.length > 0) {
    throw new InvalidRequestError(
      { cause: 'The listing is not complete.', advice: 'See the fields; change them and send it again.' },
      { marketplace: 'lazada', operation: 'catalog.createProduct' },
      problems,
    );
  }
  const { categoryId, title, description, shortDescription, images, attributes, options, variants } = draft;
  return {
    Request: {
      Product: {
        PrimaryCategory: categoryId,
        Images: { Image: images },
        Attributes: {
          ...attributes,
          name: title,
          description,
          ...(shortDescription !== undefined && { short_description: shortDescription }),
        },
        ...(options.length > 0 && { variation: toVariations(draft) }),
        Skus: { Sku: variants.map((variant) => toSku(variant, options.length > 0)) },
      },
    },
  };
}

function problemsOf({ title, images, options, variants }: ListingDraft, country: SalesCountry): FieldProblem[] {
  const { titleCharacters, imagesPerListing, variantsPerCreate } = lazadaCapabilities.limits;
  const currency = currencyOfCountry[country];
  const problems: FieldProblem[] = [];
  const check = (holds: boolean, field: string, message: string): void => {
    if (!holds) problems.push({ field, message });
  };
  check(
    title.length > 0 && title.length <= titleCharacters,
    'title',
    `The title must have 1 to ${titleCharacters} characters.`,
  );
  check(images.length <= imagesPerListing, 'images', `At most ${imagesPerListing} images are allowed.`);
  check(
    variants.length > 0 && variants.length <= variantsPerCreate,
    'variants',
    `A listing must have 1 to ${variantsPerCreate} variants.`,
  );
  check(options.length <= 2, 'options', 'Variants can differ in at most 2 options.');
  check(variants.length <= 1 || options.length > 0, 'options', 'Several variants must differ in an option.');
  for (const { sellerSku, price, quantity, options: values } of variants) {
    check(
      /^[^"*^~<>/\\|]{1,50}$/.test(sellerSku),
      sellerSku,
      'A seller SKU has 1 to 50 characters, none of "*^~<>/\\|.',
    );
    check(price.currency === currency, sellerSku, `The price must be in ${currency}.`);
    check(Number.isSafeInteger(quantity) && quantity >= 0, sellerSku, 'The quantity must be a whole number from 0.');
    for (const { name } of options) check(Boolean(values[name]), sellerSku, `The option ${name} has no value.`);
  }
  check(
    new Set(variants.map(({ sellerSku }) => sellerSku)).size === variants.length,
    'variants',
    'A seller SKU comes twice.',
  );
  return problems;
}

/** Only the first property may have images of its own. */
function toVariations({ options, variants }: ListingDraft): Record<`variation${number}`, Variation> {
  return Object.fromEntries(
    options.map(({ name, own }, index) => [
      `variation${index + 1}`,
      {
        name,
        hasImage: index === 0 && variants.some(({ images = [] }) => images.length > 0),
        customize: own,
        options: { option: [...new Set(variants.map((variant) => variant.options[name] ?? ''))] },
      },
    ]),
  );
}

function toSku(variant: ListingVariantDraft, withOptions: boolean): CreateSku {
  const { sellerSku, options, price, quantity, packageMillimetres, images = [], attributes = {} } = variant;
  return {
    ...attributes,
    SellerSku: sellerSku,
    ...(withOptions && { saleProp: options }),
    quantity: String(quantity),
    price: toDecimal(price),
    package_weight: toKilograms(variant.packageWeightGrams),
    package_length: toCentimetres(packageMillimetres.length),
    package_width: toCentimetres(packageMillimetres.width),
    package_height: toCentimetres(packageMillimetres.height),
    ...(images.length > 0 && { Images: { Image: images } }),
  };
}

/** Two decimals are taken, so it is rounded up to 10 g: a parcel declared too light is charged for afterwards. */
function toKilograms(grams: number): string {
  const hundredths = Math.max(1, Math.ceil(grams / 10));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

function toCentimetres(millimetres: number): string {
  const tenths = Math.max(1, Math.ceil(millimetres));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** The SKUs come back in an order of Lazada's own. */
export const fromCreateProductResponse = (data: WireObject): CreatedListing => ({
  externalItemId: data.id('item_id'),
  variants: data.objects('sku_list').map((sku) => ({
    sellerSku: sku.id('seller_sku'),
    externalSkuId: sku.id('sku_id'),
  })),
});

export type ListingKey = { readonly externalItemId: string } | { readonly sellerSku: string };

/** Seller SKUs are looked for by the list call: the call for one item does not take them any more. */
export const toProductsBySellerSkuRequest = (sellerSku: string): Record<string, string> => ({
  filter: 'all',
  offset: '0',
  limit: '50',
  options: '1',
  sku_seller_list: JSON.stringify([sellerSku]),
});

/** The live one when several have had the seller SKU; null when none has it. */
export function fromProductsBySellerSkuResponse(
  data: WireObject | null,
  sellerSku: string,
  country: SalesCountry,
): PublishedListing | null {
  const listings = (data?.objects('products') ?? [])
    .map((product) => fromProductResponse(product, country))
    .filter(({ variants }) => variants.some((variant) => variant.sellerSku === sellerSku));
  const notDeleted = listings.filter(({ status }) => status !== 'deleted');
  return notDeleted.find(({ status }) => status === 'live') ?? notDeleted[0] ?? null;
}

export function fromProductResponse(product: WireObject, country: SalesCountry): PublishedListing {
  const rawStatus = product.text('status');
  return {
    externalItemId: product.id('item_id'),
    title: product.objectOrNull('attributes')?.text('name') ?? '',
    categoryId: product.text('primary_category'),
    status: toListingStatus(rawStatus),
    rawStatus,
    reasons: reasonsOf(product),
    variants: product.objects('skus').map((sku) => toPublishedVariant(sku, country)),
  };
}

function toPublishedVariant(sku: WireObject, country: SalesCountry): PublishedVariant {
  const currency = currencyOfCountry[country];
  const rawStatus = sku.text('Status');
  const specialPrice = sku.amount('special_price', currency);
  return {
    sellerSku: sku.text('SellerSku'),
    externalSkuId: sku.id('SkuId'),
    status: toListingStatus(rawStatus),
    rawStatus,
    price: sku.amount('price', currency),
    // 0 stands for none.
    specialPrice: specialPrice.amountMinor === '0' ? null : specialPrice,
    stock: fromStockOfSku(sku),
  };
}

/** The items of these lists are not documented: texts, or objects with a text in them. */
function reasonsOf(product: WireObject): string[] {
  return ['rejectReason', 'suspendedSkus'].flatMap((name) => {
    const value = product.fields[name];
    if (!Array.isArray(value)) return [];
    return (value as unknown[]).map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  });
}
