import { findBrand } from '../catalog/brand.js';
import { attributesOf, categoryProblem, findLeaf, salePropsOf, type Category } from '../catalog/category.js';
import { Problems } from '../catalog/problems.js';
import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import { child, children, isNode, textOf, type Node } from '../protocol/payload.js';
import {
  COUNTRIES,
  countryOf,
  type Country,
  type GlobalPrices,
  type GlobalProduct,
  type GlobalSku,
} from './global-product.js';

const MAX_NAME = 255;

export type GlobalDraft = Pick<GlobalProduct, 'categoryId' | 'attributes' | 'images' | 'skus'> & {
  readonly ventures: readonly Country[];
  readonly upgrades: readonly Country[];
};

/**
 * A global product from the `Product` node of a payload, or `500` with everything that is wrong with it. The numbers of
 * the details are this family's own: they mean other things than in local products.
 */
export function readGlobalProduct(call: ApiCall, node: Node): GlobalDraft {
  const problems = new Problems(call.world);
  const category = readCategory(node, problems);
  const ventures = readVentures(child(node, 'Ventures'));
  if (ventures.length === 0) problems.add(4163, 'Ventures', 'PB_VENTURE_NO_VENTURE_SELECT');
  else if (!ventures.includes('my')) problems.add(4164, 'Ventures', 'PB_VENTURE_MY_NOT_PUBLISHED');
  const attributes = readAttributes(node);
  if (category) checkAttributes(attributes, category, problems);
  const images = children(child(node, 'Images'), 'Image').map(String);
  const nodes = children(child(node, 'Skus'), 'Sku').filter(isNode);
  if (nodes.length === 0) problems.add(4173, 'Skus', 'PB_NO_PROPER_SKU');
  const skus = nodes.map((one) => readSku(call, one, { category, problems }));
  checkSellerSkus(call, skus, problems);
  checkImages(call, { images, skus }, problems);
  problems.throwAs(500, 'Create product failed');
  return {
    categoryId: textOf(node, 'PrimaryCategory') ?? '',
    attributes,
    images,
    skus,
    ventures,
    upgrades: readVentures(child(node, 'SemiUpgradeVentures')),
  };
}

function readCategory(node: Node, problems: Problems): Category | undefined {
  const id = textOf(node, 'PrimaryCategory');
  const found = id === undefined ? undefined : findLeaf(Number(id));
  if (found) return found;
  if (id !== undefined && categoryProblem(Number(id)) === 'inactive')
    problems.add(4142, 'PrimaryCategory', 'CATEGORY_IS_INACTIVE');
  else problems.add(4140, 'PrimaryCategory', 'CATEGORY_CANNOT_FIND');
  return undefined;
}

const readVentures = (node: Node | undefined): Country[] => [
  ...new Set(children(node, 'Venture').flatMap((one) => countryOf(String(one)) ?? [])),
];

