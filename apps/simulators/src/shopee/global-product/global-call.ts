import { Fields } from '../catalog/fields.js';
import { isDeleted, type Item } from '../catalog/item.js';
import { ApiError } from '../protocol/api-error.js';
import { merchantOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Merchant, Shop } from '../shop/shop.js';
import { homeOf, toShopNames } from './global-shelf.js';

const PREFIX = 'global_product.';

export interface GlobalCall {
  readonly call: ApiCall;
  readonly merchant: Merchant;
  /** The merchant in the place of a shop. */
  readonly home: Shop;
  /** Parameters under the names that they have in calls of shops. */
  readonly fields: Fields;
}

export const globalEndpoint = (
  name: string,
  method: Endpoint['method'],
  handle: (global: GlobalCall) => JsonObject,
): Endpoint => ({
  path: `/api/v2/global_product/${name}`,
  method,
  access: 'merchant',
  handle: (call) => {
    const merchant = merchantOf(call);
    if (merchant.currency === '') {
      throw new ApiError(
        `${PREFIX}ERROR_MERCHANT_UNSET_CURRENCY_INFO`,
        'The merchant has no currency; set it in the seller center first.',
      );
    }
    const fields = new Fields(toShopNames(call.params), PREFIX);
    return handle({ call, merchant, home: homeOf(merchant), fields });
  },
});

export function globalItemOf({ call, merchant, fields }: GlobalCall): Item {
  const item = call.world.globalProducts.items.find(merchant.merchantId, fields.int('item_id'));
  if (!item || isDeleted(item))
    throw fields.refuse('error_global_item_not_found', 'The global product does not exist.');
  return item;
}

/**
 * The merchant's own shop that a call names, or another one. A client that signs calls of merchants with a shop names
 * it only there.
 */
export function ownShop(
  { call, merchant, fields }: GlobalCall,
  shopId = fields.optionalInt('shop_id') ?? call.shop?.shopId ?? fields.int('shop_id'),
): Shop {
  const shop = merchant.shops.find((one) => one.shopId === shopId);
  if (!shop) throw fields.refuse('error_shop_not_belong', `The shop ${shopId} does not belong to the merchant.`);
  return shop;
}
