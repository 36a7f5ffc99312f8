import { newId, type ShipmentId } from '@pinglu/kernel';
import type { MarketplacePackage, OrderItems } from '@pinglu/marketplace';
import type { Package, Shipment, ShipmentLine } from './shipment.js';

/** What the marketplace has of a parcel that is to be packed. */
export type FoundParcel =
  /** Packed already, into these. */
  | { readonly kind: 'packed'; readonly packages: readonly MarketplacePackage[] }
  /** Packed, but the carrier has not given every package its number yet. */
  | { readonly kind: 'packing' }
  /** Nothing of it is left to pack. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'open' };

/** Settles what became of a parcel, by what the marketplace says of its order. */
export function findParcel({ lines }: Shipment, items: OrderItems): FoundParcel {
  const ours = new Set(lines.flatMap(({ externalLineIds }) => externalLineIds));
  const packages = items.packages.filter(
    ({ status, externalLineIds }) => status !== 'cancelled' && externalLineIds.some((id) => ours.has(id)),
  );
  if (packages.length > 0) return packages.every(isNumbered) ? { kind: 'packed', packages } : { kind: 'packing' };
  const rest = items.lines.filter(({ externalLineIds }) => externalLineIds.some((id) => ours.has(id)));
  return rest.every(({ status }) => status === 'cancelled') ? { kind: 'gone' } : { kind: 'open' };
}

export const isNumbered = (found: MarketplacePackage): boolean =>
  found.trackingNumber !== null && found.trackingNumber !== '';

/** True when the marketplace knows already that the package is ready for the carrier. */
export function isAnnounced(packageId: string, items: OrderItems): boolean {
  const found = items.packages.find((one) => one.packageId === packageId);
  switch (found?.status) {
    case 'ready_to_ship':
    case 'shipped':
    case 'delivered':
    case 'delivery_failed':
    case 'returned':
    case 'lost':
      return true;
    default:
      return false;
  }
}

export interface PackedParcels {
  /** The wanted parcel first, as the first of its packages; a further one for each further package. */
  readonly packed: readonly Shipment[];
  /** What was left out of all packages, still to be packed. */
  readonly rest: Shipment | null;
}

/**
 * A wanted parcel after packing. One package as a rule; a marketplace parts units that travel in different ways, and may
 * leave some out.
 * @param packages numbered, each holding at least one unit of the parcel
 */
export function packParcel(wanted: Shipment, packages: readonly MarketplacePackage[], now: Date): PackedParcels {
  const inPackages = new Set(packages.flatMap(({ externalLineIds }) => externalLineIds));
  const restLines = linesWith(wanted.lines, (id) => !inPackages.has(id));
  const packed = packages.map((one, index): Shipment => {
    const ids = new Set(one.externalLineIds);
    return {
      ...wanted,
      shipmentId: index === 0 ? wanted.shipmentId : newId<ShipmentId>(now.getTime()),
      status: 'packed',
      reason: null,
      parcel: { ...toPackage(one), packedAt: now },
      lines: linesWith(wanted.lines, (id) => ids.has(id)),
      version: 1,
    };
  });
  const rest = { ...wanted, shipmentId: newId<ShipmentId>(now.getTime()), lines: restLines };
  return { packed, rest: restLines.length === 0 ? null : rest };
}

const toPackage = ({ packageId, trackingNumber, carrier }: MarketplacePackage): Package => ({
  packageId,
  trackingNumber: trackingNumber!,
  carrier: carrier || 'not named by the marketplace',
});

/** The lines with those of their units only that are asked for. A line without ids per unit is never parted. */
function linesWith(lines: readonly ShipmentLine[], has: (externalLineId: string) => boolean): ShipmentLine[] {
  return lines.flatMap((line) => {
    const ids = line.externalLineIds.filter(has);
    if (ids.length === 0) return [];
    const perUnit = line.externalLineIds.length === line.quantity;
    return [{ ...line, externalLineIds: ids, quantity: perUnit ? ids.length : line.quantity }];
  });
}

/** True when a package was cancelled after it was packed. */
export function isGone({ parcel, lines }: Shipment, items: OrderItems): boolean {
  const found = items.packages.find(({ packageId }) => packageId === parcel?.packageId);
  if (found) return found.status === 'cancelled';
  const ours = new Set(lines.flatMap(({ externalLineIds }) => externalLineIds));
  const rest = items.lines.filter(({ externalLineIds }) => externalLineIds.some((id) => ours.has(id)));
  return rest.length > 0 && rest.every(({ status }) => status === 'cancelled');
}
