import type { OurWorld } from '../world/worlds.js';
import { doubled, exactlyOne, groupBy, lost, type Finding } from './finding.js';

/** Facts that an order or a parcel goes through once. */
const once = ['order_ready_to_ship', 'order_shipped', 'order_cancelled', 'shipment_released'] as const;

/** The events of each order count 1 to n without gap or repetition, and tell no fact twice; so do those of parcels. */
export function compareEvents({ orders, shipments, events }: OurWorld): Finding[] {
  const ofOrders = groupBy(
    events.filter(({ topic }) => topic === 'orders.order.v1'),
    ({ subject }) => subject,
  );
  const ofParcels = groupBy(
    events.filter(({ topic }) => topic === 'orders.shipment.v1'),
    ({ subject }) => subject,
  );
  return [
    ...orders.flatMap(({ orderId, orderNumber, version }) => {
      const own = ofOrders.get(orderId) ?? [];
      const what = `order ${orderNumber}`;
      return [
        ...versions(own, { upTo: version, what }),
        ...exactlyOne(count(own, 'order_placed'), `An event tells that ${what} was placed`),
        ...repeated(own, what),
      ];
    }),
    ...shipments.flatMap(({ shipmentId, orderNumber, status, packageId }) => {
      const own = ofParcels.get(shipmentId) ?? [];
      const what = `the parcel ${packageId ?? 'without a package'} of order ${orderNumber}`;
      // One that was cancelled while it was packed is told of or not, as it came.
      const packed = count(own, 'shipment_packed');
      return [
        ...(status === 'released' || status === 'packed'
          ? exactlyOne(packed, `An event tells that ${what} was packed`)
          : packed > 1
            ? [doubled(`An event tells ${packed} times that ${what} was packed`)]
            : []),
        ...repeated(own, what),
      ];
    }),
  ];
}

type Told = Pick<OurWorld['events'][number], 'fact' | 'version'>;

function versions(own: readonly Told[], { upTo, what }: { upTo: number; what: string }): Finding[] {
  const findings: Finding[] = [];
  let last = 0;
  for (const { version } of own) {
    if (version === last + 1) last = version;
    else if (version <= last) findings.push(doubled(`Version ${version} of ${what} comes after version ${last}`));
    else {
      findings.push(lost(`Version ${version} of ${what} comes right after version ${last}`));
      last = version;
    }
  }
  if (last < upTo) findings.push(lost(`The events of ${what} end at version ${last}, and it has ${upTo}`));
  return findings;
}

const count = (own: readonly Told[], wanted: string): number => own.filter(({ fact }) => fact === wanted).length;

const repeated = (own: readonly Told[], what: string): Finding[] =>
  once.flatMap((fact) => {
    const times = count(own, fact);
    return times > 1 ? [doubled(`${what} is told of by ${times} events ${fact}`)] : [];
  });
