import { businessError } from '../protocol/api-error.js';
import { child, children, isNode, textOf, type Node } from '../protocol/payload.js';
import type { PreOrderChange } from './preorder.js';
import { DEFAULT_WAREHOUSE } from './stock.js';

export interface QuantityChange {
  readonly warehouse: string;
  readonly quantity: number;
}

export interface Quantities {
  readonly changes: readonly QuantityChange[];
  readonly preOrders: readonly PreOrderChange[];
}

/**
 * The quantities of one SKU: one field for shops with one warehouse, a list of warehouses for shops with several, which
 * a shop with one must not use. `field` is `Quantity` or `SellableQuantity`.
 */
export function readQuantities(
  node: Node,
  field: 'Quantity' | 'SellableQuantity',
  severalWarehouses: boolean,
): Quantities {
  const list = children(child(node, 'MultiWarehouseInventories'), 'MultiWarehouseInventory').filter(isNode);
  const preOrders = list.filter(isPreOrder).map((one) => readPreOrder(one, field));
  const warehouses = list.filter((one) => !isPreOrder(one));
  if (warehouses.length > 0 && !severalWarehouses)
    throw businessError(4152, 'A shop with one warehouse must not send MultiWarehouseInventories');
  const changes = warehouses.map((one) => ({
    warehouse: textOf(one, 'WarehouseCode') ?? DEFAULT_WAREHOUSE,
    quantity: wholeNumber(one, field) ?? missing(field),
  }));
  const single = wholeNumber(node, field);
  if (single !== undefined && list.length === 0) changes.push({ warehouse: DEFAULT_WAREHOUSE, quantity: single });
  return { changes, preOrders };
}

/** A business type of 2 means stock that has not arrived. */
const isPreOrder = (node: Node): boolean => textOf(node, 'BizType') === '2';

const readPreOrder = (node: Node, field: string): PreOrderChange => {
  const shipTime = textOf(node, 'ShipTime');
  return {
    bizCode: textOf(node, 'BizCode'),
    warehouse: textOf(node, 'WarehouseCode') ?? DEFAULT_WAREHOUSE,
    shipMs: shipTime !== undefined && /^\d{1,15}$/.test(shipTime) ? Number(shipTime) : undefined,
    delta: wholeNumber(node, field) ?? missing(field),
  };
};

function wholeNumber(node: Node, field: string): number | undefined {
  const value = textOf(node, field);
  if (value === undefined) return undefined;
  if (!/^-?\d{1,11}$/.test(value)) throw businessError(6, `${field} is no whole number`);
  return Number(value);
}

function missing(field: string): never {
  throw businessError(1, `The mandatory parameter ${field} is missing`);
}
