import type { Sku } from '../catalog/product.js';
import { businessError } from '../protocol/api-error.js';
import type { World } from '../world/world.js';
import type { Stock, StockRefusal } from './stock.js';

const REFUSALS: Readonly<Record<StockRefusal, { code: number; message: string }>> = {
  negative: { code: 4152, message: 'The inventory must not be negative' },
  'negative-sellable': { code: 212, message: 'Sellable inventory cannot be negative' },
  'below-promised': {
    code: 212,
    message: 'Negative sellable: the quantity is lower than what is withheld and occupied',
  },
  'below-campaign-lock': {
    code: 4170,
    message: 'The stock is locked by a campaign and must not be decreased below it',
  },
  'unknown-warehouse': { code: 4152, message: 'The warehouse does not exist' },
};

/**
 * The stock that a seller's write would leave, or the marketplace's refusal thrown. Nothing is written yet, so that a
 * call with several parts can be refused whole.
 */
export function decideStock(world: World, sku: Sku, decide: (stock: Stock) => Stock | StockRefusal): Stock {
  if (world.faults.strike('stock-freeze')) throw businessError(4155, 'The item is locked');
  const result = decide(sku.stock);
  if (typeof result !== 'string') return result;
  const { code, message } = REFUSALS[result];
  throw businessError(code, message);
}

/** Every stock write of a seller passes here. */
export function writeStock(world: World, sku: Sku, stock: Stock): void {
  const before = sku.stock;
  sku.stock = stock;
  sku.product.updatedMs = world.nowMs();
  world.stockTruth.written(sku);
  world.pushes.stockChanged(sku, before);
}
