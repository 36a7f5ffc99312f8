import type { MerchantSnapshot, WarehouseSnapshot } from '@pinglu/contracts';
import { newId, parseMerchantId, type WarehouseId } from '@pinglu/kernel';
import type { Warehouse } from './warehouse.entity.js';

/** The code of the warehouse that every merchant has from the start. */
export const MAIN_CODE = 'MAIN';

/** The warehouse that a new merchant begins with: stock needs a place before anybody has said where. */
export function mainWarehouseOf({ merchantId, countryOfEstablishment }: MerchantSnapshot, now: Date): Warehouse {
  return {
    id: newId<WarehouseId>(now.getTime()),
    merchantId: parseMerchantId(merchantId),
    code: MAIN_CODE,
    name: 'Main warehouse',
    country: countryOfEstablishment,
    openedAt: now,
    version: 1,
  };
}

/** What the outside is told of a warehouse. */
export function snapshotOf(warehouse: Warehouse): WarehouseSnapshot {
  const { id, merchantId, code, name, country, openedAt, version } = warehouse;
  return { warehouseId: id, merchantId, code, name, country, openedAt: openedAt.toISOString(), version };
}
