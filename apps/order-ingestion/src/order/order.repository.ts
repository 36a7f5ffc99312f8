import { Injectable } from '@nestjs/common';
import type { OrderId, ShopId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import type { Order, OrderStatus } from './order.js';
import { ORDER_COLUMNS, toOrder, type OrderRow } from './order.row.js';

/** A row of a list, with the place it has there: to the microsecond, which a Date does not keep. */
export interface ListedOrder {
  readonly order: Order;
  readonly key: PageKey;
}

export interface OrderFilter {
  readonly status?: OrderStatus;
  readonly shopId?: ShopId;
  readonly orderNumber?: string;
}

export interface HistoryEntry {
  readonly orderId: OrderId;
  readonly status: OrderStatus;
  readonly updatedAt: Date;
  readonly recordedAt: Date;
}

/** Who may see which order is decided by the database, see the policies in the migration. */
@Injectable()
export class OrderRepository {
  /** Those of a shop's orders that are known, locked, in the order of their numbers. */
  async lockByNumber(shopId: ShopId, orderNumbers: readonly string[]): Promise<Order[]> {
    const rows = await currentTransaction().query<{ id: OrderId }>(
      `select id from sales_order where shop_id = $1 and order_number = any ($2) order by order_number for update`,
      [shopId, orderNumbers],
    );
    return this.read(rows);
  }

  /** Locked, in the order of shop and number: the same in which everybody else locks them. */
  async lockById(orderIds: readonly string[]): Promise<Order[]> {
    const rows = await currentTransaction().query<{ id: OrderId }>(
      `select id from sales_order where id = any ($1) order by shop_id, order_number for update`,
      [orderIds],
    );
    return this.read(rows);
  }

  /** A statement of its own: the one that waited for a lock may show the lines as they were before the wait. */
  private async read(found: readonly { readonly id: OrderId }[]): Promise<Order[]> {
    if (found.length === 0) return [];
    const rows = await currentTransaction().query<OrderRow>(
      `select ${ORDER_COLUMNS} from sales_order o where o.id = any ($1) order by o.shop_id, o.order_number`,
      [found.map(({ id }) => id)],
    );
    return rows.map(toOrder);
  }

  /** Which orders of these shops have a parked line. */
  async idsWithParkedLines(shopIds: readonly ShopId[]): Promise<OrderId[]> {
    const rows = await currentTransaction().query<{ order_id: OrderId }>(
      `select distinct order_id from order_line where shop_id = any ($1) and not mapped`,
      [shopIds],
    );
    return rows.map(({ order_id }) => order_id);
  }

  /** How far each of these orders is known, by order number. */
  async knownUpdates(shopId: ShopId, orderNumbers: readonly string[]): Promise<Map<string, Date>> {
    const rows = await currentTransaction().query<{ order_number: string; updated_at: Date }>(
      `select order_number, updated_at from sales_order where shop_id = $1 and order_number = any ($2)`,
      [shopId, orderNumbers],
    );
    return new Map(rows.map(({ order_number, updated_at }) => [order_number, updated_at]));
  }

  /** Writes orders, their lines and the history in three statements, however many there are. */
  async save(orders: readonly Order[], now: Date): Promise<void> {
    if (orders.length === 0) return;
    await this.saveOrders(orders);
    await this.saveLines(orders);
    await currentTransaction().query(
      `insert into order_history (order_id, version, merchant_id, status, raw_status, updated_at, recorded_at)
       select *, $7::timestamptz
       from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[])`,
      [
        orders.map(({ orderId }) => orderId),
        orders.map(({ version }) => version),
        orders.map(({ merchantId }) => merchantId),
        orders.map(({ status }) => status),
        orders.map(({ rawStatus }) => rawStatus),
        orders.map(({ updatedAt }) => updatedAt),
        now,
      ],
    );
  }

  /** Keeps that these orders were read again and found as they are known. */
  async confirm(read: readonly { readonly orderId: OrderId; readonly readAt: Date }[]): Promise<void> {
    if (read.length === 0) return;
    await currentTransaction().query(
      `update sales_order o set read_at = n.read_at
       from unnest($1::uuid[], $2::timestamptz[]) as n (id, read_at) where o.id = n.id`,
      [read.map(({ orderId }) => orderId), read.map(({ readAt }) => readAt)],
    );
  }

  async find(orderId: OrderId): Promise<Order | null> {
    const [row] = await currentTransaction().query<OrderRow>(
      `select ${ORDER_COLUMNS} from sales_order o where o.id = $1`,
      [orderId],
    );
    return row ? toOrder(row) : null;
  }

  /** A number is unique within a shop only: two shops of a marketplace may have the same. */
  async findByNumber(marketplace: string, orderNumber: string): Promise<Order[]> {
    const rows = await currentTransaction().query<OrderRow>(
      `select ${ORDER_COLUMNS} from sales_order o
       where o.marketplace = $1 and o.order_number = $2 order by o.ingested_at, o.id`,
      [marketplace, orderNumber],
    );
    return rows.map(toOrder);
  }

  async history(orderIds: readonly OrderId[]): Promise<HistoryEntry[]> {
    return currentTransaction().query<HistoryEntry & Record<string, unknown>>(
      `select order_id as "orderId", status, updated_at as "updatedAt", recorded_at as "recordedAt"
       from order_history where order_id = any ($1) order by order_id, version`,
      [orderIds],
    );
  }

  /** In the order in which they were taken in; one more than asked for, when there is one. */
  async list({ limit, after }: PageRequest, { status, shopId, orderNumber }: OrderFilter): Promise<ListedOrder[]> {
    const rows = await currentTransaction().query<OrderRow & { ingested_at_text: string }>(
      `select ${ORDER_COLUMNS}, o.ingested_at::text as ingested_at_text from sales_order o
       where ($1::timestamptz is null or (o.ingested_at, o.id) > ($1, $2::uuid))
         and ($4::text is null or o.status = $4)
         and ($5::uuid is null or o.shop_id = $5)
         and ($6::text is null or o.order_number = $6)
       order by o.ingested_at, o.id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1, status ?? null, shopId ?? null, orderNumber ?? null],
    );
    return rows.map((row) => ({ order: toOrder(row), key: { at: row.ingested_at_text, id: row.id } }));
  }

  private async saveOrders(orders: readonly Order[]): Promise<void> {
    await currentTransaction().query(
      `insert into sales_order (id, merchant_id, shop_id, marketplace, country, order_number, status, raw_status,
                                cross_border, placed_at, updated_at, read_at, ship_by, total_minor, currency,
                                ingested_at, version, unpaid)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                            $8::text[], $9::boolean[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[],
                            $13::timestamptz[], $14::bigint[], $15::text[], $16::timestamptz[], $17::int[], $18::boolean[])
       on conflict (id) do update set
         status = excluded.status, raw_status = excluded.raw_status, placed_at = excluded.placed_at,
         updated_at = excluded.updated_at, read_at = excluded.read_at, ship_by = excluded.ship_by,
         total_minor = excluded.total_minor, currency = excluded.currency, version = excluded.version,
         unpaid = excluded.unpaid`,
      [
        orders.map(({ orderId }) => orderId),
        orders.map(({ merchantId }) => merchantId),
        orders.map(({ shopId }) => shopId),
        orders.map(({ marketplace }) => marketplace),
        orders.map(({ country }) => country),
        orders.map(({ orderNumber }) => orderNumber),
        orders.map(({ status }) => status),
        orders.map(({ rawStatus }) => rawStatus),
        orders.map(({ crossBorder }) => crossBorder),
        orders.map(({ placedAt }) => placedAt),
        orders.map(({ updatedAt }) => updatedAt),
        orders.map(({ readAt }) => readAt),
        orders.map(({ shipBy }) => shipBy),
        orders.map(({ total }) => total.amountMinor),
        orders.map(({ total }) => total.currency),
        orders.map(({ ingestedAt }) => ingestedAt),
        orders.map(({ version }) => version),
        orders.map(({ awaitsPayment }) => awaitsPayment),
      ],
    );
  }

  /** A line goes when the marketplace counts its units with another one, or no longer at all. */
  private async saveLines(orders: readonly Order[]): Promise<void> {
    const lines = orders.flatMap(({ orderId, merchantId, shopId, lines: of }) =>
      of.map((line, ordinal) => ({ ...line, orderId, merchantId, shopId, ordinal })),
    );
    await currentTransaction().query(
      `delete from order_line where order_id = any ($1::uuid[]) and not line_id = any ($2::uuid[])`,
      [orders.map(({ orderId }) => orderId), lines.map(({ lineId }) => lineId)],
    );
    // unnest takes apart arrays of arrays as well: the ids of a line travel as JSON.
    await currentTransaction().query(
      `insert into order_line (order_id, line_id, merchant_id, shop_id, ordinal, seller_sku, external_sku_id, mapped,
                               quantity, unit_price_minor, currency, status, external_line_ids)
       select n.order_id, n.line_id, n.merchant_id, n.shop_id, n.ordinal, n.seller_sku, n.external_sku_id, n.mapped,
              n.quantity, n.unit_price_minor, n.currency, n.status, array(select jsonb_array_elements_text(n.ids))
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::boolean[],
                   $9::int[], $10::bigint[], $11::text[], $12::text[], $13::jsonb[])
         as n (order_id, line_id, merchant_id, shop_id, ordinal, seller_sku, external_sku_id, mapped, quantity,
               unit_price_minor, currency, status, ids)
       on conflict (order_id, line_id) do update set
         ordinal = excluded.ordinal, seller_sku = excluded.seller_sku, external_sku_id = excluded.external_sku_id,
         mapped = excluded.mapped, quantity = excluded.quantity, unit_price_minor = excluded.unit_price_minor,
         currency = excluded.currency, status = excluded.status, external_line_ids = excluded.external_line_ids`,
      [
        lines.map(({ orderId }) => orderId),
        lines.map(({ lineId }) => lineId),
        lines.map(({ merchantId }) => merchantId),
        lines.map(({ shopId }) => shopId),
        lines.map(({ ordinal }) => ordinal),
        lines.map(({ sellerSku }) => sellerSku),
        lines.map(({ externalSkuId }) => externalSkuId),
        lines.map(({ mapped }) => mapped),
        lines.map(({ quantity }) => quantity),
        lines.map(({ unitPrice }) => unitPrice.amountMinor),
        lines.map(({ unitPrice }) => unitPrice.currency),
        lines.map(({ status }) => status),
        lines.map(({ externalLineIds }) => JSON.stringify(externalLineIds)),
      ],
    );
  }
}
