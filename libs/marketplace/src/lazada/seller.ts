import type { SellerAccount, SellerWarehouse } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';

const statuses: Readonly<Record<string, SellerAccount['status']>> = {
  ACTIVE: 'active',
  INACTIVE: 'inactive',
  DELETED: 'deleted',
};

export function fromSellerResponse(data: WireObject): SellerAccount {
  const rawStatus = data.text('status');
  return {
    externalSellerId: data.id('seller_id'),
    name: data.text('name'),
    shortCode: data.textOrNull('short_code'),
    crossBorder: data.flag('cb'),
    status: (Object.hasOwn(statuses, rawStatus) ? statuses[rawStatus] : undefined) ?? 'unrecognized',
    rawStatus,
  };
}

export const toWarehousesRequest = (): Record<string, string> => ({ addressTypes: '["warehouse"]' });

/** What Lazada calls the warehouse of a seller who has set up none. */
export const onlyWarehouse: SellerWarehouse = {
  code: 'dropshipping',
  name: 'dropshipping',
  isDefault: true,
  active: true,
};

/** An empty list, which is not an error, says that there is the one that everybody has. */
export function fromWarehousesResponse(result: WireObject): SellerWarehouse[] {
  const warehouses = result.objects('module').map((warehouse) => ({
    code: warehouse.id('code'),
    name: warehouse.textOrNull('name') ?? warehouse.id('code'),
    isDefault: warehouse.flag('defaultAddress'),
    active: warehouse.text('status').toUpperCase() === 'ACTIVE',
  }));
  return warehouses.length === 0 ? [onlyWarehouse] : warehouses;
}
