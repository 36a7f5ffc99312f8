import type { StockLevel, StockReading, StockWrite, WarehouseStock } from '../port/catalog.types.js';
import type { MarketplaceError } from '../port/errors.js';
import type { WireObject } from '../wire/wire-object.js';
import { invalidItem } from './batches.js';
import { onlyWarehouse } from './seller.js';
import { xml } from './xml.js';

/** All that is written of one variant: one quantity, or one for each warehouse. */
export interface SkuStockWrite {
  readonly sellerSku: string;
  readonly writes: readonly StockWrite[];
}

/** Writes of one variant in several warehouses must travel together, in one node. */
export function bySku(writes: readonly StockWrite[]): SkuStockWrite[] {
  const groups = new Map<string, StockWrite[]>();
  for (const write of writes) {
    const { externalItemId, externalSkuId, sellerSku } = write;
    const key = JSON.stringify([externalItemId, externalSkuId, sellerSku]);
    groups.set(key, [...(groups.get(key) ?? []), write]);
  }
  return [...groups.values()].map((group) => ({ sellerSku: group[0]!.sellerSku, writes: group }));
}

/**
 * Sets what buyers can order. `/product/price_quantity/update` would set the total, in which units that are sold and
 * not yet handed over count as well. Only XML is documented for this call.
 */
export function toStockRequest(skus: readonly SkuStockWrite[]): string {
  return `<Request><Product><Skus>${skus.map(toSkuNode).join('')}</Skus></Product></Request>`;
}

function toSkuNode({ writes }: SkuStockWrite): string {
  const [{ externalItemId, externalSkuId, sellerSku }] = writes as readonly [StockWrite];
  const ids =
    `<ItemId>${xml(externalItemId)}</ItemId><SkuId>${xml(externalSkuId)}</SkuId>` +
    `<SellerSku>${xml(sellerSku)}</SellerSku>`;
  return `<Sku>${ids}${writes.some(inWarehouse) ? toWarehouses(writes) : toQuantity(writes[0]!)}</Sku>`;
}

/** A shop with one warehouse must not send this form. */
function toWarehouses(writes: readonly StockWrite[]): string {
  const warehouses = writes.map(
    (write) =>
      `<MultiWarehouseInventory><WarehouseCode>${xml(write.warehouseCode ?? '')}</WarehouseCode>` +
      `${toQuantity(write)}</MultiWarehouseInventory>`,
  );
  return `<MultiWarehouseInventories>${warehouses.join('')}</MultiWarehouseInventories>`;
}

const toQuantity = ({ quantity }: StockWrite): string => `<SellableQuantity>${quantity}</SellableQuantity>`;
const inWarehouse = ({ warehouseCode }: StockWrite): boolean => warehouseCode !== undefined;

/** Refused before anything is sent: an unknown quantity must never reach the shop as 0. */
export function invalidStock({ sellerSku, writes }: SkuStockWrite): MarketplaceError | null {
  const refuse = (cause: string): MarketplaceError =>
    invalidItem('stock.write', cause, [{ field: sellerSku, message: cause }]);
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

export const fromStockResponse = (product: WireObject): StockReading[] =>
  product.objects('skus').map((sku) => ({
    sellerSku: sku.text('SellerSku'),
    externalSkuId: sku.id('SkuId'),
    ...fromStockOfSku(sku),
    warehouses: fromWarehousesOfSku(sku),
  }));

/** Summed over warehouses. A shop with one warehouse may have the plain fields only. */
export function fromStockOfSku(sku: WireObject): StockLevel {
  const warehouses = fromWarehousesOfSku(sku);
  const sum = (name: 'withheld' | 'occupied'): number | null =>
    warehouses.every((warehouse) => warehouse[name] === null)
      ? null
      : warehouses.reduce((total, warehouse) => total + (warehouse[name] ?? 0), 0);
  return {
    sellable: warehouses.reduce((total, { sellable }) => total + sellable, 0),
    withheld: sum('withheld'),
    occupied: sum('occupied'),
    campaignLocked: sku
      .objects('channelInventories')
      .reduce((total, channel) => total + (channel.integerOrNull('sellableQuantity') ?? 0), 0),
  };
}

function fromWarehousesOfSku(sku: WireObject): WarehouseStock[] {
  const warehouses = sku.objects('multiWarehouseInventories');
  if (warehouses.length > 0) {
    return warehouses.map((warehouse) => ({
      warehouseCode: warehouse.textOrNull('warehouseCode') ?? onlyWarehouse.code,
      sellable: warehouse.integer('sellableQuantity'),
      withheld: warehouse.integer('withholdQuantity'),
      occupied: warehouse.integer('occupyQuantity'),
    }));
  }
  const sellable = sku.integerOrNull('Available') ?? sku.integerOrNull('sellableStock') ?? sku.integer('quantity');
  return [
    {
      warehouseCode: onlyWarehouse.code,
      sellable,
      withheld: sku.integerOrNull('withholdingStock'),
      occupied: sku.integerOrNull('occupiedStock'),
    },
  ];
}
