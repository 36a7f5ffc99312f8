import type { ImageHost } from './image-list.js';
import { imageListProblem } from './image-list.js';
import type { Problems } from './problems.js';
import type { Sku, Variation } from './product.js';
import type { SkuDraft } from './read-sku.js';
import { specialPriceProblem } from './special-price.js';

const PACKAGE_FIELDS = ['package_weight', 'package_length', 'package_width', 'package_height'] as const;
const MAX_WEIGHT_KG = 40;
const MAX_SIDES_CM = 300;

/** What a variant must have before it can be sold. */
export function checkNewSku(sku: SkuDraft, variations: readonly Variation[], problems: Problems): void {
  const name = sku.sellerSku;
  if (name === undefined) problems.add(200, 'SellerSku', 'SellerSku is empty');
  if (sku.price === undefined) problems.add(1, 'price', 'The mandatory attribute price is missing', name);
  else checkPrices({ ...sku, price: sku.price }, problems);
  for (const field of PACKAGE_FIELDS) {
    if (sku.fields[field] === undefined) problems.add(1, field, `The mandatory attribute ${field} is missing`, name);
  }
  checkParcel(sku.fields, name, problems);
  checkSaleProps(sku, variations, problems);
}

/** The prices that a change leaves, together with what was there before it. */
export function checkPrices(draft: SkuDraft & { readonly price: number }, problems: Problems, before?: Sku): void {
  const problem = specialPriceProblem(
    {
      price: draft.price,
      specialPrice: draft.specialPrice ?? before?.specialPrice ?? 0,
      specialFrom: draft.specialFrom ?? before?.specialFrom ?? '',
      specialTo: draft.specialTo ?? before?.specialTo ?? '',
    },
    (draft.specialFrom ?? draft.specialTo) !== undefined,
  );
  if (problem) problems.add(problem.code, 'special_price', problem.message, draft.sellerSku ?? before?.sellerSku);
}

/** Kilograms and centimetres, with two digits after the point at most. */
export function checkParcel(fields: SkuDraft['fields'], sellerSku: string | undefined, problems: Problems): void {
  const values = PACKAGE_FIELDS.map((field) => {
    const value = fields[field];
    if (value === undefined) return 0;
    if (!/^\d+(?:\.\d{1,2}0*)?$/.test(value) || Number(value) === 0)
      problems.add(
        4149,
        field,
        `BIZ_CHECK_PACKAGE_DECIMAL_INVALID: ${field} is a number above 0 with at most 2 decimals`,
        sellerSku,
      );
    return Number(value);
  });
  const [weight = 0, ...sides] = values;
  if (weight > MAX_WEIGHT_KG)
    problems.add(4164, 'package_weight', `BIZ_CHECK_MAX_PACKAGE_WEIGHT: it exceeds ${MAX_WEIGHT_KG} kg`, sellerSku);
  if (sides.reduce((sum, side) => sum + side, 0) > MAX_SIDES_CM)
    problems.add(4165, 'package_length', `BIZ_CHECK_MAX_PACKAGE_DIMENISIONS: it exceeds ${MAX_SIDES_CM} cm`, sellerSku);
}

function checkSaleProps(sku: SkuDraft, variations: readonly Variation[], problems: Problems): void {
  const name = sku.sellerSku;
  for (const prop of Object.keys(sku.saleProps)) {
    if (!variations.some((one) => one.name === prop))
      problems.add(4143, prop, `BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID: ${prop} is not defined in the variation`, name);
  }
  for (const one of variations) {
    const value = sku.saleProps[one.name];
    if (value === undefined || value === '') {
      problems.add(209, one.name, `SKU_VARIATION_NAME_MISSING: the SKU has no ${one.name}`, name);
    } else if (!one.options.includes(value)) {
      problems.add(209, one.name, `SKU_VARIATION_OPTION_NOT_EXIST: ${value} is no option of ${one.name}`, name);
    }
  }
}

/**
 * Pictures of the variants of one product, taken together: either all have some or none has. `declared`: the call itself
 * says what the variants differ in, and so whether they have pictures.
 */
export function checkSkuImages(
  skus: readonly { readonly sellerSku: string | undefined; readonly images: readonly string[] }[],
  variations: readonly Variation[],
  { host, problems, declared }: { host: ImageHost; problems: Problems; declared: boolean },
): void {
  for (const { sellerSku, images } of skus) {
    const problem = imageListProblem(images, host);
    if (problem) problems.add(problem.code, 'Images', problem.message, sellerSku);
  }
  const without = skus.filter((sku) => sku.images.length === 0);
  const withImages = skus.find((sku) => sku.images.length > 0);
  if (declared && withImages && variations.length > 0 && !variations.some((one) => one.hasImage)) {
    const message = 'VARIATION_IMAGE_SETTING_ERROR: no variation has hasImage, but the SKU has images';
    problems.add(209, 'Images', message, withImages.sellerSku);
  }
  const promised = variations.find((one) => one.hasImage);
  for (const { sellerSku } of without) {
    if (promised)
      problems.add(
        209,
        'Images',
        `SKU_VARIATION_IMAGES_MISSING: ${promised.name} has images, the SKU has none`,
        sellerSku,
      );
    else if (without.length < skus.length)
      problems.add(4153, 'Images', 'THD_IC_ERR_FC_IC_SKU_IMAGE_001: when one SKU has images all need one', sellerSku);
  }
}
