import { Injectable } from '@nestjs/common';
import type { OrderId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { Reservation, ReservationLine } from './reservation.js';

type Head = Omit<Reservation, 'lines'>;
type LineRow = Omit<ReservationLine, 'quantity'> & { readonly reservationId: string; readonly quantity: string };

const headColumns = `reservation_id as "reservationId", merchant_id as "merchantId", shop_id as "shopId", marketplace,
  order_id as "orderId", order_number as "orderNumber", order_version as "orderVersion", status,
  reserved_at as "reservedAt", changed_at as "changedAt", version`;

@Injectable()
export class ReservationRepository {
  /** The reservations of these orders, locked; an order that has none is missing. */
  async lockByOrders(orders: readonly OrderId[]): Promise<Map<OrderId, Reservation>> {
    const heads = await currentTransaction().query<Head>(
      `select ${headColumns} from reservation where order_id = any($1::uuid[]) order by order_id for update`,
      [orders],
    );
    return new Map((await this.withLines(heads)).map((reservation) => [reservation.orderId, reservation]));
  }

  async findByOrderNumber(marketplace: string, orderNumber: string): Promise<Reservation[]> {
    const heads = await currentTransaction().query<Head>(
      `select ${headColumns} from reservation where marketplace = $1 and order_number = $2`,
      [marketplace, orderNumber],
    );
    return this.withLines(heads);
  }

  /** All of them and their lines, in two statements. */
  async save(reservations: readonly Reservation[]): Promise<void> {
    if (reservations.length === 0) return;
    await currentTransaction().query(
      `insert into reservation (reservation_id, merchant_id, shop_id, marketplace, order_id, order_number,
                                order_version, status, changed_at, version, reserved_at)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::int[],
                            $8::text[], $9::timestamptz[], $10::int[], $11::timestamptz[])
       on conflict (order_id) do update set order_version = excluded.order_version, status = excluded.status,
         changed_at = excluded.changed_at, version = excluded.version`,
      [
        reservations.map(({ reservationId }) => reservationId),
        reservations.map(({ merchantId }) => merchantId),
        reservations.map(({ shopId }) => shopId),
        reservations.map(({ marketplace }) => marketplace),
        reservations.map(({ orderId }) => orderId),
        reservations.map(({ orderNumber }) => orderNumber),
        reservations.map(({ orderVersion }) => orderVersion),
        reservations.map(({ status }) => status),
        reservations.map(({ changedAt }) => changedAt),
        reservations.map(({ version }) => version),
        reservations.map(({ reservedAt }) => reservedAt),
      ],
    );
    const lines = reservations.flatMap(({ reservationId, merchantId, lines: own }) =>
      own.map((line) => ({ ...line, reservationId, merchantId })),
    );
    await currentTransaction().query(
      `insert into reservation_line (line_id, reservation_id, merchant_id, seller_sku, warehouse_id, quantity, status,
                                     reason, announced)
       select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bigint[], $7::text[],
                            $8::text[], $9::boolean[])
       on conflict (reservation_id, line_id) do update set status = excluded.status, reason = excluded.reason,
         announced = excluded.announced`,
      [
        lines.map(({ lineId }) => lineId),
        lines.map(({ reservationId }) => reservationId),
        lines.map(({ merchantId }) => merchantId),
        lines.map(({ sellerSku }) => sellerSku),
        lines.map(({ warehouseId }) => warehouseId),
        lines.map(({ quantity }) => quantity),
        lines.map(({ status }) => status),
        lines.map(({ reason }) => reason),
        lines.map(({ announced }) => announced),
      ],
    );
  }

  private async withLines(heads: readonly Head[]): Promise<Reservation[]> {
    const rows = await currentTransaction().query<LineRow>(
      `select line_id as "lineId", reservation_id as "reservationId", seller_sku as "sellerSku",
              warehouse_id as "warehouseId", quantity, status, reason, announced
       from reservation_line where reservation_id = any($1::uuid[]) order by line_id`,
      [heads.map(({ reservationId }) => reservationId)],
    );
    return heads.map((head) => ({
      ...head,
      lines: rows
        .filter(({ reservationId }) => reservationId === head.reservationId)
        .map(({ reservationId: _of, quantity, ...line }) => ({ ...line, quantity: Number(quantity) })),
    }));
  }
}
