import { businessError, type ApiError } from '../protocol/api-error.js';
import type { JsonObject } from '../protocol/json.js';
import { child, children, isNode, textOf, type Node } from '../protocol/payload.js';
import { parseAmount, type Site } from '../world/site.js';
import { findBrand } from './brand.js';
import { attributesOf, findLeaf, type Category } from './category.js';
import type { Sku, Variation } from './product.js';

/** A variant as a payload describes it. Fields that it does not name are undefined. */
export interface SkuDraft {
  readonly skuId: number | undefined;
  readonly sellerSku: string | undefined;
  readonly status: Sku['status'] | undefined;
  readonly price: number | undefined;
  readonly specialPrice: number | undefined;
  readonly specialFrom: string | undefined;
  readonly specialTo: string | undefined;
  readonly quantity: number | undefined;
  readonly saleProps: Readonly<Record<string, string>>;
  readonly images: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** What is wrong with a product, collected so that one answer names everything. */
export class Problems {
  private readonly found: JsonObject[] = [];

  add(code: number, field: string, message: string, sellerSku?: string): void {
    this.found.push({ code: String(code), field, message, seller_sku: sellerSku });
  }

  /** Throws `code` with everything found, when anything was. */
  throwAs(code: 500 | 501): void {
    const first = this.found[0];
    if (first) throw this.error(code, `${code === 500 ? 'Create' : 'Update'} product failed`);
  }

  error(code: number, message: string): ApiError {
    return businessError(code, message, { detail: this.found });
  }

