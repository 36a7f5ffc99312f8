import type { OrderStatus } from './order.js';

/** What is told of an order; the last part of the event's type. */
export type OrderFact =
  'order_placed' | 'order_changed' | 'order_ready_to_ship' | 'order_shipped' | 'order_delivered' | 'order_cancelled';

export interface Progress {
  readonly fact: OrderFact;
  /** False: no marketplace we know of goes this way. It is believed all the same, and somebody should look. */
  readonly expected: boolean;
}

const as = (fact: OrderFact): Progress => ({ fact, expected: true });
const oddly = (fact: OrderFact): Progress => ({ fact, expected: false });
const READY = as('order_ready_to_ship');
const SHIPPED = as('order_shipped');
const DELIVERED = as('order_delivered');
const CANCELLED = as('order_cancelled');
const CHANGED = as('order_changed');

/**
 * From a state (the row) to a state (the column). States may be skipped, because a reading shows only the latest. Back
 * to `placed` from `ready_to_ship` is a parcel repacked. After `shipped` a "cancelled" is a parcel that came back or
 * was lost, after `delivered` a return.
 */
const transitions: Readonly<Record<OrderStatus, Readonly<Record<OrderStatus, Progress>>>> = {
  placed: {
    placed: CHANGED,
    ready_to_ship: READY,
    shipped: SHIPPED,
    delivered: DELIVERED,
    cancelled: CANCELLED,
    unrecognized: oddly('order_changed'),
  },
  ready_to_ship: {
    placed: CHANGED,
    ready_to_ship: CHANGED,
    shipped: SHIPPED,
    delivered: DELIVERED,
    cancelled: CANCELLED,
    unrecognized: oddly('order_changed'),
  },
  shipped: {
    placed: oddly('order_changed'),
    ready_to_ship: oddly('order_ready_to_ship'),
    shipped: CHANGED,
    delivered: DELIVERED,
    cancelled: CANCELLED,
    unrecognized: oddly('order_changed'),
  },
  delivered: {
    placed: oddly('order_changed'),
    ready_to_ship: oddly('order_ready_to_ship'),
    shipped: oddly('order_shipped'),
    delivered: CHANGED,
    cancelled: CANCELLED,
    unrecognized: oddly('order_changed'),
  },
  cancelled: {
    placed: oddly('order_changed'),
    ready_to_ship: oddly('order_ready_to_ship'),
    shipped: oddly('order_shipped'),
    delivered: oddly('order_delivered'),
    cancelled: CHANGED,
    unrecognized: oddly('order_changed'),
  },
  unrecognized: {
    placed: CHANGED,
    ready_to_ship: READY,
    shipped: SHIPPED,
    delivered: DELIVERED,
    cancelled: CANCELLED,
    unrecognized: CHANGED,
  },
};

/**
 * What the move from one state to the next is called; `from` is null for an order not seen before. The first event of
 * every order is that it was placed, also when a shop is connected in the middle of its trade.
 */
export const progress = (from: OrderStatus | null, to: OrderStatus): Progress =>
  from === null ? { fact: 'order_placed', expected: to !== 'unrecognized' } : transitions[from][to];