const readAttributes = (node: Node): Record<string, string> => {
  const attributes = child(node, 'Attributes') ?? {};
  return Object.fromEntries(
    Object.keys(attributes).flatMap((name) => {
      const value = textOf(attributes, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
};

function checkAttributes(attributes: Record<string, string>, category: Category, problems: Problems): void {
  const { name = '', brand_id: brandId, brand = brandId } = attributes;
  if (name === '') problems.add(4165, 'name', 'PB_NAME_NAME_CANNOT_BE_NULL');
  if (name.length > MAX_NAME) problems.add(4166, 'name', `PB_NAME_NAME_CANNOT_BE_TOO_LONG: ${MAX_NAME}`);
  if (brand === undefined || !findBrand(brand)) problems.add(4168, 'brand', 'PB_BRAND_ILLEGAL');
  // The parcel is one for all variants here, beside the other attributes.
  const parcel = ['package_weight', 'package_length', 'package_width', 'package_height'];
  const mandatory = attributesOf(category).filter((one) => one.level === 'normal' && one.mandatory);
  for (const one of [...parcel, ...mandatory.map((attribute) => attribute.name)]) {
    if (one !== 'name' && one !== 'brand' && attributes[one] === undefined)
      problems.add(4169, one, 'PB_DETAIL_ATTRIBUTE_REQUIRED');
  }
}

function readSku(
  call: ApiCall,
  node: Node,
  { category, problems }: { category: Category | undefined; problems: Problems },
): GlobalSku {
  const sellerSku = textOf(node, 'SellerSku') ?? '';
  const names = category ? salePropsOf(category) : [];
  const given = names.filter((name) => textOf(node, name) !== undefined);
  const prices = readPrices(node, '') ?? { retail: '', sales: '', noFee: undefined };
  if (prices.retail === '') problems.add(4185, 'retail_price', 'PB_ORIGIN_PRICE_CANNOT_BE_EMPTY', sellerSku);
  const sitePrices = Object.fromEntries(
    COUNTRIES.flatMap((country) => {
      const own = readPrices(node, `${country}_`);
      return own ? [[country, own]] : [];
    }),
  );
  for (const [country, own] of [['', prices] as const, ...Object.entries(sitePrices)]) {
    if (own.sales !== '' && Number(own.sales) >= Number(own.retail)) {
      const code = country === '' ? 4187 : 4190;
      problems.add(code, 'sales_price', `The sale price must be lower than the retail price ${country}`, sellerSku);
    }
  }
  const quantity = textOf(node, 'quantity');
  if (quantity === undefined) problems.add(4191, 'quantity', 'PB_STOCK_CANNOT_BE_EMPTY', sellerSku);
  else if (!/^\d{1,9}$/.test(quantity)) problems.add(4192, 'quantity', 'PB_STOCK_INVALID', sellerSku);
  return {
    skuId: call.world.globalProducts.newSkuId(),
    sellerSku,
    saleProps: Object.fromEntries(given.map((name) => [name, textOf(node, name) ?? ''])),
    quantity: quantity ?? '0',
    images: children(child(node, 'Images'), 'Image').map(String),
    prices,
    sitePrices,
  };
}

/** Undefined when none of them is there. */
function readPrices(node: Node, prefix: string): GlobalPrices | undefined {
  const [retail, sales, noFee] = ['retail_price', 'sales_price', 'no_fee_price'].map((name) =>
    textOf(node, prefix + name),
  );
  if (retail === undefined && sales === undefined && noFee === undefined) return undefined;
  return { retail: retail ?? '', sales: sales ?? '', noFee };
}

function checkSellerSkus(call: ApiCall, skus: readonly GlobalSku[], problems: Problems): void {
  const seen = new Set<string>();
  for (const { sellerSku } of skus) {
    if (sellerSku === '' || sellerSku.length > 50)
      problems.add(4195, 'SellerSku', 'PB_SELLER_SKU_LENGTH_ERROR: 1 to 50 characters', sellerSku);
    else if (!/^[A-Za-z0-9_-]+$/.test(sellerSku)) problems.add(4197, 'SellerSku', 'PB_SELLER_SKU_INVALID', sellerSku);
    if (seen.has(sellerSku)) problems.add(4196, 'SellerSku', 'PB_SELLER_SKU_DUPLICATE', sellerSku);
    if (call.world.globalProducts.findBySellerSku(sellerOf(call), sellerSku))
      problems.add(4194, 'SellerSku', 'PB_SELLER_SKU_EXIST', sellerSku);
    seen.add(sellerSku);
  }
}

/** Pictures must lie with the marketplace before they come here. */
function checkImages(call: ApiCall, { images, skus }: Pick<GlobalDraft, 'images' | 'skus'>, problems: Problems): void {
  const all = [...images, ...skus.flatMap((sku) => sku.images)];
  const outer = all.find((one) => !call.world.images.hosts(one));
  if (outer !== undefined) problems.add(4178, 'Images', `PB_IMG_CANNOT_FETCH: ${outer}`);
  const without = skus.filter((sku) => sku.images.length === 0);
  if (without.length > 0 && without.length < skus.length) problems.add(4227, 'Images', 'SKU_IMAGE_INVALID');
}
