import { ITEM_LIMIT } from '../catalog/item-limit.js';
import type { Fields } from '../catalog/fields.js';
import type { Shop } from '../shop/shop.js';
import type { LocationStock } from './stock.js';
import { warehousesOf } from './warehouse.js';

/**
 * `seller_stock` of a call. Only a shop with several warehouses says at which location, and then it must; a list that
 * is not there means none.
 */
export function readSellerStock(fields: Fields, shop: Shop): LocationStock[] {
  const rows = fields.objects('seller_stock').map((row) => ({
    locationId: row.optionalText('location_id') ?? '',
    stock: row.int('stock', { min: 0, max: ITEM_LIMIT.stock.max }),
  }));
  const locations = warehousesOf(shop).map((one) => one.locationId);
  if (locations.length < 2) {
    if (rows.some((row) => row.locationId !== ''))
      throw fields.refuse(
        'error_auth',
        'You do not have right to use seller location_id, please only fill seller_stock filed.',
      );
    return rows.length > 0 ? rows.slice(0, 1) : [{ locationId: '', stock: 0 }];
  }
  if (rows.some((row) => row.locationId === ''))
    throw fields.refuse('error_busi', 'The merchant/shop has multi warehouse, please input location id');
  if (rows.some((row) => !locations.includes(row.locationId)))
    throw fields.refuse('error_auth', "The location_id input is not matched the shop's location_id(more/wrong).");
  return rows.length > 0 ? rows : locations.map((locationId) => ({ locationId, stock: 0 }));
}
