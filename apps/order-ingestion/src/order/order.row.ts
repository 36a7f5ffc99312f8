import { money, parseCurrency, type MerchantId, type OrderId, type ShopId } from '@pinglu/kernel';
import type { Marketplace } from '../shop/shop.js';
import type { Order, OrderLine, OrderStatus } from './order.js';

export interface OrderRow {
  readonly id: OrderId;
  readonly merchant_id: MerchantId;
  readonly shop_id: ShopId;
  readonly marketplace: Marketplace;
  readonly country: string;
  readonly order_number: string;
  readonly status: OrderStatus;
  readonly raw_status: string;
  readonly cross_border: boolean;
  readonly placed_at: Date;
  readonly updated_at: Date;
  readonly read_at: Date;
  readonly ship_by: Date | null;
  readonly unpaid: boolean;
  readonly total_minor: string;
  readonly currency: string;
  readonly ingested_at: Date;
  readonly version: number;
  readonly lines: readonly (Omit<OrderLine, 'unitPrice'> & { unitPriceMinor: string; currency: string })[] | null;
}

/** Of `sales_order o`, with its lines as one JSON array. Amounts are text: JSON's numbers would round them. */
export const ORDER_COLUMNS = `
  o.id, o.merchant_id, o.shop_id, o.marketplace, o.country, o.order_number, o.status, o.raw_status, o.cross_border,
  o.placed_at, o.updated_at, o.read_at, o.ship_by, o.unpaid, o.total_minor, o.currency, o.ingested_at, o.version,
  (select json_agg(json_build_object(
     'lineId', l.line_id, 'sellerSku', l.seller_sku, 'externalSkuId', l.external_sku_id, 'mapped', l.mapped,
     'quantity', l.quantity, 'unitPriceMinor', l.unit_price_minor::text, 'currency', l.currency,
     'externalLineIds', l.external_line_ids, 'status', l.status) order by l.ordinal)
   from order_line l where l.order_id = o.id) as lines`;

export function toOrder(row: OrderRow): Order {
  return {
    orderId: row.id,
    merchantId: row.merchant_id,
    shopId: row.shop_id,
    marketplace: row.marketplace,
    country: row.country,
    orderNumber: row.order_number,
    status: row.status,
    rawStatus: row.raw_status,
    crossBorder: row.cross_border,
    placedAt: row.placed_at,
    updatedAt: row.updated_at,
    readAt: row.read_at,
    shipBy: row.ship_by,
    awaitsPayment: row.unpaid,
    total: money(row.total_minor, parseCurrency(row.currency)),
    lines: (row.lines ?? []).map(({ unitPriceMinor, currency, ...line }) => ({
      ...line,
      unitPrice: money(unitPriceMinor, parseCurrency(currency)),
    })),
    ingestedAt: row.ingested_at,
    version: row.version,
  };
}
