import { money, parseCurrency, type MerchantId, type OrderId, type ShipmentId, type ShopId } from '@pinglu/kernel';
import type { Marketplace } from '../shop/shop.js';
import type { Shipment, ShipmentLine, ShipmentStatus } from './shipment.js';

export interface ShipmentRow {
  readonly id: ShipmentId;
  readonly merchant_id: MerchantId;
  readonly shop_id: ShopId;
  readonly marketplace: Marketplace;
  readonly order_id: OrderId;
  readonly order_number: string;
  readonly country: string;
  readonly cross_border: boolean;
  readonly status: ShipmentStatus;
  readonly reason: string | null;
  readonly package_id: string | null;
  readonly tracking_number: string | null;
  readonly carrier: string | null;
  readonly packed_at: Date | null;
  readonly wanted_at: Date;
  readonly ready_at: Date | null;
  readonly decided_at: Date | null;
  readonly version: number;
  readonly lines: readonly (Omit<ShipmentLine, 'unitPrice'> & { unitPriceMinor: string; currency: string })[] | null;
}

/** Of `shipment s`, with its lines as one JSON array. Amounts are text: JSON's numbers would round them. */
export const SHIPMENT_COLUMNS = `
  s.id, s.merchant_id, s.shop_id, s.marketplace, s.order_id, s.order_number, s.country, s.cross_border, s.status,
  s.reason, s.package_id, s.tracking_number, s.carrier, s.packed_at, s.wanted_at, s.ready_at, s.decided_at, s.version,
  (select json_agg(json_build_object(
     'lineId', l.line_id, 'sellerSku', l.seller_sku, 'quantity', l.quantity,
     'unitPriceMinor', l.unit_price_minor::text, 'currency', l.currency,
     'externalLineIds', l.external_line_ids) order by l.ordinal)
   from shipment_line l where l.shipment_id = s.id) as lines`;

export function toShipment(row: ShipmentRow): Shipment {
  return {
    shipmentId: row.id,
    merchantId: row.merchant_id,
    shopId: row.shop_id,
    marketplace: row.marketplace,
    orderId: row.order_id,
    orderNumber: row.order_number,
    country: row.country,
    crossBorder: row.cross_border,
    status: row.status,
    reason: row.reason,
    parcel:
      row.package_id === null
        ? null
        : {
            packageId: row.package_id,
            trackingNumber: row.tracking_number!,
            carrier: row.carrier!,
            packedAt: row.packed_at!,
          },
    wantedAt: row.wanted_at,
    readyAt: row.ready_at,
    decidedAt: row.decided_at,
    lines: (row.lines ?? []).map(({ unitPriceMinor, currency, ...line }) => ({
      ...line,
      unitPrice: money(unitPriceMinor, parseCurrency(currency)),
    })),
    version: row.version,
  };
}
