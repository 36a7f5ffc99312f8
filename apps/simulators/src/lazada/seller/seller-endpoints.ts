import { businessError } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { parseLooseJson } from '../protocol/payload.js';
import { sellerMetrics } from './seller-metrics.js';
import type { Warehouse } from './seller.js';

export const sellerEndpoints: readonly Endpoint[] = [
  { path: '/seller/get', access: 'seller', handle: readSeller },
  { path: '/seller/metrics/get', access: 'seller', handle: sellerMetrics },
  { path: '/seller/warehouse/get', access: 'seller', handle: readWarehouses },
  {
    path: '/rc/warehouse/get',
    access: 'seller',
    handle: (call) => ({ result: rcResult(sellerOf(call).warehouses.map(({ code, name }) => ({ code, name }))) }),
  },
  {
    path: '/rc/warehouse/detail/get',
    access: 'seller',
    handle: (call) => {
      const details = sellerOf(call).warehouses.map((one, index) => warehouseDetail(one, call, index));
      // The documentation shows one object; a shop with several warehouses gets a list of them.
      return { result: rcResult(details.length === 1 ? details[0]! : details) };
    },
  },
];

function readSeller(call: ApiCall): JsonObject {
  const seller = sellerOf(call);
  return {
    data: {
      seller_id: Number(seller.sellerId),
      name: seller.name,
      name_company: seller.company,
      short_code: seller.shortCode,
      email: seller.email,
      location: seller.crossBorder ? 'China' : seller.site.countryName,
      logo_url: '',
      cb: seller.crossBorder,
      status: 'ACTIVE',
      verified: true,
      marketplaceEaseMode: false,
    },
  };
}

/** `addressTypes` is a JSON list; only `warehouse` names anything here. */
function readWarehouses(call: ApiCall): JsonObject {
  const text = call.params.get('addressTypes');
  const types = text ? parseLooseJson(text) : ['warehouse'];
  if (!Array.isArray(types)) throw businessError(5, 'Invalid Request Format: addressTypes must be a JSON array');
  const shown = types.includes('warehouse') ? sellerOf(call).warehouses : [];
  return {
    result: {
      success: true,
      module: shown.map((one, index) => ({
        code: one.code,
        name: one.name,
        detailAddress: one.address,
        needToUpdate: false,
        defaultAddress: index === 0,
        status: 'ACTIVE',
      })),
      error_code: {},
    },
  };
}

const rcResult = (module: JsonObject | readonly JsonObject[]): JsonObject => ({
  not_success: false,
  success: true,
  module,
  repeated: false,
  retry: false,
});

const warehouseDetail = (one: Warehouse, call: ApiCall, index: number): JsonObject => ({
  country: sellerOf(call).crossBorder ? 'China' : call.site.countryName,
  province: one.province,
  city: one.city,
  district: one.district,
  name: one.name,
  detail_address: one.address,
  post_code: one.postCode,
  warehouse_code: one.code,
  default_address: index === 0,
  status: 'ACTIVE',
});
