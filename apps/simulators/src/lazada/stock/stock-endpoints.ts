import type { Sku } from '../catalog/product.js';
import { ApiError, businessError } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { child, children, isNode, parsePayload, textOf, type Node } from '../protocol/payload.js';
import { parseAmount } from '../world/site.js';
import { productNode } from '../catalog/save-product.js';
import { setSellable, setTotal, type Stock, type StockRefusal } from './stock.js';
import { setStock } from './write-stock.js';

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
    handle: (call) =>
      updateEach(call, (one, sku, node) =>
        writeQuantity(one, sku, node, { name: 'SellableQuantity', decide: setSellable, min: 0 }),
      ),
  },
  {
    path: '/product/stock/sellable/adjust',
    access: 'seller',
    changesStock: true,
    handle: (call) =>
      updateEach(call, (one, sku, node) => {
        const decide = (stock: Stock, delta: number): Stock | StockRefusal =>
          setSellable(stock, stock.sellable + delta);
        writeQuantity(one, sku, node, { name: 'SellableQuantity', decide, min: -1_000_000_000 });
      }),
  },
];

/** Applies what is valid and lists the rest: `501` with one detail for each SKU that was refused. */
function updateEach(call: ApiCall, update: (call: ApiCall, sku: Sku, node: Node) => void): JsonObject {
  const product = productNode(parsePayload(call.params.get('payload')));
  const nodes = children(child(product, 'Skus'), 'Sku').filter(isNode);
  if (nodes.length === 0) throw businessError(30, 'Empty Request');
  if (nodes.length > 50) throw businessError(204, 'Too many SKUs: no more than 50 are allowed in one call');
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
  if (refused.length > 0) throw businessError(501, 'Update product failed', { detail: refused });
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
  return sku;
}

function updatePriceQuantity(call: ApiCall, sku: Sku, node: Node): void {
  const amount = (name: string): number | undefined => {
    const value = textOf(node, name);
    const minor = value === undefined ? undefined : parseAmount(value, call.site);
    if (value !== undefined && minor === undefined) throw businessError(6, `${name} is no amount`);
    return minor;
  };
  const price = amount('Price') ?? sku.price;
  const special = amount('SalePrice') ?? sku.specialPrice;
  if (price === 0) throw businessError(4118, 'The price must not be zero');
  if (special >= price) throw businessError(4157, 'The special price must be lower than the price');
  if (hasQuantity(node, 'Quantity')) writeQuantity(call, sku, node, { name: 'Quantity', decide: setTotal, min: 0 });
  sku.price = price;
  sku.specialPrice = special;
  sku.specialFrom = textOf(node, 'SaleStartDate') ?? sku.specialFrom;
  sku.specialTo = textOf(node, 'SaleEndDate') ?? sku.specialTo;
}

interface QuantityRule {
  readonly name: 'Quantity' | 'SellableQuantity';
  readonly decide: (stock: Stock, quantity: number) => Stock | StockRefusal;
  readonly min: number;
}

function writeQuantity(call: ApiCall, sku: Sku, node: Node, rule: QuantityRule): void {
  const value = quantityText(node, rule.name);
  if (value === undefined) throw businessError(1, `The mandatory parameter ${rule.name} is missing`);
  const quantity = /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
  if (quantity === undefined) throw businessError(6, `${rule.name} is no whole number`);
  if (quantity < rule.min) throw businessError(4152, 'The inventory must not be negative');
  setStock(call.world, sku, (stock) => rule.decide(stock, quantity));
}

const hasQuantity = (node: Node, name: string): boolean => quantityText(node, name) !== undefined;

/** Beside the field itself there is a form for several warehouses; this shop has one. */
function quantityText(node: Node, name: string): string | undefined {
  const warehouses = children(child(node, 'MultiWarehouseInventories'), 'MultiWarehouseInventory').filter(isNode);
  if (warehouses.length === 0) return textOf(node, name);
  const own = warehouses.find((one) => (textOf(one, 'WarehouseCode') ?? 'dropshipping') === 'dropshipping');
  if (!own || warehouses.length > 1) throw businessError(6, 'The warehouse does not exist');
  return textOf(own, name);
}
