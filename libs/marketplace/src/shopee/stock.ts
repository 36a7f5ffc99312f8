import type { StockLevel, StockReading, StockWrite, WarehouseStock } from '../port/catalog.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { modelIdOf } from './item-rows.js';

/** Absolute, and of one listing. A location is named only where the shop has several. */
export const toUpdateStockRequest = (
  externalItemId: string,
  writes: readonly StockWrite[],
): Record<string, unknown> => ({
  item_id: Number(externalItemId),
  stock_list: writes.map((write) => ({
    model_id: modelIdOf(write),
    seller_stock: [
      { ...(write.warehouseCode !== undefined && { location_id: write.warehouseCode }), stock: write.quantity },
    ],
  })),
});

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
  return {
    sellable: summary?.integerOrNull('total_available_stock') ?? 0,
    // Shopee reserves for promotions and for orders alike and does not part the two.
    withheld: null,
    occupied: null,
    campaignLocked: summary?.integerOrNull('total_reserved_stock') ?? 0,
    warehouses,
  };
}

export const toStockReading = (
  names: Pick<StockReading, 'sellerSku' | 'externalSkuId'>,
  stockInfo: WireObject | null,
): StockReading => ({ ...names, ...fromStockInfo(stockInfo) });
