import type { TrueOrder } from '../marketplace/marketplace-profile.js';
import type { OurShipment, OurWorld, TheirWorld } from '../world/worlds.js';
import { doubled, exactlyOne, groupBy, lost, type Finding } from './finding.js';
import { isCancelled, packagesOf } from './order-state.js';

/**
 * Every order that can be packed is packed into one package there, is one parcel here, announced and released once, and
 * declared once when it crosses a border. An order of which stock was refused is not packed: that is told of elsewhere.
 */
export function compareParcels(theirs: TheirWorld, ours: OurWorld): Finding[] {
  const parcelsOf = groupBy(ours.shipments, ({ orderNumber }) => orderNumber);
  const refused = new Set(
    ours.reservations.filter(({ status }) => status === 'refused').map(({ orderNumber }) => orderNumber),
  );
  return [
    ...theirs.orders.flatMap((order) =>
      isCancelled(order) || refused.has(order.orderNumber)
        ? []
        : compareOrder(order, parcelsOf.get(order.orderNumber) ?? []),
    ),
    ...[...groupBy(ours.shipments, ({ packageId }) => packageId ?? '')].flatMap(([packageId, parcels]) =>
      packageId === '' || parcels.length === 1 ? [] : [doubled(`Package ${packageId} is ${parcels.length} parcels`)],
    ),
    ...compareDeclarations(theirs, ours),
  ];
}

function compareOrder(order: TrueOrder, parcels: readonly OurShipment[]): Finding[] {
  const { orderNumber, items } = order;
  const packages = packagesOf(order);
  if (packages.length !== 1) return exactlyOne(packages.length, `Order ${orderNumber} is packed`);
  const live = parcels.filter(({ status }) => status !== 'dropped');
  const known = live.filter(({ packageId }) => packageId === packages[0]);
  if (known.length !== 1) return exactlyOne(known.length, `Package ${packages[0]} of order ${orderNumber} is known`);
  const [parcel] = known;
  const announced = items.every(({ state }) => state !== 'packed');
  return [
    ...(live.length > 1 ? [doubled(`Order ${orderNumber} has ${live.length} parcels for one package`)] : []),
    ...(announced ? [] : [lost(`Package ${packages[0]} of order ${orderNumber} is not announced`)]),
    ...(announced && parcel!.readyAt === null
      ? [lost(`Package ${packages[0]} is announced, and we do not know it`)]
      : []),
    ...(parcel!.status === 'released'
      ? []
      : [lost(`Package ${packages[0]} is ${parcel!.status}, and should be released`)]),
  ];
}

function compareDeclarations(theirs: TheirWorld, { shipments, declarations }: OurWorld): Finding[] {
  const cancelled = new Set(theirs.orders.filter(isCancelled).map(({ orderNumber }) => orderNumber));
  const ofParcel = groupBy(declarations, ({ shipmentId }) => shipmentId);
  return shipments
    .filter(({ crossBorder, packageId }) => crossBorder && packageId !== null)
    .flatMap(({ shipmentId, packageId, orderNumber }) => {
      const count = ofParcel.get(shipmentId)?.length ?? 0;
      if (count === 0 && cancelled.has(orderNumber)) return [];
      return exactlyOne(count, `Package ${packageId} of order ${orderNumber} is declared`);
    });
}
