import { livingSkus, type Product } from '../catalog/product.js';
import { settleStatus } from '../catalog/settle-status.js';
import { missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { inSuccessEnvelope, SuccessRefusal } from '../protocol/success-envelope.js';
import { siblingsOf } from '../seller/seller.js';
import { fromMalaysia } from './from-malaysia.js';
import { countryOf, marketOf, type Country, type GlobalProduct } from './global-product.js';

/** Take products off sale, put them back, or delete them: everywhere (`global`) or on one site (`single`). */
export const changeEverywhere: readonly Endpoint[] = [
  { path: '/product/global/delete', access: 'seller', handle: fromMalaysia(inSuccessEnvelope(remove)) },
  { path: '/product/global/update/status', access: 'seller', handle: fromMalaysia(inSuccessEnvelope(updateStatus)) },
];

interface Chosen {
  readonly global: GlobalProduct | undefined;
  readonly local: readonly (readonly [Country, Product])[];
}

function remove(call: ApiCall): JsonObject {
  const { global, local } = choose(call);
  for (const [, product] of local) {
    for (const sku of livingSkus(product)) call.world.products.removeSku(sku);
    changed(call, product, 'DELETED');
  }
  if (global) global.state = 'deleted';
  return {
    deleteGspProductResult: true,
    deleteICProductResult: true,
    deleteIcProductFailResultList: [],
  };
}

function updateStatus(call: ApiCall): JsonObject {
  const wanted = call.params.get('status');
  if (wanted !== 'upShelf' && wanted !== 'downShelf')
    throw new SuccessRefusal('E0006', 'status must be upShelf or downShelf');
  const { global, local } = choose(call);
  const failed = local.filter(([, product]) => product.subStatus !== null);
  for (const [, product] of local) {
    if (product.subStatus !== null) continue;
    for (const sku of livingSkus(product)) sku.status = wanted === 'upShelf' ? 'active' : 'inactive';
    changed(call, product, 'EDITED_UPDATED');
  }
  if (global) global.state = wanted === 'upShelf' ? 'active' : 'inactive';
  return {
    update_gsp_product_result: true,
    update_ic_product_result: failed.length === 0,
    update_ic_product_fail_result_list: failed.map(([country, product]) => ({
      product_id: product.itemId,
      market: marketOf(country),
      update_result: false,
      update_msg: product.rejectReason,
    })),
  };
}

function changed(call: ApiCall, product: Product, action: 'DELETED' | 'EDITED_UPDATED'): void {
  settleStatus(product);
  product.updatedMs = call.world.nowMs();
  call.world.pushes.productChanged(product, action);
}

/** `product_id` is a global product, or, for `single`, an item of the site that `country` names. */
function choose(call: ApiCall): Chosen {
  const { params, world } = call;
  for (const name of ['type', 'product_id']) if (!params.get(name)) throw missingParameter(name);
  const id = Number(params.get('product_id'));
  const seller = sellerOf(call);
  if (params.get('type') === 'global') {
    const global = world.globalProducts.find(seller, id);
    if (!global) throw new SuccessRefusal('E0208', 'Product not exist');
    const local = [...global.publications].flatMap(([country, it]): [Country, Product][] =>
      it.state === 'published' && it.product.status !== 'Deleted' ? [[country, it.product]] : [],
    );
    return { global, local };
  }
  if (params.get('type') !== 'single') throw new SuccessRefusal('E0006', 'type must be global or single');
  const country = countryOf(params.get('country') ?? '');
  const sibling = siblingsOf(seller).find((one) => one.site.country === country);
  const product = sibling && world.products.item(sibling, id);
  if (!country || !product || product.status === 'Deleted') throw new SuccessRefusal('E0208', 'Product not exist');
  return { global: undefined, local: [[country, product]] };
}
