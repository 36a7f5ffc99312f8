import { businessError } from '../protocol/api-error.js';
import type { JsonObject } from '../protocol/json.js';
import { child, textOf, type Node } from '../protocol/payload.js';
import type { Seller } from '../seller/seller.js';
import { newStock, setSellable } from '../stock/stock.js';
import { setStock } from '../stock/write-stock.js';
import type { World } from '../world/world.js';
import type { Product, Sku } from './product.js';
import {
  checkAttributes,
  checkNewSku,
  Problems,
  readAttributes,
  readCategory,
  readImages,
  readSkus,
  readVariations,
  type SkuDraft,
} from './product-draft.js';

/** Creates a product from the `Product` node of a payload. It is on sale at once: quality control takes no time here. */
export function createProduct(world: World, seller: Seller, node: Node): Product {
  const category = readCategory(node);
  const problems = new Problems();
  const attributes = readAttributes(node);
  checkAttributes(attributes, category, problems);
  const images = readImages(node, problems);
  if (world.settings.requireImages && images.length === 0) problems.add(4139, 'Images', 'A main image is required');
  const variations = readVariations(node, problems);
  const drafts = readSkus(node, seller.site, problems);
  if (drafts.length === 0) problems.add(200, 'Skus', 'There must be at least one SKU');
  for (const draft of drafts) checkNewSku(draft, variations, problems);
  checkDuplicates(world, seller, drafts, problems);
  problems.throwAs(500);

  const now = world.nowMs();
  const product: Product = {
    itemId: world.products.newItemId(),
    seller,
    categoryId: category.id,
    status: 'Active',
    createdMs: now,
    updatedMs: now,
    images,
    variations,
    attributes,
    skus: [],
  };
  for (const draft of drafts) product.skus.push(newSku(world, product, draft));
  world.products.add(product);
  for (const sku of product.skus) world.stockTruth.published(sku);
  world.pushes.productChanged(product, 'PUBLISHED');
  return product;
}

/** Changes what the payload names and adds variants that come with an `AssociatedSku`. */
export function updateProduct(world: World, seller: Seller, node: Node): Product {
  const problems = new Problems();
  const drafts = readSkus(node, seller.site, problems);
  const product = findProduct(world, seller, node, drafts);
  problems.throwAs(501);
  const images = readImages(node, problems);
  const attributes = readAttributes(node);
  const mayAdd = textOf(node, 'AssociatedSku') !== undefined;
  const changes = drafts.flatMap((draft): { draft: SkuDraft; sku: Sku | undefined }[] => {
    const sku = draft.skuId === undefined ? undefined : world.products.sku(seller, draft.skuId);
    if (draft.skuId === undefined && mayAdd) {
      checkNewSku(draft, [...product.variations], problems);
      checkDuplicates(world, seller, [draft], problems);
      return [{ draft, sku: undefined }];
    }
    if (draft.skuId === undefined) problems.add(4216, 'SkuId', 'skuId is mandatory', draft.sellerSku);
    else if (!sku || sku.product !== product) problems.add(207, 'SkuId', 'SKU does not exist', draft.sellerSku);
    return sku?.product === product ? [{ draft, sku }] : [];
  });
  problems.throwAs(501);

  if (images.length > 0) product.images = images;
  product.attributes = { ...product.attributes, ...attributes };
  for (const { draft, sku } of changes) {
    if (sku) changeSku(world, sku, draft);
    else {
      const added = newSku(world, product, draft);
      product.skus.push(added);
      world.products.addSku(added);
      world.stockTruth.published(added);
    }
  }
  product.updatedMs = world.nowMs();
  world.pushes.productChanged(product, 'EDITED_UPDATED');
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

function findProduct(world: World, seller: Seller, node: Node, drafts: readonly SkuDraft[]): Product {
  const itemId = textOf(node, 'ItemId');
  if (itemId !== undefined) {
    const product = world.products.item(seller, Number(itemId));
    if (!product || product.status === 'Deleted') throw businessError(208, 'Item does not exist');
    return product;
  }
  const associated = Number(textOf(node, 'AssociatedSku') ?? drafts[0]?.skuId ?? 0);
  const sku = world.products.sku(seller, associated);
  if (!sku) throw businessError(drafts[0]?.skuId === undefined ? 4216 : 207, 'skuId is mandatory and must exist');
  return sku.product;
}

function checkDuplicates(world: World, seller: Seller, drafts: readonly SkuDraft[], problems: Problems): void {
  const seen = new Set<string>();
  const props = new Set<string>();
  for (const draft of drafts) {
    const name = draft.sellerSku ?? '';
    if (seen.has(name) || world.products.findBySellerSku(seller, name)) {
      problems.add(4105, 'SellerSku', 'SellerSku is used already', name);
    }
    seen.add(name);
    const own = JSON.stringify(Object.entries(draft.saleProps).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (props.has(own)) problems.add(4112, 'saleProp', 'Two SKUs have the same sale properties', name);
    props.add(own);
  }
}

function newSku(world: World, product: Product, draft: SkuDraft): Sku {
  const skuId = world.products.newSkuId();
  const sellerSku = draft.sellerSku ?? '';
  return {
    skuId,
    sellerSku,
    shopSku: `${product.itemId}_${product.seller.site.venture}-${skuId}`,
    product,
    status: 'active',
    price: draft.price ?? 0,
    specialPrice: draft.specialPrice ?? 0,
    specialFrom: draft.specialFrom ?? '',
    specialTo: draft.specialTo ?? '',
    saleProps: draft.saleProps,
    images: draft.images,
    fields: draft.fields,
    stock: newStock(draft.quantity ?? 0),
  };
}

function changeSku(world: World, sku: Sku, draft: SkuDraft): void {
  const now = { ...sku };
  sku.price = draft.price ?? now.price;
  sku.specialPrice = draft.specialPrice ?? now.specialPrice;
  sku.specialFrom = draft.specialFrom ?? now.specialFrom;
  sku.specialTo = draft.specialTo ?? now.specialTo;
  sku.fields = { ...now.fields, ...draft.fields };
  if (draft.images.length > 0) sku.images = draft.images;
  if (draft.status === 'deleted') world.products.removeSku(sku);
  else if (draft.status) sku.status = draft.status;
  // Unlike the price and quantity call, this one sets what buyers can order and not the total.
  if (draft.quantity !== undefined) setStock(world, sku, (stock) => setSellable(stock, draft.quantity ?? 0));
}

/** The `Product` node of a payload. */
export function productNode(request: Node): Node {
  const node = child(request, 'Product');
  if (!node) throw businessError(1001, 'The payload holds no Product');
  return node;
}
