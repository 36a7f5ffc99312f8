import type { OrderSnapshot } from '@pinglu/contracts';
import { parseMerchantId, parseShopId } from '@pinglu/kernel';
import type { OwnSale } from '../availability/own-sale.js';
import type { Reservation } from './reservation.js';

/**
 * What the shop has done to what it shows because of this version of an order: taken off what was bought, refused by us
 * or not; put back what was cancelled before it was announced to the carrier, for afterwards it does not come back.
 */
export function ownSalesOf(order: OrderSnapshot, known: Reservation | undefined): OwnSale[] {
  if (known && known.orderVersion >= order.version) return [];
  const before = new Map(known?.lines.map((line) => [line.lineId, line]));
  const placedAt = new Date(order.placedAt);
  const shop = { merchantId: parseMerchantId(order.merchantId), shopId: parseShopId(order.shopId) };
  return order.lines.flatMap(({ lineId, sellerSku, quantity, mapped, status }): OwnSale[] => {
    const gone = order.status === 'cancelled' || status === 'cancelled';
    const held = before.get(lineId);
    const change = { ...shop, sellerSku, from: placedAt };
    if (!held && !mapped) return [];
    if (!held) {
      return [{ ...change, units: gone ? 0 : quantity, to: gone ? new Date(order.updatedAt) : placedAt }];
    }
    const live = held.status === 'reserved' || held.status === 'refused';
    if (!live || !gone || held.announced) return [];
    return [{ ...change, units: -held.quantity, to: new Date(order.updatedAt) }];
  });
}
