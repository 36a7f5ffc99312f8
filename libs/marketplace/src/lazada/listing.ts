import type {
  CreatedListing,
  ListingDraft,
  ListingOption,
  ListingUpdate,
  ListingVariantDraft,
  PublishedListing,
  VariantAddition,
} from '../port/catalog.types.js';
import { InvalidRequestError, MarketplaceError, type FieldProblem } from '../port/errors.js';
import type { SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { problemsOfDraft, problemsOfUpdate, problemsOfVariants } from './listing-rules.js';
import { unreadWrite } from './listing-state.js';
import { toPriceText } from './money.js';
import type { CreateProductPayload, CreateSku, UpdateProductPayload, UpdateSku, Variation } from './wire.js';

/** @throws InvalidRequestError when Lazada is sure to refuse the draft, with every reason at once */
export function toCreateProductRequest(draft: ListingDraft, country: SalesCountry): CreateProductPayload {
  refuseIf(problemsOfDraft(draft, country), 'catalog.createProduct');
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
        ...(options.length > 0 && { variation: toVariations(options, variants) }),
        Skus: { Sku: variants.map((variant) => toSku(variant, options.length > 0)) },
      },
    },
  };
}

/** The SKUs come back in an order of Lazada's own. */
export const fromCreateProductResponse = (data: WireObject): CreatedListing => ({
  externalItemId: data.id('item_id'),
  variants: data.objects('sku_list').map((sku) => ({
    sellerSku: sku.id('seller_sku'),
    externalSkuId: sku.id('sku_id'),
  })),
});

/**
 * Only what is given travels, and what does not travel stays as it is.
 * @param anySkuId one of the listing's: Lazada wants a SKU named even when none of them changes
 * @throws InvalidRequestError when Lazada is sure to refuse the update
 */
export function toUpdateProductRequest(update: ListingUpdate, anySkuId: string): UpdateProductPayload {
  refuseIf(problemsOfUpdate(update), 'catalog.updateProduct');
  const {
    externalItemId,
    categoryId,
    title,
    description,
    shortDescription,
    images,
    attributes,
    variants = [],
  } = update;
  return {
    Request: {
      Product: {
        ItemId: externalItemId,
        ...(categoryId !== undefined && { PrimaryCategory: categoryId }),
        ...(images !== undefined && { Images: { Image: images } }),
        // Must be there even when it is empty.
        Attributes: {
          ...attributes,
          ...(title !== undefined && { name: title }),
          ...(description !== undefined && { description }),
          ...(shortDescription !== undefined && { short_description: shortDescription }),
        },
        Skus: { Sku: variants.length > 0 ? variants.map(toSkuUpdate) : [{ SkuId: anySkuId }] },
      },
    },
  };
}

function toSkuUpdate(variant: NonNullable<ListingUpdate['variants']>[number]): UpdateSku {
  const { externalSkuId, packageWeightGrams, packageMillimetres, images, attributes = {} } = variant;
  return {
    ...attributes,
    SkuId: externalSkuId,
    ...(packageWeightGrams !== undefined && { package_weight: toKilograms(packageWeightGrams) }),
    ...(packageMillimetres !== undefined && toPackage(packageMillimetres)),
    ...(images !== undefined && { Images: { Image: images } }),
  };
}

/** @throws InvalidRequestError when Lazada is sure to refuse the variants */
export function toAddVariantsRequest(addition: VariantAddition, country: SalesCountry): UpdateProductPayload {
  refuseIf(problemsOfVariants(addition, country), 'catalog.addVariants');
  const { externalItemId, categoryId, besideExternalSkuId, options, variants } = addition;
  return {
    Request: {
      Product: {
        ItemId: externalItemId,
        PrimaryCategory: categoryId,
        AssociatedSku: besideExternalSkuId,
        Attributes: {},
        ...(options.length > 0 && { variation: toVariations(options, variants) }),
        Skus: { Sku: variants.map((variant) => toSku(variant, options.length > 0)) },
      },
    },
  };
}

/**
 * The new variants' ids, by their seller SKUs. They are in the shop by now, so what cannot be read is not known.
 * @throws OutcomeUnknownError
 */
export async function readingAdded(
  { externalItemId, variants }: VariantAddition,
  read: () => Promise<PublishedListing | null>,
): Promise<CreatedListing> {
  const listing = await read().catch((error: unknown) => {
    if (error instanceof MarketplaceError) throw unreadWrite('catalog.addVariants', error.explanation.cause);
    throw error;
  });
  const skuIds = new Map(listing?.variants.map(({ sellerSku, externalSkuId }) => [sellerSku, externalSkuId]));
  return {
    externalItemId,
    variants: variants.map(({ sellerSku }) => {
      const externalSkuId = skuIds.get(sellerSku);
      if (externalSkuId !== undefined) return { sellerSku, externalSkuId };
      throw unreadWrite('catalog.addVariants', 'The listing does not show the new variants yet.');
    }),
  };
}

export const toActivateRequest = (externalItemId: string, externalSkuIds: readonly string[]): UpdateProductPayload => ({
  Request: {
    Product: {
      ItemId: externalItemId,
      Attributes: {},
      Skus: { Sku: externalSkuIds.map((SkuId) => ({ SkuId, Status: 'active' })) },
    },
  },
});

/** Only the first property may have images of its own. */
function toVariations(
  options: readonly ListingOption[],
  variants: readonly ListingVariantDraft[],
): Record<`variation${number}`, Variation> {
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
    price: toPriceText(price),
    package_weight: toKilograms(variant.packageWeightGrams),
    ...toPackage(packageMillimetres),
    ...(images.length > 0 && { Images: { Image: images } }),
  };
}

const toPackage = ({ length, width, height }: ListingVariantDraft['packageMillimetres']) => ({
  package_length: toCentimetres(length),
  package_width: toCentimetres(width),
  package_height: toCentimetres(height),
});

/** Two decimals are taken, so it is rounded up to 10 g: a parcel declared too light is charged for afterwards. */
function toKilograms(grams: number): string {
  const hundredths = Math.max(1, Math.ceil(grams / 10));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

function toCentimetres(millimetres: number): string {
  const tenths = Math.max(1, Math.ceil(millimetres));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

function refuseIf(problems: readonly FieldProblem[], operation: string): void {
  if (problems.length === 0) return;
  throw new InvalidRequestError(
    { cause: 'The listing is not complete.', advice: 'See the fields; change them and send it again.' },
    { marketplace: 'lazada', operation },
    problems,
  );
}
