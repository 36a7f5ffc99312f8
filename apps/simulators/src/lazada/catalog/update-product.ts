import { ApiError, businessError } from '../protocol/api-error.js';
import { child, textOf, type Node } from '../protocol/payload.js';
import type { Seller } from '../seller/seller.js';
import { setSellable, type Stock } from '../stock/stock.js';
import { decideStock, writeStock } from '../stock/write-stock.js';
import type { World } from '../world/world.js';
import { checkAttributes, readAttributes, readCategory } from './attributes.js';
import { findLeaf, salePropsOf, type Category } from './category.js';
import { checkNewSku, checkParcel, checkPrices, checkSkuImages } from './check-sku.js';
import { checkVideo } from './check-video.js';
import { lockProblem } from './edit-lock.js';
import { imageListProblem } from './image-list.js';
import { Problems } from './problems.js';
import { livingSkus, type Product, type Sku, type Variation } from './product.js';
import { readSkus, type SkuDraft } from './read-sku.js';
import { checkDuplicates, newSku, readImages } from './save-product.js';
import { settleStatus } from './settle-status.js';
import { readVariations } from './variations.js';

/** Switches that empty an attribute, and the attribute that each empties. */
const EMPTYING: Readonly<Record<string, string>> = {
  d_description: 'description',
  d_description_ms: 'description_ms',
  d_description_en: 'description_en',
  d_short_description_en: 'short_description_en',
  remove_video: 'video',
};

interface Change {
  readonly draft: SkuDraft;
  /** Undefined for a variant that is added. */
  readonly sku: Sku | undefined;
}

/**
 * Changes what the payload names and adds variants that come with an `AssociatedSku`. Everything is checked before
 * anything is changed: an update is done whole or not at all.
 */
export function updateProduct(world: World, seller: Seller, node: Node): Product {
  if (!Object.keys(node).some((name) => name.toLowerCase() === 'attributes'))
    throw businessError(5, 'Invalid Request Format: Attributes must be there, even when it is empty');
  const problems = new Problems(world);
  const product = findProduct(world, seller, node);
  refuseLocked(world, product, problems);
  const category = categoryAfter(node, product);
  const drafts = readSkus(node, { site: seller.site, saleProps: salePropsOf(category), problems });
  const attributes = readAttributes(node);
  checkAttributes(attributes, { category, host: world.images, problems });
  checkVideo({ world, seller, attributes }, problems);
  const variations = variationsAfter(node, { product, category, problems });
  const changes = matchSkus({ world, product, drafts, mayAdd: textOf(node, 'AssociatedSku') !== undefined }, problems);
  const added = changes.filter((one) => !one.sku).map((one) => one.draft);
  for (const draft of added) checkNewSku(draft, variations, problems);
  checkDuplicates({ world, seller, drafts: added, others: livingSkus(product) }, problems);
  for (const { draft, sku } of changes) if (sku) checkChange(draft, sku, problems);
  const images = readImages(node);
  const imageProblem = imageListProblem(images, world.images);
  if (imageProblem) problems.add(imageProblem.code, 'Images', imageProblem.message);
  if (drafts.some((draft) => draft.images.length > 0))
    checkSkuImages(imagesAfter(product, changes), variations, {
      host: world.images,
      problems,
      declared: child(node, 'variation') !== undefined,
    });
  const stocks = decideStocks(world, changes, problems);
  problems.throwAs(501, 'Update product failed');

  product.categoryId = category.id;
  product.variations = variations;
  if (images.length > 0) product.images = images;
  product.attributes = attributesAfter(product.attributes, attributes);
  for (const { draft, sku } of changes) {
    if (sku) changeSku(world, sku, draft);
    else addSku(world, product, draft);
  }
  for (const [sku, stock] of stocks) writeStock(world, sku, stock);
  settleStatus(product);
  product.updatedMs = world.nowMs();
  world.pushes.productChanged(product, 'EDITED_UPDATED');
  world.qualityControl.review(product);
  return product;
}

/** By `ItemId`, else by the variant that is named first. */
function findProduct(world: World, seller: Seller, node: Node): Product {
  const itemId = textOf(node, 'ItemId');
  if (itemId !== undefined) {
    const product = world.products.item(seller, Number(itemId));
    if (!product || product.status === 'Deleted') throw businessError(208, 'Item not exist');
    return product;
  }
  const associated = textOf(node, 'AssociatedSku');
  if (associated !== undefined) {
    const sku = world.products.sku(seller, Number(associated)) ?? world.products.findBySellerSku(seller, associated);
    if (!sku || sku.status === 'deleted') throw businessError(207, 'SKU not exist');
    return sku.product;
  }
  const [first] = firstSkuOf(node);
  if (first === undefined) throw businessError(4216, 'skuId is mandatory');
  const sku = world.products.sku(seller, Number(first));
  if (!sku || sku.status === 'deleted') throw businessError(207, 'SKU not exist');
  return sku.product;
}

function firstSkuOf(node: Node): string[] {
  const skus = child(node, 'Skus')?.['Sku'];
  const [first] = (Array.isArray(skus) ? skus : [skus]) as unknown[];
  const one = typeof first === 'object' && first !== null ? (first as Node) : undefined;
  const skuId = textOf(one, 'SkuId');
  if (skuId !== undefined) return [skuId];
  if (textOf(one, 'SellerSku') !== undefined)
    throw businessError(4193, 'The SellerSku parameter is no longer supported: use SkuId');
  return [];
}

