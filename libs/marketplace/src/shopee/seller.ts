import { currencyOfCountry, type SalesCountry, type SellerAccount, type SellerWarehouse } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';

const statuses: Readonly<Record<string, SellerAccount['status']>> = {
  NORMAL: 'active',
  FROZEN: 'inactive',
  BANNED: 'inactive',
};

/** @param shopId Shopee's answer does not repeat it */
export function fromShopInfoResponse(body: WireObject, shopId: string): SellerAccount {
  const rawStatus = body.text('status');
  return {
    externalSellerId: shopId,
    name: body.text('shop_name'),
    shortCode: null,
    crossBorder: body.flag('is_cb'),
    status: (Object.hasOwn(statuses, rawStatus) ? statuses[rawStatus] : undefined) ?? 'unrecognized',
    rawStatus,
  };
}

/** Null when it is no country that we sell in. */
export function countryOfShop(body: WireObject): SalesCountry | null {
  const region = body.text('region').toUpperCase();
  return Object.hasOwn(currencyOfCountry, region) ? (region as SalesCountry) : null;
}

/** A location of the seller's, by which stock and orders name it. */
export const fromWarehousesResponse = (rows: readonly WireObject[]): SellerWarehouse[] =>
  rows.map((row, index) => ({
    code: row.id('location_id'),
    name: row.text('warehouse_name'),
    isDefault: index === 0,
    active: !['1', '2'].includes(row.text('holiday_mode_state')),
  }));
