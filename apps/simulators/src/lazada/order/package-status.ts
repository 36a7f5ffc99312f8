import type { ItemStatus, OrderItem } from './order.js';

/** What the logistics side calls what happens to a parcel. */
export const PACKAGE_STATUSES: Partial<Record<ItemStatus, string>> = {
  ready_to_ship: 'READY_TO_SHIP',
  shipped: 'TRANSIT_TO_SHIP',
  delivered: 'DELIVERED',
  failed_delivery: 'DELIVER_FAILED',
  lost_by_3pl: 'LOST_BY_3PL',
  damaged_by_3pl: 'DAMAGE_BY_3PL',
  shipped_back: 'ON_THE_WAY_BACK_TO_SHIPPER',
  shipped_back_success: 'INFO_ST_DOMESTIC_BACK_TO_SHIPPER',
  shipped_back_failed: 'INFO_ST_DOMESTIC_PACKAGE_RETURNED_FAILED',
  package_scrapped: 'PACKAGE_SCRAPPED',
  canceled: 'CANCELLED',
};

/** The parcel's status once the last of its items has got there; undefined before, and where parcels have none. */
export function reachedStatus(item: OrderItem, mates: readonly OrderItem[]): string | undefined {
  return mates.every((mate) => mate.status === item.status) ? PACKAGE_STATUSES[item.status] : undefined;
}
