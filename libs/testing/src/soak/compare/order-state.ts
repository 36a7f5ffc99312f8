import type { TrueOrder } from '../marketplace/marketplace-profile.js';

/** The state of the whole, in our words. Units of one order go in one parcel here, so they move together. */
export function statusOf({ items }: TrueOrder): 'placed' | 'ready_to_ship' | 'shipped' | 'cancelled' {
  const live = items.filter(({ state }) => state !== 'cancelled');
  if (live.length === 0) return 'cancelled';
  if (live.every(({ state }) => state === 'shipped')) return 'shipped';
  return live.every(({ state }) => state === 'announced') ? 'ready_to_ship' : 'placed';
}

export const isCancelled = (order: TrueOrder): boolean => statusOf(order) === 'cancelled';

/** Packages of units that are still to go or gone. */
export const packagesOf = ({ items }: TrueOrder): string[] => [
  ...new Set(items.flatMap(({ state, packageId }) => (state === 'cancelled' || packageId === null ? [] : [packageId]))),
];
