import { Fields } from '../catalog/fields.js';
import { merchantOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { pageOf } from '../promotion/promotion.js';

const path = (name: string): string => `/api/v2/merchant/${name}`;
const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A merchant and its shops. A merchant here has one warehouse at home, whose stock has no location. */
export const merchantEndpoints: readonly Endpoint[] = [
  { path: path('get_merchant_info'), method: 'GET', access: 'merchant', handle: merchantInfo },
  { path: path('get_shop_list_by_merchant'), method: 'GET', access: 'merchant', handle: shopList },
  {
    path: path('get_merchant_warehouse_location_list'),
    method: 'GET',
    access: 'merchant',
    handle: () => ({ response: [] }),
  },
  {
    path: path('get_merchant_warehouse_list'),
    method: 'POST',
    access: 'merchant',
    handle: () => ({ response: { warehouse_list: [], total_count: 0, cursor: { next_id: null, prev_id: null } } }),
  },
  {
    path: path('get_warehouse_eligible_shop_list'),
    method: 'POST',
    access: 'merchant',
    handle: () => ({ response: { shop_list: [], cursor: { next_id: null, prev_id: null } } }),
  },
  {
    path: path('get_merchant_prepaid_account_list'),
    method: 'POST',
    access: 'merchant',
    handle: () => ({ response: { list: [], more: false, total: 0 } }),
  },
];

/** Flat. */
function merchantInfo(call: ApiCall): JsonObject {
  const merchant = merchantOf(call);
  const authorization = call.world.authorizations.find(call.app.partnerId, {
    kind: 'merchant',
    id: merchant.merchantId,
  });
  return {
    merchant_name: merchant.name,
    auth_time: seconds(authorization?.grantedMs ?? 0),
    expire_time: seconds(authorization?.untilMs ?? 0),
    merchant_currency: merchant.currency,
    merchant_region: merchant.region,
    is_upgraded_cbsc: merchant.isUpgradedCbsc,
  };
}

/** Flat: the shops that are authorised. */
function shopList(call: ApiCall): JsonObject {
  const fields = new Fields(call.params, '');
  const pageNo = fields.optionalInt('page_no', { min: 1 }) ?? 1;
  const size = fields.optionalInt('page_size', { min: 1, max: 500 }) ?? 100;
  const shops = merchantOf(call).shops.filter((shop) =>
    call.world.authorizations.isOpen(call.app.partnerId, { kind: 'shop', id: shop.shopId }),
  );
  const { page, more } = pageOf(shops, pageNo, size);
  return { shop_list: page.map(({ shopId }) => ({ shop_id: shopId, sip_affi_shops: [] })), more };
}
