import type { Sku } from '../catalog/product.js';
import { businessError } from '../protocol/api-error.js';
import type { World } from '../world/world.js';
import type { Stock, StockRefusal } from './stock.js';

const REFUSALS: Readonly<Record<StockRefusal, { code: number; message: string }>> = {
  negative: { code: 4152, message: 'The inventory must not be negative' },
  'below-promised': {
    code: 212,
    message: 'Negative sellable: the quantity is lower than what is withheld and occupied',
  },
  'below-campaign-lock': {
    code: 4170,
    message: 'The stock is locked by a campaign and must not be decreased below it',
  },
};

/** Writes a variant's stock, or throws the marketplace's refusal. Every stock write of a seller passes here. */
export function setStock(world: World, sku: Sku, decide: (stock: Stock) => Stock | StockRefusal): void {
  if (world.faults.strike('stock-freeze')) throw businessError(4155, 'The item is locked');
  const result = decide(sku.stock);
  if (typeof result === 'string') {
    const { code, message } = REFUSALS[result];
    throw businessError(code, message);
  }
  sku.stock = result;
  sku.product.updatedMs = world.nowMs();
  world.stockTruth.written(sku);
}
