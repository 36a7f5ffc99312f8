import { ApiError, businessError, missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { parsePayload } from '../protocol/payload.js';
import { listProducts } from './list-products.js';
import { productAnswer } from './product-answer.js';
import { removeEndpoints } from './remove-endpoints.js';
import { createdAnswer, createProduct, onlineCount, productNode } from './save-product.js';
import { qcAlerts, sellerItemLimit } from './seller-limits.js';
import { updateProduct } from './update-product.js';

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
  { path: '/product/item/get', access: 'seller', handle: readItem },
  { path: '/products/get', access: 'seller', handle: listProducts },
  { path: '/product/pre/check', access: 'seller', handle: preCheck },
  { path: '/product/seller/item/limit', access: 'seller', perSecond: 10, handle: sellerItemLimit },
  { path: '/product/qc/alert/list', access: 'seller', handle: qcAlerts },
  ...removeEndpoints,
];

function readItem(call: ApiCall): JsonObject {
  const itemId = call.params.get('item_id');
  if (!itemId) {
    if (call.params.get('seller_sku'))
      throw businessError(4193, 'The seller_sku parameter is no longer supported: use item_id');
    throw missingParameter('item_id');
  }
  const product = call.world.products.anyItem(Number(itemId));
  if (!product || product.seller.site !== call.site) throw businessError(208, 'Item not exist');
  if (product.seller !== sellerOf(call))
    throw new ApiError('EDIT_ITEM_NOT_BELONG_SELLER', 'You are not authorized to edit the item.', { type: 'ISP' });
  if (product.status === 'Deleted') throw businessError(207, 'SKU not exist');
  return { data: productAnswer(product, { stockDetail: false }) };
}

/** Tells a cross-border seller whether another product would still fit; nothing else is looked at. */
function preCheck(call: ApiCall): JsonObject {
  productNode(parsePayload(call.params.get('payload')));
  if (onlineCount(call.world, sellerOf(call)) >= call.world.itemLimit)
    throw businessError(4148, "BIZ_CHECK_ITEM_HAS_REACH_LIMIT: Seller's online product count has reach limit");
  return { data: {} };
}
