import type { StockLevel, StockReading, StockWrite, WarehouseStock } from '../port/catalog.types.js';
import type { MarketplaceError } from '../port/errors.js';
import type { WireObject } from '../wire/wire-object.js';
import { ExactInteger } from './client.js';
import { cannotBeSent, modelIdOf, type VariantRow } from './item-rows.js';

/** Absolute, and of one listing. A location is named only where the shop has several. */
export const toUpdateStockRequest = (
  externalItemId: string,
  rows: readonly VariantRow<StockWrite>[],
): Record<string, unknown> => ({
  item_id: new ExactInteger(externalItemId),
  stock_list: rows.map((row) => ({
    model_id: new ExactInteger(modelIdOf(row)),
    seller_stock: row.writes.map(({ warehouseCode, quantity }) => ({
      ...(warehouseCode !== undefined && { location_id: warehouseCode }),
      stock: quantity,
    })),
  })),
});

/** Refused before anything is sent: an unknown quantity must never reach the shop as 0. */
export function stockProblem({ sellerSku, writes }: VariantRow<StockWrite>): MarketplaceError | null {
  const refuse = (cause: string): MarketplaceError => cannotBeSent('stock.write', cause, sellerSku);
  if (!writes.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity >= 0)) {
    return refuse('The quantity is not a whole number from 0.');
  }
  const places = new Set(writes.map(({ warehouseCode }) => warehouseCode));
  if (places.size < writes.length) return refuse('The variant comes twice, so it is not known which quantity counts.');
  if (places.size > 1 && places.has(undefined)) {
    return refuse('The variant comes both with a warehouse and without one.');
  }
  return null;
}

/** @param stockInfo `stock_info_v2` of a listing without variants, or of a model */
export function fromStockInfo(
  stockInfo: WireObject | null,
): StockLevel & { readonly warehouses: readonly WarehouseStock[] } {
  const summary = stockInfo?.objectOrNull('summary_info');
  const warehouses = (stockInfo?.objects('seller_stock') ?? [])
    .filter((row) => row.text('location_id') !== '')
    .map((row) => ({
      warehouseCode: row.id('location_id'),
      sellable: row.integer('stock'),
      withheld: null,
      occupied: null,
    }));
  const reserved = summary?.integerOrNull('total_reserved_stock') ?? 0;
  return {
    // What is written is both together; what promotions have reserved is not counted as available.
    sellable: (summary?.integerOrNull('total_available_stock') ?? 0) + reserved,
    withheld: null,
    occupied: null,
    campaignLocked: reserved,
    warehouses,
  };
}

export const toStockReading = (
  names: Pick<StockReading, 'sellerSku' | 'externalSkuId'>,
  stockInfo: WireObject | null,
): StockReading => ({ ...names, ...fromStockInfo(stockInfo) });
