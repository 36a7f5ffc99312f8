import { attributeAnswer } from '../catalog/attribute.js';
import { attributesOf, findLeaf } from '../catalog/category.js';
import { productNode } from '../catalog/save-product.js';
import { settleStatus } from '../catalog/settle-status.js';
import { missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { child, isNode, parseLooseJson, parsePayload, textOf, type Node } from '../protocol/payload.js';
import { inSuccessEnvelope, SuccessRefusal } from '../protocol/success-envelope.js';
import { extension } from './extension.js';
import { fromMalaysia } from './from-malaysia.js';
import { marketOf, type GlobalProduct } from './global-product.js';
import { publishLater } from './publish.js';
import { readGlobalProduct } from './read-global-product.js';
import { semiEndpoints } from './semi-endpoints.js';
import { changeEverywhere } from './shelf-endpoints.js';

/** Calls of cross-border sellers for products that are written once; only Malaysia's host answers them. */
export const globalProductEndpoints: readonly Endpoint[] = [
  { path: '/product/global/create', access: 'seller', handle: fromMalaysia(create) },
  { path: '/product/global/status/get', access: 'seller', handle: fromMalaysia(inSuccessEnvelope(status)) },
  {
    path: '/product/global/attribute/update',
    access: 'seller',
    handle: fromMalaysia(inSuccessEnvelope(updateAttributes)),
  },
  {
    path: '/product/global/unfilled/attribute/get',
    access: 'seller',
    handle: fromMalaysia(inSuccessEnvelope(unfilled)),
  },
  { path: '/product/global/extension', access: 'seller', handle: fromMalaysia(inSuccessEnvelope(extension)) },
  ...changeEverywhere,
  ...semiEndpoints,
];

/** Answers the codes of the seller alone: numbers of items follow from each site's publication. */
function create(call: ApiCall): JsonObject {
  const draft = readGlobalProduct(call, productNode(parsePayload(call.params.get('payload'))));
  const product: GlobalProduct = {
    globalItemId: call.world.globalProducts.newItemId(),
    seller: sellerOf(call),
    categoryId: draft.categoryId,
    attributes: draft.attributes,
    images: draft.images,
    skus: draft.skus,
    upgrades: draft.upgrades,
    publications: new Map(),
    semi: new Map(),
    state: 'active',
  };
  call.world.globalProducts.add(product);
  publishLater(call.world, product, draft.ventures);
  return { data: { sku_list: product.skus.map((sku) => ({ seller_sku: sku.sellerSku })) } };
}

/** `data` is a text that holds JSON. Its fields are not documented. */
function status(call: ApiCall): string {
  const text = call.params.get('params');
  if (!text) throw missingParameter('params');
  const params = parseLooseJson(text);
  const sellerSku = isNode(params) ? textOf(params, 'sellerSku') : undefined;
  if (sellerSku === undefined) throw new SuccessRefusal('E0207', 'E207: SKU not exist');
  const product = call.world.globalProducts.findBySellerSku(sellerOf(call), sellerSku);
  if (!product) throw new SuccessRefusal('E0208', 'Product not exist');
  return JSON.stringify({
    globalItemId: product.globalItemId,
    sellerSku,
    status: product.state,
    ventures: [...product.publications].map(([country, it]) => ({
      venture: country.toUpperCase(),
      market: marketOf(country),
      status: it.state.toUpperCase(),
      ...(it.state === 'published' && { itemId: it.product.itemId, itemStatus: it.product.status }),
      ...(it.state === 'failed' && { message: it.reason }),
    })),
  });
}

/** Changes attributes here and on every site where it is published. */
function updateAttributes(call: ApiCall): undefined {
  const node = productNode(parsePayload(call.params.get('payload')));
  const product = findNamed(call, node);
  if (!product) throw new SuccessRefusal(501, 'Update product failed: the global product cannot be found');
  const attributes = child(node, 'Attributes') ?? {};
  const named = Object.fromEntries(
    Object.keys(attributes).flatMap((name) => {
      const value = textOf(attributes, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  product.attributes = { ...product.attributes, ...named };
  for (const it of product.publications.values()) {
    if (it.state !== 'published') continue;
    it.product.attributes = { ...it.product.attributes, ...named };
    it.product.updatedMs = call.world.nowMs();
    settleStatus(it.product);
    call.world.pushes.productChanged(it.product, 'EDITED_UPDATED');
  }
  return undefined;
}

function findNamed(call: ApiCall, node: Node): GlobalProduct | undefined {
  const { globalProducts } = call.world;
  const itemId = textOf(node, 'item_id') ?? textOf(node, 'ItemId');
  const sellerSku = textOf(node, 'AssociatedSku');
  const seller = sellerOf(call);
  return (
    (itemId === undefined ? undefined : globalProducts.find(seller, Number(itemId))) ??
    (sellerSku === undefined ? undefined : globalProducts.findBySellerSku(seller, sellerSku))
  );
}

/** Products that lack an attribute which buyers filter by. */
function unfilled(call: ApiCall): JsonObject {
  const [offset = 0, limit = 0] = (['offset', 'limit'] as const).map((name) => {
    const value = call.params.get(name);
    if (value === undefined || value === '') throw missingParameter(name);
    return Number(value);
  });
  if (!(limit >= 1 && limit <= 50)) throw new SuccessRefusal(19, 'Invalid Limit');
  if (call.params.get('attributeTag') !== 'key_prop') throw new SuccessRefusal(306, 'attribute tag not allowed');
  const found = call.world.globalProducts.of(sellerOf(call)).flatMap((product) => {
    const missing = attributesOf(findLeaf(Number(product.categoryId))!).filter(
      (one) => one.keyProp && product.attributes[one.name] === undefined,
    );
    if (missing.length === 0) return [];
    return [
      {
        item_id: product.globalItemId,
        primary_category: Number(product.categoryId),
        seller_sku: product.skus[0]?.sellerSku,
        attributes: missing.map(attributeAnswer),
      },
    ];
  });
  return { total_products: found.length, products: found.slice(offset, offset + limit) };
}