  get isEmpty(): boolean {
    return this.found.length === 0;
  }
}

const PACKAGE_FIELDS = ['package_weight', 'package_length', 'package_width', 'package_height'] as const;

export function readCategory(product: Node): Category {
  const id = textOf(product, 'PrimaryCategory');
  if (!id) throw businessError(4227, 'Category is null');
  const category = findLeaf(Number(id));
  if (!category) throw businessError(201, 'Invalid category, or it is no leaf');
  return category;
}

export function readImages(node: Node | undefined, problems: Problems): string[] {
  const images = children(node && child(node, 'Images'), 'Image').filter((one) => typeof one === 'string');
  if (images.length > 8) problems.add(4169, 'Images', 'No more than 8 images are allowed');
  for (const image of images) {
    if (!/^https?:\/\/[^/]*\.slatic\.net\//.test(image))
      problems.add(4138, 'Images', `Outer image is not allowed: ${image}`);
  }
  return images;
}

export function readAttributes(product: Node): Record<string, string> {
  const node = child(product, 'Attributes') ?? {};
  return Object.fromEntries(
    Object.keys(node).flatMap((name) => {
      const value = textOf(node, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The checks on what a new product says about itself; resolves `brand_id` to the brand's name. */
export function checkAttributes(attributes: Record<string, string>, category: Category, problems: Problems): void {
  const brand = attributes['brand_id'] ?? attributes['brand'];
  if (!brand) problems.add(1, 'brand', 'The mandatory parameter brand or brand_id is missing');
  else if (!findBrand(brand)) problems.add(4142, 'brand', 'Brand is invalid');
  else attributes['brand'] = findBrand(brand)!.name;
  if ((attributes['name'] ?? '').length > 255) problems.add(6, 'name', 'The name is longer than 255 characters');
  if ((attributes['description'] ?? '').length > 25_000)
    problems.add(6, 'description', 'The description is longer than 25000 characters');
  for (const one of attributesOf(category)) {
    if (one.level !== 'normal' || one.name === 'brand') continue;
    const value = attributes[one.name];
    if (value === undefined && one.mandatory)
      problems.add(1, one.name, `The mandatory attribute ${one.name} is missing`);
    if (value !== undefined && one.inputType === 'singleSelect' && !one.options.includes(value)) {
      problems.add(4115, one.name, `${value} is not an option of ${one.name}`);
    }
  }
}

/** `variation1` to `variation4`; documents spell the names in both cases. */
export function readVariations(product: Node, problems: Problems): Variation[] {
  const node = child(product, 'variation') ?? {};
  const variations = [1, 2, 3, 4].flatMap((number) => {
    const one = child(node, `variation${number}`);
    const name = textOf(one, 'name');
    if (!one || !name) return [];
    const options = children(child(one, 'options'), 'option').map(String);
    return [
      { name, hasImage: textOf(one, 'hasImage') === 'true', customize: textOf(one, 'customize') === 'true', options },
    ];
  });
  if (variations.length > 2) problems.add(209, 'variation', 'BIZ_CHECK_TOTAL_SALE_PROP_MAX_ITEMS');
  for (const one of variations) {
    if (one.options.length > 50) problems.add(209, one.name, 'VARIATION_SIZE_LIMIT');
    if (new Set(one.options).size < one.options.length) problems.add(209, one.name, 'VARIATION_OPTION_DUPLICATE');
  }
  return variations;
}

/** The variants of a payload. Values that cannot be read are problems; absent ones are left to the caller. */
export function readSkus(product: Node, site: Site, problems: Problems): SkuDraft[] {
  const nodes = children(child(product, 'Skus'), 'Sku').filter(isNode);
  if (nodes.length > 50) throw businessError(4171, 'No more than 50 SKUs are allowed in one call');
  return nodes.map((node) => readSku(node, site, problems));
}

function readSku(node: Node, site: Site, problems: Problems): SkuDraft {
  const sellerSku = textOf(node, 'SellerSku');
  const amount = (name: string): number | undefined => {
    const value = textOf(node, name);
    const minor = value === undefined ? undefined : parseAmount(value, site);
    if (value !== undefined && minor === undefined) problems.add(6, name, `${name} is no amount`, sellerSku);
    return minor;
  };
  const quantity = textOf(node, 'quantity');
  if (quantity !== undefined && !/^-?\d+$/.test(quantity))
    problems.add(6, 'quantity', 'quantity is no whole number', sellerSku);
  if (sellerSku !== undefined && /["*^~<>/\\|]/.test(sellerSku))
    problems.add(200, 'SellerSku', 'SellerSku holds a forbidden character', sellerSku);
  if ((sellerSku ?? '').length > 50)
    problems.add(200, 'SellerSku', 'SellerSku is longer than 50 characters', sellerSku);
  const saleProp = child(node, 'saleProp') ?? {};
  const fields = Object.keys(node).filter((name) => name.startsWith('package_'));
  const status = textOf(node, 'Status')?.toLowerCase();
  return {
    skuId: numberOf(textOf(node, 'SkuId')),
    sellerSku,
    status: status === 'active' || status === 'inactive' || status === 'deleted' ? status : undefined,
    price: amount('price'),
    specialPrice: amount('special_price'),
    specialFrom: textOf(node, 'special_from_date'),
    specialTo: textOf(node, 'special_to_date'),
    quantity: quantity === undefined ? undefined : Number(quantity),
    saleProps: Object.fromEntries(Object.keys(saleProp).map((name) => [name, textOf(saleProp, name) ?? ''])),
    images: readImages(node, problems),
    fields: Object.fromEntries(fields.map((name) => [name, textOf(node, name) ?? ''])),
  };
}

/** What a variant must have before it can be sold. */
export function checkNewSku(sku: SkuDraft, variations: readonly Variation[], problems: Problems): void {
  const name = sku.sellerSku;
  if (name === undefined) problems.add(200, 'SellerSku', 'SellerSku is empty');
  if (sku.price === undefined) problems.add(1, 'price', 'The mandatory attribute price is missing', name);
  if (sku.price === 0) problems.add(4118, 'price', 'The price must not be zero', name);
  if (sku.specialPrice && sku.price !== undefined && sku.specialPrice >= sku.price) {
    problems.add(4157, 'special_price', 'The special price must be lower than the price', name);
  }
  if (!sku.specialPrice && (sku.specialFrom ?? sku.specialTo)) {
    problems.add(4119, 'special_price', 'Dates of a special price need a special price', name);
  }
  if ((sku.quantity ?? 0) < 0) problems.add(4152, 'quantity', 'The inventory must not be negative', name);
  checkParcel(sku, problems);
  for (const prop of Object.keys(sku.saleProps)) {
    if (!variations.some((one) => one.name === prop))
      problems.add(4143, prop, `The sale property ${prop} is not declared`, name);
  }
  for (const one of variations) {
    const value = sku.saleProps[one.name];
    if (value === undefined) problems.add(209, one.name, 'SKU_VARIATION_NAME_MISSING', name);
    else if (one.options.length > 0 && !one.options.includes(value))
      problems.add(4115, one.name, `${value} is not an option`, name);
  }
}

function checkParcel(sku: SkuDraft, problems: Problems): void {
  const values = PACKAGE_FIELDS.map((field) => {
    const value = sku.fields[field];
    if (value === undefined) problems.add(1, field, `The mandatory attribute ${field} is missing`, sku.sellerSku);
    else if (!(Number(value) > 0)) problems.add(6, field, `${field} must be a number above zero`, sku.sellerSku);
    return Number(value ?? 0);
  });
  const [weight = 0, ...sides] = values;
  if (weight > 40) problems.add(4164, 'package_weight', 'The package is heavier than 40 kg', sku.sellerSku);
  if (sides.reduce((sum, side) => sum + side, 0) > 300)
    problems.add(4165, 'package_length', 'The sides add up to more than 300 cm', sku.sellerSku);
}

function numberOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,16}$/.test(value) ? Number(value) : undefined;
}
