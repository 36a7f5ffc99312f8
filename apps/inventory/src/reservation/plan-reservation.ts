import type { OrderSnapshot } from '@pinglu/contracts';
import { newId, parseMerchantId, parseOrderId, parseShopId } from '@pinglu/kernel';
import { stockKey, type Movement, type StockLevel } from '../stock/stock.repository.js';
import { statusOf, type Reservation, type ReservationLine } from './reservation.js';
import { grantInOrder } from './reserve.js';

/** What the whole batch knows while it is worked through: changed by each order in turn. */
export interface Shelf {
  /** Locked stock by stock key. */
  readonly levels: ReadonlyMap<string, StockLevel>;
  /** Units not promised yet, by stock key; goes down and up as orders are planned. */
  readonly free: Map<string, number>;
}

export interface Plan {
  readonly reservation: Reservation;
  readonly movements: readonly Movement[];
}

/**
 * What one version of an order means for the stock. Null when it means nothing new: an older version, or no line that
 * stock is kept of. Pure but for `shelf.free`, which carries what is left from one order of a batch to the next.
 */
export function planReservation(
  order: OrderSnapshot,
  known: Reservation | undefined,
  { shelf, now }: { shelf: Shelf; now: Date },
): Plan | null {
  if (known && known.orderVersion >= order.version) return null;
  const before = new Map(known?.lines.map((line) => [line.lineId, line]));
  const { lines, movements } = lineChanges(order, before, shelf);
  if (lines.length === 0) return null;
  const head = known ?? {
    reservationId: newId(now.getTime()),
    merchantId: parseMerchantId(order.merchantId),
    shopId: parseShopId(order.shopId),
    marketplace: order.marketplace,
    orderId: parseOrderId(order.orderId),
    orderNumber: order.orderNumber,
    reservedAt: now,
    version: 0,
  };
  return {
    reservation: {
      ...head,
      orderVersion: order.version,
      status: statusOf(lines),
      lines,
      changedAt: movements.length > 0 || !known ? now : known.changedAt,
      version: head.version + 1,
    },
    movements,
  };
}

function lineChanges(order: OrderSnapshot, before: ReadonlyMap<string, ReservationLine>, shelf: Shelf) {
  const merchantId = parseMerchantId(order.merchantId);
  const shipped = order.status === 'shipped' || order.status === 'delivered';
  const lines: ReservationLine[] = [];
  const movements: Movement[] = [];
  for (const { lineId, sellerSku, quantity, mapped, status } of order.lines) {
    const gone = order.status === 'cancelled' || status === 'cancelled';
    const key = stockKey({ merchantId, sellerSku });
    const move = (kind: Movement['kind'], warehouseId: string, onHandChange: number, reservedChange: number): void => {
      movements.push({ merchantId, sellerSku, warehouseId, kind, onHandChange, reservedChange, reference: lineId });
      shelf.free.set(key, (shelf.free.get(key) ?? 0) + onHandChange - reservedChange);
    };
    const held = before.get(lineId);
    const announced = held?.announced === true || isAnnounced(status) || shipped;
    if (held) {
      lines.push({ ...endOf(held, { gone, shipped, move }), announced });
    } else if (mapped && !gone) {
      const warehouseId = shelf.levels.get(key)?.warehouseId ?? null;
      const [grant] = grantInOrder([{ lineId, stockKey: key, quantity }], shelf.free);
      const line = { lineId, sellerSku, warehouseId, quantity, announced };
      if (!grant!.granted) {
        lines.push({ ...line, status: 'refused', reason: grant!.reason });
      } else if (shipped) {
        // Heard of only when it had left already: nothing to hold, only to take off the shelf.
        move('shipped', warehouseId!, -quantity, 0);
        lines.push({ ...line, status: 'shipped', reason: null });
      } else {
        move('reserved', warehouseId!, 0, quantity);
        lines.push({ ...line, status: 'reserved', reason: null });
      }
    }
  }
  return { lines, movements };
}

const isAnnounced = (status: OrderSnapshot['lines'][number]['status']): boolean =>
  status === 'ready_to_ship' || status === 'shipped' || status === 'delivered';

interface Ending {
  readonly gone: boolean;
  readonly shipped: boolean;
  readonly move: (kind: Movement['kind'], warehouseId: string, onHandChange: number, reservedChange: number) => void;
}

/** A line ends once: released or shipped, it stays so whatever the order says later. */
function endOf(held: ReservationLine, { gone, shipped, move }: Ending): ReservationLine {
  if (held.status === 'refused' && gone) return { ...held, status: 'released', reason: null };
  if (held.status !== 'reserved') return held;
  if (gone) {
    move('released', held.warehouseId!, 0, -held.quantity);
    return { ...held, status: 'released' };
  }
  if (shipped) {
    move('shipped', held.warehouseId!, -held.quantity, -held.quantity);
    return { ...held, status: 'shipped' };
  }
  return held;
}
