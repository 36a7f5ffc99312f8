import type { OrderItem } from '../order/order.js';
import type { World } from '../world/world.js';

/** Transfer warehouses in China that a cross-border parcel can go through; the seller has to choose one. */
export const TRANSFER_WAREHOUSES = [
  { name: 'LGS-FM49 Nanning transfer warehouse', code: 'FM49' },
  { name: 'LGS-FM50 Dongguan transfer warehouse', code: 'FM50' },
] as const;

/** Puts items of one order into a package with its own tracking number. */
export function packTogether(world: World, items: readonly OrderItem[], providerCode: string): void {
  const { seller, kind } = items[0]!.order;
  const { site } = seller;
  const crossBorder = seller.crossBorder && kind === 'normal';
  const serial = world.orders.newPackageSerial();
  const number = String(serial).padStart(10, '0');
  world.orders.pack(items, {
    packageId: `FP0946${String(12_000_000_000 + serial)}`,
    trackingNumber: `${kind === 'own-fleet' ? 'SOF' : crossBorder ? 'LGSCN' : site.trackingPrefix}${number}`,
    carrier: kind === 'own-fleet' ? 'Seller Own Fleet' : crossBorder ? `LGS ${providerCode}` : site.carrier,
    providerCode,
    packedMs: world.nowMs(),
    events: [],
    canceled: false,
  });
  for (const item of items) {
    world.orderMoves.step(item, 'packed');
    world.calls.reacted(item.order, 'order → packed');
  }
}
