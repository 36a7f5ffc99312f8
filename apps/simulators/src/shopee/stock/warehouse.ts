import { ApiError } from '../protocol/api-error.js';
import { shopOf, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Shop } from '../shop/shop.js';

export interface Warehouse {
  readonly warehouseId: number;
  readonly name: string;
  readonly locationId: string;
  readonly city: string;
  readonly zipcode: string;
}

/** The one shop that keeps stock at several addresses; every other has one, whose stock has no location. */
export const WAREHOUSES_SHOP_ID = 220_011_201;

const WAREHOUSES: readonly Warehouse[] = [
  { warehouseId: 1_040_001, name: 'Jakarta', locationId: 'IDZ', city: 'KOTA JAKARTA UTARA', zipcode: '14450' },
  { warehouseId: 1_040_002, name: 'Surabaya', locationId: 'IDS', city: 'KOTA SURABAYA', zipcode: '60177' },
];

/** The warehouses of a shop that has several; none for a shop with one. */
export const warehousesOf = (shop: Shop): readonly Warehouse[] =>
  shop.shopId === WAREHOUSES_SHOP_ID ? WAREHOUSES : [];

export const warehouseEndpoints: readonly Endpoint[] = [
  {
    path: '/api/v2/shop/get_warehouse_detail',
    method: 'GET',
    access: 'shop',
    handle: (call) => {
      const shop = shopOf(call);
      const warehouses = warehousesOf(shop);
      if (warehouses.length === 0) {
        throw new ApiError('warehouse.error_not_in_whitelist', 'Your shop is not in multi-warehouse whitelist.');
      }
      return { response: warehouses.map((one) => warehouseAnswer(one, shop)) };
    },
  },
];

const warehouseAnswer = (one: Warehouse, shop: Shop): JsonObject => ({
  warehouse_id: one.warehouseId,
  warehouse_name: one.name,
  // 1 is where parcels are picked up.
  warehouse_type: 1,
  location_id: one.locationId,
  address_id: one.warehouseId + 900_000,
  region: shop.region,
  state: '',
  city: one.city,
  district: '',
  town: '',
  address: `Jalan Pelabuhan ${one.warehouseId % 100}`,
  zipcode: one.zipcode,
  state_code: '',
  holiday_mode_state: 0,
});
