import { lockProblem } from '../catalog/edit-lock.js';
import { shapeDetails } from '../catalog/detail-shape.js';
import type { Sku } from '../catalog/product.js';
import { productNode } from '../catalog/save-product.js';
import { ApiError, businessError } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { child, children, isNode, parsePayload, textOf, type Node } from '../protocol/payload.js';
import { changePreOrders, type PreOrder, type PreOrderChange } from './preorder.js';
import { readPrices } from './price-update.js';
import { readQuantities } from './read-quantities.js';
import { adjustSellable, setSellable, setTotal, type Stock, type StockRefusal } from './stock.js';
import { decideStock, writeStock } from './write-stock.js';

const MAX_SKUS = 50;

export const stockEndpoints: readonly Endpoint[] = [
  {
    path: '/product/price_quantity/update',
    access: 'seller',
    changesStock: true,
    handle: (call) => updateEach(call, updatePriceQuantity),
  },
  {
    path: '/product/stock/sellable/update',
    access: 'seller',
    changesStock: true,
    handle: (call) => updateEach(call, updateSellable),
  },
  {
    path: '/product/stock/sellable/adjust',
    access: 'seller',
    changesStock: true,
    handle: (call) => updateEach(call, adjust),
  },
];

type Update = (call: ApiCall, sku: Sku, node: Node) => void;

/** Applies what is valid and lists the rest: `501` with one detail for each SKU that was refused. */
function updateEach(call: ApiCall, update: Update): JsonObject {
  const product = productNode(parsePayload(call.params.get('payload')));
  const nodes = children(child(product, 'Skus'), 'Sku').filter(isNode);
  if (nodes.length === 0) throw businessError(30, 'Empty Request');
  if (nodes.length > MAX_SKUS)
    throw businessError(204, `Too many SKU in one request: no more than ${MAX_SKUS} are allowed in one call`);
  const refused: JsonObject[] = [];
  for (const node of nodes) {
    try {
      update(call, findSku(call, node), node);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refused.push({
        code: error.code,
        message: error.message,
        seller_sku: textOf(node, 'SellerSku'),
        sku_id: textOf(node, 'SkuId'),
        field: 'Sku',
      });
    }
  }
  if (refused.length > 0)
    throw businessError(501, 'Update product failed', { detail: shapeDetails(call.world, refused) });
  return { data: {} };
}

/** Seller SKUs are no key any more: the ids of item and variant are. */
function findSku(call: ApiCall, node: Node): Sku {
  const skuId = textOf(node, 'SkuId');
  const itemId = textOf(node, 'ItemId');
  if (skuId === undefined) {
    throw textOf(node, 'SellerSku')
      ? businessError(4193, 'SellerSku is no longer supported as key')
      : businessError(4216, 'skuId is mandatory');
  }
  const sku = call.world.products.sku(sellerOf(call), Number(skuId));
  if (!sku || sku.status === 'deleted') throw businessError(207, 'SKU does not exist');
  if (itemId !== undefined && Number(itemId) !== sku.product.itemId) throw businessError(208, 'Item does not exist');
  const locked = lockProblem(sku.product);
  if (locked) throw businessError(locked.code, locked.message);
  return sku;
}

function updatePriceQuantity(call: ApiCall, sku: Sku, node: Node): void {
  if (sku.product.semiManaged)
    throw businessError(4225, 'The product participates in the semi-hosted program: use the sellable quantity calls');
  const prices = readPrices(node, sku);
  const { changes } = readQuantities(node, 'Quantity', hasSeveral(sku));
  const stock = changes.length === 0 ? undefined : decide(call, sku, changes, setTotal);
  Object.assign(sku, prices);
  sku.product.updatedMs = call.world.nowMs();
  if (stock) writeStock(call.world, sku, stock);
}

function updateSellable(call: ApiCall, sku: Sku, node: Node): void {
  const { changes } = readQuantities(node, 'SellableQuantity', hasSeveral(sku));
  if (changes.length === 0) throw businessError(1, 'The mandatory parameter SellableQuantity is missing');
  writeStock(call.world, sku, decide(call, sku, changes, setSellable));
}

function adjust(call: ApiCall, sku: Sku, node: Node): void {
  const { changes, preOrders } = readQuantities(node, 'SellableQuantity', hasSeveral(sku));
  if (changes.length + preOrders.length === 0)
    throw businessError(1, 'The mandatory parameter SellableQuantity is missing');
  const stock = changes.length === 0 ? undefined : decide(call, sku, changes, adjustSellable);
  sku.preOrders = preOrders.reduce((list, change) => withPreOrder(call, list, change), sku.preOrders);
  if (stock) writeStock(call.world, sku, stock);
}

/** Applies the changes of all warehouses to what the variant has; the first that is refused refuses all. */
const decide = (
  call: ApiCall,
  sku: Sku,
  changes: readonly { warehouse: string; quantity: number }[],
  rule: (stock: Stock, quantity: number, warehouse: string) => Stock | StockRefusal,
): Stock =>
  decideStock(call.world, sku, (stock) =>
    changes.reduce<Stock | StockRefusal>(
      (result, { quantity, warehouse }) => (typeof result === 'string' ? result : rule(result, quantity, warehouse)),
      stock,
    ),
  );

function withPreOrder(call: ApiCall, list: readonly PreOrder[], change: PreOrderChange): readonly PreOrder[] {
  const result = changePreOrders(list, change, () => `PRE${call.world.products.newSkuId()}`);
  if (result === 'unknown') throw businessError(4152, 'There is no pre-order stock of that BizCode');
  if (result === 'negative') throw businessError(212, 'Pre-order stock needs a ShipTime and cannot be negative');
  return result;
}

const hasSeveral = (sku: Sku): boolean => sku.product.seller.warehouses.length > 1;
