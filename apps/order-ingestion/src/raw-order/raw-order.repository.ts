import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';

/** A marketplace's own words about an order, the buyer's name and address among them: never to be logged or sent on. */
export interface RawOrder {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly orderNumber: string;
  readonly body: string;
  readonly readAt: Date;
}

@Injectable()
export class RawOrderRepository {
  /** Keeps the latest answer per order, in one statement. */
  async save(orders: readonly RawOrder[], keptDays: number): Promise<void> {
    if (orders.length === 0) return;
    const rows = [...orders].sort((a, b) => (a.orderNumber < b.orderNumber ? -1 : 1));
    await currentTransaction().query(
      `insert into raw_order (shop_id, order_number, merchant_id, body, read_at, keep_until)
       select n.*, n.read_at + $6 * interval '1 day'
       from unnest($1::uuid[], $2::text[], $3::uuid[], $4::json[], $5::timestamptz[])
         as n (shop_id, order_number, merchant_id, body, read_at)
       on conflict (shop_id, order_number) do update set
         body = excluded.body, read_at = excluded.read_at, keep_until = excluded.keep_until
       where raw_order.read_at < excluded.read_at`,
      [
        rows.map(({ shopId }) => shopId),
        rows.map(({ orderNumber }) => orderNumber),
        rows.map(({ merchantId }) => merchantId),
        rows.map(({ body }) => body),
        rows.map(({ readAt }) => readAt),
        keptDays,
      ],
    );
  }

  /** Removes what has been kept long enough; answers how many. */
  async forget(now: Date, limit: number): Promise<number> {
    const rows = await currentTransaction().query(
      `delete from raw_order where ctid = any (array(
         select ctid from raw_order where keep_until <= $1 order by keep_until limit $2))
       returning order_number`,
      [now, limit],
    );
    return rows.length;
  }
}
