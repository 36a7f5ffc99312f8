import { findChannel, type Channel } from './channel.js';
import type { OrderPackage } from '../order/order.js';
import type { JsonObject } from '../protocol/json.js';
import type { Shop } from '../shop/shop.js';
import { addressAnswer, pickupAddressesOf, timeSlotsAt } from './address.js';

/** Which ways of handing over there are for a package, and what each needs to know. */
export function shippingParameter(one: OrderPackage, nowMs: number): JsonObject {
  const channel = findChannel(one.channelId)!;
  const can = (way: Channel['handover'][number]): boolean => channel.handover.includes(way);
  return {
    info_needed: {
      ...(can('pickup') ? { pickup: ['address_id', 'pickup_time_id'] } : {}),
      ...(can('dropoff') ? { dropoff: [] } : {}),
      ...(can('non_integrated') ? { non_integrated: ['tracking_no'] } : {}),
    },
    dropoff: can('dropoff') ? { branch_list: null, slug_list: null } : null,
    pickup: can('pickup') ? { address_list: pickupAddresses(one.order.shop, nowMs) } : null,
  };
}

const pickupAddresses = (shop: Shop, nowMs: number): JsonObject[] =>
  pickupAddressesOf(shop).map((address) => ({
    ...addressAnswer(address, shop),
    address_flag: ['default_address', 'pickup_address'],
    time_slot_list: timeSlotsAt(nowMs).map((slot, index) => ({
      date: slot.date,
      time_text: slot.text,
      pickup_time_id: slot.pickupTimeId,
      flags: index === 0 ? ['recommended'] : [],
    })),
  }));
