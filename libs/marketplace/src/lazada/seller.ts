import type { SellerAccount } from '../port/types.js';
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
