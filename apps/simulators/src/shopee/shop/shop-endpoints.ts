import { Fields } from '../catalog/fields.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';

export const shopEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/shop/get_shop_info', method: 'GET', access: 'shop', handle: shopInfo },
  {
    path: '/api/v2/shop/get_profile',
    method: 'GET',
    access: 'shop',
    handle: (call) => ({ response: profile(call) }),
  },
  { path: '/api/v2/shop/update_profile', method: 'POST', access: 'shop', handle: updateProfile },
];

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** Flat. A shop of a merchant has that only in `is_upgraded_cbsc`; `merchant_id` is null. */
function shopInfo(call: ApiCall): JsonObject {
  const shop = shopOf(call);
  const authorization = call.world.authorizations.find(call.app.partnerId, { kind: 'shop', id: shop.shopId });
  return {
    shop_name: call.world.profiles.get(shop.shopId)?.name ?? shop.name,
    region: shop.region,
    status: 'NORMAL',
    is_cb: shop.isCrossBorder,
    is_sip: false,
    sip_affi_shops: [],
    is_upgraded_cbsc: shop.isUpgradedCbsc,
    merchant_id: null,
    auth_time: seconds(authorization?.grantedMs ?? 0),
    expire_time: seconds(authorization?.untilMs ?? 0),
    shop_fulfillment_flag: 'Others',
    is_main_shop: false,
    is_direct_shop: false,
    linked_main_shop_id: 0,
    linked_direct_shop_list: [],
    is_one_awb: false,
    is_mart_shop: false,
    is_outlet_shop: false,
  };
}

function profile(call: ApiCall): JsonObject {
  const shop = shopOf(call);
  const own = call.world.profiles.get(shop.shopId);
  return {
    shop_logo: own?.logo ?? '',
    description: own?.description ?? '',
    shop_name: own?.name ?? shop.name,
    invoice_issuer: 'Other',
  };
}

function updateProfile(call: ApiCall): JsonObject {
  const shop = shopOf(call);
  const fields = new Fields(call.params, '');
  const before = call.world.profiles.get(shop.shopId);
  call.world.profiles.set(shop.shopId, {
    name: fields.optionalText('shop_name') ?? before?.name ?? shop.name,
    logo: fields.optionalText('shop_logo') ?? before?.logo ?? '',
    description: fields.optionalText('description') ?? before?.description ?? '',
  });
  return { response: profile(call) };
}
