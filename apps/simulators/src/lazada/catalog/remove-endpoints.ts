import { ApiError, businessError } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { child, children, isNode, parseLooseJson, parsePayload, textOf } from '../protocol/payload.js';
import { lockProblem } from './edit-lock.js';
import { Problems } from './problems.js';
import { livingSkus, type Product, type Sku } from './product.js';
import { productNode } from './save-product.js';
import { settleStatus } from './settle-status.js';

const MAX_SKUS = 50;

/** Calls that take products or variants off sale or away. */
export const removeEndpoints: readonly Endpoint[] = [
  { path: '/product/deactivate', access: 'seller', handle: deactivate },
  { path: '/product/remove', access: 'seller', handle: remove },
  { path: '/product/sku/remove', access: 'seller', handle: removeSkus },
];

/** Of `/product/deactivate`, whose codes are its own. */
const refusal = (code: string, message: string): ApiError => new ApiError(code, message, { type: 'ISP' });

function deactivate(call: ApiCall): JsonObject {
  if (call.world.faults.strike('deactivate-error')) throw refusal('E0006', 'Unexpected internal error');
  const node = productNode(parsePayload(call.params.get('apiRequestBody')));
  const itemId = textOf(node, 'ItemId');
  if (itemId === undefined) throw refusal('E0001', 'Parameter ItemId is mandatory');
  const product = call.world.products.item(sellerOf(call), Number(itemId));
  if (!product || product.status === 'Deleted') throw refusal('E0002', `Product:${itemId} not exist`);
  const skus = child(node, 'Skus');
  const skuIds = children(skus, 'SkuId').map(Number);
  if (skuIds.length === 0 && children(skus, 'SellerSku').length > 0)
    throw refusal('4193', 'The SellerSku parameter is no longer supported. Please update your parameter to use SkuId');
  const living = livingSkus(product);
  const unknown = skuIds.find((id) => !living.some((sku) => sku.skuId === id));
  if (unknown !== undefined) throw refusal('E0003', `Seller Sku not exists: ${unknown}`);
  const chosen = living.filter((sku) => skuIds.length === 0 || skuIds.includes(sku.skuId));
  if (product.status !== 'Active' || chosen.every((sku) => sku.status !== 'active'))
    throw refusal('E0004', 'Product Status not online');
  for (const sku of chosen) sku.status = 'inactive';
  changed(call, product, 'EDITED_UPDATED');
  return { data: {} };
}

/** Removes the variants that are there and lists the others. */
function remove(call: ApiCall): JsonObject {
  const text = call.params.get('sku_id_list');
  if (!text) {
    if (call.params.get('seller_sku_list'))
      throw businessError(6, 'Unexpected internal error: seller_sku_list is no longer supported, use sku_id_list');
    throw businessError(30, 'Empty Request');
  }
  const list = parseLooseJson(text);
  if (!Array.isArray(list))
    throw businessError(5, 'Invalid Request Format: sku_id_list is a JSON array of SkuId_<itemId>_<skuId>');
  if (list.length > MAX_SKUS) throw businessError(204, 'Too many SKU in one request');
  const problems = new Problems(call.world);
  const touched = new Set<Product>();
  for (const entry of list) {
    const sku = findEntry(call, String(entry));
    if (typeof sku === 'string') problems.add(207, String(entry), sku);
    else {
      call.world.products.removeSku(sku);
      touched.add(sku.product);
    }
  }
  for (const product of touched) changed(call, product, 'DELETED');
  problems.throwAs(503, 'Remove product failed');
  return { data: {} };
}

function findEntry(call: ApiCall, entry: string): Sku | string {
  const [, itemId, skuId] = /^SkuId_(\d+)_(\d+)$/.exec(entry) ?? [];
  if (skuId === undefined) return 'The entry must look like SkuId_<itemId>_<skuId>';
  const sku = call.world.products.sku(sellerOf(call), Number(skuId));
  if (!sku || sku.status === 'deleted' || sku.product.itemId !== Number(itemId)) return 'SKU not exist';
  return lockProblem(sku.product)?.message ?? sku;
}

/** Removes variants and sale properties of one product; what stays must still be told apart. */
function removeSkus(call: ApiCall): JsonObject {
  const node = productNode(parsePayload(call.params.get('payload')));
  const itemId = textOf(node, 'ItemId');
  if (itemId === undefined) throw businessError(1, 'Parameter ItemId is mandatory');
  const product = call.world.products.item(sellerOf(call), Number(itemId));
  if (!product || product.status === 'Deleted') throw businessError(208, 'Item not exist');
  const dropped = Object.values(child(node, 'variation') ?? {})
    .filter(isNode)
    .flatMap((one) => textOf(one, 'name') ?? []);
  const ids = children(child(node, 'Skus'), 'Sku').filter(isNode);
  if (dropped.length + ids.length === 0) throw businessError(30, 'Empty Request');
  const problems = new Problems(call.world);
  const locked = lockProblem(product);
  if (locked) problems.add(locked.code, 'Product', locked.message);
  const removed = ids.flatMap((one): Sku[] => {
    const skuId = textOf(one, 'SkuId');
    if (skuId === undefined) {
      problems.add(4193, 'SellerSku', 'The SellerSku parameter is no longer supported: use SkuId');
      return [];
    }
    const sku = livingSkus(product).find((other) => other.skuId === Number(skuId));
    if (!sku) problems.add(207, 'SkuId', 'SKU not exist', textOf(one, 'SellerSku'));
    return sku ? [sku] : [];
  });
  for (const name of dropped) {
    if (!product.variations.some((one) => one.name === name))
      problems.add(209, 'variation', `Invalid variation: the product has no ${name}`);
  }
  const left = livingSkus(product).filter((sku) => !removed.includes(sku));
  if (left.length === 0) problems.add(501, 'Skus', 'The last SKU is removed by /product/remove');
  const kept = left.map((sku) => JSON.stringify(without(sku.saleProps, dropped)));
  if (new Set(kept).size < kept.length)
    problems.add(4112, 'variation', 'CHK_SKU_PROPS_DUPLICATE: the SKUs that stay would no longer differ');
  problems.throwAs(501, 'Update product failed');

  for (const sku of removed) call.world.products.removeSku(sku);
  product.variations = product.variations.filter((one) => !dropped.includes(one.name));
  for (const sku of left) sku.saleProps = without(sku.saleProps, dropped);
  changed(call, product, removed.length > 0 ? 'DELETED' : 'EDITED_UPDATED');
  return { data: {} };
}

const without = (props: Sku['saleProps'], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));

function changed(call: ApiCall, product: Product, action: 'EDITED_UPDATED' | 'DELETED'): void {
  settleStatus(product);
  product.updatedMs = call.world.nowMs();
  call.world.pushes.productChanged(product, action);
}
