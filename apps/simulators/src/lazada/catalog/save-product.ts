import { businessError } from '../protocol/api-error.js';
import type { JsonObject } from '../protocol/json.js';
import { child, children, type Node } from '../protocol/payload.js';
import type { Seller } from '../seller/seller.js';
import { newStock } from '../stock/stock.js';
import type { World } from '../world/world.js';
import { checkNewAttributes, readAttributes, readCategory } from './attributes.js';
import { salePropsOf } from './category.js';
import { checkNewSku, checkSkuImages } from './check-sku.js';
import { checkVideo } from './check-video.js';
import { imageListProblem } from './image-list.js';
import { Problems } from './problems.js';
import type { Product, Sku } from './product.js';
import { readSkus, type SkuDraft } from './read-sku.js';
import { readVariations, variationsOfSkus } from './variations.js';

/** Creates a product from the `Product` node of a payload and hands it to quality control. */
export function createProduct(world: World, seller: Seller, node: Node): Product {
  const category = readCategory(node);
  const problems = new Problems(world);
  const attributes = readAttributes(node);
  checkNewAttributes(attributes, { category, host: world.images, problems });
  checkVideo({ world, seller, attributes }, problems);
  const saleProps = salePropsOf(category);
  const drafts = readSkus(node, { site: seller.site, saleProps, problems });
  if (drafts.length === 0) problems.add(200, 'Skus', 'There must be at least one SKU');
  const declared = child(node, 'variation');
  const variations = declared ? readVariations(node, category, problems) : olderVariations(drafts, saleProps);
  for (const draft of drafts) checkNewSku(draft, variations, problems);
  checkDuplicates({ world, seller, drafts, others: [] }, problems);
  const images = readImages(node);
  checkImages(world, { images, drafts }, problems);
  checkSkuImages(drafts, variations, { host: world.images, problems, declared: declared !== undefined });
  if (onlineCount(world, seller) >= world.itemLimit)
    problems.add(4148, 'Product', "BIZ_CHECK_ITEM_HAS_REACH_LIMIT: Seller's online product count has reach limit");
  problems.throwAs(500, 'Create product failed');

  const now = world.nowMs();
  const product: Product = {
    itemId: world.products.newItemId(),
    seller,
    categoryId: category.id,
    status: 'Active',
    subStatus: null,
    rejectReason: '',
    createdMs: now,
    updatedMs: now,
    images,
    variations,
    attributes,
    skus: [],
    semiManaged: false,
  };
  for (const draft of drafts) product.skus.push(newSku(world, product, draft));
  world.products.add(product);
  for (const sku of product.skus) world.stockTruth.published(sku);
  world.pushes.productChanged(product, 'PUBLISHED');
  world.qualityControl.submit(product);
  return product;
}

export const createdAnswer = (product: Product): JsonObject => ({
  item_id: product.itemId,
  // Not in the order of the request.
  sku_list: product.skus
    .toReversed()
    .map((sku) => ({ shop_sku: sku.shopSku, seller_sku: sku.sellerSku, sku_id: sku.skuId })),
  item_status: product.status,
});

/** Products that count against a seller's limit. */
export const onlineCount = (world: World, seller: Seller): number =>
  world.products.of(seller).filter((one) => one.status === 'Active' || one.status === 'Pending QC').length;

/** What older clients write beside the price is declared by being there; a name that is unknown is none. */
const olderVariations = (drafts: readonly SkuDraft[], saleProps: readonly string[]): Product['variations'] =>
  variationsOfSkus(drafts).filter((one) => saleProps.includes(one.name));

export const readImages = (node: Node): string[] => children(child(node, 'Images'), 'Image').map(String);

function checkImages(
  world: World,
  { images, drafts }: { images: readonly string[]; drafts: readonly SkuDraft[] },
  problems: Problems,
): void {
  const problem = imageListProblem(images, world.images);
  if (problem) problems.add(problem.code, 'Images', problem.message);
  const none = images.length === 0 && drafts.every((draft) => draft.images.length === 0);
  if (world.settings.requireImages && none)
    problems.add(4139, 'Images', 'BIZ_CHECK_MAIN_IMAGE_REQUIRE: Main image is require');
}

/** Codes of the seller and combinations of sale properties come once; `others` are variants that are there already. */
export function checkDuplicates(
  {
    world,
    seller,
    drafts,
    others,
  }: { world: World; seller: Seller; drafts: readonly SkuDraft[]; others: readonly Sku[] },
  problems: Problems,
): void {
  const seen = new Set<string>();
  const props = new Set(others.map((sku) => propsKey(sku.saleProps)));
  for (const draft of drafts) {
    const name = draft.sellerSku ?? '';
    if (seen.has(name) || world.products.findBySellerSku(seller, name))
      problems.add(4105, 'SellerSku', 'BIZ_CHECK_SELLER_SKU_DUPLICATE: SellerSku repeat', name);
    seen.add(name);
    const own = propsKey(draft.saleProps);
    if (props.has(own))
      problems.add(4112, 'saleProp', 'CHK_SKU_PROPS_DUPLICATE: two SKUs have the same sale properties', name);
    props.add(own);
  }
}

const propsKey = (props: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(props).sort(([a], [b]) => (a < b ? -1 : 1)));

export function newSku(world: World, product: Product, draft: SkuDraft): Sku {
  const skuId = world.products.newSkuId();
  const { seller } = product;
  return {
    skuId,
    sellerSku: draft.sellerSku ?? '',
    shopSku: `${product.itemId}_${seller.site.venture}-${skuId}`,
    product,
    status: draft.status === 'inactive' ? 'inactive' : 'active',
    price: draft.price ?? 0,
    specialPrice: draft.specialPrice ?? 0,
    specialFrom: draft.specialFrom ?? '',
    specialTo: draft.specialTo ?? '',
    saleProps: draft.saleProps,
    images: draft.images,
    fields: draft.fields,
    stock: newStock(
      draft.quantity ?? 0,
      seller.warehouses.map((one) => one.code),
    ),
    preOrders: [],
    campaign: undefined,
  };
}

/** The `Product` node of a payload. */
export function productNode(request: Node): Node {
  const node = child(request, 'Product');
  if (!node) throw businessError(1001, 'The payload holds no Product');
  return node;
}
