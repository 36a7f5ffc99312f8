import type { OrderItem } from '../order/order.js';
import { refused, type EntryResult } from './fulfillment-call.js';

/** How parcels of an order are given to carriers: through a transfer warehouse (NTFS), or as the platform decides. */
export const allocationOf = ({ order }: OrderItem): 'NTFS' | 'TFS' =>
  order.seller.crossBorder && order.kind !== 'own-fleet' ? 'NTFS' : 'TFS';

/** Why an item cannot be packed; undefined when it can. */
export function whyNotPackable(item: OrderItem): EntryResult | undefined {
  const { kind } = item.order;
  if (kind === 'fbl') return refused('700027', 'Does not support FBL order to pack');
  if (kind === 'digital') return refused('700030', 'digital or service order not need to pack');
  if (kind === 'store-pickup') return refused('700028', 'Does not support pickup_in_store order to pack');
  if (item.status === 'unpaid') return refused('700031', 'item not ready to fulfill');
  if (item.status !== 'pending' && item.status !== 'repacked')
    return refused('700026', `item current status ${item.status} not allow to pack`);
  return undefined;
}

export const inSameWarehouse = (items: readonly OrderItem[]): boolean =>
  new Set(items.map((item) => item.warehouseCode)).size <= 1;
