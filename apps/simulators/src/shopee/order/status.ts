export const ORDER_STATUSES = [
  'UNPAID',
  'READY_TO_SHIP',
  'PROCESSED',
  'RETRY_SHIP',
  'SHIPPED',
  'TO_CONFIRM_RECEIVE',
  'COMPLETED',
  'IN_CANCEL',
  'CANCELLED',
  'TO_RETURN',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Which status may follow which. */
export const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  UNPAID: ['READY_TO_SHIP', 'CANCELLED'],
  // Straight to SHIPPED where the seller hands the parcel over to a carrier of its own.
  READY_TO_SHIP: ['PROCESSED', 'SHIPPED', 'IN_CANCEL', 'CANCELLED'],
  PROCESSED: ['SHIPPED', 'RETRY_SHIP', 'IN_CANCEL', 'CANCELLED'],
  RETRY_SHIP: ['PROCESSED', 'SHIPPED', 'IN_CANCEL', 'CANCELLED'],
  SHIPPED: ['TO_CONFIRM_RECEIVE', 'COMPLETED', 'TO_RETURN', 'CANCELLED'],
  TO_CONFIRM_RECEIVE: ['COMPLETED', 'TO_RETURN'],
  // A return may be raised even then.
  COMPLETED: ['TO_RETURN'],
  IN_CANCEL: ['CANCELLED', 'READY_TO_SHIP', 'PROCESSED', 'RETRY_SHIP'],
  CANCELLED: [],
  TO_RETURN: ['COMPLETED', 'CANCELLED', 'TO_CONFIRM_RECEIVE', 'SHIPPED'],
};

/** Goods are still in the seller's hands: a cancellation gives them back to the shelf. */
export const BEFORE_HANDOVER: readonly OrderStatus[] = [
  'UNPAID',
  'READY_TO_SHIP',
  'PROCESSED',
  'RETRY_SHIP',
  'IN_CANCEL',
];

export const PACKAGE_STATUSES = [
  'LOGISTICS_NOT_START',
  'LOGISTICS_READY',
  'LOGISTICS_REQUEST_CREATED',
  'LOGISTICS_PICKUP_RETRY',
  'LOGISTICS_PICKUP_DONE',
  'LOGISTICS_DELIVERY_DONE',
  'LOGISTICS_DELIVERY_FAILED',
  'LOGISTICS_LOST',
  'LOGISTICS_INVALID',
  'LOGISTICS_REQUEST_CANCELED',
] as const;
export type PackageStatus = (typeof PACKAGE_STATUSES)[number];

const CANNOT_ARRIVE: readonly PackageStatus[] = ['LOGISTICS_DELIVERY_FAILED', 'LOGISTICS_LOST'];
const HANDED_OVER: readonly PackageStatus[] = ['LOGISTICS_PICKUP_DONE', 'LOGISTICS_DELIVERY_DONE', ...CANNOT_ARRIVE];

export const isHandedOver = (status: PackageStatus): boolean => HANDED_OVER.includes(status);

/** What an order is while its packages are on their way: as far as the one that is furthest behind. */
export function statusOfPackages(packages: readonly PackageStatus[]): OrderStatus {
  const all = (...wanted: PackageStatus[]): boolean => packages.every((one) => wanted.includes(one));
  if (packages.length > 0 && all(...CANNOT_ARRIVE)) return 'CANCELLED';
  if (all('LOGISTICS_DELIVERY_DONE', ...CANNOT_ARRIVE)) return 'TO_CONFIRM_RECEIVE';
  if (packages.every(isHandedOver)) return 'SHIPPED';
  if (packages.includes('LOGISTICS_PICKUP_RETRY')) return 'RETRY_SHIP';
  return packages.includes('LOGISTICS_READY') || packages.includes('LOGISTICS_NOT_START')
    ? 'READY_TO_SHIP'
    : 'PROCESSED';
}
