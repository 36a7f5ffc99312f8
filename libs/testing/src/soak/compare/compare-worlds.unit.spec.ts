import type { OurWorld, TheirWorld } from '../world/worlds.js';
import { compareWorlds } from './compare-worlds.js';
import type { Finding } from './finding.js';
import { evenWorlds } from './test-worlds.js';

type Change<World> = (world: World) => Partial<World>;

function compared({ theirs, ours }: { theirs?: Change<TheirWorld>; ours?: Change<OurWorld> } = {}): Finding[] {
  const even = evenWorlds();
  return compareWorlds(
    { ...even.theirs, ...theirs?.(even.theirs) },
    { ...even.ours, ...ours?.(even.ours) },
    even.existed,
  );
}

const told = (findings: readonly Finding[]): string[] => findings.map(({ kind, text }) => `${kind}: ${text}`);

/** Changes the one at this place. */
const at = <T>(list: readonly T[], index: number, change: Partial<T>): T[] =>
  list.map((one, i) => (i === index ? { ...one, ...change } : one));
const without = <T>(list: readonly T[], index: number): T[] => list.filter((_one, i) => i !== index);

describe('comparing the marketplace with us', () => {
  it('finds nothing when both are even', () => {
    expect(compared()).toEqual([]);
  });

  it.each<[what: string, ours: Change<OurWorld>, finding: string]>([
    [
      'an order that was not taken in',
      ({ orders }) => ({ orders: without(orders, 0) }),
      'lost: Order 1 is taken in (0 times)',
    ],
    [
      'an order that was taken in twice',
      ({ orders }) => ({ orders: [...orders, orders[0]!] }),
      'doubled: Order 1 is taken in (2 times)',
    ],
    [
      'an order that nobody placed',
      ({ orders, events }) => ({
        orders: [...orders, { ...orders[0]!, orderId: 'o9', orderNumber: '9', version: 1 }],
        events: [...events, { ...events[0]!, subject: 'o9' }],
      }),
      'doubled: Order 9 was never placed',
    ],
    [
      'a cancellation that was not heard',
      ({ orders }) => ({ orders: at(orders, 2, { status: 'placed' }) }),
      'lost: Order 3 is cancelled, and to us placed',
    ],
    [
      'units that were not taken in',
      ({ orders, reservations, stock }) => ({
        orders: at(orders, 0, { lines: [{ lineId: 'l1', sellerSku: 'TEA', quantity: 1 }] }),
        reservations: at(reservations, 0, { quantity: 1 }),
        stock: at(stock, 0, { reserved: 1 }),
      }),
      'lost: Order 1 is for 2 of TEA, and to us for 1',
    ],
    [
      'an event that is missing in the middle',
      ({ events }) => ({ events: without(events, 1) }),
      'lost: Version 3 of order 1 comes right after version 1',
    ],
    [
      'an event that is missing at the end',
      ({ events }) => ({ events: without(events, 2) }),
      'lost: The events of order 1 end at version 2, and it has 3',
    ],
    [
      'an event that came twice',
      ({ events }) => ({ events: [...events.slice(0, 2), ...events.slice(1)] }),
      'doubled: Version 2 of order 1 comes after version 2',
    ],
    [
      'a fact that is told twice',
      ({ events, orders }) => ({
        orders: at(orders, 0, { version: 4 }),
        events: [...events, { ...events[2]!, version: 4 }],
      }),
      'doubled: order 1 is told of by 2 events order_ready_to_ship',
    ],
    [
      'a parcel whose packing is told twice',
      ({ events }) => ({ events: [...events, { ...events.find(({ subject }) => subject === 's1')!, version: 3 }] }),
      'doubled: An event tells that the parcel P1 of order 1 was packed (2 times)',
    ],
    [
      'a second reservation of an order',
      ({ reservations }) => ({
        reservations: [...reservations, { ...reservations[1]!, reservationId: 'r9', quantity: 0 }],
      }),
      'doubled: Order 2 has 2 reservations',
    ],
    [
      'a cancelled order that still holds stock',
      ({ reservations, stock }) => ({
        reservations: at(reservations, 2, { status: 'reserved' }),
        stock: at(stock, 0, { reserved: 4 }),
      }),
      'lost: TEA of order 3 is reserved, and should be released',
    ],
    [
      'a line without a reservation',
      ({ reservations, stock }) => ({
        reservations: without(reservations, 0),
        stock: at(stock, 0, { reserved: 0 }),
      }),
      'lost: TEA of order 1 has a reservation (0 times)',
    ],
    [
      'a reservation of too few units',
      ({ reservations, stock }) => ({
        reservations: at(reservations, 0, { quantity: 1 }),
        stock: at(stock, 0, { reserved: 1 }),
      }),
      'lost: TEA of order 1 is 2 units, and reserved are 1',
    ],
    [
      'a parcel of which we do not know that it was announced',
      ({ shipments }) => ({ shipments: at(shipments, 0, { readyAt: null }) }),
      'lost: Package P1 is announced, and we do not know it',
    ],
    [
      'one package in parcels of two orders',
      ({ shipments, declarations, events }) => ({
        shipments: [...shipments, { ...shipments[0]!, shipmentId: 's3', orderNumber: '3', status: 'dropped' }],
        declarations: [...declarations, { ...declarations[0]!, declarationId: 'd3', shipmentId: 's3' }],
        events,
      }),
      'doubled: Package P1 is 2 parcels',
    ],
    [
      'a parcel that we do not know',
      ({ shipments }) => ({ shipments: without(shipments, 0) }),
      'lost: Package P1 of order 1 is known (0 times)',
    ],
    [
      'a second parcel for one package',
      ({ shipments }) => ({
        shipments: [...shipments, { ...shipments[0]!, shipmentId: 's9', status: 'wanted', packageId: null }],
      }),
      'doubled: Order 1 has 2 parcels for one package',
    ],
    [
      'a parcel that is held',
      ({ shipments, events }) => ({
        shipments: at(shipments, 0, { status: 'held' }),
        events: events.filter(({ subject, fact }) => subject !== 's1' || fact !== 'shipment_released'),
      }),
      'lost: Package P1 is held, and should be released',
    ],
    [
      'a parcel that was not declared',
      ({ declarations }) => ({ declarations: without(declarations, 0) }),
      'lost: Package P1 of order 1 is declared (0 times)',
    ],
    [
      'a parcel that was declared twice',
      ({ declarations }) => ({ declarations: [...declarations, { ...declarations[0]!, declarationId: 'd9' }] }),
      'doubled: Package P1 of order 1 is declared (2 times)',
    ],
    [
      'units that are reserved without an order',
      ({ stock }) => ({ stock: at(stock, 0, { reserved: 3 }) }),
      'doubled: 3 units of TEA reserved where 2 add up',
    ],
    [
      'units that left the shelf twice',
      ({ stock }) => ({ stock: at(stock, 0, { onHand: 6 }) }),
      'doubled: 8 units of TEA on the shelf where 6 add up',
    ],
    [
      'a quantity that did not reach the shop',
      ({ stock }) => ({ stock: at(stock, 0, { available: 5 }) }),
      'lost: The shop shows 6 of TEA, and 5 may be sold',
    ],
  ])('finds %s', (_what, ours, finding) => {
    expect(told(compared({ ours }))).toEqual([finding]);
  });

  const packed = (order: TheirWorld['orders'][number], packageId: (index: number) => string | null) => ({
    ...order,
    items: order.items.map((item, index) => ({ ...item, packageId: packageId(index) })),
  });

  it('finds an order that was not packed, and one that was packed into two', () => {
    expect(
      told(compared({ theirs: ({ orders }) => ({ orders: orders.map((one) => packed(one, () => null)) }) })),
    ).toEqual(['lost: Order 1 is packed (0 times)', 'lost: Order 2 is packed (0 times)']);
    expect(
      told(
        compared({
          theirs: ({ orders }) => ({
            orders: at(
              orders,
              0,
              packed(orders[0]!, (i) => `P${i}`),
            ),
          }),
        }),
      ),
    ).toEqual(['doubled: Order 1 is packed (2 times)']);
  });

  it('finds a package that was not announced', () => {
    const findings = compared({
      theirs: ({ orders }) => ({
        orders: at(orders, 0, { items: orders[0]!.items.map((item) => ({ ...item, state: 'packed' as const })) }),
      }),
      ours: ({ orders }) => ({ orders: at(orders, 0, { status: 'placed' }) }),
    });
    expect(told(findings)).toEqual(['lost: Package P1 of order 1 is not announced']);
  });

  it('counts units that are promised beyond those on the shelf', () => {
    const findings = compared({ ours: ({ stock }) => ({ stock: at(stock, 0, { onHand: 1 }) }) });
    expect(findings).toContainEqual({ kind: 'oversold', count: 1, text: 'TEA was sold 1 times too often' });
  });

  it('counts units that were sold and never existed, and expects no parcel of what was refused', () => {
    const even = evenWorlds();
    const findings = compareWorlds(
      { ...even.theirs, orders: even.theirs.orders.map((one) => packed(one, () => null)) },
      { ...even.ours, reservations: even.ours.reservations.map((one) => ({ ...one, status: 'refused' as const })) },
      new Map([['TEA', 1]]),
    );
    expect(findings).toContainEqual({ kind: 'oversold', count: 6, text: 'TEA was sold 6 times too often' });
    expect(told(findings)).not.toContain('lost: Order 1 is packed (0 times)');
  });
});
