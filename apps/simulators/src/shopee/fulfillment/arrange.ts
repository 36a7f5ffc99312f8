import type { Fields } from '../catalog/fields.js';
import type { OrderPackage } from '../order/order.js';
import type { World } from '../world/world.js';
import { pickupAddressesOf, timeSlotsAt } from './address.js';
import { findChannel, type Channel } from './channel.js';
import { logisticsError } from './package-call.js';

type Way = Channel['handover'][number];
const WAYS: readonly Way[] = ['pickup', 'dropoff', 'non_integrated'];

/** How a seller hands a package over. */
export interface Handover {
  readonly way: Way;
  readonly fields: Fields;
}

/** Exactly one way; an empty object is one too. */
export function readHandover(fields: Fields): Handover {
  const named = WAYS.filter((way) => fields.optionalObject(way) !== undefined);
  if (named.length !== 1)
    throw logisticsError('ship_order_only_support_one_type', 'Give exactly one of pickup, dropoff and non_integrated.');
  return { way: named[0]!, fields: fields.object(named[0]!) };
}

/** The seller arranges the shipment of a package: the carrier knows of it, and gives it a number a little later. */
export function arrange(world: World, one: OrderPackage, { way, fields }: Handover): void {
  mustBeReady(one);
  const channel = findChannel(one.channelId)!;
  if (way === 'non_integrated') {
    const number = fields.optionalText('tracking_number') ?? fields.optionalText('tracking_no');
    mustSupport(channel, way);
    if (number === undefined) throw logisticsError('ship_order_need_tracking_number', 'tracking_number is needed.');
    arranged(world, one);
    setTrackingNumber(world, one, number);
    world.orderMoves.movePackage(one, 'LOGISTICS_PICKUP_DONE');
    return;
  }
  mustSupport(channel, way);
  if (way === 'pickup') one.pickup = readPickup(world, one, fields);
  arranged(world, one);
  world.orderMoves.movePackage(one, 'LOGISTICS_REQUEST_CREATED');
  requestTrackingNumber(world, one, channel);
}

export function readPickup(world: World, one: OrderPackage, fields: Fields): NonNullable<OrderPackage['pickup']> {
  const addressId = fields.optionalInt('address_id');
  const pickupTimeId = fields.optionalText('pickup_time_id');
  if (addressId === undefined || pickupTimeId === undefined)
    throw logisticsError('ship_order_need_address_pickup_time', 'address_id and pickup_time_id are needed.');
  if (!pickupAddressesOf(one.order.shop).some((address) => address.addressId === addressId))
    throw logisticsError('ship_order_need_address_pickup_time', 'The address_id is not one of get_shipping_parameter.');
  if (!timeSlotsAt(world.nowMs()).some((slot) => slot.pickupTimeId === pickupTimeId))
    throw logisticsError('ship_order_pickup_time_invalid', 'The pickup time is invalid.');
  return { addressId, pickupTimeId };
}

function mustSupport(channel: Channel, way: Way): void {
  if (!channel.handover.includes(way))
    throw logisticsError(`ship_order_unsupport_${way}`, `The channel ${channel.name} does not support ${way}.`);
}

function mustBeReady(one: OrderPackage): void {
  if (one.status === 'LOGISTICS_READY' || one.status === 'LOGISTICS_PICKUP_RETRY') {
    if (one.order.status === 'READY_TO_SHIP' || one.order.status === 'RETRY_SHIP') return;
  } else if (one.arrangedMs > 0)
    throw logisticsError('package_already_shipped', 'The package has been shipped already.');
  throw logisticsError('ship_order_not_ready_to_ship', `The order is ${one.order.status}, it is not ready to ship.`);
}

function arranged(world: World, one: OrderPackage): void {
  one.arrangedMs = world.nowMs();
  world.calls.reacted(one.order, 'order → shipment arranged');
}

function requestTrackingNumber(world: World, one: OrderPackage, channel: Channel): void {
  if (one.trackingNumber !== '') return;
  const late = world.faults.strike('tracking-delay');
  const delayMs = late ? Number(late.extra['seconds'] ?? 300) * 1000 : world.settings.trackingDelayMs;
  const serial = one.packageNumber.replace(/\D/g, '').slice(-12);
  const give = (): void => {
    if (one.status !== 'LOGISTICS_REQUEST_CANCELED') setTrackingNumber(world, one, channel.trackingPrefix + serial);
  };
  if (delayMs === 0) give();
  else world.timers.at(world.nowMs() + delayMs, give);
}

function setTrackingNumber(world: World, one: OrderPackage, number: string): void {
  const before = one.trackingNumber;
  one.trackingNumber = number;
  one.updatedMs = world.nowMs();
  world.orders.touch(one.order, world.nowMs());
  world.orderPushes.trackingNumberArrived(one);
  world.orderPushes.packageInfoChanged(one, 'tracking_number', { before, after: number });
}
