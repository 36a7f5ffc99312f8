import type { MerchantId, OrderId, ShopId } from '@pinglu/kernel';

export type ReservationStatus = 'reserved' | 'refused' | 'released' | 'shipped';

export interface ReservationLine {
  readonly lineId: string;
  readonly sellerSku: string;
  /** Null for a line that was refused because no stock is kept of its SKU. */
  readonly warehouseId: string | null;
  readonly quantity: number;
  readonly status: ReservationStatus;
  readonly reason: string | null;
  /** Told to the carrier: from then on the marketplace does not count it among what it holds for buyers. */
  readonly announced: boolean;
}

/** What is promised to one order. */
export interface Reservation {
  readonly reservationId: string;
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly marketplace: string;
  readonly orderId: OrderId;
  readonly orderNumber: string;
  /** The version of the order that was looked at last; an older one changes nothing any more. */
  readonly orderVersion: number;
  readonly status: ReservationStatus;
  readonly lines: readonly ReservationLine[];
  /** When the order was first looked at. */
  readonly reservedAt: Date;
  readonly changedAt: Date;
  readonly version: number;
}

/** The whole in one word. One refused line is a matter for a person, so it shows; what is still held shows before what is gone. */
export function statusOf(lines: readonly Pick<ReservationLine, 'status'>[]): ReservationStatus {
  for (const status of ['refused', 'reserved', 'shipped'] as const) {
    if (lines.some((line) => line.status === status)) return status;
  }
  return 'released';
}