function refuseLocked(world: World, product: Product, problems: Problems): void {
  if (world.faults.strike('concurrent-edit'))
    problems.add(4147, 'Product', 'THD_IC_ERR_F_IC_SERVICE_EDIT_002: Concurrent product edit is not allowed');
  const locked = lockProblem(product);
  if (locked) problems.add(locked.code, 'Product', locked.message);
  if (product.semiManaged)
    problems.add(4225, 'Product', 'The product participates in the semi-hosted program: edit it there');
  problems.throwAs(501, 'Update product failed');
}

const categoryAfter = (node: Node, product: Product): Category =>
  textOf(node, 'PrimaryCategory') === undefined ? findLeaf(product.categoryId)! : readCategory(node);

/** Declared anew, or as they are; options that are declared anew join those that are there. */
function variationsAfter(
  node: Node,
  { product, category, problems }: { product: Product; category: Category; problems: Problems },
): readonly Variation[] {
  const declared = readVariations(node, category, problems);
  if (declared.length === 0) return product.variations;
  const names = declared.map((one) => one.name);
  if (product.variations.some((one) => !names.includes(one.name)))
    problems.add(209, 'variation', 'Invalid variation: a sale property is dropped by /product/sku/remove');
  if (product.variations.length > 0 && declared.length > product.variations.length)
    problems.add(209, 'variation', 'Invalid variation: variants that are there have no value for a new property');
  return declared.map((one) => {
    const before = product.variations.find((other) => other.name === one.name);
    return { ...one, options: [...new Set([...(before?.options ?? []), ...one.options])] };
  });
}

function matchSkus(
  { world, product, drafts, mayAdd }: { world: World; product: Product; drafts: readonly SkuDraft[]; mayAdd: boolean },
  problems: Problems,
): Change[] {
  return drafts.flatMap((draft): Change[] => {
    if (draft.skuId === undefined) {
      if (mayAdd) return [{ draft, sku: undefined }];
      if (draft.sellerSku === undefined) problems.add(4216, 'SkuId', 'skuId is mandatory');
      else
        problems.add(4193, 'SellerSku', 'The SellerSku parameter is no longer supported: use SkuId', draft.sellerSku);
      return [];
    }
    const sku = world.products.sku(product.seller, draft.skuId);
    if (sku?.product === product && sku.status !== 'deleted') return [{ draft, sku }];
    problems.add(207, 'SkuId', 'SKU not exist', draft.sellerSku);
    return [];
  });
}

function checkChange(draft: SkuDraft, sku: Sku, problems: Problems): void {
  checkPrices({ ...draft, price: draft.price ?? sku.price }, problems, sku);
  checkParcel({ ...sku.fields, ...draft.fields }, sku.sellerSku, problems);
}

const imagesAfter = (product: Product, changes: readonly Change[]) => [
  ...livingSkus(product).map((sku) => {
    const named = changes.find((one) => one.sku === sku)?.draft.images ?? [];
    return { sellerSku: sku.sellerSku, images: named.length > 0 ? named : sku.images };
  }),
  ...changes.filter((one) => !one.sku).map(({ draft }) => draft),
];

/** Unlike the price and quantity call, this one sets what buyers can order and not the total. */
function decideStocks(world: World, changes: readonly Change[], problems: Problems): Map<Sku, Stock> {
  const stocks = new Map<Sku, Stock>();
  for (const { draft, sku } of changes) {
    const { quantity } = draft;
    if (!sku || quantity === undefined) continue;
    try {
      stocks.set(
        sku,
        decideStock(world, sku, (stock) => setSellable(stock, quantity)),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problems.add(Number(error.code), 'quantity', error.message, sku.sellerSku);
    }
  }
  return stocks;
}

function attributesAfter(
  before: Readonly<Record<string, string>>,
  named: Readonly<Record<string, string>>,
): Record<string, string> {
  const emptied = Object.entries(named).flatMap(([name, value]) =>
    name in EMPTYING && /^(?:yes|true|1)$/i.test(value) ? [EMPTYING[name]] : [],
  );
  return Object.fromEntries(
    Object.entries({ ...before, ...named }).filter(([name]) => !(name in EMPTYING) && !emptied.includes(name)),
  );
}

function changeSku(world: World, sku: Sku, draft: SkuDraft): void {
  sku.price = draft.price ?? sku.price;
  sku.specialPrice = draft.specialPrice ?? sku.specialPrice;
  sku.specialFrom = draft.specialFrom ?? sku.specialFrom;
  sku.specialTo = draft.specialTo ?? sku.specialTo;
  sku.fields = { ...sku.fields, ...draft.fields };
  if (draft.images.length > 0) sku.images = draft.images;
  if (draft.status === 'deleted') world.products.removeSku(sku);
  else if (draft.status) sku.status = draft.status;
}

function addSku(world: World, product: Product, draft: SkuDraft): void {
  const added = newSku(world, product, draft);
  product.skus.push(added);
  world.products.addSku(added);
  world.stockTruth.published(added);
}
