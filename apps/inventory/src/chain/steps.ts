import type { Availability } from '../availability/availability.row.js';
import { expectedOf } from '../availability/shop-level.js';
import type { Reservation } from '../reservation/reservation.js';

/** One step of an order's way, as every service tells its own. */
export interface ChainStep {
  readonly step: 'stock_reserved' | 'stock_written';
  /** RFC 3339. */
  readonly at: string;
  readonly service: 'inventory';
  readonly summary: string;
  readonly status: 'done' | 'waiting' | 'failed';
  readonly document: object | null;
}

/** Pure. `shops` may hold more than the SKUs of the reservation. */
export function stepsOf(reservation: Reservation, shops: readonly Availability[]): ChainStep[] {
  const { lines, status, reservedAt, changedAt, merchantId } = reservation;
  const skus = new Set(lines.map(({ sellerSku }) => sellerSku));
  const concerned = shops.filter((shop) => shop.merchantId === merchantId && skus.has(shop.sellerSku));
  const behind = concerned.filter(({ inStep }) => !inStep);
  const latest = concerned.flatMap(({ written }) => (written ? [written.at] : [])).sort((a, b) => +b - +a)[0];
  return [
    {
      step: 'stock_reserved',
      at: reservedAt.toISOString(),
      service: 'inventory',
      summary: reservedSummary(reservation),
      status: status === 'refused' ? 'failed' : 'done',
      document: { reservationId: reservation.reservationId, status, lines },
    },
    {
      step: 'stock_written',
      at: (latest ?? changedAt).toISOString(),
      service: 'inventory',
      summary:
        behind.length > 0
          ? `${behind.length} of ${concerned.length} listings do not show the new stock yet.`
          : `${concerned.length} listings show the new stock.`,
      status: behind.length > 0 ? 'waiting' : 'done',
      document: {
        listings: concerned.map(({ shopId, sellerSku, available, written, ...level }) => ({
          shopId,
          sellerSku,
          available,
          expected: expectedOf(level),
          written,
        })),
      },
    },
  ];
}

function reservedSummary({ status, lines }: Reservation): string {
  switch (status) {
    case 'reserved':
      return `${lines.length} line(s) reserved.`;
    case 'refused':
      return lines
        .filter((line) => line.status === 'refused')
        .map(({ sellerSku, reason }) => `${sellerSku}: ${reason}`)
        .join(' ');
    case 'released':
      return 'The stock is free again.';
    case 'shipped':
      return 'The stock has left the warehouse.';
  }
}
