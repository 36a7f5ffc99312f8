import { RefusedError } from '../../control/body.js';
import type { World } from '../world/world.js';
import type { Order } from './order.js';
import type { OrderStatus, PackageStatus } from './status.js';

/** Steps that the outside world takes by itself, in order. Arranging the shipment is the seller's. */
const WAY = ['UNPAID', 'READY_TO_SHIP', 'PROCESSED', 'SHIPPED', 'TO_CONFIRM_RECEIVE', 'COMPLETED'] as const;
type Step = (typeof WAY)[number];

/** Every target by its own name, and by the word that other marketplaces have for it. */
const TARGETS = {
  READY_TO_SHIP: 'READY_TO_SHIP',
  SHIPPED: 'SHIPPED',
  TO_CONFIRM_RECEIVE: 'TO_CONFIRM_RECEIVE',
  COMPLETED: 'COMPLETED',
  RETRY_SHIP: 'RETRY_SHIP',
  paid: 'READY_TO_SHIP',
  ready_to_ship: 'READY_TO_SHIP',
  shipped: 'SHIPPED',
  delivered: 'TO_CONFIRM_RECEIVE',
  completed: 'COMPLETED',
  pickup_failed: 'RETRY_SHIP',
  failed_delivery: 'LOGISTICS_DELIVERY_FAILED',
  lost_by_3pl: 'LOGISTICS_LOST',
} as const satisfies Record<string, OrderStatus | PackageStatus>;

export type AdvanceTarget = keyof typeof TARGETS;
export const ADVANCE_TARGETS = Object.keys(TARGETS) as AdvanceTarget[];

/** Moves an order along the usual way, as platform, carrier and buyer would. */
export function advance(world: World, order: Order, target: AdvanceTarget): void {
  const to = TARGETS[target];
  if (to === 'RETRY_SHIP') failPickup(world, order);
  else if (to === 'LOGISTICS_DELIVERY_FAILED' || to === 'LOGISTICS_LOST') failDelivery(world, order, to);
  else for (const step of wayTo(order.status, to)) take(world, order, step);
}

/** The steps from one status to another; none when it is there already. */
export function wayTo(from: OrderStatus, to: Step): Step[] {
  const start = (WAY as readonly OrderStatus[]).indexOf(from);
  const end = WAY.indexOf(to);
  if (start === -1 || start > end) throw new RefusedError(`An order that is ${from} cannot be advanced to ${to}.`);
  const steps = WAY.slice(start + 1, end + 1);
  if (steps.includes('PROCESSED'))
    throw new RefusedError(
      `An order that is ${from} cannot be advanced to ${to}. The seller has to arrange its shipment first.`,
    );
  return steps;
}

function take(world: World, order: Order, step: Step): void {
  const moves = world.orderMoves;
  if (step === 'READY_TO_SHIP') moves.pay(order);
  if (step === 'SHIPPED') for (const one of order.packages) moves.movePackage(one, 'LOGISTICS_PICKUP_DONE');
  if (step === 'TO_CONFIRM_RECEIVE') {
    if (order.isCashOnDelivery) order.payMs = world.nowMs();
    for (const one of order.packages) moves.movePackage(one, 'LOGISTICS_DELIVERY_DONE');
  }
  if (step === 'COMPLETED') moves.step(order, 'COMPLETED');
}

function failPickup(world: World, order: Order): void {
  if (order.status !== 'PROCESSED')
    throw new RefusedError(`The carrier comes for orders that are PROCESSED; this one is ${order.status}.`);
  for (const one of order.packages) world.orderMoves.movePackage(one, 'LOGISTICS_PICKUP_RETRY');
}

function failDelivery(world: World, order: Order, to: PackageStatus): void {
  for (const step of wayTo(order.status, 'SHIPPED')) take(world, order, step);
  for (const one of order.packages) world.orderMoves.movePackage(one, to);
}
