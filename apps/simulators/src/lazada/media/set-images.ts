import { imageListProblem, MAX_IMAGES } from '../catalog/image-list.js';
import { Problems } from '../catalog/problems.js';
import type { Product, Sku } from '../catalog/product.js';
import { productNode } from '../catalog/save-product.js';
import { businessError } from '../protocol/api-error.js';
import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { child, children, isNode, parsePayload, textOf } from '../protocol/payload.js';

/** `/images/set`: replaces the pictures of variants. All of the call is done or nothing. */
export function setImages(call: ApiCall): JsonObject {
  const product = productNode(parsePayload(call.params.get('payload')));
  const nodes = children(child(product, 'Skus'), 'Sku').filter(isNode);
  if (nodes.length === 0) throw businessError(30, 'Empty Request');
  if (nodes.length > 50) throw businessError(204, 'Too many SKU in one request');
  const problems = new Problems(call.world);
  const wanted = new Map<Sku, readonly string[]>();
  for (const node of nodes) {
    const name = textOf(node, 'SellerSku');
    const skuId = textOf(node, 'SkuId');
    if (skuId === undefined) {
      if (name === undefined) throw businessError(200, 'Empty SellerSku');
      throw businessError(4193, 'The SellerSku parameter is no longer supported: use SkuId');
    }
    const images = children(child(node, 'Images'), 'Image').map(String);
    if (images.length > MAX_IMAGES) throw businessError(203, 'Too many images in one SKU');
    const sku = call.world.products.sku(sellerOf(call), Number(skuId));
    if (!sku || sku.status === 'deleted') {
      problems.add(207, 'SkuId', 'SKU not exist', name);
      continue;
    }
    const problem = imageListProblem(images, call.world.images);
    if (problem) problems.add(problem.code, 'Images', problem.message, sku.sellerSku);
    wanted.set(sku, images);
  }
  const changed = new Set([...wanted.keys()].map((sku) => sku.product));
  for (const one of changed) checkComplete(one, wanted, problems);
  problems.throwAs(504, 'Set product Image failed');
  for (const [sku, images] of wanted) sku.images = images;
  for (const one of changed) {
    one.updatedMs = call.world.nowMs();
    call.world.pushes.productChanged(one, 'EDITED_UPDATED');
  }
  return { data: {} };
}

function checkComplete(product: Product, wanted: ReadonlyMap<Sku, readonly string[]>, problems: Problems): void {
  const living = product.skus.filter((sku) => sku.status !== 'deleted');
  const without = living.filter((sku) => (wanted.get(sku) ?? sku.images).length === 0);
  if (without.length === 0 || without.length === living.length) return;
  for (const sku of without)
    problems.add(4153, 'Images', 'THD_IC_ERR_FC_IC_SKU_IMAGE_001: when one SKU has images all need one', sku.sellerSku);
}
