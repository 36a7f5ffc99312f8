import { createHash } from 'node:crypto';
import { businessError, missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { child, children, parseLooseJson, parsePayload, textOf } from '../protocol/payload.js';
import { readInstant } from '../protocol/time.js';
import { productAnswer } from './product-answer.js';
import type { Product } from './product.js';
import { createdAnswer, createProduct, productNode, updateProduct } from './save-product.js';

export const productEndpoints: readonly Endpoint[] = [
  {
    path: '/product/create',
    access: 'seller',
    handle: (call) => {
      const product = productNode(parsePayload(call.params.get('payload')));
      return { data: createdAnswer(createProduct(call.world, sellerOf(call), product)) };
    },
  },
  {
    path: '/product/update',
    access: 'seller',
    handle: (call) => {
      updateProduct(call.world, sellerOf(call), productNode(parsePayload(call.params.get('payload'))));
      return { data: {} };
    },
  },
  {
    path: '/product/item/get',
    access: 'seller',
    handle: (call) => ({ data: productAnswer(findItem(call, call.params.get('item_id')), { stockDetail: false }) }),
  },
  { path: '/products/get', access: 'seller', handle: listProducts },
  { path: '/product/deactivate', access: 'seller', handle: deactivate },
  { path: '/product/remove', access: 'seller', handle: remove },
  { path: '/image/migrate', access: 'seller', handle: migrateImage },
  { path: '/image/upload', access: 'seller', handle: uploadImage },
];

function findItem(call: ApiCall, itemId: string | undefined): Product {
  if (!itemId) throw missingParameter('item_id');
  const product = call.world.products.item(sellerOf(call), Number(itemId));
  if (!product || product.status === 'Deleted') throw businessError(208, 'Item does not exist');
  return product;
}

const FILTERS: Readonly<Record<string, (product: Product) => boolean>> = {
  all: (product) => product.status !== 'Deleted',
  live: (product) => product.status === 'Active',
  inactive: (product) => product.status === 'InActive',
  deleted: (product) => product.status === 'Deleted',
  pending: () => false,
  rejected: () => false,
  'sold-out': (product) => product.status === 'Active' && product.skus.every((sku) => sku.stock.sellable === 0),
};

function listProducts(call: ApiCall): JsonObject {
  const { params, world } = call;
  if (world.faults.strike('products-unavailable')) throw businessError(506, 'Get product failed');
  const filter = FILTERS[params.get('filter') ?? 'all'];
  if (!filter) throw businessError(36, 'Invalid status filter');
  const offset = wholeNumber(params.get('offset'), 0, 10_000, 14, 'Invalid Offset');
  const limit = wholeNumber(params.get('limit'), 20, 50, 19, 'Invalid Limit');
  const skus = params.get('sku_seller_list');
  const wanted = skus === undefined ? undefined : parseLooseJson(skus);
  if (wanted !== undefined && !Array.isArray(wanted))
    throw businessError(70, 'You have corrupt data in your sku seller list');
  const bounds = (['create_after', 'create_before', 'update_after', 'update_before'] as const).map((name) =>
    readInstant(params, name),
  );
  const [createAfter = -Infinity, createBefore = Infinity, updateAfter = -Infinity, updateBefore = Infinity] = bounds;
  const found = world.products
    .of(sellerOf(call))
    .filter(
      (one) =>
        filter(one) &&
        one.createdMs >= createAfter &&
        one.createdMs <= createBefore &&
        one.updatedMs >= updateAfter &&
        one.updatedMs <= updateBefore &&
        (wanted === undefined || one.skus.some((sku) => wanted.includes(sku.sellerSku))),
    );
  if (found.length === 0) return { data: { total_products: 0, products: [] } };
  const stockDetail = params.get('options') === '1';
  const products = found.slice(offset, offset + limit).map((one) => productAnswer(one, { stockDetail }));
  return { data: { total_products: found.length, products } };
}

function deactivate(call: ApiCall): JsonObject {
  const node = productNode(parsePayload(call.params.get('apiRequestBody')));
  const product = findItem(call, textOf(node, 'ItemId'));
  const skuIds = children(child(node, 'Skus'), 'SkuId').map(Number);
  for (const sku of product.skus) {
    if (sku.status === 'active' && (skuIds.length === 0 || skuIds.includes(sku.skuId))) sku.status = 'inactive';
  }
  if (product.skus.every((sku) => sku.status !== 'active')) product.status = 'InActive';
  product.updatedMs = call.world.nowMs();
  call.world.pushes.productChanged(product, 'EDITED_UPDATED');
  return { data: {} };
}

function remove(call: ApiCall): JsonObject {
  const list = parseLooseJson(call.params.get('sku_id_list') ?? '');
  if (!Array.isArray(list) || list.length > 50)
    throw businessError(6, 'sku_id_list must be a list of at most 50 SkuId_<itemId>_<skuId>');
  for (const entry of list) {
    const [, itemId, skuId] = /^SkuId_(\d+)_(\d+)$/.exec(String(entry)) ?? [];
    const product = findItem(call, itemId);
    const sku = product.skus.find((one) => one.skuId === Number(skuId));
    if (!sku) throw businessError(503, 'Remove product failed');
    call.world.products.removeSku(sku);
    if (product.skus.every((one) => one.status === 'deleted')) product.status = 'Deleted';
    product.updatedMs = call.world.nowMs();
    call.world.pushes.productChanged(product, 'DELETED');
  }
  return { data: {} };
}

/** No picture is fetched: what the marketplace's network would hold is named after the address it came from. */
function migrateImage(call: ApiCall): JsonObject {
  const url = textOf(child(parsePayload(call.params.get('payload')), 'Image'), 'Url');
  if (!url || !/^https?:\/\//.test(url)) throw businessError(302, 'The url of the image is not supported');
  return imageAnswer(createHash('md5').update(url).digest('hex'));
}

function uploadImage(call: ApiCall): JsonObject {
  const image = call.files.get('image');
  if (!image || image.length === 0) throw businessError(302, 'The image must be sent as a file');
  if (image.length > 3_145_728) throw businessError(303, 'The image is larger than 3145728 bytes');
  return imageAnswer(createHash('md5').update(image).digest('hex'));
}

const imageAnswer = (hash: string): JsonObject => ({
  data: { image: { hash_code: hash, url: `https://sg-live-02.slatic.net/p/${hash}.jpg` } },
});

function wholeNumber(value: string | undefined, fallback: number, max: number, code: number, message: string): number {
  if (value === undefined || value === '') return fallback;
  if (!/^\d+$/.test(value) || Number(value) > max) throw businessError(code, message);
  return Number(value);
}
