import type { TrueOrder } from '../marketplace/marketplace-profile.js';
import type { OurEvent, OurWorld, TheirWorld } from '../world/worlds.js';

export interface Worlds {
  readonly theirs: TheirWorld;
  readonly ours: OurWorld;
  readonly existed: ReadonlyMap<string, number>;
}

const order = (number: string, state: 'announced' | 'shipped' | 'cancelled', packageId: string | null): TrueOrder => ({
  orderNumber: number,
  items: [1, 2].map(() => ({ sellerSku: 'TEA', state, packageId })),
});

function events(topic: string, subject: string, facts: readonly string[]): OurEvent[] {
  return facts.map((fact, index) => ({ topic, fact, subject, version: index + 1 }));
}

const ofOrder = (subject: string, ...facts: string[]): OurEvent[] => events('orders.order.v1', subject, facts);
const ofParcel = (subject: string): OurEvent[] =>
  events('orders.shipment.v1', subject, ['shipment_packed', 'shipment_released']);

/** Three orders of two units each, even on both sides: one is announced, one is shipped, one was cancelled. */
export const evenWorlds = (): Worlds => ({
  theirs: {
    orders: [order('1', 'announced', 'P1'), order('2', 'shipped', 'P2'), order('3', 'cancelled', null)],
    shown: new Map([['TEA', 6]]),
  },
  ours: {
    orders: [
      { orderId: 'o1', orderNumber: '1', status: 'ready_to_ship', version: 3, lines: [line('l1')] },
      { orderId: 'o2', orderNumber: '2', status: 'shipped', version: 2, lines: [line('l2')] },
      { orderId: 'o3', orderNumber: '3', status: 'cancelled', version: 2, lines: [line('l3')] },
    ],
    reservations: [held('1', 'reserved'), held('2', 'shipped'), held('3', 'released')],
    shipments: [parcel('1'), parcel('2')],
    declarations: [declaration('1'), declaration('2')],
    stock: [{ sellerSku: 'TEA', onHand: 8, reserved: 2, available: 6 }],
    events: [
      ...ofOrder('o1', 'order_placed', 'order_changed', 'order_ready_to_ship'),
      ...ofOrder('o2', 'order_placed', 'order_shipped'),
      ...ofOrder('o3', 'order_placed', 'order_cancelled'),
      ...ofParcel('s1'),
      ...ofParcel('s2'),
    ],
  },
  existed: new Map([['TEA', 10]]),
});

const line = (lineId: string) => ({ lineId, sellerSku: 'TEA', quantity: 2 });

const held = (orderNumber: string, status: 'reserved' | 'shipped' | 'released') => ({
  ...{ orderNumber, reservationId: `r${orderNumber}`, ...line(`l${orderNumber}`) },
  status,
});

const parcel = (orderNumber: string) => ({
  ...{ shipmentId: `s${orderNumber}`, orderNumber, crossBorder: true, status: 'released' },
  packageId: `P${orderNumber}`,
  readyAt: '2026-01-01T00:00:00.000Z',
});

const declaration = (orderNumber: string) => ({
  ...{ declarationId: `d${orderNumber}`, orderNumber, shipmentId: `s${orderNumber}` },
  status: 'released',
});
