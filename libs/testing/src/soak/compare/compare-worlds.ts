import type { OurWorld, TheirWorld } from '../world/worlds.js';
import { compareEvents } from './compare-events.js';
import { compareOrders } from './compare-orders.js';
import { compareParcels } from './compare-parcels.js';
import { compareReservations } from './compare-reservations.js';
import { compareStock } from './compare-stock.js';
import type { Finding } from './finding.js';

/**
 * Everything in which the two worlds differ. Empty when every order, reservation, parcel, declaration and unit of stock
 * is there once.
 * @param existed units on the shelf before the first buyer came, by SKU
 */
export const compareWorlds = (theirs: TheirWorld, ours: OurWorld, existed: ReadonlyMap<string, number>): Finding[] => [
  ...compareOrders(theirs, ours),
  ...compareEvents(ours),
  ...compareReservations(theirs, ours),
  ...compareParcels(theirs, ours),
  ...compareStock(theirs, ours, existed),
];
