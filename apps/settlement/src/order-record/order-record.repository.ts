import { Injectable } from '@nestjs/common';
import type { Currency, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { OrderRecord } from './order-record.js';

type Row = Omit<OrderRecord, 'total'> & { readonly currency: Currency; readonly totalMinor: string };

@Injectable()
export class OrderRecordRepository {
  /** Adds or renews records in one statement; what is older than what stands is left out. */
  async save(orders: readonly OrderRecord[]): Promise<void> {
    if (orders.length === 0) return;
    await currentTransaction().query(
      `insert into order_record (id, merchant_id, shop_id, marketplace, order_number, status, placed_at, currency,
                                 total_minor, version)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                            $8::text[], $9::bigint[], $10::int[]) order by 1
       on conflict (id) do update set
         status = excluded.status, currency = excluded.currency, total_minor = excluded.total_minor,
         version = excluded.version
       where order_record.version < excluded.version`,
      [
        orders.map(({ orderId }) => orderId),
        orders.map(({ merchantId }) => merchantId),
        orders.map(({ shopId }) => shopId),
        orders.map(({ marketplace }) => marketplace),
        orders.map(({ orderNumber }) => orderNumber),
        orders.map(({ status }) => status),
        orders.map(({ placedAt }) => placedAt),
        orders.map(({ total }) => total.currency),
        orders.map(({ total }) => total.amountMinor),
        orders.map(({ version }) => version),
      ],
    );
  }

  async find(shopId: ShopId, orderNumber: string): Promise<OrderRecord | null> {
    const [row] = await currentTransaction().query<Row>(
      `select id as "orderId", merchant_id as "merchantId", shop_id as "shopId", marketplace,
              order_number as "orderNumber", status, placed_at as "placedAt", currency, total_minor::text as "totalMinor",
              version
       from order_record where shop_id = $1 and order_number = $2`,
      [shopId, orderNumber],
    );
    if (!row) return null;
    const { currency, totalMinor, ...record } = row;
    return { ...record, total: { amountMinor: totalMinor, currency } };
  }

  /**
   * The shop whose order has this number, by the order itself or, when its event is still to come, by a line of a
   * statement. Numbers are unique within a marketplace; were they not, the same one is answered every time.
   */
  async shopOf(marketplace: string, orderNumber: string): Promise<ShopId | null> {
    const [row] = await currentTransaction().query<{ shopId: ShopId }>(
      `select shop_id as "shopId" from order_record where marketplace = $1 and order_number = $2
       union select shop_id from statement_line where marketplace = $1 and order_number = $2 order by 1 limit 1`,
      [marketplace, orderNumber],
    );
    return row?.shopId ?? null;
  }
}
